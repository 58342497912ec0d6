import django.db.models.deletion
import django.utils.timezone
import tegenstroom.organisations.models.organisations
from django.conf import settings
from django.db import migrations, models

from tegenstroom.base.migrating import CreateTables


class Migration(migrations.Migration):

    replaces = [
        ('organisations', '0001_initial'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
    ]

    operations = [
        CreateTables(
            tables=[
                migrations.CreateModel(
                    name='Organisation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('ocmw', 'OCMW'), ('caw', 'CAW'), ('clb', 'CLB'), ('school', 'school'), ('youth_care', 'jeugdhulp'), ('vdab', 'VDAB'), ('association', 'vereniging'), ('other', 'andere')], max_length=20, verbose_name='soort')),
                        ('name', models.CharField(max_length=160, unique=True, verbose_name='naam')),
                        ('enterprise_number', models.CharField(blank=True, help_text='Tien cijfers. Je vindt het op een factuur of in de KBO.', max_length=14, null=True, unique=True, validators=[tegenstroom.organisations.models.organisations.check_enterprise_number], verbose_name='ondernemingsnummer')),
                        ('street', models.CharField(blank=True, max_length=120, verbose_name='straat en nummer')),
                        ('postcode', models.CharField(blank=True, max_length=10, verbose_name='postcode')),
                        ('municipality', models.CharField(blank=True, max_length=80, verbose_name='gemeente')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres')),
                        ('phone', models.CharField(blank=True, max_length=30, verbose_name='telefoon')),
                        ('asks_approval', models.BooleanField(default=False, verbose_name='leidinggevende keurt inschrijvingen goed')),
                    ],
                    options={
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='Place',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120, verbose_name='naam')),
                        ('street', models.CharField(max_length=120, verbose_name='straat en nummer')),
                        ('postcode', models.CharField(max_length=10, verbose_name='postcode')),
                        ('municipality', models.CharField(db_index=True, max_length=80, verbose_name='gemeente')),
                        ('directions', models.TextField(blank=True, help_text='Bus, tram, te voet vanaf het station, parkeren.', verbose_name='hoe je er komt')),
                        ('step_free', models.BooleanField(default=False, verbose_name='zonder trappen bereikbaar')),
                        ('accessible_toilet', models.BooleanField(default=False, verbose_name='toilet voor rolstoelen')),
                        ('hearing_loop', models.BooleanField(default=False, verbose_name='ringleiding')),
                        ('accessibility_notes', models.TextField(blank=True, verbose_name='goed om te weten')),
                    ],
                    options={
                        'ordering': ['municipality', 'name'],
                    },
                ),
                migrations.CreateModel(
                    name='Team',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teams', to='organisations.organisation')),
                        ('name', models.CharField(max_length=120, verbose_name='naam')),
                    ],
                    options={
                        'ordering': ['name'],
                        'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='a_team_has_one_name')],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='organisations.organisation')),
                        ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='memberships', to='organisations.team')),
                        ('part', models.CharField(choices=[('colleague', 'medewerker'), ('volunteer', 'vrijwilliger'), ('team_leader', 'leidinggevende')], default='colleague', max_length=20, verbose_name='als')),
                        ('is_contact', models.BooleanField(default=False, verbose_name='contactpersoon')),
                        ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('person', 'organisation'), name='one_membership_a_house')],
                    },
                ),
            ],
        ),
    ]
