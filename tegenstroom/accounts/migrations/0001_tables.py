import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from tegenstroom.base.migrating import CreateTables


class Migration(migrations.Migration):

    replaces = [
        ('accounts', '0001_initial'),
        ('accounts', '0002_throttle_empty_at'),
        ('accounts', '0003_erasing'),
    ]

    initial = True

    dependencies = [
        # What a library does step by step is quickest while there are few tables.
        ('django_tasks_database', '0021_conditional_partial_index_ordering'),
    ]

    operations = [
        CreateTables(
            tables=[
                migrations.CreateModel(
                    name='Throttle',
                    fields=[
                        ('key', models.CharField(max_length=120, primary_key=True, serialize=False)),
                        ('empty_at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('given_name', models.CharField(max_length=80, verbose_name='voornaam')),
                        ('family_name', models.CharField(blank=True, max_length=80, verbose_name='achternaam')),
                        ('called', models.CharField(blank=True, help_text='Leeg laten is je voornaam.', max_length=80, verbose_name='zo wil ik genoemd worden')),
                        ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='e-mailadres')),
                        ('phone', models.CharField(blank=True, max_length=30, verbose_name='telefoon')),
                        ('street', models.CharField(blank=True, max_length=120, verbose_name='straat en nummer')),
                        ('postcode', models.CharField(blank=True, max_length=10, verbose_name='postcode')),
                        ('municipality', models.CharField(blank=True, max_length=80, verbose_name='gemeente')),
                        ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'Engels'), ('fr', 'Frans')], default='nl', max_length=5, verbose_name='taal')),
                        ('reached_by', models.CharField(choices=[('mail', 'per mail'), ('paper', 'op papier')], default='mail', max_length=10, verbose_name='brieven krijg ik')),
                        ('is_active', models.BooleanField(default=True)),
                        ('joined_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('session_round', models.PositiveIntegerField(default=0, editable=False)),
                        ('erased_at', models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        'verbose_name': 'persoon',
                        'constraints': [models.CheckConstraint(condition=models.Q(('email__isnull', True), models.Q(('email', ''), _negated=True), _connector='OR'), name='no_empty_email')],
                    },
                ),
                migrations.CreateModel(
                    name='Card',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cards', to=settings.AUTH_USER_MODEL)),
                        ('finder', models.CharField(max_length=6, unique=True)),
                        ('secret_hash', models.CharField(max_length=200)),
                        ('printed_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('printed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('person',), name='one_valid_card_a_person')],
                    },
                ),
                migrations.CreateModel(
                    name='RoleGrant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
                        ('role', models.CharField(choices=[('coordinator', 'coördinator'), ('trainer', 'trainer'), ('coach', 'coach'), ('editor', 'redacteur'), ('researcher', 'onderzoeker'), ('administrator', 'beheerder')], max_length=20)),
                        ('granted_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('person', 'role'), name='a_role_is_borne_once')],
                    },
                ),
            ],
        ),
    ]
