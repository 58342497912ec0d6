"""Checking that nobody touched the audit rows."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tegenstroom.base import audit
from tegenstroom.base.models import AuditEvent


class Command(BaseCommand):
    """Follows the chain of hashes from the first row to the last.

    Rows cut off at the end leave a chain that holds: only a hash that was kept elsewhere shows it.
    """

    help = (
        "Check that no audit row was changed, slipped in, or taken out from between others; else exit code 1. "
        "With --last, also that a row whose hash was kept elsewhere still stands: else the end was cut off."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--last", metavar="HASH", help="a hash that was kept elsewhere, as in the daily mail")

    def handle(self, *args: Any, last: str | None = None, **options: Any) -> None:
        broken = audit.first_broken_row()
        if broken is not None:
            raise CommandError(f"Audit row {broken} does not follow from the row before it.")
        if not audit.is_guarded():
            raise CommandError("The triggers that guard the audit rows are missing (base migration 0002).")
        if last is not None:
            self.stdout.write(_after(last.strip().lower()))
        newest = audit.last()
        self.stdout.write(
            f"{AuditEvent.objects.count()} audit rows, unbroken. Last hash: {newest.hash if newest else '-'}"
        )


def _after(kept: str) -> str:
    """How many rows came after the one with this hash. CommandError when it is gone."""
    row = AuditEvent.objects.filter(hash=kept).first()
    if row is None:
        raise CommandError(f"No audit row has the hash {kept}: rows at the end were cut off, or it was mistyped.")
    newer = AuditEvent.objects.filter(pk__gt=row.pk).count()
    return f"The row with that hash still stands ({row.at:%Y-%m-%d %H:%M} UTC); {newer} came after it."
