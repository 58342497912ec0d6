import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coaches", "0005_roads_that_wait"),
        ("training", "0004_step_by_link"),
    ]

    operations = [
        migrations.AddField(
            model_name="calendarentry",
            name="assignment",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="coaches.assignment",
            ),
        ),
        migrations.AlterField(
            model_name="calendarentry",
            name="session",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="calendar_entry",
                to="training.session",
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("session", None), ("assignment", None), _connector="XOR"),
                name="an_entry_of_one_moment",
            ),
        ),
    ]
