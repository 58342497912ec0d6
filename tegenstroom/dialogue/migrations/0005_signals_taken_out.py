import uuid

from django.db import migrations, models

NAMES = uuid.UUID("6d0f2f5e-2f0b-4c53-9d0e-6f3f2b1c7a90")


def give_keys(apps, schema_editor):
    """The same key whenever this runs: a backup from before it, put back and migrated, fits the list made since."""
    for name, other in (("SignalMention", "dialogue_id"), ("SignalApproval", "coach_id")):
        model = apps.get_model("dialogue", name)
        for row in model.objects.filter(key=None):
            row.key = uuid.uuid5(NAMES, f"{name}:{row.signal_id}:{getattr(row, other)}")
            row.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0004_leaving_a_group")]

    operations = [
        migrations.AddField("signalmention", "key", models.UUIDField(null=True, editable=False)),
        migrations.AddField("signalapproval", "key", models.UUIDField(null=True, editable=False)),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AlterField(
            "signalmention", "key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
        migrations.AlterField(
            "signalapproval", "key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
    ]
