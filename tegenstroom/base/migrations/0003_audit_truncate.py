"""Lets PostgreSQL refuse to empty the audit table: TRUNCATE passes the triggers of a row."""

from django.db import migrations

GUARD = """
    CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON base_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()
"""
UNGUARD = "DROP TRIGGER audit_is_never_emptied ON base_auditevent"


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(GUARD)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(UNGUARD)


class Migration(migrations.Migration):
    dependencies = [("base", "0002_audit_triggers")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
