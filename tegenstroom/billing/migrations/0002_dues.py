"""A due is known by who asks for it, so that asking twice makes one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="due",
            name="once_key",
            field=models.CharField(max_length=80, unique=True),
            preserve_default=False,
        ),
    ]
