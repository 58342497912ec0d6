"""One page for all questions of a letter, and one for all that is open: she answers each, or all with one tap."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tegenstroom.accounts.models import Person
from tegenstroom.base.models import AuditEvent
from tegenstroom.base.tests.helpers import letters_to
from tegenstroom.coaches.actions import assignments, money
from tegenstroom.coaches.doors import questions_token
from tegenstroom.coaches.models import Agreement, Assignment, AvoidedTheme
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.tests.factories import at, coach
from tegenstroom.coaches.tests.test_assignments import GRIEF, answer, ask
from tegenstroom.coaches.tests.test_question_pages import DAY, of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def her() -> Person:
    return coach()


@pytest.fixture
def three(her: Person) -> list[Assignment]:
    """Preparing, and two days, asked in one letter."""
    with assignments.in_one_letter():
        prepare = ask(her, DAY - timedelta(days=3), kind=Kind.PREPARATION, themes=[GRIEF])
        return [prepare, *(ask(her, DAY + timedelta(days=7 * week), themes=[GRIEF]) for week in (0, 1))]


def letter(rows: list[Assignment]) -> str:
    return reverse("coaches:questions_link", args=[questions_token(rows)])


def states(rows: list[Assignment]) -> list[str]:
    return [Assignment.objects.get(pk=row.pk).state for row in rows]


def says(*said: tuple[Assignment, str]) -> dict[str, str]:
    return {f"answer-{row.pk}": answer for row, answer in said}


def test_the_link_of_the_letter_shows_each_moment_with_its_words_and_its_money(her: Person, three: Any) -> None:
    [sent] = letters_to(her.email)
    link = next(word for word in sent.body.split() if "/samen/" in word)
    page = Client().get(link[link.index("/coach/") :]).text
    for said in ("samen voorbereiden", "17 maart", "20 maart", "27 maart", "€\xa022,00", "€\xa040,00", "44,02"):
        assert said in page
    assert "Dan krijg je samen €\xa0102,00." in page
    assert page.count('type="radio"') == 6
    # Mail programs open links by themselves: only a tap is an answer.
    assert states(three) == ["asked"] * 3


def test_each_moment_gets_its_own_answer_in_one_go_and_one_letter_thanks_her(her: Person, three: Any) -> None:
    first, second, third = three
    phone = Client()
    page = phone.post(letter(three), says((first, "yes"), (second, "no"), (third, "yes")), follow=True).text
    assert states(three) == ["yes", "no", "yes"]
    assert "Dank je wel" in page
    assert page.count("checked") == 3
    [_question, thanks] = letters_to(her.email)
    assert thanks.subject == "Fijn dat je 2 keer komt, vanaf dinsdag 17 maart"
    assert [money.amount_of(row) for row in three] == [22, 0, 40]
    # A letter may have been passed on: who held it is not known.
    assert {row.actor for row in AuditEvent.objects.filter(verb="coaches.answer")} == {None}


def test_what_she_leaves_open_stays_open_and_what_she_said_stays_said(three: Any) -> None:
    first, second, _third = three
    Client().post(letter(three), says((first, "yes")))
    Client().post(letter(three), says((first, "yes"), (second, "no")))
    assert states(three) == ["yes", "no", "asked"]
    assert AuditEvent.objects.filter(verb="coaches.answer").count() == 2


@pytest.mark.parametrize(("said", "becomes"), [("yes", "yes"), ("no", "no"), ("rather_not", "rather_not")])
def test_one_tap_answers_all(three: Any, said: str, becomes: str) -> None:
    Client().post(letter(three), {"all": said})
    assert states(three) == [becomes] * 3
    assert AvoidedTheme.objects.exists() is (said == "rather_not")


def test_nothing_chosen_is_asked_again_and_nothing_is_kept(three: Any) -> None:
    page = Client().post(letter(three), {}).text
    assert "Je koos nog niets. Duid aan wanneer je komt." in page
    assert states(three) == ["asked"] * 3


def test_a_tampered_form_reaches_no_other_question(three: Any) -> None:
    other = ask(coach())
    first, second, third = three
    assert Client().post(letter([first, second]), {**says((other, "yes"), (third, "yes"))}).status_code == 200
    assert states([other, third]) == ["asked", "asked"]
    assert "Kies iets uit de lijst" in Client().post(letter(three), says((first, "5" * 5000))).text
    for wrong in ("", "done", "called_off", "5" * 5000):
        assert Client().post(letter(three), {"all": wrong}).status_code == 400
    assert Client().get(letter(three).replace("/samen/W", "/samen/X")).status_code == 404
    # The link for one question opens no list, and the other way round.
    token = questions_token(three)
    assert Client().get(reverse("coaches:question_link", args=[token])).status_code == 404
    assert states(three) == ["asked"] * 3


def test_without_one_theme_for_all_there_is_no_button_to_avoid_it(her: Person) -> None:
    mixed = [ask(her, themes=[GRIEF]), ask(her, DAY + timedelta(days=1))]
    assert "Liever niet" not in Client().get(letter(mixed)).text
    assert Client().post(letter(mixed), {"all": "rather_not"}).status_code == 400


def test_what_cannot_be_kept_is_said_and_the_rest_is_kept(her: Person, three: Any) -> None:
    Agreement.objects.filter(coach=her).update(ended_on=DAY)
    page = Client().post(letter(three), {"all": "yes"}, follow=True).text
    assert page.count("We tekenen eerst samen een afspraak.") == 1
    assert states(three) == ["yes", "yes", "asked"]


def test_what_has_begun_or_is_called_off_stands_there_without_a_choice(three: Any) -> None:
    first, second, third = three
    assignments.call_off(assignment=third, by=None)
    with time_machine.travel(at(DAY, 8)):
        page = Client().get(letter(three)).text
        assert page.count('type="radio"') == 2
        assert "voorbij" in page
        assert "gaat niet door" in page
        # A page that was open since yesterday.
        Client().post(letter(three), says((first, "yes"), (second, "yes"), (third, "yes")))
    assert states(three) == ["asked", "yes", "called_off"]
    with time_machine.travel(at(DAY + timedelta(days=9), 8)):
        page = Client().get(letter(three)).text
        assert "Dit is mijn antwoord" not in page


def test_on_her_own_page_all_that_is_open_stands_together(her: Person, three: Any) -> None:
    answer(three[0], State.NO)
    phone, here = of(her), reverse("coaches:questions_together")
    assert here in phone.get(reverse("coaches:questions")).text
    page = phone.get(here).text
    assert page.count('type="radio"') == 4
    assert "Je komt" not in page
    page = phone.post(here, says((three[1], "yes"), (three[2], "no")), follow=True).text
    assert "Wat je zei" in page
    assert states(three) == ["no", "yes", "no"]
    assert AuditEvent.objects.filter(verb="coaches.answer", actor=her.pk).count() == 3
    # Nothing waits any more: back to what she said.
    assert phone.get(here).url == reverse("coaches:questions")


def test_another_coach_finds_only_her_own(three: Any) -> None:
    other = coach()
    ask(other, date(2026, 3, 25), title="Van haar zelf")
    phone = of(other)
    assert "Opvoeden" not in phone.get(reverse("coaches:questions_together")).text
    phone.post(reverse("coaches:questions_together"), says((three[0], "yes")))
    assert states(three) == ["asked"] * 3
