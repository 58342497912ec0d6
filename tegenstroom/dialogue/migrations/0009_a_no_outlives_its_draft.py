import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PERSON = settings.AUTH_USER_MODEL


def take_from_drafts(apps, schema_editor):
    """As long as the draft would have lived. What a no said of its very words was made with the key of the draft."""
    for row in apps.get_model("dialogue", "Recognised").objects.select_related("draft"):
        draft = row.draft
        row.draft_key, row.writer_id, row.circle_id, row.until = draft.pk, draft.writer_id, draft.circle_id, draft.until
        row.save(update_fields=["draft_key", "writer", "circle", "until"])
    # PostgreSQL changes no table of which a foreign key is still to be checked.
    schema_editor.connection.check_constraints()


def to(model, **given):
    return models.ForeignKey(model, on_delete=django.db.models.deletion.CASCADE, related_name="+", **given)


class Migration(migrations.Migration):
    dependencies = [
        ("dialogue", "0008_who_recognised_someone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("recognised", "recognised_once_in_these_words"),
        migrations.AddField("recognised", "draft_key", models.UUIDField(null=True)),
        migrations.AddField("recognised", "writer", to(PERSON, null=True)),
        migrations.AddField("recognised", "circle", to("dialogue.circle", null=True)),
        migrations.AddField("recognised", "until", models.DateTimeField(null=True)),
        migrations.RunPython(take_from_drafts, migrations.RunPython.noop),
        migrations.AlterField("recognised", "draft_key", models.UUIDField()),
        migrations.AlterField("recognised", "writer", to(PERSON)),
        migrations.AlterField("recognised", "circle", to("dialogue.circle")),
        migrations.AlterField("recognised", "until", models.DateTimeField()),
        migrations.RemoveField("recognised", "draft"),
        migrations.AddConstraint(
            "recognised",
            models.UniqueConstraint(fields=["writer", "person", "wording"], name="recognised_once_in_these_words"),
        ),
    ]
