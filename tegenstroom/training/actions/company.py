"""Who will be there: what a coach must know of before she is asked, and with whom she gives a day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH
from tegenstroom.coaches.actions import agreements, dependencies
from tegenstroom.coaches.models import Assignment, CoachProfile
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.dependencies import Group
from tegenstroom.organisations.models import Membership
from tegenstroom.training.models import CoachDay, CoachMoment, Edition, ModuleVersion, Session, TandemMember
from tegenstroom.training.rules.tandem import COMES, Step, to_ask


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who can be asked for an edition now, by name; who cannot for a reason of her own is in none of these.

    `unsigned` have no agreement that runs until the last day, `without_terms` nothing agreed at all.
    """

    free: Sequence[Person] = ()
    unsigned: Sequence[Person] = ()
    without_terms: Sequence[Person] = ()


def group_of(edition: Edition) -> Group:
    """Everyone whom a coach would meet: who takes part or waits, who trains, and the houses they work for.

    Every name by which we know someone counts: too wide costs a coach one question, too narrow a meeting.
    """
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
        people={*introduced, *(name for person in people for name in _names(person))},
        organisations=set(known),
        organisation_names={*known.values(), *typed},
    )


def groups_of_assignments(assignments: Collection[Assignment]) -> dict[int, Group]:
    """By number of the assignment, the group of the edition that it is for; what is for none is left out."""
    editions = _editions_of(assignments)
    groups = {edition.pk: group_of(edition) for edition in set(editions.values())}
    return {pk: groups[edition.pk] for pk, edition in editions.items()}


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

    Else what she may still be asked for would tell how many heavy days fit in her month.
    """
    to_come = list(edition.sessions.filter(starts_at__gt=timezone.now()))
    return bool(_wanted(edition, [coach], to_come)) and not _free(edition, [coach], to_come)


def is_free(
    edition: Edition, coach: Person, days: Sequence[date], *, group: Group, apart: Collection[int] = ()
) -> bool:
    """Whether she can be asked for all these days: her agreement runs, and nothing of hers is in the way.

    `apart`: what she is asked for already and moves to one of these days.
    """
    themes, heavy = themes_of(edition.version)
    free = dependencies.available({coach: days}, group=group, themes=themes, heavy=heavy, apart=apart)
    return bool(free) and all(agreements.has_running(coach, day) for day in days)


def _free(edition: Edition, coaches: Iterable[Person], to_come: Iterable[Session]) -> list[Person]:
    """Who is available for all of these days for which she was not asked, or said no; who has none left is not."""
    themes, heavy = themes_of(edition.version)
    wanted = _wanted(edition, coaches, to_come)
    return dependencies.available(wanted, group=group_of(edition), themes=themes, heavy=heavy)


def _wanted(edition: Edition, coaches: Iterable[Person], to_come: Iterable[Session]) -> dict[Person, list[date]]:
    """The days that each of them can still be asked for."""
    standing = _standing(edition)
    found: dict[Person, list[date]] = {}
    for coach in coaches:
        for session in to_come:
            if to_ask(standing.get((coach.pk, session.pk))) is not Step.NOTHING:
                found.setdefault(coach, []).append(timezone.localdate(session.starts_at))
    return found


def _standing(edition: Edition) -> Mapping[tuple[int, int], State]:
    rows = CoachDay.objects.filter(session__edition=edition)
    values = rows.values_list("member__person", "session", "assignment__state")
    return {(person, session): State(state) for person, session, state in values}


def _editions_of(assignments: Collection[Assignment]) -> dict[int, Edition]:
    """The edition whose group she meets, whether she gives it or comes for one moment."""
    days = CoachDay.objects.filter(assignment__in=assignments).select_related("member__edition")
    moments = CoachMoment.objects.filter(assignment__in=assignments).select_related("edition")
    given = {day.assignment_id: day.member.edition for day in days}
    return given | {moment.assignment_id: moment.edition for moment in moments}


def _names(person: Person) -> set[str]:
    return {person.name, f"{person.called} {person.family_name}"} if person.called else {person.name}
