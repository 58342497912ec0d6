"""`tegenstroom replay-erasures FILE`: after a backup was put back, erase again who had been erased."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tegenstroom.accounts import actions
from tegenstroom.accounts.models import Person
from tegenstroom.base.management.replaying import ReplayCommand


class Command(ReplayCommand[tuple[int, datetime]]):
    """Writes the list of who was erased, one JSON object a line, or erases once more who stands on it."""

    help = (
        "With --export, write the list of who was erased to FILE ('-' is standard output): keep it beside the "
        "backups, not in them. Without it, read FILE after a backup was put back, and erase again who is on it. "
        "The list holds numbers and moments, no names. Safe to repeat."
    )
    what, many = "erasure", "erasures"

    def rows(self) -> Iterator[dict[str, Any]]:
        erased = Person.objects.exclude(erased_at=None).order_by("erased_at").values_list("pk", "joined_at")
        return ({"person": pk, "joined_at": at.isoformat()} for pk, at in erased)

    def entry(self, row: dict[str, Any]) -> tuple[int, datetime]:
        return int(row["person"]), datetime.fromisoformat(row["joined_at"])

    def again(self, entry: tuple[int, datetime]) -> bool:
        pk, joined_at = entry
        return actions.erase_again(pk=pk, joined_at=joined_at) is not None
