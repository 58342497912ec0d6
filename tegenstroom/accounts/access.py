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
    """Someone whose data and cards may be changed.

    Only an administrator touches those of an administrator: whoever can print her card can be her.
    """
    found = person_at_desk(person, pk)
    if found.erased_at or (found.has_role(ADMINISTRATOR) and not administers(person)):
        raise Http404
    return found


def erasable_person(person: Visitor, pk: int) -> Person:
    """Someone who can be erased here: as `changeable_person`, and never oneself."""
    found = changeable_person(person, pk)
    if found.pk == person.pk:
        raise Http404
    return found


def administers(person: Visitor) -> bool:
    """True for who gives out roles."""
    return person.is_authenticated and person.has_role(ADMINISTRATOR)
