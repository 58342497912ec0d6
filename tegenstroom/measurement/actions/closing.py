"""Closing a group beside an edition: what was measured stays, and nothing comes beside it."""

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.measurement.actions.planning import call_off
from tegenstroom.measurement.models import MeasuredGroup


@transaction.atomic
def close(*, group: MeasuredGroup, by: Person) -> bool:
    """Call off what runs in it and plan nothing more. Not undone. False when it was closed before."""
    open_groups = MeasuredGroup.objects.filter(pk=group.pk, closed_at=None)
    if not open_groups.update(closed_at=timezone.now(), closed_by=by):
        return False
    # Before the turn at the audit: who adds a guest or types a sheet holds a measurement, and then waits for hers.
    list(group.measurements.filter(ended_at=None).select_for_update(no_key=True, of=("self",)).order_by("pk"))
    audit.record("measurement.close_group", by=by, about=group)
    for measurement in group.measurements.filter(ended_at=None):
        call_off(measurement=measurement, by=by)
    return True
