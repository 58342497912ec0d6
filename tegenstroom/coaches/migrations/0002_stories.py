from django.db import migrations, models

USES = [
    ("this_group", "deze groep"),
    ("all_trainings", "alle vormingen"),
    ("library", "de bibliotheek"),
    ("magazine", "het tijdschrift"),
    ("research", "onderzoek"),
]
WAYS = [
    ("button", "met de knop"),
    ("phone", "aan de telefoon"),
    ("ended", "vanzelf, na de laatste dag"),
    ("renewed", "er kwam een nieuw ja"),
]


class Migration(migrations.Migration):
    dependencies = [("coaches", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(name="consent", options={"ordering": ["-given_at", "-pk"]}),
        migrations.AddField(
            model_name="consent",
            name="use",
            field=models.CharField(choices=USES, default="this_group", max_length=16),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="consent", name="until", field=models.DateField(verbose_name="tot en met")
        ),
        migrations.AlterField(
            model_name="consent",
            name="withdrawn_how",
            field=models.CharField(blank=True, choices=WAYS, max_length=8),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("story", "use"),
                name="one_standing_consent_a_use",
            ),
        ),
    ]
