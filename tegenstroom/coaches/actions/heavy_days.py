"""How many heavy days a coach has in a month, beside how many she and the network take.

Not each of them is an assignment: whoever else gives her something heavy says so, declared in a module `uses.py`:

    @heavy_days.knows_heavy_days
    def heavy_days_of(coaches: Collection[int], first: date, last: date) -> Iterable[tuple[int, date]]: ...
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.coaches.figures import HEAVY_PER_MONTH
from tegenstroom.coaches.models import Assignment, CoachProfile
from tegenstroom.coaches.rules import dependencies as rules
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.dependencies import Month

# By number of the coach, each day from the first to the last on which she got something heavy.
type HeavyDaysOf = Callable[[Collection[int], date, date], Iterable[tuple[int, date]]]

ELSEWHERE: list[HeavyDaysOf] = []

# What fills her month: also what she has not answered yet.
COUNTS = (State.ASKED, State.YES, State.DONE)


@dataclass(frozen=True, slots=True)
class Most:
    """How many heavy days she takes in a month; `may_lift`: that is a limit of her own."""

    days: int
    may_lift: bool


def knows_heavy_days(work: HeavyDaysOf) -> HeavyDaysOf:
    """Ask this function which heavy days coaches have that are no assignment."""
    ELSEWHERE.append(work)
    return work


def full(wanted: Mapping[Person, Collection[date]], *, apart: Collection[int] = ()) -> set[int]:
    """For whom these heavy days, all together, are too many for a month. As many queries for one as for a hundred.

    `apart`: assignments that do not count. NoFigureError when the network's limit is not known.
    """
    network = _network_limits({day for days in wanted.values() for day in days})
    if not network:
        return set()
    numbers = [coach.pk for coach in wanted]
    own = dict(CoachProfile.objects.filter(pk__in=numbers).values_list("pk", "heavy_a_month"))
    has = _heavy_days(numbers, network, apart)
    found = set()
    for coach, days in wanted.items():
        most = {month: rules.most_heavy_days(own.get(coach.pk), limit) for month, limit in network.items()}
        if not rules.has_room(days, has=has[coach.pk], most=most):
            found.add(coach.pk)
    return found


def full_on(coach: Person, days: Collection[date]) -> dict[date, Most]:
    """Those of these days on which one heavy day more is too many for its month, with how many she takes in it.

    As many queries for one day as for a hundred. NoFigureError when the network's limit is not known.
    """
    if not days:
        return {}
    network = HEAVY_PER_MONTH.on_each(days)
    if unknown := set(days) - network.keys():
        HEAVY_PER_MONTH.on(min(unknown))
    own = CoachProfile.objects.filter(pk=coach.pk).values_list("heavy_a_month", flat=True).first()
    has = _heavy_days([coach.pk], {rules.month_of(day) for day in days}, ())[coach.pk]
    found = {}
    for day, limit in network.items():
        most = rules.most_heavy_days(own, int(limit))
        if not rules.has_room([day], has=has, most={rules.month_of(day): most}):
            found[day] = Most(most, may_lift=most < limit)
    return found


def _network_limits(days: Iterable[date]) -> dict[Month, int]:
    firsts = {rules.month_of(day): day for day in sorted(days, reverse=True)}
    return {month: int(HEAVY_PER_MONTH.on(day)) for month, day in firsts.items()}


def _heavy_days(
    coaches: Collection[int], months: Collection[Month], apart: Collection[int]
) -> dict[int, Counter[Month]]:
    """By coach and month, the heavy days that she has or is asked for."""
    # A month has 31 days at most: what lies further is not among the months that anyone looks at.
    first, last = date(*min(months), 1), date(*max(months), 1) + timedelta(days=30)
    rows = Assignment.objects.filter(coach__in=coaches, is_heavy=True, state__in=COUNTS).exclude(pk__in=apart)
    near = rows.filter(starts_at__date__range=(first, last)).order_by().values_list("coach", "starts_at")
    days = [(coach, timezone.localdate(starts_at)) for coach, starts_at in near]
    days += [pair for ask in ELSEWHERE for pair in ask(coaches, first, last)]
    found: dict[int, Counter[Month]] = defaultdict(Counter)
    for coach, day in days:
        found[coach][rules.month_of(day)] += 1
    return found
