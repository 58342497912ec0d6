"""Asking a coach, keeping her answer, and what follows from it by itself: her allowance and the letters.

Who asks knows who else will be there; we do not. Both are declared from above, in a module `uses.py`:

    @assignments.knows_groups
    def groups_of(assignments: Sequence[Assignment]) -> Mapping[int, Group]: ...

    @company.knows_company
    def trainers_and_coaches(assignment: Assignment) -> Sequence[Person]: ...

    @assignments.when_it_changes
    def keep_up(assignment: Assignment) -> None: ...
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH
from tegenstroom.base import audit
from tegenstroom.coaches.actions import agreements, dependencies, fellows, in_the_way, money
from tegenstroom.coaches.actions.ceilings import hold_still
from tegenstroom.coaches.actions.hours import hours_of
from tegenstroom.coaches.emails import assignments as emails
from tegenstroom.coaches.models import Assignment, AvoidedTheme, CoachProfile
from tegenstroom.coaches.rules.answers import against_answering, shown_to_others, told_to_others
from tegenstroom.coaches.rules.assignments import (
    MEETS_NO_GROUP,
    NEXT_STATES,
    NOES,
    OPEN,
    Kind,
    Obstacle,
    RefusedError,
    State,
)
from tegenstroom.coaches.rules.dependencies import Group
from tegenstroom.coaches.rules.hours import Hours
from tegenstroom.organisations.models import Place

# By number of the assignment; one that is left out, like an empty list, says: this is not mine.
type GroupsOf = Callable[[Sequence[Assignment]], Mapping[int, Group]]
type Follower = Callable[[Assignment], None]

GROUPS: list[GroupsOf] = []
FOLLOWERS: list[Follower] = []

# For whoever asks, moves or calls off several moments in one act.
in_one_letter = emails.in_one_letter


def knows_groups(work: GroupsOf) -> GroupsOf:
    """Ask this function who sits in the groups of these assignments."""
    GROUPS.append(work)
    return work


def when_it_changes(work: Follower) -> Follower:
    """Do this when she answered, when it moved or was called off: part of the transaction that did so."""
    FOLLOWERS.append(work)
    return work


@transaction.atomic
def ask(
    *,
    coach: Person,
    kind: Kind,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    place: Place | None = None,
    room: str = "",
    themes: Sequence[Mapping[str, str]] = (),
    is_heavy: bool = False,
    group: Group | None = None,
    by: Person | None,
) -> Assignment:
    """Ask a coach for one moment, in a letter that she can answer with one tap.

    `themes` are `{"slug": …, "name": …}`, the first is the one she sees; `group` is who else will be there, None
    only for a kind that meets no group: there we know ourselves which coaches come. Raises RefusedError when she
    cannot be asked, and NoFigureError for a day of which the ceilings are not known: she would have to answer
    without knowing what she gets.
    """
    audit.take_turn()
    if group is None and kind not in MEETS_NO_GROUP:
        raise RefusedError(Obstacle.NO_GROUP)
    asked = Assignment(
        coach=coach,
        kind=kind,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        room=room,
        themes=[dict(theme) for theme in themes],
        is_heavy=is_heavy,
        asked_by=by,
    )
    if obstacle := against_asking(asked, group or _fellows_of(asked)):
        raise RefusedError(obstacle)
    asked.save(force_insert=True)
    made = money.offer(asked)
    audit.record("coaches.ask", by=by, about=asked, person=coach.pk, kind=str(kind))
    emails.question(asked, made)
    return asked


def _fellows_of(asked: Assignment) -> Group:
    return fellows.at_meetings([asked]).get(asked.pk, Group())


def against_asking(asked: Assignment, group: Group, *, apart: Collection[int] = ()) -> Obstacle | None:
    """Why she cannot be asked for this, None when she can. What is private to her gives NOT_AVAILABLE only.

    A no of hers to the same is one answer, whether it was to the moment or to its theme, and it stands: she may
    still say yes herself. `apart`: what moves at the same time, and does not count where it was.
    """
    coach, day = asked.coach, money.day_of(asked)
    if asked.starts_at <= timezone.now():
        return Obstacle.IN_THE_PAST
    # Her row of terms stays when she stops being a coach.
    has_terms = CoachProfile.objects.select_for_update().filter(person=coach).exists()
    if not (has_terms and coach.is_active and coach.has_role(COACH)):
        return Obstacle.NO_PROFILE
    if not agreements.has_running(coach, day):
        return Obstacle.NO_AGREEMENT
    twin = Assignment.objects.of(coach).filter(starts_at=asked.starts_at, kind=asked.kind, title=asked.title)
    said = set(twin.exclude(pk__in=apart).values_list("state", flat=True))
    if said & set(OPEN):
        return Obstacle.ALREADY_ASKED
    if said & set(NOES):
        return Obstacle.SAID_NO
    free = dependencies.available(
        {coach: [day]},
        group=group,
        themes=asked.themes,
        heavy=asked.is_heavy,
        at={coach.pk: [hours_of(asked)]},
        apart=apart,
    )
    return None if free else Obstacle.NOT_AVAILABLE


@transaction.atomic
def answer(*, assignment: Assignment, answer: State, by: Person | None) -> Assignment:
    """Keep yes, no, or rather not this theme; never a reason. Her allowance comes and goes with it.

    `by` is herself, the coordinator whom she phoned, or None for the link in her letter. The same answer again
    changes nothing. Raises RefusedError when it comes too late, for a yes when no agreement runs that day, and for
    one that her month or her hours do not hold, which others read as NOT_AVAILABLE; ValueError for what is no
    answer, NoFigureError for a year without ceilings.
    """
    assignment = _held(assignment)
    before, answer = State(assignment.state), State(answer)
    at_desk = by is not None and by.pk != assignment.coach_id
    now, has_theme = timezone.now(), bool(assignment.themes)
    if obstacle := against_answering(
        before, answer, starts_at=assignment.starts_at, now=now, at_desk=at_desk, has_theme=has_theme
    ):
        raise RefusedError(obstacle)
    if before is answer:
        return assignment
    is_herself = by is not None and by.pk == assignment.coach_id
    if before in NOES and answer in NOES:
        return _say_which_no(assignment, answer, now, is_herself=is_herself)
    if answer is State.YES and not agreements.has_running(assignment.coach, money.day_of(assignment)):
        raise RefusedError(Obstacle.NO_AGREEMENT)
    if answer is State.YES and (why := in_the_way.of_yes(assignment)):
        raise RefusedError(why.obstacle if is_herself else told_to_others(why.obstacle))
    amount = money.agree(assignment, by=by) if answer is State.YES else None
    # A no is a no, whoever came into the group: money that stayed would tell the desk why.
    if before is State.YES:
        money.lapse(assignment, by=by)
    _avoid(assignment, answer, before, now)
    assignment.state, assignment.answered_at = answer, now
    assignment.save(update_fields=["state", "answered_at"])
    # What others may read says no more than that she does not come.
    said = shown_to_others(answer)
    audit.record("coaches.answer", by=by, about=assignment, person=assignment.coach_id, answer=str(said))
    if answer is State.YES:
        emails.confirmed(assignment, amount, money.paid_on(money.day_of(assignment)) if amount else None)
    elif before is State.YES:
        emails.comes_not_after_all(assignment)
    _follow(assignment)
    return assignment


@transaction.atomic
@in_one_letter()
def answer_each(*, answers: Iterable[tuple[Assignment, State]], by: Person | None) -> list[Obstacle]:
    """Keep what she says of several moments in one go; what stood in the way of those that could not be kept."""
    against: list[Obstacle] = []
    for assignment, said in answers:
        try:
            answer(assignment=assignment, answer=said, by=by)
        except RefusedError as refused:
            against.extend(refused.obstacles)
    return list(dict.fromkeys(against))


def group_of(assignment: Assignment) -> Group | None:
    """Who sits in the group of this assignment, as far as whoever asked for it knows."""
    return groups_of([assignment]).get(assignment.pk)


def groups_of(assignments: Sequence[Assignment]) -> dict[int, Group]:
    """The same for many, by number; what nobody knows of is left out."""
    asked = [fellows.at_meetings, *GROUPS]
    return {pk: group for ask in asked for pk, group in ask(assignments).items()}


@transaction.atomic
def call_off(*, assignment: Assignment, goes_on: bool = True, by: Person | None) -> Assignment:
    """It is not given, or not by her: her allowance lapses, unless it is too late for that. She gets a letter.

    `goes_on`: others may still give it. Then nothing is left to call off after a no of hers, which stands: else it
    could be asked for anew. Called off again changes nothing. Raises RefusedError for what is over.
    """
    assignment = _held(assignment)
    if assignment.state == State.CALLED_OFF:
        return assignment
    if not _is_still_to_end(assignment):
        raise RefusedError(Obstacle.IS_OVER)
    if goes_on and assignment.state in NOES:
        raise RefusedError(Obstacle.SAID_NO)
    return _take_off(assignment, by=by)


def may_be_called_off(assignment: Assignment) -> bool:
    """Whether there is something to call off for her: until its last minute, once, and not after her no."""
    return assignment.state not in NOES and _is_still_to_end(assignment)


def _is_still_to_end(assignment: Assignment) -> bool:
    is_over = assignment.ends_at <= timezone.now()
    return State.CALLED_OFF in NEXT_STATES[State(assignment.state)] and not is_over


def _take_off(assignment: Assignment, *, by: Person | None) -> Assignment:
    before = State(assignment.state)
    agreed = money.amount_of(assignment)
    kept = before is State.YES and money.stays_due(assignment)
    if before is State.YES and not kept:
        money.lapse(assignment, by=by)
    assignment.state, assignment.called_off_at = State.CALLED_OFF, timezone.now()
    assignment.save(update_fields=["state", "called_off_at"])
    audit.record("coaches.call_off", by=by, about=assignment, person=assignment.coach_id, kept=kept)
    if before in OPEN:
        emails.called_off(assignment, agreed, money.amount_of(assignment))
    _follow(assignment)
    return assignment


@transaction.atomic
def move(
    *,
    assignment: Assignment,
    starts_at: datetime,
    ends_at: datetime,
    place: Place | None = None,
    room: str = "",
    apart: Collection[int] = (),
    by: Person | None,
) -> Assignment:
    """Other hours, another day or another place: she is asked again. Only another room asks her nothing.

    What she agreed to lapses until she says yes again; moved too late, it stays hers whatever she answers.
    Another day is another question: when she cannot be asked for it, it is called off for her, and nobody reads
    why. `apart`: what moves at the same time. Raises RefusedError for what is done, called off, or moved to the
    past; NoFigureError as `ask` does.
    """
    assignment = _held(assignment)
    before = State(assignment.state)
    was_given = before is State.YES and assignment.ends_at <= timezone.now()
    if was_given or before in {State.CALLED_OFF, State.DONE}:
        raise RefusedError(Obstacle.WRONG_STATE)
    is_same = (assignment.starts_at, assignment.ends_at, assignment.place) == (starts_at, ends_at, place)
    if is_same and assignment.room == room:
        return assignment
    if not is_same and starts_at <= timezone.now():
        raise RefusedError(Obstacle.IN_THE_PAST)
    if before in OPEN and not _may_be_asked_on(assignment, Hours(starts_at, ends_at), apart):
        return _take_off(assignment, by=by)
    if not is_same and before is State.YES:
        if money.stays_due(assignment):
            money.keep(assignment)
        else:
            money.lapse(assignment, by=by)
    assignment.starts_at, assignment.ends_at = starts_at, ends_at
    assignment.place, assignment.room = place, room
    assignment.save(update_fields=["starts_at", "ends_at", "place", "room"])
    audit.record("coaches.move", by=by, about=assignment, person=assignment.coach_id)
    if not is_same and before in OPEN:
        _back_to_asked(assignment)
        emails.moved(assignment, money.offer(assignment), money.kept_of(assignment))
        _follow(assignment)
    return assignment


def mark_done(now: datetime) -> int:
    """What she said yes to and is over counts as done; how many. Safe to run twice."""
    over = Assignment.objects.filter(state=State.YES, ends_at__lte=now).values_list("pk", flat=True)
    return sum(_finish(pk, now) for pk in list(over))


@transaction.atomic
def _finish(pk: int, now: datetime) -> bool:
    audit.take_turn()
    row = Assignment.objects.locked(pk)
    if row.state != State.YES or row.ends_at > now:
        return False
    row.state = State.DONE
    row.save(update_fields=["state"])
    audit.record("coaches.done", by=None, about=row, person=row.coach_id)
    return True


def _held(assignment: Assignment) -> Assignment:
    """The assignment as it is now, locked; her profile first, as every verb that touches her money does."""
    hold_still(assignment.coach)
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("coach", "place")
    return rows.get(pk=assignment.pk)


def _may_be_asked_on(assignment: Assignment, moment: Hours, apart: Collection[int]) -> bool:
    """Whether she can be asked for it on that day; other hours of the day that she knows are hers to judge."""
    there = copy(assignment)
    there.starts_at, there.ends_at = moment.starts_at, moment.ends_at
    if money.day_of(there) == money.day_of(assignment):
        return True
    group = group_of(there if there.kind in MEETS_NO_GROUP else assignment) or Group()
    return against_asking(there, group, apart=[*apart, assignment.pk]) is None


def _follow(assignment: Assignment) -> None:
    for work in FOLLOWERS:
        work(assignment)


def _back_to_asked(assignment: Assignment) -> None:
    assignment.state, assignment.asked_at, assignment.answered_at = State.ASKED, timezone.now(), None
    assignment.save(update_fields=["state", "asked_at", "answered_at"])


def _say_which_no(assignment: Assignment, answer: State, now: datetime, *, is_herself: bool) -> Assignment:
    """From one no to the other: to anyone else nothing happens, and so nothing is written that others read.

    Whoever says no for her, at the desk or behind a link, does not learn that it was a no to the theme.
    """
    if is_herself or answer is State.RATHER_NOT:
        _avoid(assignment, answer, State(assignment.state), now)
        assignment.state = answer
        assignment.save(update_fields=["state"])
    return assignment


def _avoid(assignment: Assignment, answer: State, before: State, now: datetime) -> None:
    """Keep the theme that she would rather not; take back what this very answer kept when she changes her mind."""
    if not assignment.themes:
        return
    theme = assignment.themes[0]
    hers = AvoidedTheme.objects.filter(coach=assignment.coach, slug=theme["slug"])
    if answer is State.RATHER_NOT and not hers.exists():
        AvoidedTheme.objects.create(coach=assignment.coach, slug=theme["slug"], name=theme["name"], since=now)
    elif before is State.RATHER_NOT and answer is State.YES and assignment.answered_at:
        others = Assignment.objects.of(assignment.coach).filter(state=State.RATHER_NOT).exclude(pk=assignment.pk)
        if not any(each["slug"] == theme["slug"] for other in others for each in other.themes[:1]):
            hers.filter(since__gte=assignment.answered_at).delete()
