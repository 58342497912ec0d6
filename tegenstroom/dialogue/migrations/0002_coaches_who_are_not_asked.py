from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="seat",
            name="left_how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("stopped", "stopte"),
                    ("removed", "zit niet meer in de groep"),
                    ("unasked", "niet gevraagd voor dit gesprek"),
                ],
                max_length=8,
            ),
        ),
    ]
