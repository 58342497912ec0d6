"""Who may see and change people."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.models.people import PersonQuerySet
from tegenstroom.accounts.roles import ADMINISTRATOR, COORDINATOR

type Visitor = Person | AnonymousUser


class PersonRequest(HttpRequest):
    """A request of someone who logged in: the middleware lets nobody else into a view that is not open."""

    user: Person


def someone(person: Visitor) -> Person:
    """Whoever logged in."""
    if person.is_authenticated:
        return person
    raise Http404


def coordinator(person: Visitor) -> Person:
    """The person herself when she coordinates the network."""
    if person.is_authenticated and person.has_role(COORDINATOR):
        return person
    raise Http404


def administrator(person: Visitor) -> Person:
    """The person herself when she gives out roles."""
    if person.is_authenticated and person.has_role(ADMINISTRATOR):
        return person
    raise Http404


def people_at_desk(person: Visitor) -> PersonQuerySet:
    """Everyone, for who coordinates the network or gives out roles; a 404 for anyone else."""
    if person.is_authenticated and person.has_role(COORDINATOR, ADMINISTRATOR):
        return Person.objects.get_queryset()
    raise Http404


def person_at_desk(person: Visitor, pk: int) -> Person:
    """One person, as far as `people_at_desk` goes."""
    return get_object_or_404(people_at_desk(person), pk=pk)


def changeable_person(person: Visitor, pk: int) -> Person:
    """Someone whose data and cards may be changed."""
    found = person_at_desk(person, pk)
    if not may_change(person, found):
        raise Http404
    return found


def erasable_person(person: Visitor, pk: int) -> Person:
    """Someone who can be erased here."""
    found = person_at_desk(person, pk)
    if not may_erase(person, found):
        raise Http404
    return found


def may_change(person: Visitor, found: Person) -> bool:
    """Only an administrator touches what is of an administrator: whoever can print her card can be her."""
    return not found.erased_at and (administers(person) or not found.has_role(ADMINISTRATOR))


def may_erase(person: Visitor, found: Person) -> bool:
    """As `may_change`, and never oneself."""
    return may_change(person, found) and found.pk != person.pk


def administers(person: Visitor) -> bool:
    """True for who gives out roles."""
    return person.is_authenticated and person.has_role(ADMINISTRATOR)
