"""Whatever happens in whatever order: no day and no year passes its ceiling unseen."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tegenstroom.coaches.rules.ceilings import Ceilings, Earned, Over, allowance, is_held, overs, room, unseen
from tegenstroom.coaches.rules.money import stays_due
from tests.support.depth import at_depth

# Small ceilings: full after a few days, and on both sides of New Year and 29 February.
LAW = {year: Ceilings(Decimal("44.02"), Decimal("110.05")) for year in (2027, 2028)}
DAYS = st.sampled_from(
    [date(2027, 12, 30), date(2027, 12, 31), date(2028, 1, 1), date(2028, 2, 28), date(2028, 2, 29)]
)
AMOUNTS = st.decimals("0.01", 60, places=2)
TODAY = date(2027, 12, 25)


class Purse(RuleBasedStateMachine):
    """One coach, with amounts from here and from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.here: dict[int, Earned] = {}
        self.elsewhere: list[Earned] = []
        self.known: list[Over] = []
        self.number = 0

    @property
    def rows(self) -> list[Earned]:
        return [*self.here.values(), *self.elsewhere]

    def overs(self) -> list[Over]:
        return overs(self.rows, LAW)

    @rule(day=DAYS, rate=AMOUNTS)
    def she_says_yes(self, day: date, rate: Decimal) -> None:
        self.number += 1
        self.here[self.number] = Earned(day, allowance(rate, room(LAW[day.year], day, self.rows)))

    @precondition(lambda self: self.here)
    @rule(data=st.data())
    def she_says_no_after_all(self, data: Any) -> None:
        del self.here[data.draw(st.sampled_from(sorted(self.here)))]

    @precondition(lambda self: self.here)
    @rule(data=st.data(), before=st.integers(0, 20))
    def we_call_it_off(self, data: Any, before: int) -> None:
        key = data.draw(st.sampled_from(sorted(self.here)))
        day = self.here[key].day
        if not stays_due(day, day - timedelta(days=before), late_days=7):
            del self.here[key]

    @precondition(lambda self: self.here)
    @rule(data=st.data(), wanted=AMOUNTS)
    def we_correct_it(self, data: Any, wanted: Decimal) -> None:
        key = data.draw(st.sampled_from(sorted(self.here)))
        row = self.here.pop(key)
        most = max(row.amount, room(LAW[row.day.year], row.day, self.rows))
        self.here[key] = Earned(row.day, min(wanted, most))

    @rule(day=DAYS, amount=AMOUNTS)
    def she_got_something_elsewhere(self, day: date, amount: Decimal) -> None:
        self.elsewhere.append(Earned(day, amount, here=False))

    @precondition(lambda self: self.elsewhere)
    @rule(data=st.data())
    def that_was_a_mistake(self, data: Any) -> None:
        self.elsewhere.remove(data.draw(st.sampled_from(self.elsewhere)))

    @rule()
    def she_says_that_she_knows(self) -> None:
        self.known = self.overs()

    @invariant()
    def what_she_gets_here_never_passes_by_itself(self) -> None:
        assert overs(self.here.values(), LAW) == []

    @invariant()
    def whatever_passes_is_named_and_held_until_she_knows(self) -> None:
        named, waiting = self.overs(), unseen(self.overs(), self.known)
        for row in self.here.values():
            year = sum(one.amount for one in self.rows if one.day.year == row.day.year)
            day = sum(one.amount for one in self.rows if one.day == row.day)
            passes = year > LAW[row.day.year].year or day > LAW[row.day.year].day
            assert is_held(row.day, named) is passes
            if passes and not self.known:
                assert is_held(row.day, waiting)


Purse.TestCase.settings = settings(max_examples=at_depth(50, 200), stateful_step_count=30)
TestThePurse = Purse.TestCase
