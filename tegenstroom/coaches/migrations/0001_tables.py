import django.db.models.deletion
import django.utils.timezone
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from tegenstroom.base.migrating import CreateTables


class Migration(migrations.Migration):

    replaces = [
        ('coaches', '0001_initial'),
        ('coaches', '0002_stories'),
        ('coaches', '0003_known_overs'),
        ('coaches', '0004_one_open_call'),
        ('coaches', '0005_roads_that_wait'),
        ('coaches', '0006_kept_money'),
        ('coaches', '0007_meetings'),
        ('coaches', '0008_one_group'),
        ('coaches', '0009_texts_by_terms'),
        ('coaches', '0010_noted_earnings'),
        ('coaches', '0011_terms_changed_at'),
        ('coaches', '0012_roads_to_look_at'),
        ('coaches', '0013_roads_cut'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        ('billing', '0001_tables'),
        ('organisations', '0001_tables'),
    ]

    operations = [
        CreateTables(
            tables=[
                migrations.CreateModel(
                    name='AgreementText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('terms', models.CharField(choices=[('volunteer', 'vrijwilliger'), ('paid', 'betaald')], default='volunteer', max_length=10)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('aim', models.TextField(verbose_name='wie we zijn en wat we willen')),
                        ('legal_form', models.TextField(verbose_name='onze rechtsvorm')),
                        ('insurance', models.TextField(verbose_name='hoe je verzekerd bent')),
                        ('reimbursement', models.TextField(verbose_name='wat je krijgt en wanneer')),
                        ('discretion', models.TextField(verbose_name='wat onder ons blijft')),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['-number', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('terms', 'number'), name='one_text_a_version')],
                    },
                ),
                migrations.CreateModel(
                    name='Assignment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('coach', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('kind', models.CharField(choices=[('training', 'vorming'), ('supervision', 'supervisie'), ('preparation', 'voorbereiding'), ('debrief', 'nabespreking'), ('meeting', 'overleg van coaches')], default='training', max_length=12, verbose_name='waarvoor')),
                        ('title', models.CharField(max_length=200, verbose_name='waarover het gaat')),
                        ('starts_at', models.DateTimeField(verbose_name='begint')),
                        ('ends_at', models.DateTimeField(verbose_name='eindigt')),
                        ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.place')),
                        ('room', models.CharField(blank=True, max_length=80, verbose_name='lokaal')),
                        ('themes', models.JSONField(blank=True, default=list)),
                        ('is_heavy', models.BooleanField(default=False, verbose_name='een zwaar thema')),
                        ('state', models.CharField(choices=[('asked', 'gevraagd'), ('yes', 'ik kom'), ('no', 'ik kom niet'), ('rather_not', 'liever niet dit thema'), ('called_off', 'gaat niet door'), ('done', 'gedaan')], default='asked', max_length=12)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('called_off_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['starts_at', 'pk'],
                        'indexes': [models.Index(fields=['coach', 'starts_at'], name='coaches_ass_coach_i_004b9d_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='an_assignment_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='Allowance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('assignment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='allowance', to='coaches.assignment')),
                        ('due', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='billing.due')),
                        ('rate', models.DecimalField(decimal_places=2, max_digits=8)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                ),
                migrations.CreateModel(
                    name='AvoidedTheme',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('coach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('slug', models.SlugField()),
                        ('name', models.CharField(max_length=80)),
                        ('since', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['name'],
                        'constraints': [models.UniqueConstraint(fields=('coach', 'slug'), name='one_avoidance_a_theme')],
                    },
                ),
                migrations.CreateModel(
                    name='BenefitCheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('coach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('state', models.CharField(choices=[('in_order', 'in orde'), ('not_yet', 'nog niet'), ('not_applicable', 'niet van toepassing')], max_length=16)),
                        ('in_order_until', models.DateField(blank=True, null=True, verbose_name='in orde tot en met')),
                        ('answered_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('coach', 'year'), name='one_benefit_check_a_year')],
                    },
                ),
                migrations.CreateModel(
                    name='CareCall',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('coach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('reason', models.CharField(choices=[('heavy_day', 'na een zware dag'), ('asked', 'vroeg om een telefoontje')], max_length=12)),
                        ('assignment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='care_call', to='coaches.assignment')),
                        ('caller', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('due_at', models.DateTimeField()),
                        ('made_at', models.DateTimeField(blank=True, null=True)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['due_at', 'pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('made_at__isnull', True), ('reason', 'asked')), fields=('coach',), name='one_open_call_that_she_asked_for')],
                    },
                ),
                migrations.CreateModel(
                    name='CoachProfile',
                    fields=[
                        ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                        ('status', models.CharField(choices=[('coach', 'coach'), ('trained_expert', 'opgeleide ervaringsdeskundige')], default='coach', max_length=16, verbose_name='statuut')),
                        ('terms', models.CharField(choices=[('volunteer', 'vrijwilliger'), ('paid', 'betaald')], default='volunteer', max_length=10, verbose_name='vergoed als')),
                        ('method', models.CharField(choices=[('transfer', 'op mijn rekening'), ('cash', 'in de hand, met een ontvangstbewijs')], default='transfer', max_length=8, verbose_name='uitbetaald')),
                        ('caller', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('heavy_a_month', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hoogstens zoveel zware thema's per maand")),
                        ('since', models.DateTimeField(default=django.utils.timezone.now)),
                        ('terms_changed_at', models.DateTimeField(blank=True, null=True, verbose_name='afspraken veranderd op')),
                    ],
                ),
                migrations.CreateModel(
                    name='Consent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='coaches.story')),
                        ('use', models.CharField(choices=[('this_group', 'deze groep'), ('all_trainings', 'alle vormingen'), ('library', 'de bibliotheek'), ('magazine', 'het tijdschrift'), ('research', 'onderzoek')], max_length=16)),
                        ('group', models.CharField(blank=True, max_length=80)),
                        ('group_name', models.CharField(blank=True, max_length=200, verbose_name='welke groep')),
                        ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coaches.wording')),
                        ('read', models.CharField(choices=[('herself', 'ik las het zelf'), ('aloud', 'iemand las het voor'), ('with_help', 'iemand hielp mij')], max_length=12, verbose_name='hoe las je dit')),
                        ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('until', models.DateField(verbose_name='tot en met')),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('withdrawn_how', models.CharField(blank=True, choices=[('button', 'met de knop'), ('phone', 'aan de telefoon'), ('ended', 'vanzelf, na de laatste dag'), ('renewed', 'er kwam een nieuw ja')], max_length=8)),
                    ],
                    options={
                        'ordering': ['-given_at', '-pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('story', 'use', 'group'), name='one_standing_consent_a_use'), models.CheckConstraint(condition=models.Q(('use', 'this_group'), ('group', ''), _connector='OR'), name='only_one_use_names_a_group')],
                    },
                ),
                migrations.CreateModel(
                    name='Copy',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('consent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='coaches.consent')),
                        ('kind', models.SlugField(max_length=40)),
                        ('subject', models.CharField(max_length=80)),
                        ('where', models.CharField(max_length=200)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('gone_at', models.DateTimeField(blank=True, null=True)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('consent', 'kind', 'subject'), name='one_copy_a_place')],
                    },
                ),
                migrations.CreateModel(
                    name='Correction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('allowance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='coaches.allowance')),
                        ('due', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='billing.due')),
                        ('reason', models.CharField(max_length=200, verbose_name='waarom')),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                ),
                migrations.CreateModel(
                    name='Dependency',
                    fields=[
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('coach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('sealed', models.BinaryField()),
                        ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                ),
                migrations.CreateModel(
                    name='Kept',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('allowance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept', to='coaches.allowance')),
                        ('day', models.DateField()),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=8)),
                        ('since', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['day'],
                        'constraints': [models.UniqueConstraint(fields=('allowance', 'day'), name='kept_once_a_day'), models.CheckConstraint(condition=models.Q(('amount__gt', Decimal('0'))), name='kept_something')],
                    },
                ),
                migrations.CreateModel(
                    name='KnownOver',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('coach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('day', models.DateField(blank=True, null=True)),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=8)),
                        ('known_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['coach', 'year'], name='coaches_kno_coach_i_8ad448_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='OutsideEarning',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('coach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('day', models.DateField(verbose_name='dag')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=8, verbose_name='bedrag')),
                        ('told_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('noted_at_desk', models.BooleanField(default=False)),
                    ],
                    options={
                        'ordering': ['day', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', Decimal('0'))), name='earned_something_elsewhere')],
                    },
                ),
                migrations.CreateModel(
                    name='Story',
                    fields=[
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('coach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('title', models.CharField(max_length=120, verbose_name='titel')),
                        ('by_name', models.CharField(max_length=80, verbose_name='deze naam staat erbij')),
                        ('sealed_text', models.BinaryField()),
                        ('told_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='verteld op')),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['-told_on', '-made_at'],
                    },
                ),
                migrations.CreateModel(
                    name='Travel',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('assignment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='travel', to='coaches.assignment')),
                        ('mode', models.CharField(choices=[('car', 'met de auto'), ('bicycle', 'met de fiets'), ('public', 'met bus, tram of trein'), ('none', 'zonder kosten')], max_length=8, verbose_name='hoe kwam je')),
                        ('km', models.DecimalField(decimal_places=1, default=Decimal('0'), max_digits=6, verbose_name='kilometer, heen en terug')),
                        ('cost', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=8, verbose_name='tickets, in euro')),
                        ('due', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='billing.due')),
                        ('waits', models.BooleanField(default=False)),
                        ('cut', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=8)),
                        ('to_look_at', models.BooleanField(default=False)),
                        ('told_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('waits', False), ('due', None), _connector='OR'), name='a_road_that_waits_owes_nothing')],
                    },
                ),
                migrations.CreateModel(
                    name='Wording',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('use', models.CharField(choices=[('this_group', 'deze groep'), ('all_trainings', 'alle vormingen'), ('library', 'de bibliotheek'), ('magazine', 'het tijdschrift'), ('research', 'onderzoek')], max_length=16)),
                        ('language', models.CharField(default='nl', max_length=5)),
                        ('text', models.TextField(verbose_name='waarmee ze akkoord gaat')),
                        ('valid_from', models.DateField()),
                    ],
                    options={
                        'ordering': ['use', 'language', '-valid_from'],
                        'constraints': [models.UniqueConstraint(fields=('use', 'language', 'valid_from'), name='one_wording_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Agreement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('coach', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='coaches.agreementtext')),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('signed_on', models.DateField(blank=True, null=True, verbose_name='getekend op')),
                        ('kept_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='gestopt op')),
                    ],
                    options={
                        'ordering': ['-made_at', '-pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True), ('signed_on__isnull', False)), fields=('coach',), name='one_signed_agreement_a_coach')],
                    },
                ),
            ],
        ),
    ]
