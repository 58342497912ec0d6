import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from tegenstroom.base.migrating import CreateTables


class Migration(migrations.Migration):

    replaces = [
        ('measurement', '0001_initial'),
        ('measurement', '0002_research'),
        ('measurement', '0003_groups'),
        ('measurement', '0004_past_days'),
        ('measurement', '0005_closed_groups'),
        ('measurement', '0006_left_alone'),
        ('measurement', '0007_looking_back'),
        ('measurement', '0008_trust'),
        ('measurement', '0009_renewed_words'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        ('organisations', '0001_tables'),
        ('training', '0001_tables'),
    ]

    operations = [
        CreateTables(
            tables=[
                migrations.CreateModel(
                    name='Instrument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.SlugField(max_length=64, unique=True)),
                    ],
                    options={
                        'ordering': ['key'],
                    },
                ),
                migrations.CreateModel(
                    name='InstrumentVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='measurement.instrument')),
                        ('version', models.CharField(max_length=32, verbose_name='versie')),
                        ('title', models.CharField(max_length=200, verbose_name='titel')),
                        ('content', models.TextField()),
                        ('digest', models.CharField(max_length=64)),
                        ('is_free', models.BooleanField()),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='alleen voor')),
                        ('permission', models.CharField(blank=True, max_length=300, verbose_name='met welk recht')),
                        ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['instrument__key', '-added_at', '-pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('organisation__isnull', True)), fields=('instrument', 'version'), name='a_version_stands_once'), models.UniqueConstraint(fields=('instrument', 'version', 'organisation'), name='a_version_stands_once_a_house'), models.CheckConstraint(condition=models.Q(('is_free', True), models.Q(('organisation__isnull', False), models.Q(('permission', ''), _negated=True)), _connector='OR'), name='what_is_not_free_needs_a_right')],
                    },
                ),
                migrations.CreateModel(
                    name='Analysis',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='analyses', to='measurement.instrumentversion')),
                        ('kind', models.CharField(choices=[('reliability', 'hoe betrouwbaar de schalen zijn'), ('structure', 'welke vragen samen horen'), ('graded', 'wat elke vraag toevoegt'), ('dif', 'of vragen voor iedereen hetzelfde zeggen'), ('invariance', 'of elke ronde hetzelfde meet')], max_length=16)),
                        ('options', models.JSONField(default=dict)),
                        ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('state', models.CharField(choices=[('waiting', 'wacht'), ('running', 'loopt'), ('done', 'klaar'), ('refused', 'kan niet'), ('stopped', 'gestopt'), ('failed', 'mislukt')], default='waiting', max_length=10)),
                        ('progress', models.PositiveSmallIntegerField(default=0)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('alive_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('result', models.JSONField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['-asked_at', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='progress_ends_at_100'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state__in', ('waiting', 'running'))), models.Q(models.Q(('state__in', ('waiting', 'running')), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='an_analysis_runs_or_ended')],
                    },
                ),
                migrations.CreateModel(
                    name='MeasuredGroup',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('project', 'project'), ('track', 'traject')], max_length=10)),
                        ('name', models.CharField(max_length=120, verbose_name='naam')),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('editions', models.ManyToManyField(blank=True, related_name='+', to='training.edition')),
                    ],
                    options={
                        'ordering': ['-made_at', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='a_group_has_a_name'), models.CheckConstraint(condition=models.Q(('kind__in', ['project', 'track'])), name='a_project_or_a_track')],
                    },
                ),
                migrations.CreateModel(
                    name='GroupMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='measurement.measuredgroup')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('group', 'person'), name='once_in_a_project')],
                    },
                ),
                migrations.CreateModel(
                    name='Measurement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.edition')),
                        ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='measurement.measuredgroup')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='measurement.instrumentversion')),
                        ('asks_research', models.BooleanField(default=False, verbose_name='vraag of het voor onderzoek mag')),
                        ('asks_norms', models.BooleanField(default=False, verbose_name='vraag of we mogen vergelijken met andere groepen')),
                        ('trust', models.CharField(choices=[('all', 'alle die bekend zijn'), ('alpha', 'alfa in deze groep'), ('retest', 'de hertest die bij de vragenlijst hoort'), ('before_end', 'een hertest in deze groep: voor de start en op het einde'), ('end_later', 'een hertest in deze groep: op het einde en enkele maanden later')], default='all', max_length=10)),
                        ('sealed_pepper', models.TextField(editable=False)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-made_at', '-pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('edition', 'version'), name='a_questionnaire_runs_once_in_a_group'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('group', 'version'), name='a_questionnaire_runs_once_beside_an_edition'), models.CheckConstraint(condition=models.Q(models.Q(('edition__isnull', False), ('group__isnull', True)), models.Q(('edition__isnull', True), ('group__isnull', False)), _connector='OR'), name='of_an_edition_or_of_another_group')],
                    },
                ),
                migrations.CreateModel(
                    name='Participant',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('measurement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='measurement.measurement')),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('sealed_key', models.BinaryField(null=True)),
                        ('guest_name', models.CharField(blank=True, max_length=160, verbose_name='naam')),
                        ('guest_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres')),
                        ('guest_address', models.CharField(blank=True, max_length=200, verbose_name='adres')),
                        ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'Engels'), ('fr', 'Frans')], default='nl', max_length=5, verbose_name='taal')),
                        ('asks_no_more', models.BooleanField(default=False)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('measurement', 'person'), name='once_in_a_measurement'), models.CheckConstraint(condition=models.Q(models.Q(('guest_address', ''), ('guest_email', ''), ('guest_name', ''), ('person__isnull', False)), models.Q(('person__isnull', True), models.Q(('guest_name', ''), _negated=True)), _connector='OR'), name='a_person_or_a_guest')],
                    },
                ),
                migrations.CreateModel(
                    name='QuestionnaireDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('file_name', models.CharField(max_length=120)),
                        ('content', models.TextField()),
                        ('notes', models.JSONField(default=list)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['-created_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Released',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('measurement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='released', to='measurement.measurement')),
                        ('code_hash', models.CharField(max_length=64)),
                        ('since', models.DateField()),
                        ('shows_group', models.BooleanField()),
                        ('rounds', models.CharField(max_length=40)),
                        ('language', models.CharField(blank=True, max_length=5)),
                        ('how', models.CharField(blank=True, choices=[('screen', 'op het scherm'), ('aloud', 'voorgelezen'), ('paper', 'op papier')], max_length=10)),
                        ('out', models.BooleanField(default=False)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('measurement', 'code_hash'), name='once_for_research')],
                    },
                ),
                migrations.CreateModel(
                    name='Wave',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('measurement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waves', to='measurement.measurement')),
                        ('moment', models.CharField(choices=[('before', 'voor de start'), ('end', 'op het einde'), ('later', 'enkele maanden later')], max_length=10, verbose_name='ronde')),
                        ('opens_on', models.DateField(verbose_name='vanaf')),
                        ('closes_on', models.DateField(verbose_name='tot en met')),
                        ('looks_back', models.BooleanField(default=False)),
                    ],
                    options={
                        'ordering': ['opens_on', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('measurement', 'moment'), name='each_round_once'), models.UniqueConstraint(condition=models.Q(('looks_back', True)), fields=('measurement',), name='one_round_looks_back'), models.CheckConstraint(condition=models.Q(('looks_back', False), models.Q(('moment', 'before'), _negated=True), _connector='OR'), name='nobody_looks_back_before_the_start'), models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='a_round_ends_after_it_begins')],
                    },
                ),
                migrations.CreateModel(
                    name='Sheet',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('wave', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheets', to='measurement.wave')),
                        ('code_hash', models.CharField(max_length=64)),
                        ('language', models.CharField(max_length=5)),
                        ('how', models.CharField(choices=[('screen', 'op het scherm'), ('aloud', 'voorgelezen'), ('paper', 'op papier')], default='screen', max_length=10)),
                        ('answers', models.JSONField(default=dict)),
                        ('finished', models.BooleanField(default=False)),
                        ('not_for', models.CharField(blank=True, default='', max_length=40)),
                        ('release', models.PositiveSmallIntegerField(null=True)),
                        ('week', models.DateField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('wave', 'code_hash'), name='one_sheet_a_round')],
                    },
                ),
                migrations.CreateModel(
                    name='PastDays',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('wave', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='past_days', to='measurement.wave')),
                        ('opens_on', models.DateField()),
                        ('closes_on', models.DateField()),
                    ],
                ),
                migrations.CreateModel(
                    name='Invitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('wave', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='measurement.wave')),
                        ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='measurement.participant')),
                        ('invited_on', models.DateField()),
                        ('reminders', models.PositiveSmallIntegerField(default=0)),
                        ('reminded_on', models.DateField(blank=True, null=True)),
                        ('done', models.BooleanField(default=False)),
                        ('left_alone', models.BooleanField(default=False)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('wave', 'participant'), name='asked_once_a_round')],
                    },
                ),
                migrations.CreateModel(
                    name='Wording',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(choices=[('group', 'het verslag van deze groep'), ('research', 'onderzoek'), ('norms', 'vergelijken met andere groepen')], max_length=10)),
                        ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'Engels'), ('fr', 'Frans')], max_length=5)),
                        ('valid_from', models.DateField()),
                        ('text', models.TextField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('purpose', 'language', 'valid_from'), name='one_wording_a_use_and_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Consent',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('measurement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='measurement.measurement')),
                        ('code_hash', models.CharField(max_length=64)),
                        ('purpose', models.CharField(choices=[('group', 'het verslag van deze groep'), ('research', 'onderzoek'), ('norms', 'vergelijken met andere groepen')], max_length=10)),
                        ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='measurement.wording')),
                        ('read', models.CharField(choices=[('herself', 'ik las het zelf'), ('aloud', 'mijn telefoon las het voor'), ('helped', 'iemand hielp mij'), ('paper', 'ik las het op papier')], max_length=10)),
                        ('given_in', models.DateField()),
                        ('taken_back_in', models.DateField(blank=True, null=True)),
                        ('renewed_in', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('renewed_in__isnull', True), ('taken_back_in__isnull', True)), fields=('measurement', 'code_hash', 'purpose'), name='one_yes_a_use')],
                    },
                ),
            ],
        ),
    ]
