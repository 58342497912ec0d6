import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from tegenstroom.base.migrating import CreateTables


class Migration(migrations.Migration):

    replaces = [
        ('training', '0001_initial'),
        ('training', '0002_coach_days'),
        ('training', '0003_stories'),
        ('training', '0004_step_by_link'),
        ('training', '0005_calendar_entries_of_coaches'),
        ('training', '0006_coach_moments'),
        ('training', '0007_day_closing'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        ('coaches', '0001_tables'),
        ('library', '0001_tables'),
        ('organisations', '0001_tables'),
    ]

    operations = [
        CreateTables(
            tables=[
                migrations.CreateModel(
                    name='Module',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(unique=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='Question',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.SlugField(max_length=60, unique=True)),
                        ('thread', models.SlugField(blank=True, max_length=40)),
                        ('wave', models.CharField(choices=[('last_day', 'op de laatste dag'), ('six_weeks', 'na zes weken'), ('three_months', 'na drie maanden')], max_length=20)),
                        ('order', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(choices=[('scale', 'van 1 tot 5'), ('text', 'eigen woorden')], max_length=10)),
                        ('text', models.CharField(max_length=200, verbose_name='vraag')),
                        ('low_label', models.CharField(blank=True, max_length=60, verbose_name='bij 1')),
                        ('high_label', models.CharField(blank=True, max_length=60, verbose_name='bij 5')),
                        ('retired_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['order', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarFeed',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('salt', models.CharField(max_length=32)),
                    ],
                ),
                migrations.CreateModel(
                    name='CancellationTerm',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('valid_from', models.DateField(verbose_name='geldt voor inschrijvingen vanaf')),
                        ('days_before', models.PositiveSmallIntegerField(verbose_name='vanaf zoveel dagen voor de start')),
                        ('percent', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='percent van de prijs')),
                        ('source', models.CharField(max_length=200, verbose_name='beslist in')),
                    ],
                    options={
                        'ordering': ['-valid_from', 'days_before'],
                        'constraints': [models.UniqueConstraint(fields=('valid_from', 'days_before'), name='one_tier_a_day'), models.CheckConstraint(condition=models.Q(('percent__gte', 0), ('percent__lte', 100)), name='a_percentage')],
                    },
                ),
                migrations.CreateModel(
                    name='Edition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='training.moduleversion')),
                        ('channel', models.CharField(choices=[('open', 'open aanbod'), ('in_company', 'op maat')], default='open', max_length=12, verbose_name='aanbod')),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='op maat van')),
                        ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.place', verbose_name='plaats')),
                        ('room', models.CharField(blank=True, max_length=80, verbose_name='lokaal')),
                        ('room_booked', models.BooleanField(default=False, verbose_name='lokaal ligt vast')),
                        ('material_ready', models.BooleanField(default=False, verbose_name='materiaal ligt klaar')),
                        ('state', models.CharField(choices=[('draft', 'in voorbereiding'), ('open', 'inschrijven kan'), ('confirmed', 'gaat zeker door'), ('cancelled', 'gaat niet door'), ('closed', 'afgerond')], default='draft', max_length=12)),
                        ('minimum', models.PositiveSmallIntegerField(default=8, verbose_name='minstens')),
                        ('maximum', models.PositiveSmallIntegerField(default=16, verbose_name='hoogstens')),
                        ('enrol_until', models.DateField(blank=True, null=True, verbose_name='inschrijven tot en met')),
                        ('starts_on', models.DateField(db_index=True, editable=False, null=True)),
                        ('ends_on', models.DateField(db_index=True, editable=False, null=True)),
                        ('practical', models.TextField(blank=True, verbose_name='praktisch')),
                        ('group_price', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='prijs voor de hele groep')),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                        ('cancelled_reason', models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        'ordering': ['starts_on', 'pk'],
                        'indexes': [models.Index(fields=['channel', 'state', 'starts_on'], name='training_ed_channel_f3e403_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('maximum__gte', models.F('minimum')), ('minimum__gte', 1)), name='room_for_the_minimum'), models.CheckConstraint(condition=models.Q(models.Q(('channel', 'open'), ('organisation__isnull', True)), models.Q(('channel', 'in_company'), ('organisation__isnull', False)), _connector='OR'), name='made_to_measure_for_someone')],
                    },
                ),
                migrations.CreateModel(
                    name='CoachMoment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coach_moments', to='training.edition')),
                        ('assignment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coaches.assignment')),
                    ],
                    options={
                        'ordering': ['assignment_id'],
                    },
                ),
                migrations.CreateModel(
                    name='EditionStory',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stories', to='training.edition')),
                        ('copy', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='coaches.copy')),
                        ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['added_at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Enrolment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='training.edition')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.organisation', verbose_name='organisatie')),
                        ('organisation_name', models.CharField(blank=True, max_length=160, verbose_name='organisatie')),
                        ('introduced_as', models.CharField(blank=True, max_length=161)),
                        ('enrolled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('kind', models.CharField(choices=[('professional', 'hulpverlener, begeleider'), ('volunteer', 'vrijwilliger'), ('student', 'student'), ('lived', 'ik heb zelf ervaring met armoede')], max_length=20, verbose_name='ik kom als')),
                        ('price', models.DecimalField(decimal_places=2, default=0, max_digits=8, verbose_name='prijs')),
                        ('needs', models.CharField(blank=True, max_length=300, verbose_name='wat maakt het makkelijker voor jou?')),
                        ('state', models.CharField(choices=[('placed', 'ingeschreven'), ('waiting', 'op de wachtlijst'), ('offered', 'plaats aangeboden'), ('cancelled', 'geannuleerd'), ('refused', 'niet goedgekeurd'), ('lapsed', 'aanbod verlopen'), ('replaced', 'plaats doorgegeven')], max_length=12)),
                        ('seat', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('queued_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('offer_until', models.DateTimeField(blank=True, null=True)),
                        ('form_key', models.UUIDField(editable=False, null=True, unique=True)),
                        ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaced_by', to='training.enrolment')),
                        ('cancellation_fee', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['edition', 'state', 'queued_at'], name='training_en_edition_5c7b97_idx')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['placed', 'offered', 'waiting'])), fields=('edition', 'person'), name='once_in_an_edition'), models.UniqueConstraint(fields=('edition', 'seat'), name='a_seat_is_held_once'), models.CheckConstraint(condition=models.Q(models.Q(('seat__isnull', False), ('state__in', ['placed', 'offered'])), models.Q(models.Q(('state__in', ['placed', 'offered']), _negated=True), ('seat__isnull', True)), _connector='OR'), name='seated_holds_a_seat'), models.CheckConstraint(condition=models.Q(models.Q(('offer_until__isnull', False), ('state', 'offered')), models.Q(('state', 'offered'), _negated=True), _connector='OR'), name='an_offer_has_a_deadline')],
                    },
                ),
                migrations.CreateModel(
                    name='Certificate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='training.enrolment')),
                        ('code', models.CharField(max_length=14, unique=True)),
                        ('name', models.CharField(max_length=170)),
                        ('title', models.CharField(max_length=160)),
                        ('hours', models.DecimalField(decimal_places=2, max_digits=5)),
                        ('first_day', models.DateField()),
                        ('last_day', models.DateField()),
                        ('issued_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('revoked_reason', models.CharField(blank=True, max_length=200, verbose_name='waarom')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('enrolment',), name='one_valid_certificate'), models.CheckConstraint(condition=models.Q(('revoked_at__isnull', True), models.Q(('revoked_reason', ''), _negated=True), _connector='OR'), name='revoking_has_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Approval',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='approval', to='training.enrolment')),
                        ('leader_name', models.CharField(max_length=120, verbose_name='naam van je leidinggevende')),
                        ('leader_email', models.EmailField(max_length=254, verbose_name='e-mailadres van je leidinggevende')),
                        ('answer', models.CharField(choices=[('asked', 'gevraagd'), ('yes', 'goedgekeurd'), ('no', 'niet goedgekeurd'), ('none', 'geen antwoord')], default='asked', max_length=10)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('until', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='EnrolmentStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='training.enrolment')),
                        ('before', models.CharField(blank=True, choices=[('placed', 'ingeschreven'), ('waiting', 'op de wachtlijst'), ('offered', 'plaats aangeboden'), ('cancelled', 'geannuleerd'), ('refused', 'niet goedgekeurd'), ('lapsed', 'aanbod verlopen'), ('replaced', 'plaats doorgegeven')], max_length=12)),
                        ('after', models.CharField(choices=[('placed', 'ingeschreven'), ('waiting', 'op de wachtlijst'), ('offered', 'plaats aangeboden'), ('cancelled', 'geannuleerd'), ('refused', 'niet goedgekeurd'), ('lapsed', 'aanbod verlopen'), ('replaced', 'plaats doorgegeven')], max_length=12)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('by_link', models.BooleanField(default=False)),
                        ('why', models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='EvaluationInvitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='training.enrolment')),
                        ('wave', models.CharField(choices=[('last_day', 'op de laatste dag'), ('six_weeks', 'na zes weken'), ('three_months', 'na drie maanden')], max_length=20)),
                        ('invited_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('reminded_at', models.DateTimeField(blank=True, null=True)),
                        ('answered', models.BooleanField(default=False)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('enrolment', 'wave'), name='asked_once_a_wave')],
                    },
                ),
                migrations.CreateModel(
                    name='EvaluationResponse',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='training.edition')),
                        ('wave', models.CharField(choices=[('last_day', 'op de laatste dag'), ('six_weeks', 'na zes weken'), ('three_months', 'na drie maanden')], max_length=20)),
                        ('pseudonym', models.CharField(max_length=64)),
                        ('answers', models.JSONField(default=dict)),
                        ('share_with_coaches', models.BooleanField(default=False, verbose_name='de coaches mogen mijn woorden lezen')),
                        ('finished', models.BooleanField(default=False)),
                        ('answered_on', models.DateField(default=django.utils.timezone.localdate)),
                        ('released_on', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('edition', 'wave', 'pseudonym'), name='one_answer_a_wave'), models.CheckConstraint(condition=models.Q(('released_on__isnull', True), ('finished', True), _connector='OR'), name='only_finished_answers_are_released')],
                    },
                ),
                migrations.CreateModel(
                    name='ImportDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('file_name', models.CharField(max_length=120)),
                        ('rows', models.JSONField()),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['-created_at'],
                    },
                ),
                migrations.CreateModel(
                    name='ModuleVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('module', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='training.module')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='versie')),
                        ('title', models.CharField(max_length=160, verbose_name='titel')),
                        ('summary', models.CharField(max_length=300, verbose_name='in één zin')),
                        ('description', models.TextField(blank=True, verbose_name='waarover het gaat')),
                        ('aims', models.TextField(blank=True, help_text='Eén doel per regel.', verbose_name='wat je meeneemt')),
                        ('audience', models.CharField(choices=[('professionals', 'hulpverleners'), ('volunteers', 'vrijwilligers'), ('everyone', 'hulpverleners en vrijwilligers')], default='everyone', max_length=20, verbose_name='voor wie')),
                        ('prior_knowledge', models.CharField(blank=True, max_length=300, verbose_name='voorkennis')),
                        ('material', models.TextField(blank=True, help_text='Eén stuk per regel.', verbose_name='materiaal')),
                        ('trainers_needed', models.PositiveSmallIntegerField(default=1, verbose_name='aantal trainers')),
                        ('coaches_needed', models.PositiveSmallIntegerField(default=2, verbose_name='aantal coaches')),
                        ('what_changed', models.TextField(blank=True, verbose_name='wat er veranderde')),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('themes', models.ManyToManyField(blank=True, related_name='+', to='library.theme')),
                    ],
                    options={
                        'ordering': ['module', '-number'],
                        'constraints': [models.UniqueConstraint(fields=('module', 'number'), name='a_version_has_one_number')],
                    },
                ),
                migrations.CreateModel(
                    name='ModulePart',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='training.moduleversion')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('title', models.CharField(max_length=160, verbose_name='titel')),
                        ('content', models.TextField(blank=True, verbose_name='inhoud')),
                        ('practice_after', models.CharField(blank=True, max_length=300, verbose_name='oefening daarna')),
                        ('minutes', models.PositiveSmallIntegerField(default=360, verbose_name='duur in minuten')),
                    ],
                    options={
                        'ordering': ['version', 'order'],
                        'constraints': [models.UniqueConstraint(fields=('version', 'order'), name='one_part_a_position')],
                    },
                ),
                migrations.CreateModel(
                    name='Price',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prices', to='training.edition')),
                        ('kind', models.CharField(choices=[('professional', 'hulpverlener, begeleider'), ('volunteer', 'vrijwilliger'), ('student', 'student'), ('lived', 'ik heb zelf ervaring met armoede')], max_length=20, verbose_name='voor')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=8, verbose_name='prijs')),
                    ],
                    options={
                        'ordering': ['edition_id', '-amount'],
                        'constraints': [models.UniqueConstraint(fields=('edition', 'kind'), name='one_price_a_kind'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='no_negative_price')],
                    },
                ),
                migrations.CreateModel(
                    name='Session',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='training.edition')),
                        ('part', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.modulepart')),
                        ('starts_at', models.DateTimeField(verbose_name='begint')),
                        ('ends_at', models.DateTimeField(verbose_name='eindigt')),
                        ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.place')),
                        ('checkin_salt', models.CharField(blank=True, max_length=32)),
                    ],
                    options={
                        'ordering': ['starts_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='DayClosing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('session', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='closing', to='training.session')),
                        ('ended_at', models.DateTimeField()),
                        ('closed_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('closed_at__gte', models.F('ended_at'))), name='a_day_is_closed_once_it_is_over')],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('session', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='calendar_entry', to='training.session')),
                        ('assignment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='coaches.assignment')),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('sequence', models.PositiveIntegerField(default=0)),
                        ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('session', None), ('assignment', None), _connector='XOR'), name='an_entry_of_one_moment')],
                    },
                ),
                migrations.CreateModel(
                    name='Attendance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='training.session')),
                        ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='training.enrolment')),
                        ('mark', models.CharField(choices=[('present', 'aanwezig'), ('absent', 'afwezig'), ('excused', 'verwittigd')], max_length=10)),
                        ('marked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('marked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('session', 'enrolment'), name='one_mark_a_part')],
                    },
                ),
                migrations.CreateModel(
                    name='TandemMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tandem', to='training.edition')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('part', models.CharField(choices=[('trainer', 'trainer'), ('coach', 'coach')], max_length=10, verbose_name='als')),
                        ('answer', models.CharField(choices=[('asked', 'gevraagd'), ('yes', 'komt'), ('no', 'komt niet')], default='asked', max_length=10)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['part', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('edition', 'person'), name='one_part_in_a_tandem')],
                    },
                ),
                migrations.CreateModel(
                    name='CoachDay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='training.tandemmember')),
                        ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='coach_days', to='training.session')),
                        ('assignment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coaches.assignment')),
                    ],
                    options={
                        'ordering': ['assignment_id'],
                        'constraints': [models.UniqueConstraint(fields=('member', 'session'), name='asked_once_for_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Task',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='training.edition')),
                        ('what', models.CharField(max_length=200, verbose_name='wat')),
                        ('who', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='tegen')),
                        ('done_at', models.DateTimeField(blank=True, null=True)),
                        ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['due_on', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='TrainingRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('new', 'nieuw'), ('talking', 'in gesprek'), ('proposed', 'voorstel verstuurd'), ('agreed', 'akkoord'), ('planned', 'ingepland'), ('declined', 'gaat niet door')], default='new', max_length=12)),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                        ('organisation_name', models.CharField(max_length=160, verbose_name='organisatie')),
                        ('enterprise_number', models.CharField(blank=True, max_length=14, verbose_name='ondernemingsnummer')),
                        ('contact_name', models.CharField(max_length=120, verbose_name='je naam')),
                        ('contact_email', models.EmailField(max_length=254, verbose_name='je e-mailadres')),
                        ('contact_phone', models.CharField(blank=True, max_length=30, verbose_name='je telefoon')),
                        ('module', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='requests', to='training.module', verbose_name='vorming')),
                        ('question', models.TextField(verbose_name='wat speelt er bij jullie?')),
                        ('people', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='met hoeveel mensen?')),
                        ('period', models.CharField(blank=True, max_length=120, verbose_name='wanneer ongeveer?')),
                        ('form_key', models.UUIDField(editable=False, null=True, unique=True)),
                        ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('edition', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='request', to='training.edition')),
                    ],
                    options={
                        'ordering': ['-received_at'],
                    },
                ),
                migrations.CreateModel(
                    name='RequestNote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='training.trainingrequest')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('text', models.TextField(verbose_name='wat is er besproken?')),
                    ],
                    options={
                        'ordering': ['at'],
                    },
                ),
                migrations.CreateModel(
                    name='Proposal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='training.trainingrequest')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.moduleversion')),
                        ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.place')),
                        ('maximum', models.PositiveSmallIntegerField(default=16, verbose_name='hoogstens zoveel mensen')),
                        ('price', models.DecimalField(decimal_places=2, max_digits=9, verbose_name='prijs voor de hele vorming')),
                        ('dates', models.JSONField(default=list)),
                        ('message', models.TextField(blank=True, verbose_name='woordje erbij')),
                        ('valid_until', models.DateField(verbose_name='geldig tot en met')),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('agreed_at', models.DateTimeField(blank=True, null=True)),
                        ('agreed_by_name', models.CharField(blank=True, max_length=120)),
                    ],
                    options={
                        'ordering': ['-number'],
                        'constraints': [models.UniqueConstraint(fields=('request', 'number'), name='a_proposal_has_one_number')],
                    },
                ),
            ],
        ),
    ]
