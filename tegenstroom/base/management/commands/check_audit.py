"""Checking that nobody touched the audit rows."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tegenstroom.base import audit
from tegenstroom.base.models import AuditEvent


class Command(BaseCommand):
    """Follows the chain of hashes from the first row to the last.

    Rows cut off at the end leave a chain that holds: compare the last hash with one that was kept elsewhere.
    """

    help = (
        "Check that no audit row was changed, slipped in, or taken out from between others; else exit code 1. "
        "Keep the last hash elsewhere: only that shows when the newest rows are gone."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        broken = audit.first_broken_row()
        if broken is not None:
            raise CommandError(f"Audit row {broken} does not follow from the row before it.")
        if not audit.is_guarded():
            raise CommandError("The triggers that guard the audit rows are missing (base migration 0002).")
        last = AuditEvent.objects.order_by("-pk").first()
        self.stdout.write(
            f"{AuditEvent.objects.count()} audit rows, unbroken. Last hash: {last.hash if last else '-'}"
        )
