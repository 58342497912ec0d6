"""Who will be there: what a coach must know of before she is asked, and with whom she gives a day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH
from tegenstroom.coaches.actions import agreements, dependencies, fellows
from tegenstroom.coaches.models import Assignment, CoachProfile
from tegenstroom.coaches.rules.assignments import NOES, State
from tegenstroom.coaches.rules.dependencies import Group
from tegenstroom.coaches.rules.hours import Hours
from tegenstroom.organisations.models import Membership
from tegenstroom.training.models import CoachDay, CoachMoment, Edition, ModuleVersion, Session, TandemMember
from tegenstroom.training.rules.tandem import COMES, may_ask


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who can be asked for an edition now, by name; who cannot for a reason of her own is in none of these.

    `unsigned` have no agreement that runs until the last day, `without_terms` nothing agreed at all.
    """

    free: Sequence[Person] = ()
    unsigned: Sequence[Person] = ()
    without_terms: Sequence[Person] = ()


def group_of(edition: Edition, *, on: date | None = None) -> Group:
    """Everyone whom a coach would meet: who takes part or waits, who trains, and the houses they work for.

    And the other coaches who come or are asked, for anything of this edition, or only on the day `on`.
    Every name by which we know someone counts: too wide costs a coach one question, too narrow a meeting.
    """
    return _with_coaches_of(_others(edition), _fellows(edition), on)


def _others(edition: Edition) -> Group:
    enrolments = list(edition.enrolments.active().select_related("person", "organisation"))
    trainers = edition.tandem.filter(part=TandemMember.Part.TRAINER).exclude(answer=TandemMember.Answer.NO)
    people = [*(row.person for row in enrolments), *(row.person for row in trainers.select_related("person"))]
    works = Membership.objects.current().filter(person__in=[person.pk for person in people])
    houses = [
        edition.organisation,
        *(row.organisation for row in enrolments),
        *(row.organisation for row in works.select_related("organisation")),
    ]
    known = {house.pk: house.name for house in houses if house is not None}
    typed = {row.organisation_name for row in enrolments if row.organisation_name}
    introduced = {row.introduced_as for row in enrolments if row.introduced_as}
    return Group(
        people={*introduced, *(name for person in people for name in fellows.names_of(person))},
        organisations=set(known),
        organisation_names={*known.values(), *typed},
    )


def groups_of_assignments(assignments: Collection[Assignment]) -> dict[int, Group]:
    """By number of the assignment, the group of the edition that it is for; what is for none is left out."""
    editions = _editions_of(assignments)
    groups = {edition.pk: (_others(edition), _fellows(edition)) for edition in set(editions.values())}
    day_of = {row.pk: timezone.localdate(row.starts_at) for row in assignments}
    return {pk: _with_coaches_of(*groups[edition.pk], day_of[pk]) for pk, edition in editions.items()}


def said_no(edition: Edition, coach: Person) -> bool:
    """Whether she said no to anything of this edition that is still to come: then she is asked for no more of it.

    Else what she can still be asked for would tell a no to the day from a no to its theme.
    """
    return coach.pk in _who_said_no(edition)


def with_whom(assignment: Assignment) -> list[Person]:
    """The trainers who give the edition, and the coaches who come on the same day or to the same moment."""
    edition = _editions_of([assignment]).get(assignment.pk)
    if edition is None:
        return []
    members = edition.tandem.filter(answer=TandemMember.Answer.YES).select_related("person")
    same = {"assignment__kind": assignment.kind, "assignment__starts_at": assignment.starts_at}
    day = CoachDay.objects.filter(assignment=assignment).exclude(session=None).first()
    beside = CoachDay.objects.filter(member__in=members, assignment__state__in=COMES)
    come = set(beside.filter(**({"session": day.session_id} if day else same)).values_list("member", flat=True))
    guests = edition.coach_moments.filter(assignment__state__in=COMES, **same).select_related("assignment__coach")
    return [
        *(row.person for row in members if row.part == TandemMember.Part.TRAINER or row.pk in come),
        *(row.assignment.coach for row in guests),
    ]


def themes_of(version: ModuleVersion) -> tuple[list[dict[str, str]], bool]:
    """What a module is about, as coaches are asked for it, and whether any of it is heavy.

    The heavy ones first: the first is the one that she reads, and may rather not.
    """
    themes = sorted(version.themes.all(), key=lambda theme: (not theme.is_heavy, theme.name))
    return [{"slug": theme.slug, "name": theme.name} for theme in themes], any(row.is_heavy for row in themes)


def candidates(edition: Edition) -> Candidates:
    """Whom the desk can ask for all days to come. NoFigureError when the limit for heavy days is not known."""
    to_come = list(edition.sessions.filter(starts_at__gt=timezone.now()))
    if not to_come:
        return Candidates()
    coaches = list(Person.objects.with_role(COACH).filter(is_active=True).order_by("given_name", "family_name"))
    agreed = set(CoachProfile.objects.filter(person__in=coaches).values_list("pk", flat=True))
    last_day = timezone.localdate(to_come[-1].starts_at)
    signed = set(agreements.running(last_day).filter(coach__in=coaches).values_list("coach", flat=True))
    able = [coach for coach in coaches if coach.pk in agreed & signed]
    return Candidates(
        free=_free(edition, able, to_come),
        unsigned=[coach for coach in coaches if coach.pk in agreed - signed],
        without_terms=[coach for coach in coaches if coach.pk not in agreed],
    )


def is_held_back(edition: Edition, coach: Person) -> bool:
    """Whether something of her own keeps her off the list; on any day of an edition is on all of its days.

    Else what she may still be asked for would tell how many heavy days fit in her month, or when she is elsewhere.
    """
    to_come = list(edition.sessions.filter(starts_at__gt=timezone.now()))
    return bool(_wanted(edition, [coach], to_come)) and not _free(edition, [coach], to_come)


def is_free(
    edition: Edition, coach: Person, sessions: Sequence[Session], *, group: Group, apart: Collection[int] = ()
) -> bool:
    """Whether she can be asked for all these days: her agreement runs, and nothing of hers is in the way.

    `apart`: what she is asked for already and moves to one of these days.
    """
    themes, heavy = themes_of(edition.version)
    days = _days(sessions)
    at = {coach.pk: _hours(sessions)}
    free = dependencies.available({coach: days}, group=group, themes=themes, heavy=heavy, at=at, apart=apart)
    return bool(free) and all(agreements.has_running(coach, day) for day in days)


def _free(edition: Edition, coaches: Iterable[Person], to_come: Iterable[Session]) -> list[Person]:
    """Who is available for all of these days that she was not asked; who has none left is not, nor who said no."""
    themes, heavy = themes_of(edition.version)
    wanted = _wanted(edition, coaches, to_come)
    days = {coach: _days(sessions) for coach, sessions in wanted.items()}
    at = {coach.pk: _hours(sessions) for coach, sessions in wanted.items()}
    return dependencies.available(days, group=group_of(edition), themes=themes, heavy=heavy, at=at)


def _wanted(
    edition: Edition, coaches: Iterable[Person], to_come: Iterable[Session]
) -> dict[Person, list[Session]]:
    """The days that each of them can still be asked for: none after a no of hers to anything that is to come."""
    standing, said_no = _standing(edition), _who_said_no(edition)
    found: dict[Person, list[Session]] = {}
    for coach in coaches:
        for session in to_come:
            if coach.pk not in said_no and may_ask(standing.get((coach.pk, session.pk))):
                found.setdefault(coach, []).append(session)
    return found


def _standing(edition: Edition) -> Mapping[tuple[int, int], State]:
    rows = CoachDay.objects.filter(session__edition=edition)
    values = rows.values_list("member__person", "session", "assignment__state")
    return {(person, session): State(state) for person, session, state in values}


def _who_said_no(edition: Edition) -> set[int]:
    noes = Assignment.objects.filter(_tied_to(edition), state__in=NOES, starts_at__gt=timezone.now())
    return set(noes.order_by().values_list("coach", flat=True))


def _tied_to(edition: Edition) -> Q:
    """Assignments of the days and the moments of an edition, of whoever."""
    days = CoachDay.objects.filter(member__edition=edition)
    return Q(pk__in=days.values("assignment")) | Q(pk__in=edition.coach_moments.values("assignment"))


def _fellows(edition: Edition) -> list[tuple[date, int, Group]]:
    """The coaches who come or are asked: on which day, who, and how we know her."""
    rows = Assignment.objects.filter(_tied_to(edition), state__in=fellows.COMES).order_by()
    comes = [(timezone.localdate(row.starts_at), row.coach) for row in rows.select_related("coach")]
    known = fellows.known_as([coach for _day, coach in comes])
    return [(day, coach.pk, known[coach.pk]) for day, coach in comes]


def _with_coaches_of(others: Group, come: Iterable[tuple[date, int, Group]], on: date | None) -> Group:
    return replace(others, coaches={number: known for day, number, known in come if on in {None, day}})


def _days(sessions: Iterable[Session]) -> list[date]:
    return [timezone.localdate(session.starts_at) for session in sessions]


def _hours(sessions: Iterable[Session]) -> list[Hours]:
    return [Hours(session.starts_at, session.ends_at) for session in sessions]


def _editions_of(assignments: Collection[Assignment]) -> dict[int, Edition]:
    """The edition whose group she meets, whether she gives it or comes for one moment."""
    days = CoachDay.objects.filter(assignment__in=assignments).select_related("member__edition")
    moments = CoachMoment.objects.filter(assignment__in=assignments).select_related("edition")
    given = {day.assignment_id: day.member.edition for day in days}
    return given | {moment.assignment_id: moment.edition for moment in moments}
