"""Lets the database itself refuse to change or remove what stands in the ledger.

Who wrote an entry may go: that column alone can be emptied. SQLite drops triggers when a later migration rebuilds
the table: such a migration must set them again.
"""

from django.db import migrations

TABLES = {
    "billing_entry": ("at", "kind", "once_key"),
    "billing_line": ("entry_id", "account", "person_id", "amount"),
}


def guard(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(
            """
            CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'the ledger is added to, never changed'
                USING ERRCODE = 'integrity_constraint_violation';
            END $$
            """
        )
    then = (
        "FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change()"
        if postgresql
        else "BEGIN SELECT RAISE(ABORT, 'the ledger is added to, never changed'); END"
    )
    for table, columns in TABLES.items():
        schema_editor.execute(
            f"CREATE TRIGGER {table}_stays_as_it_is BEFORE UPDATE OF {', '.join(columns)} ON {table} {then}"
        )
        schema_editor.execute(f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} {then}")


def unguard(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        on_table = f" ON {table}" if postgresql else ""
        schema_editor.execute(f"DROP TRIGGER {table}_stays_as_it_is{on_table}")
        schema_editor.execute(f"DROP TRIGGER {table}_stays{on_table}")
    if postgresql:
        schema_editor.execute("DROP FUNCTION refuse_ledger_change()")


class Migration(migrations.Migration):
    replaces = [("billing", "0003_ledger_triggers")]
    dependencies = [("billing", "0001_tables")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
