"""When the law leaves less, or nothing: the same reason before her yes and after it, beside the amount."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.base.models import Letter
from tegenstroom.coaches.actions import cut, money
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.money import is_cut
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.coaches.tests.test_assignments import answer, ask
from tegenstroom.coaches.tests.test_letter_is_page import behind_the_link, by_mail, on_her_page, plain
from tegenstroom.coaches.tests.test_money_pages import words
from tegenstroom.coaches.tests.test_question_pages import desk, of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

DAY = date(2026, 3, 20)
WHY = "Anders is dat € 40,00. Maar meer mag niet van de wet."


@pytest.fixture(autouse=True)
def _march() -> Any:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        yield


def asked(elsewhere: str, *, reached_by: str = Letter.Channel.MAIL) -> Assignment:
    """A day of which others gave her `elsewhere` already."""
    her = coach(person__reached_by=reached_by)
    money.tell_outside(coach=her, day=DAY, amount=Decimal(elsewhere), by=her)
    return ask(her)


def on_her_first_page(row: Assignment) -> str:
    return plain(of(row.coach).get(reverse("front:my_page")).text)


def on_her_first_page_on_paper(row: Assignment) -> str:
    return words(of(row.coach).get(reverse("front:coach_letter")).content).replace("\xa0", " ")


def in_her_year(row: Assignment) -> str:
    return plain(of(row.coach).get(reverse("coaches:money_year", args=[2026])).text)


def on_the_paper_of_her_year(row: Assignment) -> str:
    return words(of(row.coach).get(reverse("coaches:money_paper", args=[2026])).content).replace("\xa0", " ")


def at_the_desk(row: Assignment) -> str:
    return plain(desk().get(reverse("coaches:desk_assignment", args=[row.pk])).text)


def in_her_year_at_the_desk(row: Assignment) -> str:
    return plain(desk().get(reverse("coaches:desk_money_year", args=[row.coach_id, 2026])).text)


AFTER_HER_YES = [
    on_her_page,
    behind_the_link,
    by_mail,
    on_her_first_page,
    on_her_first_page_on_paper,
    in_her_year,
    on_the_paper_of_her_year,
    at_the_desk,
    in_her_year_at_the_desk,
]


@pytest.mark.parametrize(("elsewhere", "amount"), [("40.00", "€ 4,02"), ("44.02", "€ 0,00")])
@pytest.mark.parametrize("shown", AFTER_HER_YES)
def test_the_reason_stands_after_her_yes_as_before_it(
    shown: Callable[[Assignment], str], elsewhere: str, amount: str
) -> None:
    row = asked(elsewhere)
    assert WHY in on_her_page(row)
    answer(row, State.YES)
    found = shown(row)
    assert amount in found
    assert WHY in found


@pytest.mark.parametrize("shown", [on_her_page, by_mail, in_her_year])
def test_for_nothing_no_day_of_payment_is_promised(shown: Callable[[Assignment], str]) -> None:
    row = asked("44.02")
    answer(row, State.YES)
    assert "betalen" not in shown(row)
    assert " rond " not in shown(row)


def test_the_letter_on_paper_says_it_too() -> None:
    row = asked("44.02", reached_by=Letter.Channel.PAPER)
    answer(row, State.YES)
    assert f"Je krijgt € 0,00. {WHY}" in by_mail(row)


def test_it_stays_after_she_was_there() -> None:
    row = asked("44.02")
    answer(row, State.YES)
    Assignment.objects.filter(pk=row.pk).update(state=State.DONE)
    row.refresh_from_db()
    assert f"Je krijgt € 0,00. {WHY}" in on_her_page(row)


@pytest.mark.parametrize("shown", AFTER_HER_YES)
def test_who_gets_the_whole_rate_reads_no_reason(shown: Callable[[Assignment], str]) -> None:
    row = ask(coach())
    answer(row, State.YES)
    assert "€ 40,00" in shown(row)
    assert "Meer mag niet" not in shown(row)
    assert "meer mag niet" not in shown(row)


def test_what_the_desk_corrects_has_its_own_reason_and_not_that_of_the_law() -> None:
    row = ask(coach())
    answer(row, State.YES)
    money.correct(assignment=row, amount=Decimal(20), reason="Een halve dag.", by=row.coach)
    assert cut.rate_before(row) is None
    assert WHY not in in_her_year(row)


def test_what_changed_by_itself_when_she_said_yes_again_leaves_the_reason_to_the_law() -> None:
    row = asked("40.00")
    answer(row, State.YES)
    money.correct(assignment=row, amount=Decimal(3), reason=str(money.AGAIN), by=row.coach)
    assert cut.rate_before(row) == Decimal(40)


def test_after_a_no_there_is_nothing_to_explain() -> None:
    row = asked("44.02")
    answer(row, State.YES)
    answer(row, State.NO)
    assert WHY not in in_her_year(row)


euros = st.decimals(min_value=0, max_value=100, places=2)


@given(euros, st.lists(euros, min_size=1, max_size=4), st.booleans())
def test_the_law_is_the_reason_only_of_what_falls_short_and_nobody_mended(
    rate: Decimal, amounts: list[Decimal], by_hand: bool
) -> None:
    assert is_cut(rate, amounts, by_hand=by_hand) is (not by_hand and rate - sum(amounts) > 0)
