"""What a coach finds on her page: today or what comes next, and from there everything that is hers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.coaches.actions import ceilings, cut, her_list, late_pay, money, silence
from tegenstroom.coaches.actions.company import company_of
from tegenstroom.coaches.models import Assignment, CareCall
from tegenstroom.coaches.rules.assignments import OPEN, State
from tegenstroom.coaches.rules.late_pay import Late
from tegenstroom.dialogue.actions import asks
from tegenstroom.dialogue.actions.asks import Asked

# How many days to come stand below the first one.
LATER = 5


@dataclass(frozen=True, slots=True)
class Next:
    """One moment for which she said yes: with whom, what she gets for it and when.

    `amount` is in euro, None for who gets her wage elsewhere; it `waits` until she says she knows of a ceiling.
    `rate`: the network's, where the law lets less.
    `meets_her_list`: someone on whom she depends is in the group by now; for her eyes only.
    """

    assignment: Assignment
    with_whom: list[Person]
    amount: Decimal | None
    rate: Decimal | None
    paid_on: date | None
    waits: bool
    meets_her_list: bool

    @property
    def is_today(self) -> bool:
        return timezone.localdate(self.assignment.starts_at) == timezone.localdate()


@dataclass(frozen=True, slots=True)
class Later:
    """A day that comes after the first one; what else there is to know of it stands on its own page."""

    assignment: Assignment
    meets_her_list: bool


@dataclass(frozen=True, slots=True)
class Met:
    """A day in whose group someone of her list sits. Says she no, then she keeps `kept` of it, in euro."""

    assignment: Assignment
    kept: Decimal
    # What goes along with her answer: whom this page told her of, without a name.
    shown: str


@dataclass(frozen=True, slots=True)
class CoachPage:
    """Everything on the page of a coach. `passes`: she passes a ceiling and did not yet say that she knows.

    `met`: the days in whose group someone of her list sits, until she decided. For her eyes only: never on paper.
    `asked`: what dialogues ask of her now; `speaks` says whether she is in a group at all. `questions`: all that
    others see open, for paper; `to_answer`: without those that her *liever niet dit thema* answered.
    """

    next: Next | None
    later: list[Later]
    met: list[Met]
    questions: int
    to_answer: int
    is_called: bool
    passes: bool
    speaks: bool
    asked: list[Asked]
    # Money that should have been there by now.
    late: Late | None = None


def page_of(coach: Person) -> CoachPage:
    """The page of one coach, as it is now."""
    now = timezone.now()
    hers = Assignment.objects.of(coach).filter(ends_at__gt=now)
    open_days = list(hers.filter(state__in=OPEN).select_related("place").order_by("starts_at", "pk"))
    agreed = [row for row in open_days if row.state == State.YES][: LATER + 1]
    meets = her_list.that_meet(coach, open_days)
    speaks, passes = asks.is_in_a_circle(coach), bool(ceilings.unseen_by([coach.pk]))
    return CoachPage(
        next=_next(agreed[0], agreed[0].pk in meets, passes) if agreed else None,
        later=[Later(row, row.pk in meets) for row in agreed[1:]],
        met=_met(coach, [row for row in open_days if meets.get(row.pk) is False]),
        questions=hers.filter(state=State.ASKED, starts_at__gt=now).count(),
        to_answer=len(silence.still_asks(coach)),
        is_called=CareCall.objects.open().filter(coach=coach).exists(),
        passes=passes,
        speaks=speaks,
        asked=asks.asked_of(coach) if speaks else [],
        late=late_pay.of_coach(coach),
    )


def _met(coach: Person, days: list[Assignment]) -> list[Met]:
    marks = her_list.shown_marks(coach, days)
    return [Met(row, money.kept_of(row), marks.get(row.pk, "")) for row in days]


def _next(assignment: Assignment, meets_her_list: bool, passes: bool) -> Next:
    due = money.dues_of(assignment)
    return Next(
        assignment=assignment,
        with_whom=company_of(assignment),
        amount=sum((row.amount for row in due), Decimal(0)) if due else None,
        rate=cut.rate_before(assignment),
        paid_on=money.paid_on(money.day_of(assignment)) if due else None,
        waits=passes and bool(due) and money.waits_for_her(assignment),
        meets_her_list=meets_her_list,
    )
