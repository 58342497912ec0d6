"""What happens by itself around logging in, and for whoever keeps the system well."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts import emails
from tegenstroom.accounts.actions import throttle
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import ADMINISTRATOR
from tegenstroom.base import audit, clock
from tegenstroom.base.models import AuditEvent


@clock.every(minutes=60)
def forget_old_counters(now: datetime) -> None:
    """Counters that ran empty go away."""
    throttle.forget(now)


@clock.every(minutes=60)
def keep_the_end_of_the_audit_elsewhere(now: datetime) -> None:
    """Mail the newest hash to every administrator, once a day: rows cut off after that can be found.

    It looks more often, so that a day on which a process died half-way has its mail too.
    """
    event = audit.last()
    if event is None:
        return
    rows, day = AuditEvent.objects.filter(pk__lte=event.pk).count(), timezone.localdate(now)
    for person in Person.objects.with_role(ADMINISTRATOR).filter(email__isnull=False):
        with transaction.atomic():
            emails.last_audit_row(person, event=event, rows=rows, day=day)
