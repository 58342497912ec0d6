"""Who may see or run what in measuring. Nobody but herself reaches what someone answered."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from tegenstroom.accounts.access import Visitor, coordinator
from tegenstroom.accounts.models import Person
from tegenstroom.measurement.models import Invitation, Measurement, Wave


def measurement_at_desk(person: Visitor, key: object) -> Measurement:
    """One measurement, run by its coordinator: who is done, never what was answered."""
    coordinator(person)
    return get_object_or_404(Measurement.objects.select_related("edition__version", "version"), pk=key)


def wave_at_desk(person: Visitor, pk: int) -> Wave:
    """A wave that takes answers now or took them, for the coordinator who types sheets of paper."""
    coordinator(person)
    return get_object_or_404(
        Wave.objects.select_related("measurement__version", "measurement__edition__version"), pk=pk
    )


def invitation_of_herself(person: Person, pk: int) -> Invitation:
    """A questionnaire put to this person herself."""
    return get_object_or_404(Invitation, pk=pk, participation__person=person)


def invitations_waiting(person: Person) -> list[Invitation]:
    """What she may answer today and did not yet."""
    today = timezone.localdate()
    rows = Invitation.objects.filter(
        participation__person=person,
        done=False,
        wave__invites_on__lte=today,
        wave__closes_on__gte=today,
        wave__measurement__called_off_at=None,
    )
    return list(rows.select_related("wave__measurement__edition__version").order_by("wave__closes_on"))
