"""Asking one coach for a moment beside the days: a supervision, preparing, looking back, a meeting."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.coaches.actions import assignments
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules import assignments as asking
from tegenstroom.coaches.rules.assignments import Kind
from tegenstroom.organisations.models import Place
from tegenstroom.training.actions.company import group_of, said_no, themes_of
from tegenstroom.training.models import CoachDay, CoachMoment, Edition, TandemMember
from tegenstroom.training.rules import moments as rules
from tegenstroom.training.rules.editions import EditionState, Obstacle, RefusedError


@transaction.atomic
@assignments.in_one_letter()
def ask(
    *,
    coach: Person,
    edition: Edition | None,
    kind: Kind,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    place: Place | None = None,
    room: str = "",
    is_heavy: bool | None = None,
    by: Person | None,
) -> Assignment:
    """Ask a coach for a moment. `edition` says whose group she meets, whether she gives that edition or not.

    Its themes are those of the moment, and say whether a supervision is heavy, unless `is_heavy` says it. Without
    an edition the RefusedError of coaches follows, but for a kind that meets no group; it also follows when she
    cannot be asked, or said no to anything else of this edition that is to come. Our own for an edition that was
    called off.
    """
    if edition is not None:
        edition = Edition.objects.locked(edition.pk)
        if edition.state == EditionState.CANCELLED:
            raise RefusedError(Obstacle.WRONG_STATE)
        if said_no(edition, coach):
            raise asking.RefusedError(asking.Obstacle.SAID_NO)
    themes, themes_are_heavy = themes_of(edition.version) if edition else ([], False)
    asked = assignments.ask(
        coach=coach,
        kind=kind,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        room=room,
        themes=themes,
        is_heavy=rules.is_heavy(kind, themes_are=themes_are_heavy, said=is_heavy),
        group=group_of(edition, on=timezone.localdate(starts_at)) if edition else None,
        by=by,
    )
    if edition is not None:
        _tie(asked, edition)
    return asked


def _tie(asked: Assignment, edition: Edition) -> None:
    """On the board of the edition for who gives it; else only to its group."""
    member = edition.tandem.filter(person=asked.coach, part=TandemMember.Part.COACH).first()
    if member:
        CoachDay.objects.create(member=member, assignment=asked)
    else:
        CoachMoment.objects.create(edition=edition, assignment=asked)
