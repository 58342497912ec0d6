import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from tegenstroom.base.migrating import CreateTables


class Migration(migrations.Migration):

    replaces = [
        ('base', '0001_initial'),
        ('base', '0004_data_keys'),
        ('base', '0005_letters_by_hand'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables(
            tables=[
                migrations.CreateModel(
                    name='Beat',
                    fields=[
                        ('name', models.CharField(max_length=200, primary_key=True, serialize=False)),
                        ('due_at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='Stamp',
                    fields=[
                        ('name', models.CharField(max_length=60, primary_key=True, serialize=False)),
                        ('value', models.BigIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name='AuditEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('actor', models.BigIntegerField(null=True)),
                        ('verb', models.CharField(max_length=80)),
                        ('subject', models.CharField(max_length=120)),
                        ('details', models.JSONField(default=dict)),
                        ('previous_hash', models.CharField(blank=True, max_length=64)),
                        ('hash', models.CharField(max_length=64, unique=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['subject', 'at'], name='base_audite_subject_c49004_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='DataKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject', models.CharField(max_length=120)),
                        ('master', models.CharField(max_length=40)),
                        ('wrapped', models.BinaryField()),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('replaced_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('subject',), name='one_data_key_in_use')],
                    },
                ),
                migrations.CreateModel(
                    name='Figure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=80)),
                        ('valid_from', models.DateField()),
                        ('value', models.DecimalField(decimal_places=4, max_digits=12)),
                        ('source', models.CharField(max_length=300)),
                    ],
                    options={
                        'ordering': ['key', 'valid_from'],
                        'constraints': [models.UniqueConstraint(fields=('key', 'valid_from'), name='one_figure_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Letter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=60)),
                        ('about', models.CharField(blank=True, db_index=True, max_length=120)),
                        ('once_key', models.CharField(max_length=200, null=True, unique=True)),
                        ('person', models.BigIntegerField(db_index=True, null=True)),
                        ('to_name', models.CharField(max_length=200)),
                        ('to_email', models.EmailField(blank=True, max_length=254)),
                        ('to_address', models.TextField(blank=True)),
                        ('language', models.CharField(default='nl', max_length=5)),
                        ('channel', models.CharField(choices=[('mail', 'per mail'), ('paper', 'op papier')], max_length=10)),
                        ('subject', models.CharField(max_length=200)),
                        ('body', models.TextField()),
                        ('state', models.CharField(choices=[('queued', 'in de wachtrij'), ('sent', 'verstuurd'), ('failed', 'niet gelukt')], default='queued', max_length=10)),
                        ('queued_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('next_try_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('why_failed', models.CharField(blank=True, choices=[('refused', 'Dit e-mailadres bestaat niet of weigert post. Vraag een ander adres.'), ('unwritable', 'Dit e-mailadres klopt niet. Verbeter het en schrijf de brief opnieuw.'), ('busy', 'De mailserver nam de brief niet aan. Probeer het later opnieuw.'), ('login', 'De mailserver aanvaardt ons wachtwoord niet. Vraag raad aan de beheerder.'), ('unreachable', 'We kregen de mailserver niet te pakken. Probeer het later opnieuw.')], max_length=12)),
                        ('last_error', models.CharField(blank=True, max_length=300)),
                        ('sent_at', models.DateTimeField(null=True)),
                        ('by_hand', models.BooleanField(default=False)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['state', 'next_try_at'], name='base_letter_state_ee15ba_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('channel', 'mail'), _negated=True), models.Q(('to_email', ''), _negated=True), _connector='OR'), name='mail_has_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='sent_has_a_moment')],
                    },
                ),
                migrations.CreateModel(
                    name='Attachment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='base.letter')),
                        ('name', models.CharField(max_length=100)),
                        ('content_type', models.CharField(max_length=60)),
                        ('content', models.BinaryField()),
                    ],
                ),
            ],
        ),
    ]
