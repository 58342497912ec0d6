"""Who may see or change organisations. A guard returns the rows or raises Http404."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.access import coordinator
from tegenstroom.accounts.models import Person
from tegenstroom.organisations.models import Membership, Organisation, Place


def organisations_led_by(person: Person) -> QuerySet[Organisation]:
    """Organisations in which she leads now, the whole house or one team."""
    return Organisation.objects.filter(pk__in=Membership.objects.led_by(person).values("organisation"))


def led_organisation(person: Person, pk: int) -> Organisation:
    """One organisation that she leads."""
    return get_object_or_404(organisations_led_by(person), pk=pk)


def organisations_at_desk(person: Person) -> QuerySet[Organisation]:
    """All organisations, for a coordinator."""
    coordinator(person)
    return Organisation.objects.all()


def organisation_at_desk(person: Person, pk: int) -> Organisation:
    """One organisation, for a coordinator."""
    return get_object_or_404(organisations_at_desk(person), pk=pk)


def membership_at_desk(person: Person, organisation: int, pk: int) -> Membership:
    """A membership of that organisation which has not ended, for a coordinator."""
    coordinator(person)
    current = Membership.objects.current().select_related("person", "team", "organisation")
    return get_object_or_404(current, organisation=organisation, pk=pk)


def places_at_desk(person: Person) -> QuerySet[Place]:
    """All places where we meet, for a coordinator."""
    coordinator(person)
    return Place.objects.all()


def place_at_desk(person: Person, pk: int) -> Place:
    """One place, for a coordinator."""
    return get_object_or_404(places_at_desk(person), pk=pk)
