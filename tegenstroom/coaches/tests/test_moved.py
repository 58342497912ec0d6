"""A day that moves: what she keeps when we say it late, and whether she can be asked for the new one."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from tegenstroom.accounts.actions import end_role
from tegenstroom.accounts.roles import COACH
from tegenstroom.base.tests.helpers import letters_to
from tegenstroom.billing.actions import ledger, payruns
from tegenstroom.billing.models import Due
from tegenstroom.billing.tests.factories import account
from tegenstroom.coaches.actions import assignments, money
from tegenstroom.coaches.actions.dependencies import add
from tegenstroom.coaches.models import Agreement, Assignment, AvoidedTheme, CoachProfile
from tegenstroom.coaches.rules.assignments import Kind, Obstacle, State
from tegenstroom.coaches.rules.dependencies import Depended, Group
from tegenstroom.coaches.rules.dependencies import Kind as Whom
from tegenstroom.coaches.tests.factories import AssignmentFactory, at, coach
from tegenstroom.coaches.tests.test_assignments import GRIEF, answer, ask, move, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

DAY, APRIL, MAY = date(2026, 3, 20), date(2026, 4, 10), date(2026, 5, 8)
TODAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TOO_LATE = at(DAY - timedelta(days=2), 9)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(TODAY, tick=False):
        yield


def moved_late(to: date = APRIL) -> Assignment:
    """She said yes to 20 March; two days before we move it."""
    asked = answer(ask(coach()), State.YES)
    with time_machine.travel(TOO_LATE):
        return move(asked, to)


# --- money that is hers


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ([], {DAY: 40}),
        ([State.NO], {DAY: 40}),
        ([State.YES], {APRIL: 40}),
        ([State.YES, State.NO], {DAY: 40}),
        ([State.YES, State.NO, State.YES], {APRIL: 40}),
    ],
)
def test_moved_too_late_what_was_agreed_is_hers_whatever_she_answers(
    said: list[State], stands: dict[date, int]
) -> None:
    asked = moved_late()
    with time_machine.travel(TOO_LATE):
        for each in said:
            answer(asked, each)
    assert {day: amount for day, amount in money.due_by_day(asked).items() if amount} == stands
    assert ledger.check() == []


def test_what_she_kept_outlives_a_second_move_and_a_calling_off_in_time() -> None:
    asked = answer(moved_late(), State.YES)
    move(asked, MAY)
    assert money.due_by_day(asked) == {DAY: 40}
    assignments.call_off(assignment=answer(asked, State.YES), by=None)
    assert money.due_by_day(asked) == {DAY: 40}


def test_paid_for_the_old_day_and_no_to_the_new_one_posts_nothing_twice() -> None:
    asked = moved_late()
    account(asked.coach)
    with time_machine.travel(at(DAY + timedelta(days=1), 9)):
        run = payruns.make(pay_on=DAY + timedelta(days=1), once_key="een", by=asked.coach)
        answer(asked, State.YES)
        assert money.due_by_day(asked) == {DAY: 0, APRIL: 40}
        answer(asked, State.NO)
    assert run.payouts.get().amount == 40
    assert [due.amount for due in money.dues_of(asked)] == [40]
    assert ledger.check() == []


def test_a_new_day_that_brings_less_leaves_the_rest_where_it_was() -> None:
    asked = moved_late()
    money.tell_outside(coach=asked.coach, day=APRIL, amount=Decimal("34.02"), by=asked.coach)
    assert answer(asked, State.YES).state == State.YES
    assert money.due_by_day(asked) == {APRIL: 10, DAY: 30}


def test_a_day_that_filled_up_meanwhile_gives_back_only_what_the_law_still_lets() -> None:
    asked = answer(moved_late(), State.YES)
    money.tell_outside(coach=asked.coach, day=DAY, amount=Decimal(20), by=asked.coach)
    answer(asked, State.NO)
    assert money.due_by_day(asked) == {DAY: Decimal("24.02")}


def test_other_hours_of_the_same_day_pay_that_day_once() -> None:
    asked = moved_late(DAY)
    with time_machine.travel(TOO_LATE):
        answer(asked, State.YES)
    assert [due.amount for due in Due.objects.all()] == [40]


def test_the_letter_says_that_a_no_costs_her_nothing() -> None:
    asked = moved_late()
    assert "Zeg je nee? Dan krijg je toch €\xa040,00." in letters_to(asked.coach.email)[-1].body


def test_paid_taken_back_and_yes_again_is_one_row_that_lapses() -> None:
    her = coach()
    account(her)
    asked = answer(ask(her), State.YES)
    with time_machine.travel(at(DAY, 8)):
        payruns.make(pay_on=DAY, once_key="een", by=her)
        answer(asked, State.NO)
        answer(asked, State.YES)
    assert [(due.amount, due.dropped_at is None) for due in Due.objects.order_by("pk")] == [
        (40, True),
        (-40, False),
    ]


# --- whether she can be asked for the new day


def called_off(asked: Assignment, to: date = APRIL) -> bool:
    return move(asked, to).state == State.CALLED_OFF


def test_a_month_that_is_full_is_not_asked_for_and_one_that_has_room_is() -> None:
    her = coach(heavy_a_month=1)
    first, second = (answer(ask(her, day, is_heavy=True), State.YES) for day in (DAY, MAY))
    # Within its own month it does not stand in its own way.
    assert move(first, date(2026, 3, 24)).state == State.ASKED
    assert called_off(second, date(2026, 3, 27))
    assert (second.starts_at, money.amount_of(second)) == (at(MAY, 9, 30), 0)
    assert "Dit gaat niet door" in letters_to(her.email)[-1].body


def test_what_keeps_her_from_the_new_day_reads_the_same_at_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    depends, avoids, is_full, unsigned, stopped = (coach(heavy_a_month=2) for _number in range(5))
    asked = [answer(ask(her, themes=[GRIEF], is_heavy=True), State.YES) for her in (depends, avoids, is_full)]
    asked += [answer(ask(her), State.YES) for her in (unsigned, stopped)]
    monkeypatch.setattr(
        assignments, "GROUPS", [lambda rows: {row.pk: Group(people=["An Peeters"]) for row in rows}]
    )
    add(coach=depends, depended=Depended(Whom.PERSON, "Peeters An"), by=depends)
    AvoidedTheme.objects.create(coach=avoids, slug="kwetsuren", name="Kwetsuren")
    AssignmentFactory.create_batch(2, coach=is_full, is_heavy=True, day=APRIL)
    Agreement.objects.filter(coach=unsigned).update(ended_on=DAY)
    end_role(person=stopped, role=COACH, by=None)
    assert [called_off(row) for row in asked] == [True] * 5


def test_other_hours_are_hers_to_judge_and_a_no_moves_along_without_a_word() -> None:
    her = coach()
    yes, no = (answer(ask(her, day, is_heavy=True), said) for day, said in ((DAY, State.YES), (APRIL, State.NO)))
    CoachProfile.objects.filter(person=her).update(heavy_a_month=0)
    assert move(yes, DAY, 10).state == State.ASKED
    sent = len(letters_to(her.email))
    assert move(no, MAY).state == State.NO
    assert len(letters_to(her.email)) == sent


def test_what_moves_together_does_not_stand_in_each_others_way() -> None:
    her = coach(heavy_a_month=1)
    first, second = (answer(ask(her, day, is_heavy=True), State.YES) for day in (DAY, APRIL))
    both = [first.pk, second.pk]
    assert move(first, APRIL, 9, apart=both).state == State.ASKED
    assert move(second, MAY, apart=both).state == State.ASKED


# --- what is over


@pytest.mark.parametrize("said", [None, State.YES, State.NO])
def test_what_is_over_is_not_called_off_and_what_has_begun_still_is(said: State | None) -> None:
    over, begun = (answer(row, said) if said else row for row in (ask(coach()), ask(coach())))
    with time_machine.travel(at(DAY, 16, 30)):
        assert refused(lambda: assignments.call_off(assignment=over, by=None)) == (Obstacle.IS_OVER,)
    with time_machine.travel(at(DAY, 16, 29)):
        if said is State.NO:
            # Her no stands, but where the day itself is gone.
            assert refused(lambda: assignments.call_off(assignment=begun, by=None)) == (Obstacle.SAID_NO,)
        off = assignments.call_off(assignment=begun, goes_on=said is not State.NO, by=None)
        assert off.state == State.CALLED_OFF
    assert money.amount_of(over) == (40 if said is State.YES else 0)


def test_a_day_that_she_gave_does_not_move_before_the_clock_has_seen_it() -> None:
    asked = answer(ask(coach(), kind=Kind.DEBRIEF), State.YES)
    with time_machine.travel(at(DAY, 17)):
        assert refused(lambda: move(asked, APRIL)) == (Obstacle.WRONG_STATE,)
