from django.db import migrations, models


class Migration(migrations.Migration):
    """A yes may be to one group. Those that stand were to every group that she helps give, and go on to be."""

    dependencies = [("coaches", "0007_meetings")]

    operations = [
        migrations.AddField(
            model_name="consent", name="group", field=models.CharField(blank=True, default="", max_length=80), preserve_default=False
        ),
        migrations.AddField(
            model_name="consent",
            name="group_name",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="welke groep"),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="consent", name="one_standing_consent_a_use"),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("story", "use", "group"),
                name="one_standing_consent_a_use",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("use", "this_group"), ("group", ""), _connector="OR"),
                name="only_one_use_names_a_group",
            ),
        ),
    ]
