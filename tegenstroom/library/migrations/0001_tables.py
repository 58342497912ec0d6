from django.db import migrations, models

from tegenstroom.base.migrating import CreateTables


class Migration(migrations.Migration):

    replaces = [
        ('library', '0001_initial'),
        ('library', '0002_heavy_themes'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables(
            tables=[
                migrations.CreateModel(
                    name='Theme',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(unique=True)),
                        ('name', models.CharField(max_length=80, unique=True, verbose_name='naam')),
                        ('summary', models.CharField(blank=True, max_length=240, verbose_name='in één zin')),
                        ('is_heavy', models.BooleanField(default=False, verbose_name='een zwaar thema')),
                    ],
                    options={
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='Publication',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=200, verbose_name='titel')),
                        ('authors', models.CharField(max_length=200, verbose_name='auteurs')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='jaar')),
                        ('publisher', models.CharField(blank=True, max_length=120, verbose_name='uitgever')),
                        ('in_series', models.BooleanField(default=False, verbose_name='in de eigen boekenreeks')),
                        ('summary', models.TextField(blank=True, verbose_name='waarover het gaat')),
                        ('themes', models.ManyToManyField(blank=True, related_name='publications', to='library.theme')),
                    ],
                    options={
                        'ordering': ['-in_series', '-year', 'title'],
                        'constraints': [models.UniqueConstraint(fields=('title', 'year'), name='a_book_stands_once')],
                    },
                ),
            ],
        ),
    ]
