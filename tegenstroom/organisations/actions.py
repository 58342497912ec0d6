"""Verbs on organisations, their people, and the places where we meet."""

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit, stamps
from tegenstroom.base.audit import Actor
from tegenstroom.organisations.models import Membership, Organisation, Place, Team
from tegenstroom.organisations.rules import compact_number, kind_by_name


@transaction.atomic
def save_organisation(*, organisation: Organisation, by: Actor | None) -> Organisation:
    """Write a new organisation, or what changed in one."""
    _save(organisation, "organisation", by)
    return organisation


@transaction.atomic
def find_or_add_organisation(
    *, name: str, enterprise_number: str = "", kind: str = "", by: Actor | None
) -> Organisation:
    """The organisation with this number, else with this name, else a new one. What exists stays as it is."""
    number = compact_number(enterprise_number) if enterprise_number else ""
    audit.take_turn()
    found = Organisation.objects.filter(enterprise_number=number).first() if number else None
    found = found or Organisation.objects.filter(name__iexact=name).first()
    return found or save_organisation(
        organisation=Organisation(name=name, enterprise_number=number or None, kind=kind or kind_by_name(name)),
        by=by,
    )


@transaction.atomic
def find_or_add_team(*, organisation: Organisation, name: str, by: Actor | None) -> Team:
    """The team of that name in this house; added when it is new."""
    audit.take_turn()
    team, is_new = Team.objects.get_or_create(organisation=organisation, name=name)
    if is_new:
        audit.record("organisations.team.add", by=by, about=organisation, team=team.pk)
    return team


@transaction.atomic
def remove_team(*, team: Team, by: Actor | None) -> None:
    """Take a team away. Its people stay in the house, without a team."""
    audit.record("organisations.team.remove", by=by, about=team.organisation, team=team.pk)
    team.delete()


@transaction.atomic
def join(
    *,
    organisation: Organisation,
    person: Person,
    by: Actor | None,
    part: str = Membership.Part.COLLEAGUE,
    team: Team | None = None,
    is_contact: bool = False,
) -> Membership:
    """Make someone part of a house. Who is already in it keeps the membership that she has."""
    audit.take_turn()
    membership, is_new = Membership.objects.get_or_create(
        organisation=organisation,
        person=person,
        ended_at=None,
        defaults={"part": part, "team": team, "is_contact": is_contact},
    )
    if is_new:
        audit.record("organisations.join", by=by, about=organisation, person=person.pk, part=str(part))
    return membership


@transaction.atomic
def change_membership(*, membership: Membership, by: Actor | None) -> Membership:
    """Write another part, team or contact mark."""
    membership.save(update_fields=["part", "team", "is_contact"])
    audit.record(
        "organisations.membership.change",
        by=by,
        about=membership.organisation,
        person=membership.person_id,
        part=str(membership.part),
    )
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: Actor | None) -> None:
    """Someone leaves the house from now on. The row stays; ending twice is ending once."""
    open_row = Membership.objects.current().filter(pk=membership.pk)
    if open_row.update(ended_at=timezone.now(), is_contact=False):
        audit.record("organisations.leave", by=by, about=membership.organisation, person=membership.person_id)


@transaction.atomic
def save_place(*, place: Place, by: Actor | None) -> Place:
    """Write a new place, or what changed in one."""
    _save(place, "place", by)
    stamps.bump(stamps.PROGRAMME)
    return place


def remove_place(*, place: Place, by: Actor | None) -> bool:
    """Take a place away. False, and nothing happens, when a training was or will be given there."""
    try:
        with transaction.atomic():
            audit.record("organisations.place.remove", by=by, about=place)
            place.delete()
    except ProtectedError:
        return False
    return True


def _save(row: Model, noun: str, by: Actor | None) -> None:
    verb = "change" if row.pk else "add"
    row.save()
    audit.record(f"organisations.{noun}.{verb}", by=by, about=row)
