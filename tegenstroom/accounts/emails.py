"""Letters to whoever keeps the system well."""

from datetime import date

from tegenstroom.accounts.models import Person
from tegenstroom.base import letters
from tegenstroom.base.models import AuditEvent


def last_audit_row(person: Person, *, event: AuditEvent, rows: int, day: date) -> None:
    """The hash of the newest audit row, to keep outside the database; once a day, and never on paper."""
    letters.write(
        kind="last_audit_row",
        template="accounts/emails/last_audit_row",
        to=letters.to_address(person.name, person.email or "", person.language),
        about=event,
        context={"event": event, "rows": rows},
        once_key=f"last-audit-row:{day.isoformat()}:{person.pk}",
    )
