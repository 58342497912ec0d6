import django.db.models.deletion
import django.utils.timezone
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from tegenstroom.base.migrating import CreateTables


class Migration(migrations.Migration):

    replaces = [
        ('billing', '0001_initial'),
        ('billing', '0002_dues'),
        ('billing', '0004_run_words'),
        ('billing', '0005_erasing'),
        ('billing', '0006_dues_that_came_back'),
        ('billing', '0007_one_file_a_run'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        # What a library does step by step is quickest while there are few tables.
        ('mfa', '0003_authenticator_type_uniq'),
    ]

    operations = [
        CreateTables(
            tables=[
                migrations.CreateModel(
                    name='BankAccount',
                    fields=[
                        ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                        ('sealed_iban', models.BinaryField()),
                        ('sealed_holder', models.BinaryField()),
                        ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                ),
                migrations.CreateModel(
                    name='BookName',
                    fields=[
                        ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                        ('given_name', models.CharField(max_length=80)),
                        ('family_name', models.CharField(blank=True, max_length=80)),
                        ('until', models.DateField()),
                    ],
                ),
                migrations.CreateModel(
                    name='Entry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('kind', models.CharField(choices=[('due', 'verschuldigd'), ('correction', 'verbeterd'), ('dropped', 'vervallen'), ('paid', 'betaald'), ('bounced', 'teruggekomen')], max_length=12)),
                        ('once_key', models.CharField(max_length=80, unique=True)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='PayRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('once_key', models.CharField(max_length=64, unique=True)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pay_on', models.DateField()),
                        ('state', models.CharField(choices=[('made', 'na te kijken'), ('sent', 'onderweg'), ('settled', 'betaald'), ('undone', 'ongedaan gemaakt')], default='made', max_length=8)),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('settled_at', models.DateTimeField(blank=True, null=True)),
                        ('undone_at', models.DateTimeField(blank=True, null=True)),
                        ('filed_at', models.DateTimeField(blank=True, null=True)),
                        ('filed_from', models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        'ordering': ['-made_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Payout',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payouts', to='billing.payrun')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('method', models.CharField(choices=[('transfer', 'op mijn rekening'), ('cash', 'in de hand, met een ontvangstbewijs')], default='transfer', max_length=8)),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=9)),
                        ('reference', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('paid_on', models.DateField(blank=True, null=True)),
                        ('receipt_signed_on', models.DateField(blank=True, null=True)),
                        ('bounced_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('run', 'person'), name='one_payout_a_person_a_run'), models.CheckConstraint(condition=models.Q(('amount__gt', Decimal('0'))), name='a_payout_pays')],
                    },
                ),
                migrations.CreateModel(
                    name='Line',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='billing.entry')),
                        ('account', models.CharField(choices=[('cost', 'kosten'), ('owed', 'nog te betalen'), ('bank', 'bank'), ('cash', 'kas')], max_length=8)),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='a_line_moves_something'), models.CheckConstraint(condition=models.Q(models.Q(('account', 'owed'), ('person__isnull', False)), models.Q(models.Q(('account', 'owed'), _negated=True), ('person__isnull', True)), _connector='OR'), name='only_what_we_owe_is_someones')],
                    },
                ),
                migrations.CreateModel(
                    name='Due',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('day', models.DateField()),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=8)),
                        ('kind', models.SlugField(max_length=20)),
                        ('once_key', models.CharField(max_length=80, unique=True)),
                        ('label', models.CharField(max_length=200)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('dropped_at', models.DateTimeField(blank=True, null=True)),
                        ('payout', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dues', to='billing.payout')),
                        ('came_back_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['day', 'pk'],
                        'indexes': [models.Index(fields=['person', 'day'], name='billing_due_person__24ba4d_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('dropped_at__isnull', True), ('payout__isnull', True), _connector='OR'), name='what_lapsed_is_not_paid')],
                    },
                ),
            ],
        ),
    ]
