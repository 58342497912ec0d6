"""Who is in a circle, who trains it, and who only makes it and invites people there."""

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.access import Visitor, coordinator, someone
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.dialogue.models import Circle, CircleMember, Seat
from tegenstroom.dialogue.models.circles import CircleMemberQuerySet, CircleQuerySet
from tegenstroom.dialogue.rules.phases import Part
from tegenstroom.training.access import edition_given_by
from tegenstroom.training.models import Edition


def memberships_of(person: Visitor) -> CircleMemberQuerySet:
    """Her place in each circle, agreed or not."""
    return (
        CircleMember.objects.with_yes()
        .current()
        .filter(person=someone(person))
        .select_related("circle__edition__version")
    )


def membership(person: Visitor, circle: int) -> CircleMember:
    """Her place in one circle, agreed or not: the page of the contract begins here."""
    return get_object_or_404(memberships_of(person), circle__pk=circle)


def waits_for_yes(person: Visitor, dialogue: int) -> CircleMember | None:
    """Her place in the group of a dialogue in which she keeps a seat, while her yes to new words is missing."""
    if not person.is_authenticated:
        return None
    seat = Seat.objects.filter(dialogue__pk=dialogue, person=person, left_at=None).values("dialogue__circle")
    return CircleMember.objects.outdated().filter(person=person, circle__in=seat).first()


def circles_of(person: Visitor) -> CircleQuerySet:
    """The circles in which she is and said yes to the contract."""
    mine = CircleMember.objects.agreed().filter(person=someone(person), circle=OuterRef("pk"))
    return Circle.objects.filter(Exists(mine)).select_related("edition__version")


def circle_for(person: Visitor, pk: int) -> Circle:
    """One circle in which she is and agreed."""
    return get_object_or_404(circles_of(person), pk=pk)


def circle_led(person: Visitor, pk: int) -> Circle:
    """A circle that she trains: here she opens dialogues."""
    mine = CircleMember.objects.agreed().filter(person=someone(person), part=Part.TRAINER, circle=OuterRef("pk"))
    return get_object_or_404(circles_of(person).filter(Exists(mine)), pk=pk)


def circles_at_desk(person: Visitor) -> CircleQuerySet:
    """All circles by name, for a coordinator who makes them and invites people: nothing that is said in them."""
    coordinator(person)
    return Circle.objects.select_related("edition__version")


def circle_at_desk(person: Visitor, pk: int) -> Circle:
    """One circle, for a coordinator: who is in it, never what is said."""
    return get_object_or_404(circles_at_desk(person), pk=pk)


def circle_managed(person: Visitor, pk: int) -> Circle:
    """A circle of which she sees who is in it and invites people: its trainer, or a coordinator."""
    if person.is_authenticated and person.has_role(COORDINATOR):
        return circle_at_desk(person, pk)
    return circle_led(person, pk)


def member_managed(person: Visitor, circle: int, pk: int) -> CircleMember:
    """Someone who is in a circle now, for who invites people there."""
    managed = circle_managed(person, circle)
    return get_object_or_404(managed.members.with_yes().current().select_related("person"), pk=pk)


def edition_without_circle(person: Visitor, pk: int) -> Edition:
    """An edition of which she may make the group: its trainer, or a coordinator."""
    return edition_given_by(someone(person), pk)
