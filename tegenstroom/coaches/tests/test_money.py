"""Corrections, what others gave her, holding back, and the year as she and the desk see it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.figures import NoFigureError
from tegenstroom.base.models import AuditEvent, Figure
from tegenstroom.base.tests.helpers import letters_to
from tegenstroom.billing.actions import askers, ledger, payruns
from tegenstroom.billing.models import Due, Payout
from tegenstroom.billing.rules.payruns import Method
from tegenstroom.billing.tests.factories import account
from tegenstroom.coaches.actions import ceilings, money, nominative
from tegenstroom.coaches.actions.money_year import year_of_coach, years_of_coach
from tegenstroom.coaches.models import Assignment, KnownOver, OutsideEarning
from tegenstroom.coaches.rules.assignments import Obstacle, RefusedError, State
from tegenstroom.coaches.tests.factories import coach, know
from tegenstroom.coaches.tests.test_assignments import answer, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

DAY = date(2026, 3, 20)
AFTER = datetime(2026, 4, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        yield


def agreed(her: Person, day: date = DAY, **wishes: Any) -> Assignment:
    return answer(ask(her, day, **wishes), State.YES)


def elsewhere(her: Person, amount: str, day: date = DAY) -> OutsideEarning:
    return money.tell_outside(coach=her, day=day, amount=Decimal(amount), by=her)


def correct(assignment: Assignment, amount: str) -> Any:
    return money.correct(assignment=assignment, amount=Decimal(amount), reason="Halve dag.", by=PersonFactory())


def test_what_she_got_elsewhere_that_day_leaves_less_here() -> None:
    her = coach()
    elsewhere(her, "30")
    assert money.amount_of(agreed(her)) == Decimal("14.02")


def test_when_elsewhere_filled_the_day_a_yes_brings_nothing_and_a_later_correction_what_came_free() -> None:
    her = coach()
    told = elsewhere(her, "44.02")
    asked = agreed(her)
    assert money.amount_of(asked) == 0
    money.forget_outside(earning=told, by=her)
    correct(asked, "40")
    assert money.amount_of(asked) == 40
    assert ledger.check() == []


def test_told_again_for_the_same_day_it_replaces_the_first() -> None:
    her = coach()
    elsewhere(her, "30")
    elsewhere(her, "12.50")
    assert [row.amount for row in OutsideEarning.objects.all()] == [Decimal("12.50")]


def test_the_audit_says_that_she_told_something_and_not_how_much() -> None:
    elsewhere(coach(), "12.50")
    event = AuditEvent.objects.get(verb="coaches.tell_outside")
    assert event.details == {}


def test_for_a_year_without_ceilings_nothing_is_kept() -> None:
    with pytest.raises(NoFigureError):
        elsewhere(coach(), "10", date(2007, 5, 1))
    assert not OutsideEarning.objects.exists()


def test_a_correction_is_a_due_of_its_own_with_a_reason_and_twice_is_once() -> None:
    asked = agreed(coach())
    row = correct(asked, "22")
    assert (row.due.amount, row.reason) == (-18, "Halve dag.")
    assert correct(asked, "22") is None
    assert money.amount_of(asked) == 22


def test_no_correction_passes_a_ceiling() -> None:
    her = coach()
    asked = agreed(her)
    with pytest.raises(RefusedError) as refused:
        correct(asked, "44.03")
    assert refused.value.obstacles == (Obstacle.OVER_THE_CEILING,)
    correct(asked, "44.02")


def test_what_was_never_agreed_cannot_be_corrected() -> None:
    with pytest.raises(RefusedError):
        correct(ask(coach()), "10")


def test_elsewhere_can_pass_a_ceiling_and_both_she_and_a_pay_run_see_it() -> None:
    her = coach()
    account(her)
    asked = agreed(her)
    elsewhere(her, "10")
    [over] = year_of_coach(her, 2026).unseen
    assert (over.day, over.amount) == (DAY, Decimal("5.98"))
    with time_machine.travel(AFTER):
        [due] = Due.objects.all()
        assert "plafond" in askers.held([due])[due.pk]
        with pytest.raises(Exception, match="nothing_to_pay"):
            payruns.make(pay_on=DAY, once_key="een", by=her)
        ceilings.know(coach=her, by=her)
        ceilings.know(coach=her, by=her)
        assert KnownOver.objects.count() == 1
        assert payruns.make(pay_on=DAY, once_key="een", by=her).payouts.get().amount == 40
    assert money.amount_of(asked) == 40


def test_what_she_knew_is_asked_again_when_it_grows_and_mended_it_is_forgotten() -> None:
    her = coach()
    agreed(her)
    elsewhere(her, "10")
    ceilings.know(coach=her, by=her)
    assert ceilings.unseen_by([her.pk]) == {}
    told = elsewhere(her, "11")
    assert len(ceilings.unseen_by([her.pk])[her.pk]) == 1
    money.forget_outside(earning=told, by=her)
    assert ceilings.overs_by([her.pk]) == {}


def test_one_coach_over_holds_nobody_else() -> None:
    her, other = coach(), coach()
    agreed(her)
    agreed(other)
    elsewhere(her, "10")
    with time_machine.travel(AFTER):
        held = askers.held(list(Due.objects.all()))
    assert {due.person_id for due in Due.objects.filter(pk__in=held)} == {her.pk}


def test_a_year_that_passes_its_ceiling_waits_as_a_whole_and_the_next_year_does_not() -> None:
    know(2027)
    her = coach()
    agreed(her)
    agreed(her, date(2027, 1, 8))
    for month in range(4, 12):
        elsewhere(her, "220", date(2026, month, 1))
    with time_machine.travel(datetime(2027, 2, 1, tzinfo=UTC)):
        held = askers.held(list(Due.objects.all()))
    assert [due.day for due in Due.objects.filter(pk__in=held)] == [DAY]


def test_a_day_to_come_is_not_paid_yet() -> None:
    her = coach()
    agreed(her)
    [due] = Due.objects.all()
    assert "nog komen" in askers.held([due])[due.pk]
    with time_machine.travel(AFTER):
        assert askers.held([due]) == {}


def test_a_pay_run_asks_her_own_way_and_a_letter_says_what_it_was_for() -> None:
    her = coach(method=Method.CASH)
    agreed(her)
    with time_machine.travel(AFTER):
        run = payruns.make(pay_on=AFTER.date(), once_key="een", by=her)
        payout = run.payouts.get()
        assert payout.method == Method.CASH
        payruns.hand_over(payout=payout, on=AFTER.date(), by=her)
        payruns.hand_over(payout=payout, on=AFTER.date(), by=her)
    paid = [letter for letter in letters_to(her.email) if letter.kind == "coach_paid"]
    assert len(paid) == 1
    assert "€\xa040,00 in je hand" in paid[0].body
    assert "vrijdag 20 maart, Opvoeden (vorming): €\xa040,00" in paid[0].body


def test_her_year_says_what_was_paid_what_comes_and_when_and_how_much_is_left() -> None:
    her = coach()
    account(her)
    agreed(her)
    agreed(her, date(2026, 5, 8))
    elsewhere(her, "20", date(2026, 2, 2))
    with time_machine.travel(AFTER):
        payruns.send(run=(run := payruns.make(pay_on=AFTER.date(), once_key="een", by=her)), by=her)
        payruns.settle(run=run, paid_on=AFTER.date(), by=her)
        year = year_of_coach(her, 2026)
    assert (year.earned, year.elsewhere, year.left) == (80, 20, Decimal("1660.83"))
    assert (year.paid, year.to_be_paid) == (40, 40)
    came, comes = sorted(year.lines, key=lambda line: line.day)
    assert came.paid_on == AFTER.date()
    assert (comes.paid_on, comes.expected_on) == (None, date(2026, 5, 25))
    assert years_of_coach(her) == [2026]


def test_a_full_year_costs_as_many_questions_to_the_database_as_one_day(
    django_assert_num_queries: Any,
) -> None:
    her = coach()
    agreed(her)
    with CaptureQueriesContext(connection) as one_day:
        year_of_coach(her, 2026)
    for month in range(4, 12):
        agreed(her, date(2026, month, 3))
        elsewhere(her, "5", date(2026, month, 9))
    with django_assert_num_queries(len(one_day)):
        assert len(year_of_coach(her, 2026).lines) == 9


def test_a_new_year_without_ceilings_still_shows_her_money_and_guesses_nothing() -> None:
    her = coach()
    agreed(her, date(2026, 12, 4))
    with time_machine.travel(datetime(2027, 1, 4, tzinfo=UTC)):
        year = year_of_coach(her, 2027)
        assert (year.left, year.ceilings) == (None, None)
        assert "2027" in year.missing
        assert years_of_coach(her) == [2027, 2026]


def test_when_the_ceilings_of_a_year_are_taken_away_its_money_waits() -> None:
    her = coach()
    agreed(her)
    Figure.objects.filter(key="coaches.day_ceiling", valid_from=date(2026, 1, 1)).delete()
    with time_machine.travel(AFTER):
        [due] = Due.objects.all()
        assert "Getallen" in askers.held([due])[due.pk]


def test_the_list_of_the_law_holds_what_was_paid_to_the_cent_and_names_what_waits() -> None:
    her, other = coach(), coach()
    for person in (her, other):
        account(person)
        agreed(person)
    correct(agreed(her, date(2026, 3, 24)), "22.55")
    with time_machine.travel(AFTER):
        run = payruns.make(pay_on=AFTER.date(), once_key="een", by=her)
        found = nominative.list_of(2026)
        assert (found.rows, found.unpaid, found.ready) == ([], Decimal("102.55"), Decimal("102.55"))
        payruns.undo(run=run, by=her)
        found = nominative.list_of(2026)
        assert (found.rows, found.unpaid, found.ready) == ([], Decimal("102.55"), 0)
        run = payruns.send(run=payruns.make(pay_on=AFTER.date(), once_key="twee", by=her), by=her)
        found = nominative.list_of(2026)
        assert found.total == sum(payout.amount for payout in run.payouts.all()) == Decimal("102.55")
        assert sorted(row.amount for row in found.people()) == [40, Decimal("62.55")]
        assert (found.unpaid, nominative.years()) == (0, [2026])
        payruns.bounce(payout=run.payouts.get(person=her), by=her)
        found = nominative.list_of(2026)
        assert (found.total, found.unpaid, found.ready) == (40, Decimal("62.55"), 0)


def test_money_in_the_hand_is_on_the_list_from_the_day_that_she_signs() -> None:
    her = coach(method=Method.CASH)
    agreed(her)
    with time_machine.travel(AFTER):
        run = payruns.send(run=payruns.make(pay_on=AFTER.date(), once_key="een", by=her), by=her)
        assert (nominative.list_of(2026).rows, nominative.list_of(2026).ready) == ([], 40)
        payruns.hand_over(payout=run.payouts.get(), on=AFTER.date(), by=her)
        assert (nominative.list_of(2026).total, nominative.list_of(2026).unpaid) == (40, 0)


def test_a_day_that_was_paid_and_taken_back_has_no_row_on_the_list() -> None:
    her = coach()
    account(her)
    days = [DAY, date(2026, 3, 24), date(2026, 3, 26), date(2026, 3, 27)]
    asked = [agreed(her, day) for day in days]
    with time_machine.travel(datetime(2026, 3, 25, 9, tzinfo=UTC)):
        payruns.send(run=payruns.make(pay_on=date(2026, 3, 25), once_key="een", by=her), by=her)
        assert [row.day for row in nominative.list_of(2026).rows] == days[:2]
    with time_machine.travel(AFTER):
        correct(asked[1], "0")
        payruns.send(run=payruns.make(pay_on=AFTER.date(), once_key="twee", by=her), by=her)
        found = nominative.list_of(2026)
        assert [row.day for row in found.rows] == [DAY, *days[2:]]
        assert found.total == sum(payout.amount for payout in Payout.objects.all()) == 120
