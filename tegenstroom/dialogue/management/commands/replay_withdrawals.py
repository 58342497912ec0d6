"""`tegenstroom replay-withdrawals FILE`: after a backup was put back, take away again what had been taken away."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError
from django.db import transaction

from tegenstroom.base import audit
from tegenstroom.base.management.replaying import ReplayCommand
from tegenstroom.dialogue.actions import wiping
from tegenstroom.dialogue.models import Withdrawal
from tegenstroom.dialogue.rules.phases import Gone


class Command(ReplayCommand[tuple[str, UUID, Gone]]):
    """Writes the list of withdrawals, one JSON object a line, or does once more what stands on it."""

    help = (
        "With --export, write the list of what was taken back to FILE ('-' is standard output): keep it beside "
        "the backups, not in them. Without it, read FILE after a backup was put back, and take away again what is "
        "on it. The list holds numbers and moments, no words and no names. Safe to repeat."
    )
    what, many = "withdrawal", "withdrawals"

    def rows(self) -> Iterator[dict[str, Any]]:
        return (row.as_line() for row in Withdrawal.objects.all())

    def entry(self, row: dict[str, Any]) -> tuple[str, UUID, Gone]:
        return str(row["kind"]), UUID(row["key"]), Gone(row["how"])

    @transaction.atomic
    def again(self, entry: tuple[str, UUID, Gone]) -> bool:
        kind, key, how = entry
        audit.take_turn()
        try:
            done = wiping.replay(kind, key, how)
        except ValueError as error:
            raise CommandError(f"{kind} is nothing that can be withdrawn.") from error
        if done:
            row = Withdrawal.objects.get(kind=kind, key=key)
            audit.record("dialogue.replay_withdrawal", by=None, about=row, kind=kind)
        return done
