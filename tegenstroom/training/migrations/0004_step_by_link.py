from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0003_stories"),
    ]

    operations = [
        migrations.AddField(
            model_name="enrolmentstep",
            name="by_link",
            field=models.BooleanField(default=False),
        ),
    ]
