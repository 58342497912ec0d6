"""Any row of acts by the real verbs on the database, with pay runs between them.

After each step the ledger holds, nothing passes a ceiling unseen, nobody is paid what is held back, and the list
of the law is the sum of the pay runs that left, to the cent.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import models, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent, Figure
from tegenstroom.billing.actions import ledger, payruns
from tegenstroom.billing.models import Due, Payout, PayRun
from tegenstroom.billing.rules.payruns import Method, RunState
from tegenstroom.billing.rules.payruns import RefusedError as BillingRefusedError
from tegenstroom.billing.tests.factories import account
from tegenstroom.coaches.actions import assignments, ceilings, money, nominative, travel, travel_waiting
from tegenstroom.coaches.models import Assignment, CoachProfile, OutsideEarning, Travel
from tegenstroom.coaches.rules.assignments import ANSWERS, Kind, RefusedError, State
from tegenstroom.coaches.rules.ceilings import Ceilings
from tegenstroom.coaches.rules.dependencies import Group
from tegenstroom.coaches.rules.travel import Mode
from tegenstroom.coaches.tests.factories import at, coach, know
from tests.support.depth import at_depth

# Small ceilings, full after a few days, on both sides of New Year and around 29 February.
CAR = Decimal("0.4449")
LAW = Ceilings(Decimal("44.02"), Decimal("110.05"))
SLOT, SLOTS = timedelta(minutes=5), 84
DAYS = st.sampled_from([date(2027, 12, 30), date(2027, 12, 31), date(2028, 1, 1), date(2028, 2, 29)])
AMOUNTS = st.decimals("0.01", 60, places=2)
KINDS = st.sampled_from([Kind.TRAINING, Kind.DEBRIEF, Kind.SUPERVISION])
FIRST = date(2027, 12, 20)
RATE = ("coaches.car_by_year", date(2027, 7, 1))
MODES = st.sampled_from(list(Mode))


def has_left(payout: Payout) -> bool:
    """Whether it is at the bank or was signed for, said here in other words than in the code that is tested."""
    if payout.method == Method.CASH:
        return payout.receipt_signed_on is not None
    return payout.run.state in {RunState.SENT, RunState.SETTLED}


class Purse(RuleBasedStateMachine):
    """Two coaches, one of whom wants cash, and a desk."""

    def __init__(self) -> None:
        super().__init__()
        self.traveller: Any = None
        self.number = 0
        # By number of what we moved too late: the day, and what was agreed for it.
        self.kept: dict[int, dict[date, Decimal]] = {}

    @initialize()
    def begin(self) -> None:
        # Each example is a network of its own.
        self.network = transaction.atomic()
        self.network.__enter__()
        self.go_to(at(FIRST, 9))
        for year in (2027, 2028):
            know(year, day=str(LAW.day), in_a_year=str(LAW.year))
        Figure.objects.filter(key__endswith="_ceiling", valid_from__year=2027).exclude(source="een test").delete()
        # The rate by car of that winter comes late.
        Figure.objects.filter(key=RATE[0], valid_from=RATE[1]).delete()
        self.desk, self.coaches = PersonFactory(), [coach(), coach()]
        account(self.coaches[0])
        CoachProfile.objects.filter(person=self.coaches[1]).update(method=Method.CASH)

    def teardown(self) -> None:
        if hasattr(self, "network"):
            transaction.set_rollback(True)
            self.network.__exit__(None, None, None)
        if self.traveller:
            self.traveller.stop()

    def go_to(self, moment: datetime) -> None:
        if self.traveller:
            self.traveller.stop()
        self.now = moment
        self.traveller = time_machine.travel(moment, tick=False)
        self.traveller.start()

    def draw(self, data: Any, rows: models.QuerySet[Any]) -> Any:
        return data.draw(st.sampled_from(list(rows.order_by("pk"))))

    @rule(days=st.sampled_from([1, 4, 9, 30]))
    def days_pass(self, days: int) -> None:
        self.go_to(self.now + timedelta(days=days))
        assignments.mark_done(self.now)

    @rule(who=st.booleans(), day=DAYS, kind=KINDS, says=st.sampled_from([None, State.YES]))
    def we_ask(self, who: bool, day: date, kind: Kind, says: State | None) -> None:
        self.number += 1
        # Many moments fit in one day: nobody is asked for two at once.
        begins = at(day, 9) + self.number % SLOTS * SLOT
        wanted = {"kind": kind, "title": f"Vraag {self.number}", "starts_at": begins, "ends_at": begins + SLOT}
        try:
            asked = assignments.ask(coach=self.coaches[who], group=Group(), by=None, **wanted)
        except RefusedError:
            assert day <= self.now.date()
            return
        if says:
            assignments.answer(assignment=asked, answer=says, by=asked.coach)

    @precondition(lambda self: Assignment.objects.exists())
    @rule(data=st.data(), said=st.sampled_from([State.YES, State.NO]), at_desk=st.booleans())
    def she_answers(self, data: Any, said: State, at_desk: bool) -> None:
        asked = self.draw(data, Assignment.objects.all())
        self.answer(asked, said, self.desk if at_desk else asked.coach)

    def answer(self, asked: Assignment, said: State, by: Any) -> None:
        asked.refresh_from_db()
        try:
            assignments.answer(assignment=asked, answer=said, by=by)
        except RefusedError:
            assert asked.starts_at <= self.now or asked.state not in {*ANSWERS, State.ASKED}
        else:
            self.what_moved_too_late_is_hers(asked)

    def what_moved_too_late_is_hers(self, asked: Assignment) -> None:
        kept = self.kept.get(asked.pk, {})
        if money.amount_of(asked) < sum(kept.values()):
            # Only what else she earned meanwhile can leave no room for it.
            room = [ceilings.room_on(asked.coach, day) for day in kept]
            assert min(room) == 0

    @precondition(lambda self: Assignment.objects.exists())
    @rule(data=st.data())
    def we_call_it_off(self, data: Any) -> None:
        asked = self.draw(data, Assignment.objects.all())
        try:
            assignments.call_off(assignment=asked, goes_on=False, by=None)
        except RefusedError:
            assert asked.ends_at <= self.now
        else:
            self.what_moved_too_late_is_hers(asked)

    @precondition(lambda self: Assignment.objects.exists())
    @rule(data=st.data(), day=DAYS)
    def we_move_it(self, data: Any, day: date) -> None:
        self.move(self.draw(data, Assignment.objects.all()), day)

    @rule(who=st.booleans(), day=DAYS, to=DAYS, says=st.lists(st.sampled_from([State.YES, State.NO]), max_size=3))
    def we_move_it_the_day_before(self, who: bool, day: date, to: date, says: list[State]) -> None:
        if at(day, 9) <= self.now + timedelta(days=1):
            return
        self.we_ask(who, day, Kind.TRAINING, State.YES)
        self.go_to(at(day, 9) - timedelta(days=1))
        asked = Assignment.objects.latest("pk")
        self.move(asked, to)
        for said in says:
            self.answer(asked, said, asked.coach)

    def move(self, asked: Assignment, day: date) -> None:
        stood, was_late = money.due_by_day(asked), money.stays_due(asked)
        begins = at(day, 9) + (asked.starts_at - at(money.day_of(asked), 9))
        try:
            moved = assignments.move(assignment=asked, starts_at=begins, ends_at=begins + SLOT, by=None)
        except RefusedError:
            is_done = asked.state in {State.DONE, State.CALLED_OFF} or asked.ends_at <= self.now
            assert begins <= self.now or is_done
            return
        if asked.state == State.YES and was_late and moved.state == State.ASKED:
            self.kept[asked.pk] = {on: amount for on, amount in stood.items() if amount > 0}
        self.what_moved_too_late_is_hers(moved)

    @precondition(lambda self: Assignment.objects.exists())
    @rule(data=st.data(), amount=AMOUNTS)
    def we_correct_it(self, data: Any, amount: Decimal) -> None:
        asked = self.draw(data, Assignment.objects.all())
        before = money.amount_of(asked)
        try:
            money.correct(assignment=asked, amount=amount, reason="Nagekeken.", by=self.coaches[0])
        except RefusedError:
            assert amount > before or not before
        else:
            assert money.amount_of(asked) == amount
            self.kept.pop(asked.pk, None)

    @rule(who=st.booleans(), day=DAYS, amount=AMOUNTS)
    def she_got_something_elsewhere(self, who: bool, day: date, amount: Decimal) -> None:
        her = self.coaches[who]
        money.tell_outside(coach=her, day=day, amount=amount, by=her)

    @precondition(lambda self: OutsideEarning.objects.exists())
    @rule(data=st.data())
    def that_was_a_mistake(self, data: Any) -> None:
        earning = self.draw(data, OutsideEarning.objects.all())
        money.forget_outside(earning=earning, by=earning.coach)

    @rule(who=st.booleans())
    def she_says_that_she_knows(self, who: bool) -> None:
        ceilings.know(coach=self.coaches[who], by=self.coaches[who])

    @precondition(lambda self: Assignment.objects.filter(state=State.DONE).exists())
    @rule(data=st.data(), mode=MODES, much=st.integers(1, 900))
    def she_tells_of_the_road(self, data: Any, mode: Mode, much: int) -> None:
        came = self.draw(data, Assignment.objects.filter(state=State.DONE))
        try:
            travel.tell(assignment=came, mode=mode, km=Decimal(much), cost=Decimal(much), by=came.coach)
        except RefusedError:
            assert came.travel.due.payout_id

    @precondition(lambda self: Travel.objects.filter(to_look_at=True).exists())
    @rule(data=st.data())
    def the_desk_looks_at_a_road(self, data: Any) -> None:
        far = self.draw(data, Travel.objects.filter(to_look_at=True))
        travel.let_through(assignment=far.assignment, said_at=far.said_at, by=self.desk)

    @invariant()
    def what_is_paid_of_a_road_and_what_is_cut_are_what_she_told(self) -> None:
        for row in Travel.objects.filter(waits=False, mode=Mode.PUBLIC).select_related("due"):
            assert (row.due.amount if row.due else 0) + row.cut == row.cost
        assert not Travel.objects.filter(waits=False, mode=Mode.NONE).exclude(cut=0).exists()
        assert not Travel.objects.filter(cut__lt=0).exists()

    @invariant()
    def no_road_is_paid_that_nobody_looked_at(self) -> None:
        assert not Travel.objects.filter(to_look_at=True, due__payout__isnull=False).exists()
        far = Travel.objects.filter(km__gt=300) | Travel.objects.filter(cost__gt=100)
        looked = AuditEvent.objects.filter(verb="coaches.let_through_travel").count()
        assert far.filter(to_look_at=False).count() <= looked

    @precondition(lambda self: Travel.objects.filter(waits=True).exists())
    @rule()
    def the_rate_comes(self) -> None:
        known = {"value": CAR, "source": "een test"}
        Figure.objects.get_or_create(key=RATE[0], valid_from=RATE[1], defaults=known)
        travel_waiting.work_out_waiting()
        assert not Travel.objects.filter(waits=True).exists()

    @rule()
    def we_make_a_run(self) -> None:
        self.number += 1
        waiting = ceilings.unseen_by([her.pk for her in self.coaches])
        before = set(Due.objects.unpaid().values_list("pk", flat=True))
        try:
            payruns.make(pay_on=self.now.date(), once_key=f"run {self.number}", by=self.coaches[0])
        except BillingRefusedError:
            return
        for due in Due.objects.filter(pk__in=before).exclude(payout=None):
            assert due.day <= self.now.date()
            held = {over.day or over.year for over in waiting.get(due.person_id, ())}
            assert due.kind == "travel" or not held & {due.day, due.day.year}

    @precondition(lambda self: PayRun.objects.exists())
    @rule(data=st.data(), verb=st.sampled_from([payruns.send, payruns.undo]))
    def a_run_goes_on_or_back(self, data: Any, verb: Any) -> None:
        run = self.draw(data, PayRun.objects.all())
        try:
            verb(run=run, by=self.coaches[0])
        except BillingRefusedError:
            assert run.state != RunState.MADE

    @precondition(lambda self: PayRun.objects.filter(state=RunState.SENT).exists())
    @rule(data=st.data())
    def a_run_is_paid(self, data: Any) -> None:
        run = self.draw(data, PayRun.objects.filter(state=RunState.SENT))
        payruns.settle(run=run, paid_on=self.now.date(), by=self.coaches[0])

    @precondition(lambda self: Payout.objects.filter(method=Method.CASH).exists())
    @rule(data=st.data())
    def she_signs_for_it(self, data: Any) -> None:
        payout = self.draw(data, Payout.objects.filter(method=Method.CASH))
        try:
            payruns.hand_over(payout=payout, on=self.now.date(), by=self.coaches[0])
        except BillingRefusedError:
            assert payout.bounced_at or payout.run.state == RunState.UNDONE

    @precondition(lambda self: Payout.objects.filter(run__state__in=(RunState.SENT, RunState.SETTLED)).exists())
    @rule(data=st.data())
    def a_payout_comes_back(self, data: Any) -> None:
        rows = Payout.objects.filter(run__state__in=(RunState.SENT, RunState.SETTLED))
        payout = self.draw(data, rows)
        try:
            payruns.bounce(payout=payout, by=self.coaches[0])
        except BillingRefusedError:
            assert payout.method == Method.CASH

    @invariant()
    def the_ledger_holds(self) -> None:
        assert ledger.check() == []

    @invariant()
    def what_she_gets_here_never_passes_a_ceiling_by_itself(self) -> None:
        ours = Due.objects.standing().filter(kind__in=ceilings.COUNTED)
        by_day = ours.order_by().values_list("person", "day").annotate(total=models.Sum("amount"))
        assert all(total <= LAW.day for _person, _day, total in by_day)
        by_year = ours.order_by().values_list("person", "day__year").annotate(total=models.Sum("amount"))
        assert all(total <= LAW.year for _person, _year, total in by_year)

    @invariant()
    def the_road_is_paid_as_far_as_so_many_kilometres_by_car(self) -> None:
        roads = Due.objects.standing().filter(kind=ceilings.TRAVEL).order_by()
        by_year = roads.values_list("person", "day__year").annotate(total=models.Sum("amount"))
        assert all(total <= 2000 * CAR for _person, _year, total in by_year)
        known = Figure.objects.filter(key=RATE[0], valid_from=RATE[1]).exists()
        assert known or not roads.exists()

    @invariant()
    def whatever_passes_a_ceiling_is_named(self) -> None:
        named = ceilings.overs_by([her.pk for her in getattr(self, "coaches", ())])
        for person, rows in ceilings.earned_by([her.pk for her in getattr(self, "coaches", ())]).items():
            for row in rows:
                day = sum(one.amount for one in rows if one.day == row.day)
                year = sum(one.amount for one in rows if one.day.year == row.day.year)
                found = {(over.year, over.day) for over in named.get(person, ())}
                assert ((row.day.year, row.day) in found) is (day > LAW.day)
                assert ((row.day.year, None) in found) is (year > LAW.year)

    @invariant()
    def the_list_of_the_law_is_the_sum_of_the_pay_runs_that_left(self) -> None:
        lists = [nominative.list_of(year) for year in (2027, 2028)]
        rows = [row for row in Payout.objects.select_related("run") if row.bounced_at is None]
        assert sum(found.total for found in lists) == sum(row.amount for row in rows if has_left(row))
        ready = [row for row in rows if row.run.state != RunState.UNDONE and not has_left(row)]
        assert sum(found.ready for found in lists) == sum(row.amount for row in ready)
        owed = sum(Due.objects.standing().values_list("amount", flat=True))
        assert sum(found.total + found.unpaid for found in lists) == owed


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("figures")
def test_no_row_of_acts_loses_a_cent_or_passes_a_ceiling_unseen() -> None:
    run_state_machine_as_test(Purse, settings=settings(max_examples=at_depth(4, 25), stateful_step_count=25))
