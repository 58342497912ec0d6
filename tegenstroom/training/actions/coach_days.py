"""Asking coaches for the days of an edition, and keeping up with what becomes of each.

Coaches know no edition: what they are asked is an assignment of theirs, and `CoachDay` ties it to a day. Whoever
locks more than one takes them in the same order: the edition, the turn to write acts, the profiles by number, the
assignments.
"""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH
from tegenstroom.base import audit, stamps
from tegenstroom.coaches.actions import assignments, care
from tegenstroom.coaches.actions.travel_held import Held, held_of
from tegenstroom.coaches.models import Assignment, CoachProfile
from tegenstroom.coaches.rules import assignments as asking
from tegenstroom.coaches.rules.assignments import OPEN, Kind, State
from tegenstroom.coaches.rules.dependencies import Group
from tegenstroom.organisations.models import Place
from tegenstroom.training.actions.company import group_of, is_free, is_held_back, said_no, themes_of
from tegenstroom.training.models import CoachDay, CoachMoment, Edition, Session, TandemMember
from tegenstroom.training.rules.editions import LIVE, EditionState, Obstacle, RefusedError
from tegenstroom.training.rules.tandem import COMES, Says, may_ask, says

GONE = (EditionState.CANCELLED, EditionState.CLOSED)
WHERE = ("session__edition__place", "session__place")


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment before or after the days: preparing together, or looking back."""

    kind: Kind
    starts_at: datetime
    ends_at: datetime
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked, and for what."""

    member: TandemMember
    made: list[Assignment]


@transaction.atomic
@assignments.in_one_letter()
def ask(
    *,
    edition: Edition,
    coach: Person,
    sessions: Collection[int] | None = None,
    moments: Sequence[Moment] = (),
    by: Person | None,
) -> Asked:
    """Ask a coach for days of an edition, all that are to come unless said which, and for moments beside them.

    What she is asked already stays as it is, and what was called off is asked anew; who said no to anything that
    is to come is asked for no more of it. She is asked for all of it or for nothing: what was left out would tell
    what is hers. Raises the RefusedError of coaches then, our own when she is no coach, the edition is over or
    nothing is left to ask, and NoFigureError for a year of which the ceilings are unknown.
    """
    edition = Edition.objects.locked(edition.pk)
    if edition.state in GONE:
        raise RefusedError(Obstacle.WRONG_STATE)
    if not coach.has_role(COACH):
        raise RefusedError(Obstacle.ROLE_MISSING)
    if not _hold([coach.pk]):
        raise asking.RefusedError(asking.Obstacle.NO_PROFILE)
    if said_no(edition, coach):
        raise asking.RefusedError(asking.Obstacle.SAID_NO)
    if is_held_back(edition, coach):
        raise asking.RefusedError(asking.Obstacle.NOT_AVAILABLE)
    member, group = _member(edition, coach), group_of(edition)
    made = _ask_for_days(member, _to_come(edition, sessions), group, by)
    made += [_ask_for_moment(member, moment, group, by) for moment in moments]
    if not made:
        raise RefusedError(Obstacle.ALREADY_ASKED)
    if not _training_days(member).exists():
        raise RefusedError(Obstacle.NO_DAYS)
    member.asked_at = timezone.now()
    member.save(update_fields=["asked_at"])
    audit.record("training.ask", by=by, about=edition, person=coach.pk, part=str(COACH.key), days=len(made))
    _sum_up(member)
    return Asked(member, made)


@transaction.atomic
@assignments.in_one_letter()
def answer_all(*, member: TandemMember, answer: State, by: Person | None) -> None:
    """Keep one answer for all days: yes to what she was asked or else refused, no to all that is still to come.

    For who phones; on her own page she answers day by day. Raises RefusedError when nothing waits for it.
    """
    _hold([member.person_id])
    coming = [day.assignment for day in member.days.select_related("assignment") if _is_to_come(day.assignment)]
    waiting = [row for row in coming if row.state == State.ASKED]
    if answer is State.YES:
        chosen = waiting or [row for row in coming if row.state in asking.NOES]
    else:
        chosen = [row for row in coming if row.state in OPEN]
    if not chosen:
        raise RefusedError(Obstacle.WRONG_STATE)
    for row in chosen:
        assignments.answer(assignment=row, answer=answer, by=by)


def keep_up(assignment: Assignment) -> None:
    """What a coach says of an edition is what she says of its days."""
    day = CoachDay.objects.select_related("member__edition").filter(assignment=assignment).first()
    if day is not None:
        _sum_up(day.member)


def hold(edition: Edition) -> None:
    """Lock the profiles of the coaches of an edition, for a verb that has locked the edition."""
    _hold(edition.tandem.filter(part=TandemMember.Part.COACH).values_list("person", flat=True))


def let_go(*, edition: Edition, kept: Collection[int | None], by: Person | None) -> None:
    """Before days are struck: their coaches need not come. What they gave or agreed to stays theirs."""
    for day in _days(edition).exclude(session=None).exclude(session__in=[pk for pk in kept if pk]):
        _call_off(day.assignment, by)
        _untie(day)


def catch_up(*, edition: Edition, new: Collection[int], by: Person | None) -> None:
    """After days moved or were added: coaches are asked for the days as they are now.

    Who cannot be asked for all of hers that moved to another day or were added is asked for none of them: what
    moved is called off for her. How many days fit in her month is hers.
    """
    added, group = list(_to_come(edition, new)), group_of(edition)
    for member in edition.tandem.filter(part=TandemMember.Part.COACH).select_related("person").order_by("person"):
        tied = list(_days(edition).filter(member=member).exclude(session=None).select_related(*WHERE))
        moved = [day for day in tied if _is_another_day(day)]
        comes = member.answer != TandemMember.Answer.NO and not said_no(edition, member.person)
        hers = added if comes else []
        asked = [*hers, *_sessions(moved)]
        apart = [day.assignment_id for day in moved]
        can_come = not asked or is_free(edition, member.person, asked, group=group, apart=apart)
        for day in tied:
            if can_come or day not in moved:
                _move(day, apart, by)
            else:
                _drop(day, by)
        if can_come and hers:
            _ask_for_what_was_added(member, hers, group, by)


def call_off(*, edition: Edition, reason: str, by: Person | None) -> set[int]:
    """It is not given: nobody need come any more, nor prepare it. By number, who is told so, and why."""
    moments = edition.coach_moments.select_related("assignment")
    tied = [*(day.assignment for day in _days(edition)), *(row.assignment for row in moments)]
    coming = [assignment for assignment in tied if assignment.state in OPEN]
    with assignments.in_one_letter(reason):
        for assignment in tied:
            _call_off(assignment, by)
    return {row.coach_id for row in coming if _is_to_come(row)}


def coming_by_day(edition: Edition) -> list[int]:
    """How many coaches come on each day to come; on each day that was, when none is to come."""
    there = Count("coach_days", filter=Q(coach_days__assignment__state__in=COMES))
    days = list(edition.sessions.annotate(coming=there).values_list("ends_at", "coming"))
    now = timezone.now()
    return [coming for end, coming in days if end > now] or [coming for _end, coming in days]


def calls_open(editions: Iterable[Edition]) -> list[tuple[int, Assignment]]:
    """By number of the edition, the days and the moments of it after which a coach still has to be called.

    Also after a moment for which a coach came who does not give it: it was with this group.
    """
    edition_of = _edition_of(editions, assignment__is_heavy=True)
    if not edition_of:
        return []
    return [(edition_of[row.pk], row) for row in _still_to_call(Q(pk__in=edition_of))]


def roads_held(editions: Iterable[Edition]) -> list[tuple[int, Held]]:
    """By number of the edition, the roads to its days and moments at which the desk must look."""
    edition_of = _edition_of(editions, assignment__travel__to_look_at=True)
    return [(edition_of[one.road.assignment_id], one) for one in held_of(edition_of)] if edition_of else []


def calls_open_after(session: Session) -> int:
    """How many coaches still have to be called who gave this day, or came on that date for a moment beside it."""
    of_this_day = CoachDay.objects.filter(session=session).values("assignment")
    beside = CoachDay.objects.filter(member__edition=session.edition_id, session=None).values("assignment")
    guests = CoachMoment.objects.filter(edition=session.edition_id).values("assignment")
    on_that_date = Q(ends_at__date=timezone.localdate(session.ends_at))
    moments = on_that_date & (Q(pk__in=beside) | Q(pk__in=guests))
    return len(_still_to_call(Q(pk__in=of_this_day) | moments))


def _edition_of(editions: Iterable[Edition], **narrowed: bool) -> dict[int, int]:
    """By number of an assignment, the edition of which it is a day or a moment; only those that are so."""
    numbers = [edition.pk for edition in editions]
    given = CoachDay.objects.filter(member__edition__in=numbers, **narrowed)
    beside = CoachMoment.objects.filter(edition__in=numbers, **narrowed)
    found = dict(given.values_list("assignment", "member__edition"))
    found.update(beside.values_list("assignment", "edition"))
    return found


def _still_to_call(asked: Q) -> list[Assignment]:
    return care.open_for(Assignment.objects.filter(asked, ends_at__lte=timezone.now()))


def _hold(people: Iterable[int]) -> list[CoachProfile]:
    # As every verb of coaches: who has her turn waits for no profile that is held by who waits for a turn.
    audit.take_turn()
    return list(CoachProfile.objects.select_for_update().filter(person__in=list(people)).order_by("pk"))


def _member(edition: Edition, coach: Person) -> TandemMember:
    member, _is_new = edition.tandem.get_or_create(person=coach, defaults={"part": TandemMember.Part.COACH})
    if member.part != TandemMember.Part.COACH:
        raise RefusedError(Obstacle.ALREADY_ASKED)
    return member


def _to_come(edition: Edition, sessions: Collection[int] | None) -> QuerySet[Session]:
    coming = edition.sessions.filter(starts_at__gt=timezone.now()).select_related(
        "edition__place", "place", "part"
    )
    return coming if sessions is None else coming.filter(pk__in=sessions)


def _ask_for_days(
    member: TandemMember, sessions: Iterable[Session], group: Group, by: Person | None
) -> list[Assignment]:
    asked = (_ask_for_day(member, session, group, by) for session in sessions)
    return [made for made in asked if made]


def _ask_for_what_was_added(
    member: TandemMember, sessions: Iterable[Session], group: Group, by: Person | None
) -> None:
    # Who is no coach any more is not asked, and keeps nobody from changing the days.
    with suppress(asking.RefusedError), transaction.atomic():
        _ask_for_days(member, sessions, group, by)


def _ask_for_day(member: TandemMember, session: Session, group: Group, by: Person | None) -> Assignment | None:
    """Ask her for one day; None when she is asked for it already."""
    day = member.days.select_related("assignment").filter(session=session).first()
    if not may_ask(State(day.assignment.state) if day else None):
        return None
    place, room = _where(session)
    themes, heavy = themes_of(session.edition.version)
    made = assignments.ask(
        coach=member.person,
        kind=Kind.TRAINING,
        title=_title(session),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=place,
        room=room,
        themes=themes,
        is_heavy=heavy,
        group=group,
        by=by,
    )
    if day:
        _untie(day)
    CoachDay.objects.create(member=member, session=session, assignment=made)
    return made


def _ask_for_moment(member: TandemMember, moment: Moment, group: Group, by: Person | None) -> Assignment:
    themes, _heavy = themes_of(member.edition.version)
    made = assignments.ask(
        coach=member.person,
        kind=moment.kind,
        title=member.edition.version.title,
        starts_at=moment.starts_at,
        ends_at=moment.ends_at,
        place=moment.place,
        themes=themes,
        group=group,
        by=by,
    )
    CoachDay.objects.create(member=member, assignment=made)
    return made


def _sum_up(member: TandemMember) -> None:
    if member.edition.state == EditionState.CANCELLED:
        # What she said is not undone by what we called off.
        return
    states = _training_days(member).values_list("assignment__state", flat=True)
    answer = says([State(state) for state in states])
    if member.answer == answer:
        return
    member.answer = answer
    member.answered_at = None if answer is Says.ASKED else timezone.now()
    member.save(update_fields=["answer", "answered_at"])
    if member.edition.state in LIVE:
        stamps.bump(stamps.PROGRAMME)


def _training_days(member: TandemMember) -> QuerySet[CoachDay]:
    return member.days.filter(assignment__kind=Kind.TRAINING)


def _days(edition: Edition) -> QuerySet[CoachDay]:
    return CoachDay.objects.filter(member__edition=edition).select_related("assignment").order_by("member", "pk")


def _is_another_day(day: CoachDay) -> bool:
    """Whether she said yes to it, or is asked for it, on another day than that of the session now."""
    session, row = day.session, day.assignment
    assert session is not None
    if row.state not in OPEN or _was_given(row) or session.starts_at <= timezone.now():
        return False
    return timezone.localdate(session.starts_at) != timezone.localdate(row.starts_at)


def _was_given(assignment: Assignment) -> bool:
    """Whether she was there, also when the clock has not seen it yet."""
    return assignment.state == State.DONE or (
        assignment.state == State.YES and assignment.ends_at <= timezone.now()
    )


def _move(day: CoachDay, apart: Collection[int], by: Person | None) -> None:
    session, row = day.session, day.assignment
    assert session is not None
    if session.starts_at <= timezone.now():
        return
    if _was_given(row):
        # She was there on the old day: the new one is another day.
        _untie(day)
    elif row.state != State.CALLED_OFF:
        place, room = _where(session)
        assignments.move(
            assignment=row,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            place=place,
            room=room,
            apart=apart,
            by=by,
        )


def _drop(day: CoachDay, by: Person | None) -> None:
    """She is not asked for the day on which it is now; what she never answered and is past stays where it was."""
    if _is_to_come(day.assignment):
        assignments.call_off(assignment=day.assignment, by=by)
    else:
        _untie(day)


def _sessions(days: Iterable[CoachDay]) -> list[Session]:
    return [day.session for day in days if day.session]


def _call_off(assignment: Assignment, by: Person | None) -> None:
    if _is_to_come(assignment):
        assignments.call_off(assignment=assignment, goes_on=False, by=by)


def _is_to_come(assignment: Assignment) -> bool:
    return assignment.starts_at > timezone.now()


def _untie(day: CoachDay) -> None:
    day.session = None
    day.save(update_fields=["session"])


def _where(session: Session) -> tuple[Place | None, str]:
    """Where she has to be; the room of the edition is no room elsewhere."""
    return (session.place, "") if session.place else (session.edition.place, session.edition.room)


def _title(session: Session) -> str:
    title = session.edition.version.title
    return f"{title}: {session.part.title}"[:200] if session.part else title
