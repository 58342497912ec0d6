"""Which coaches may be asked for a group or a case. Others see who, and never why another is not among them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH
from tegenstroom.coaches.actions import agreements, dependencies, fellows
from tegenstroom.coaches.models import CoachProfile
from tegenstroom.coaches.rules.dependencies import Group
from tegenstroom.dialogue.models import Case, Circle, CircleMember, ReadCase, Seat
from tegenstroom.dialogue.rules.phases import LeftHow, Part
from tegenstroom.training.actions import company


def confirmed(
    circle: Circle,
    coaches: Collection[Person],
    themes: Iterable[Mapping[str, str]] = (),
    *,
    heavy_for: Collection[int] = (),
) -> set[int]:
    """Those who are coaches on running terms, and for whom nothing of their own stands in the way.

    `themes`: those of a case, which a coach may have said that she would rather not. `heavy_for`: by number those
    to whom a heavy case would be brought today, beside what they have in this month.
    """
    today = timezone.localdate()
    numbers = [coach.pk for coach in coaches]
    terms = CoachProfile.objects.filter(person__in=numbers).values_list("pk", flat=True)
    signed = agreements.running(today).filter(coach__in=numbers).values_list("coach", flat=True)
    are = Person.objects.with_role(COACH).filter(pk__in=set(terms) & set(signed))
    days = {coach: (today,) if coach.pk in heavy_for else () for coach in are}
    free = dependencies.available(days, group=_group_of(circle), themes=themes, heavy=bool(heavy_for))
    return {coach.pk for coach in free}


def for_case(circle: Circle, case: Case) -> set[int]:
    """The coaches of a circle who agreed and may be asked for this case.

    A heavy one is not brought to whose month is full; whoever has it already keeps it when her month fills up.
    """
    agreed = CircleMember.objects.agreed().filter(circle=circle, part=Part.COACH).select_related("person")
    coaches = [member.person for member in agreed]
    if not coaches:
        return set()
    numbers = {coach.pk for coach in coaches}
    return confirmed(circle, coaches, case.themes, heavy_for=numbers - _who_had(case) if case.is_heavy else ())


def heavy_days(coaches: Collection[int], first: date, last: date) -> list[tuple[int, date]]:
    """By number of the coach, the days on which she got a heavy case: that on which her seat became hers.

    One that she left, or that was taken back, counts when she had read it.
    """
    has_read = Exists(ReadCase.objects.filter(case=OuterRef("dialogue__case"), reader=OuterRef("person")))
    sits = Q(left_at=None, dialogue__withdrawn_at=None, dialogue__case__gone_at=None)
    hers = Seat.objects.filter(sits | has_read, person__in=coaches, part=Part.COACH, dialogue__case__is_heavy=True)
    near = hers.exclude(left_how=LeftHow.UNASKED).filter(came_at__date__range=(first, last))
    came = near.order_by().values_list("person", "came_at")
    return [(coach, timezone.localdate(came_at)) for coach, came_at in came]


def _who_had(case: Case) -> set[int]:
    """The coaches, by number, to whom this case was brought before."""
    seats = Seat.objects.filter(dialogue__case=case, part=Part.COACH).exclude(left_how=LeftHow.UNASKED)
    return set(seats.values_list("person", flat=True))


def who_may_sit(case: Case) -> QuerySet[CircleMember]:
    """Who agreed and may sit at a dialogue on this case: trainers, and coaches with nothing in their way."""
    fit = Q(part=Part.TRAINER) | Q(part=Part.COACH, person__in=for_case(case.circle, case))
    return CircleMember.objects.agreed().filter(fit, circle=case.circle_id).select_related("person")


def _group_of(circle: Circle) -> Group:
    """Whom a coach would meet here: the edition's people, who was invited, and the other coaches of the circle."""
    members = list(circle.members.current().select_related("person"))
    each = fellows.known_as([row.person for row in members])
    coaches = {row.person_id for row in members if row.part == Part.COACH}
    groups = [group for person, group in each.items() if person not in coaches]
    if circle.edition:
        # Its coaches are met here when they are in the circle.
        groups.append(replace(company.group_of(circle.edition), coaches={}))
    return replace(Group.of(groups), coaches={person: each[person] for person in coaches})
