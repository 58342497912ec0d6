"""Migrations that make many tables at once, and databases that stand half-way steps which were joined."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState


class CreateTables(Operation):
    """Makes several tables, which may point at one another in any order.

    Django renders all models that hang together anew for each `CreateModel`: most of what a first `migrate` takes.
    Here they are rendered once.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["tables"]

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        self.tables = tables

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__qualname__, [], {"tables": self.tables}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # What was rendered is dropped: whoever asks for a model next renders the old and the new ones together.
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Create the tables " + ", ".join(table.name for table in self.tables)


def missing_of_joined(taken: Iterable[tuple[str, str]]) -> list[str]:
    """The old steps that are gone, as `app.name`, of a joined one of which a database took others."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    seen = set(taken)
    joined = [set(map(tuple, migration.replaces)) for migration in loader.disk_migrations.values()]
    gone = {step for old in joined if old & seen for step in old - seen} - loader.disk_migrations.keys()
    return sorted(f"{app}.{name}" for app, name in gone)
