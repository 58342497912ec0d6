import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from tegenstroom.base.migrating import CreateTables


class Migration(migrations.Migration):

    replaces = [
        ('dialogue', '0001_initial'),
        ('dialogue', '0002_coaches_who_are_not_asked'),
        ('dialogue', '0003_a_new_yes'),
        ('dialogue', '0004_leaving_a_group'),
        ('dialogue', '0005_signals_taken_out'),
        ('dialogue', '0006_dictations'),
        ('dialogue', '0007_who_typed'),
        ('dialogue', '0008_who_recognised_someone'),
        ('dialogue', '0009_a_no_outlives_its_draft'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        ('coaches', '0001_tables'),
        ('training', '0001_tables'),
    ]

    operations = [
        CreateTables(
            tables=[
                migrations.CreateModel(
                    name='Circle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.edition')),
                        ('title', models.CharField(blank=True, max_length=120, verbose_name='titel')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='laatste dag')),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-made_at', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('edition__isnull', False), models.Q(('title', ''), _negated=True), _connector='OR'), name='a_circle_is_of_something')],
                    },
                ),
                migrations.CreateModel(
                    name='Case',
                    fields=[
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('circle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='dialogue.circle')),
                        ('writer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('sealed_title', models.BinaryField()),
                        ('sealed_text', models.BinaryField()),
                        ('sealed_plain', models.BinaryField()),
                        ('themes', models.JSONField(default=list)),
                        ('is_heavy', models.BooleanField(default=False, verbose_name='een zwaar thema')),
                        ('confirmed_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('expires_on', models.DateField(verbose_name='blijft tot en met')),
                        ('gone_at', models.DateTimeField(blank=True, null=True)),
                        ('gone_how', models.CharField(blank=True, choices=[('taken_back', 'teruggenomen'), ('withdrawn', 'weg met de casus'), ('expired', 'weg na de laatste dag'), ('vetoed', 'gaat niet verder')], max_length=12)),
                    ],
                    options={
                        'ordering': ['-confirmed_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('gone_at__isnull', True), models.Q(('sealed_plain', b''), ('sealed_text', b''), ('sealed_title', b'')), _connector='OR'), name='a_case_that_is_gone_has_no_words')],
                    },
                ),
                migrations.CreateModel(
                    name='Contract',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(default='nl', max_length=5)),
                        ('text', models.TextField(verbose_name='waarmee je akkoord gaat')),
                        ('valid_from', models.DateField()),
                    ],
                    options={
                        'ordering': ['language', '-valid_from'],
                        'constraints': [models.UniqueConstraint(fields=('language', 'valid_from'), name='one_contract_a_day_and_language')],
                    },
                ),
                migrations.CreateModel(
                    name='CircleMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='dialogue.circle')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('part', models.CharField(choices=[('coach', 'coach'), ('professional', 'hulpverlener'), ('trainer', 'trainer'), ('researcher', 'onderzoeker')], max_length=12, verbose_name='als')),
                        ('joined_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('contract', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dialogue.contract')),
                        ('agreed_at', models.DateTimeField(blank=True, null=True)),
                        ('asked_anew_at', models.DateTimeField(blank=True, null=True)),
                        ('left_at', models.DateTimeField(blank=True, null=True)),
                        ('quit_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['joined_at', 'pk'],
                        'indexes': [models.Index(fields=['person', 'left_at'], name='dialogue_ci_person__80ae3b_idx')],
                        'constraints': [models.UniqueConstraint(fields=('circle', 'person'), name='once_in_a_circle'), models.CheckConstraint(condition=models.Q(models.Q(('agreed_at__isnull', True), ('contract__isnull', True)), models.Q(('agreed_at__isnull', False), ('contract__isnull', False)), _connector='OR'), name='a_yes_is_to_a_contract'), models.CheckConstraint(condition=models.Q(('quit_at__isnull', True), ('left_at__isnull', False), _connector='OR'), name='who_quit_is_not_there')],
                    },
                ),
                migrations.CreateModel(
                    name='Dialogue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('circle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dialogues', to='dialogue.circle')),
                        ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='dialogue', to='dialogue.case')),
                        ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('phase', models.CharField(choices=[('preparation', 'voorbereiding'), ('own_group', 'de coaches onder elkaar'), ('round_one', 'eerste ronde'), ('rounds', 'in gesprek'), ('research', 'de stem van onderzoek'), ('harvest', 'oogst'), ('what_i_did', 'wat ik deed'), ('closed', 'afgerond'), ('paused', 'staat stil'), ('withdrawn', 'teruggenomen')], default='preparation', max_length=12)),
                        ('paused_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('own_group_from', models.DateTimeField(blank=True, null=True, verbose_name='de coaches onder elkaar vanaf')),
                        ('ask_done_at', models.DateTimeField(blank=True, null=True)),
                        ('done_until', models.DateTimeField(blank=True, null=True)),
                        ('last_number', models.PositiveIntegerField(default=0)),
                        ('version', models.PositiveBigIntegerField(default=0)),
                        ('own_version', models.PositiveBigIntegerField(default=0)),
                    ],
                    options={
                        'ordering': ['-opened_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Insight',
                    fields=[
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='insights', to='dialogue.dialogue')),
                        ('title', models.CharField(max_length=160, verbose_name='titel')),
                        ('themes', models.JSONField(default=list)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('handed_over_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['-made_at'],
                    },
                ),
                migrations.CreateModel(
                    name='RawDraft',
                    fields=[
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='dialogue.circle')),
                        ('writer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('sealed_title', models.BinaryField(default=b'')),
                        ('sealed_text', models.BinaryField(default=b'')),
                        ('sealed_plain', models.BinaryField(default=b'')),
                        ('sealed_names', models.BinaryField(default=b'')),
                        ('sealed_stand_ins', models.BinaryField(default=b'')),
                        ('sealed_lost_marks', models.BinaryField(default=b'')),
                        ('looked_at', models.BooleanField(default=False)),
                        ('answers', models.JSONField(default=dict)),
                        ('fine', models.JSONField(default=list)),
                        ('themes', models.JSONField(default=list)),
                        ('has_no_theme', models.BooleanField(default=False)),
                        ('is_heavy', models.BooleanField(default=False, verbose_name='een zwaar thema')),
                        ('began_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('until', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ['-began_at'],
                    },
                ),
                migrations.CreateModel(
                    name='DraftFinding',
                    fields=[
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='dialogue.rawdraft')),
                        ('start', models.PositiveIntegerField()),
                        ('end', models.PositiveIntegerField()),
                        ('label', models.CharField(max_length=16)),
                        ('confidence', models.FloatField(blank=True, null=True)),
                        ('source', models.CharField(choices=[('engine', 'gevonden'), ('writer', 'zelf aangeduid')], default='engine', max_length=8)),
                        ('choice', models.CharField(choices=[('open', 'nog te kiezen'), ('replace', 'vervang'), ('generalise', 'maak algemener'), ('leave', 'laat staan')], default='open', max_length=12)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['start'],
                        'constraints': [models.UniqueConstraint(fields=('draft', 'start'), name='one_finding_a_place'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='a_finding_has_a_length')],
                    },
                ),
                migrations.CreateModel(
                    name='ReadCase',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='dialogue.case')),
                        ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('day', models.DateField(default=django.utils.timezone.localdate)),
                        ('read_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['read_at'],
                        'constraints': [models.UniqueConstraint(fields=('case', 'reader', 'day'), name='read_once_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Recognised',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('draft_key', models.UUIDField()),
                        ('writer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='dialogue.circle')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('wording', models.CharField(max_length=32)),
                        ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('until', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ['said_at'],
                        'constraints': [models.UniqueConstraint(fields=('writer', 'person', 'wording'), name='recognised_once_in_these_words')],
                    },
                ),
                migrations.CreateModel(
                    name='Seat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='dialogue.dialogue')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('part', models.CharField(choices=[('coach', 'coach'), ('professional', 'hulpverlener'), ('trainer', 'trainer'), ('researcher', 'onderzoeker')], max_length=12, verbose_name='als')),
                        ('shown_as', models.CharField(max_length=80, verbose_name='deze naam zien de anderen')),
                        ('came_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('left_at', models.DateTimeField(blank=True, null=True)),
                        ('left_how', models.CharField(blank=True, choices=[('stopped', 'stopte'), ('removed', 'zit niet meer in de groep'), ('unasked', 'niet gevraagd voor dit gesprek')], max_length=8)),
                    ],
                    options={
                        'ordering': ['came_at', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('dialogue', 'person'), name='one_seat_in_a_dialogue')],
                    },
                ),
                migrations.CreateModel(
                    name='Dictation',
                    fields=[
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dictations', to='dialogue.dialogue')),
                        ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dictations', to='dialogue.seat')),
                        ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('typist', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='dialogue.seat')),
                        ('phase', models.CharField(choices=[('preparation', 'voorbereiding'), ('own_group', 'de coaches onder elkaar'), ('round_one', 'eerste ronde'), ('rounds', 'in gesprek'), ('research', 'de stem van onderzoek'), ('harvest', 'oogst'), ('what_i_did', 'wat ik deed'), ('closed', 'afgerond'), ('paused', 'staat stil'), ('withdrawn', 'teruggenomen')], max_length=12)),
                        ('stage', models.CharField(choices=[('to_type', 'wacht op de tekst'), ('to_check', 'wacht op haar ja'), ('to_type_again', 'wacht op een betere tekst')], default='to_type', max_length=16, verbose_name='waarop het wacht')),
                        ('times', models.PositiveSmallIntegerField(default=0)),
                        ('sealed_audio', models.BinaryField()),
                        ('sealed_text', models.BinaryField(default=b'')),
                        ('sealed_heard', models.BinaryField(default=b'')),
                        ('media_type', models.CharField(max_length=20)),
                        ('seconds', models.PositiveSmallIntegerField(verbose_name='duur in seconden')),
                        ('size', models.PositiveIntegerField(verbose_name='grootte in bytes')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('stage', 'to_check'), _negated=True), models.Q(('sealed_text', b''), _negated=True), _connector='OR'), name='what_is_checked_has_a_text')],
                    },
                ),
                migrations.CreateModel(
                    name='Aftercare',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aftercare', to='dialogue.seat')),
                        ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coaches.carecall')),
                        ('owed_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['owed_at', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('seat', 'call'), name='one_aftercare_a_call')],
                    },
                ),
                migrations.CreateModel(
                    name='SecondReader',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('draft', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='second_reader', to='dialogue.rawdraft')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('agrees', models.BooleanField(null=True)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='Signal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sentence', models.CharField(max_length=240, unique=True, verbose_name='wat telkens terugkomt')),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['sentence'],
                    },
                ),
                migrations.CreateModel(
                    name='SignalApproval',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('signal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='dialogue.signal')),
                        ('coach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('signal', 'coach'), name='one_approval_a_coach')],
                    },
                ),
                migrations.CreateModel(
                    name='SignalMention',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('signal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='dialogue.signal')),
                        ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signals', to='dialogue.dialogue')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('signal', 'dialogue'), name='one_mention_a_dialogue')],
                    },
                ),
                migrations.CreateModel(
                    name='Step',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='dialogue.dialogue')),
                        ('phase', models.CharField(choices=[('preparation', 'voorbereiding'), ('own_group', 'de coaches onder elkaar'), ('round_one', 'eerste ronde'), ('rounds', 'in gesprek'), ('research', 'de stem van onderzoek'), ('harvest', 'oogst'), ('what_i_did', 'wat ik deed'), ('closed', 'afgerond'), ('paused', 'staat stil'), ('withdrawn', 'teruggenomen')], max_length=12)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='TurnTaken',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='dialogue.seat')),
                        ('phase', models.CharField(choices=[('preparation', 'voorbereiding'), ('own_group', 'de coaches onder elkaar'), ('round_one', 'eerste ronde'), ('rounds', 'in gesprek'), ('research', 'de stem van onderzoek'), ('harvest', 'oogst'), ('what_i_did', 'wat ik deed'), ('closed', 'afgerond'), ('paused', 'staat stil'), ('withdrawn', 'teruggenomen')], max_length=12)),
                        ('turn', models.CharField(choices=[('passed', 'liet de beurt voorbijgaan'), ('ready', 'is klaar')], max_length=8)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['at', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('seat', 'phase', 'turn'), name='one_turn_a_phase')],
                    },
                ),
                migrations.CreateModel(
                    name='Withdrawal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=12)),
                        ('key', models.UUIDField()),
                        ('how', models.CharField(max_length=12)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['at', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='withdrawn_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Word',
                    fields=[
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='dialogue.dialogue')),
                        ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='dialogue.seat')),
                        ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('number', models.PositiveIntegerField()),
                        ('phase', models.CharField(choices=[('preparation', 'voorbereiding'), ('own_group', 'de coaches onder elkaar'), ('round_one', 'eerste ronde'), ('rounds', 'in gesprek'), ('research', 'de stem van onderzoek'), ('harvest', 'oogst'), ('what_i_did', 'wat ik deed'), ('closed', 'afgerond'), ('paused', 'staat stil'), ('withdrawn', 'teruggenomen')], max_length=12)),
                        ('field', models.CharField(blank=True, choices=[('take_along', 'wat ik meeneem'), ('will_do', 'wat ik ga doen'), ('tension', 'welke spanning blijft'), ('change', 'wat moet veranderen in de organisatie of het beleid')], max_length=12, verbose_name='waarbij het hoort')),
                        ('sealed_text', models.BinaryField()),
                        ('sealed_heard', models.BinaryField(default=b'')),
                        ('insight', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='dialogue.insight')),
                        ('length', models.PositiveIntegerField(default=0)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('gone_at', models.DateTimeField(blank=True, null=True)),
                        ('gone_how', models.CharField(blank=True, choices=[('taken_back', 'teruggenomen'), ('withdrawn', 'weg met de casus'), ('expired', 'weg na de laatste dag'), ('vetoed', 'gaat niet verder')], max_length=12)),
                    ],
                    options={
                        'ordering': ['dialogue_id', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('dialogue', 'number'), name='one_word_a_number'), models.CheckConstraint(condition=models.Q(('gone_how__in', ['', 'vetoed']), models.Q(('length', 0), ('sealed_heard', b''), ('sealed_text', b'')), _connector='OR'), name='what_is_gone_has_no_words')],
                    },
                ),
                migrations.CreateModel(
                    name='Recording',
                    fields=[
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('word', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='recording', to='dialogue.word')),
                        ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('sealed_audio', models.BinaryField()),
                        ('media_type', models.CharField(max_length=20)),
                        ('seconds', models.PositiveSmallIntegerField(verbose_name='duur in seconden')),
                        ('size', models.PositiveIntegerField(verbose_name='grootte in bytes')),
                    ],
                ),
                migrations.CreateModel(
                    name='InsightVoice',
                    fields=[
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('insight', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='dialogue.insight')),
                        ('voice', models.CharField(choices=[('lived', 'ervaring'), ('practice', 'praktijk'), ('research', 'onderzoek')], max_length=10)),
                        ('word', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='dialogue.word')),
                        ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('by_name', models.CharField(blank=True, max_length=80, verbose_name='deze naam staat erbij')),
                        ('sealed_text', models.BinaryField()),
                        ('said_yes_at', models.DateTimeField(blank=True, null=True)),
                        ('gone_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['insight_id', 'voice'],
                        'constraints': [models.UniqueConstraint(fields=('insight', 'word'), name='one_line_a_word'), models.CheckConstraint(condition=models.Q(('gone_at__isnull', True), models.Q(('by_name', ''), ('sealed_text', b'')), _connector='OR'), name='a_voice_that_is_gone_has_no_words')],
                    },
                ),
            ],
        ),
    ]
