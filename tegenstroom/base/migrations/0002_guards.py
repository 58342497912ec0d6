"""Lets the database itself refuse to change or remove an audit row, and to empty the table.

SQLite drops triggers when a later migration rebuilds the table: such a migration must set them again
(`tegenstroom check-audit` notices when they are gone).
"""

from django.db import migrations

GUARDS = {
    "sqlite": (
        """
        CREATE TRIGGER audit_rows_stay_as_they_are BEFORE UPDATE ON base_auditevent
        BEGIN SELECT RAISE(ABORT, 'an audit row is never changed'); END
        """,
        """
        CREATE TRIGGER audit_rows_stay BEFORE DELETE ON base_auditevent
        BEGIN SELECT RAISE(ABORT, 'an audit row is never removed'); END
        """,
    ),
    "postgresql": (
        """
        CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'an audit row is never changed or removed' USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,
        """
        CREATE TRIGGER audit_rows_stay_as_they_are BEFORE UPDATE ON base_auditevent
        FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()
        """,
        """
        CREATE TRIGGER audit_rows_stay BEFORE DELETE ON base_auditevent
        FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()
        """,
        # TRUNCATE passes the triggers of a row.
        """
        CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON base_auditevent
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()
        """,
    ),
}

UNGUARD = {
    "sqlite": ("DROP TRIGGER audit_rows_stay_as_they_are", "DROP TRIGGER audit_rows_stay"),
    "postgresql": (
        "DROP TRIGGER audit_is_never_emptied ON base_auditevent",
        "DROP TRIGGER audit_rows_stay_as_they_are ON base_auditevent",
        "DROP TRIGGER audit_rows_stay ON base_auditevent",
        "DROP FUNCTION refuse_audit_change()",
    ),
}


def guard(apps, schema_editor):
    for statement in GUARDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in UNGUARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    replaces = [("base", "0002_audit_triggers"), ("base", "0003_audit_truncate")]
    dependencies = [("base", "0001_tables")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
