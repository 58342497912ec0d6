"""Who may see what we pay. A guard returns the row or raises Http404."""

from django.shortcuts import get_object_or_404

from tegenstroom.accounts.access import Visitor, coordinator, person_at_desk
from tegenstroom.accounts.models import Person
from tegenstroom.billing.models import Payout, PayRun
from tegenstroom.billing.models.payruns import PayRunQuerySet


def runs_at_desk(person: Visitor) -> PayRunQuerySet:
    """All pay runs, for a coordinator; a 404 for anybody else."""
    coordinator(person)
    return PayRun.objects.select_related("made_by")


def run_at_desk(person: Visitor, pk: int) -> PayRun:
    """One pay run, for a coordinator."""
    return get_object_or_404(runs_at_desk(person), pk=pk)


def payout_at_desk(person: Visitor, pk: int) -> Payout:
    """What one person gets in a run, for a coordinator."""
    coordinator(person)
    return get_object_or_404(Payout.objects.select_related("run", "person"), pk=pk)


def account_owner_at_desk(person: Visitor, pk: int) -> Person:
    """Someone for whom a coordinator writes down an account, told on the phone or on paper."""
    return person_at_desk(coordinator(person), pk)
