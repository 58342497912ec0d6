"""What she is asked says the same on her page, behind the link in her mail, in that mail and on paper."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tegenstroom.accounts.models import Card, Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Figure, Letter
from tegenstroom.base.models.figures import EXAMPLE
from tegenstroom.coaches.actions import assignments, company, money
from tegenstroom.coaches.doors import question_token
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.tests.factories import at, coach, know
from tegenstroom.coaches.tests.test_assignments import GRIEF, ask
from tegenstroom.organisations.tests.factories import PlaceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

DAY = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def _march(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(company, "COMPANY", [lambda _row: [PersonFactory.build(called="Mieke")]])
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        yield


def asked(*, reached_by: str = Letter.Channel.MAIL, **wishes: Any) -> Assignment:
    """A day with all that there is to know of one: part of what the law allows that day is hers already."""
    her = coach(person__reached_by=reached_by)
    money.tell_outside(coach=her, day=DAY, amount=money.rules.cents(money.Decimal(10)), by=her)
    place = PlaceFactory(name="Huis van het Kind", directions="Neem tram 3 tot de halte Meir.")
    return ask(her, themes=[GRIEF], place=place, room="lokaal 2", **wishes)


def plain(text: str) -> str:
    """The words of a page or a letter, as someone reads them."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("\xa0", " ").split())


def letter(row: Assignment) -> str:
    return plain(Letter.objects.filter(person=row.coach_id).latest("pk").body)


def by_mail(row: Assignment) -> str:
    return letter(row)


def on_her_page(row: Assignment) -> str:
    client = Client()
    client.force_login(row.coach, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return plain(client.get(reverse("coaches:question", args=[row.pk])).text)


def behind_the_link(row: Assignment) -> str:
    return plain(Client().get(reverse("coaches:question_link", args=[question_token(row)])).text)


def all_together(row: Assignment) -> str:
    client = Client()
    client.force_login(row.coach, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return plain(client.get(reverse("coaches:questions_together")).text)


def in_her_year(row: Assignment) -> str:
    client = Client()
    client.force_login(row.coach, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return plain(client.get(reverse("coaches:money")).text)


def at_the_desk(row: Assignment) -> str:
    client = Client()
    office = PersonFactory(roles=[COORDINATOR])
    client.force_login(office, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return plain(client.get(reverse("coaches:desk_assignment", args=[row.pk])).text)


FACTS = {
    "when": "20 maart",
    "from": "9.30",
    "what": "vorming",
    "theme": "Kwetsuren",
    "where": "Huis van het Kind",
    "room": "lokaal 2",
    "with whom": "Met Mieke",
    "how much": "€ 34,02",
    "paid on": "rond woensdag 25 maart",
    "why less": "Anders is dat € 40,00. Maar meer mag niet van de wet.",
    "left of the day": "Op die dag mag je nog € 34,02 krijgen.",
    "left of the year": "In 2026 mag je nog € 1.750,83 krijgen.",
    "the law": "De wet zegt: hoogstens € 44,02 per dag. Per jaar is dat hoogstens € 1.760,83.",
    "elsewhere counts": "Ook wat je elders krijgt, telt mee.",
}
# On a page of several the way there is behind each of them.
ROAD = {"street": "Voorbeeldstraat 1, 2000 Antwerpen", "how to get there": "Neem tram 3 tot de halte Meir."}


@pytest.mark.parametrize("shown", [on_her_page, behind_the_link, by_mail, all_together])
@pytest.mark.parametrize("fact", FACTS)
def test_each_fact_stands_wherever_she_may_answer(shown: Callable[[Assignment], str], fact: str) -> None:
    # A line on the page begins with a capital.
    assert FACTS[fact].casefold() in shown(asked()).casefold()


@pytest.mark.parametrize("fact", [*FACTS, *ROAD])
def test_each_fact_stands_on_the_paper_with_boxes_to_tick(fact: str) -> None:
    row = asked(reached_by=Letter.Channel.PAPER)
    found = letter(row)
    assert "[ ] Ik kom [ ] Ik kom niet" in found
    assert (FACTS | ROAD)[fact] in found


@pytest.mark.parametrize("shown", [on_her_page, behind_the_link, by_mail])
@pytest.mark.parametrize("fact", ROAD)
def test_the_way_there_stands_on_page_and_in_mail(shown: Callable[[Assignment], str], fact: str) -> None:
    assert ROAD[fact] in shown(asked())


@pytest.mark.parametrize("shown", [on_her_page, by_mail, all_together])
def test_that_a_meeting_has_no_group_is_said_everywhere(shown: Callable[[Assignment], str]) -> None:
    row = asked(kind=Kind.MEETING)
    assert "Alleen coaches. Er is geen groep." in shown(row)


def test_of_two_years_the_law_of_each_is_said_in_letter_and_page() -> None:
    know(2027, day="45.00", in_a_year="1800.00")
    her = coach()
    with assignments.in_one_letter():
        row = ask(her)
        ask(her, starts_at=at(date(2027, 1, 15), 9), ends_at=at(date(2027, 1, 15), 16))
    for said in (
        "In 2026 zegt de wet: hoogstens € 44,02 per dag. Per jaar is dat hoogstens € 1.760,83.",
        "In 2027 zegt de wet: hoogstens € 45,00 per dag. Per jaar is dat hoogstens € 1.800,00.",
    ):
        assert said in letter(row), said
        assert said in all_together(row), said


@pytest.mark.parametrize("shown", [on_her_page, behind_the_link, by_mail, all_together, in_her_year, at_the_desk])
def test_a_number_that_is_only_an_example_is_never_the_word_of_the_law(shown: Callable[[Assignment], str]) -> None:
    Figure.objects.filter(key="coaches.year_ceiling", valid_from=date(2026, 1, 1)).update(source=f"{EXAMPLE}: ...")
    found = shown(asked())
    assert "In deze demo is het in 2026 hoogstens € 44,02 per dag. Per jaar is dat hoogstens € 1.760,83." in found
    assert "Het echte getal kennen we nog niet." in found
    assert "zegt de wet" not in found
    assert "De wet zegt" not in found


def test_of_several_only_the_day_that_has_something_already_says_what_it_leaves() -> None:
    her = coach()
    money.tell_outside(coach=her, day=DAY, amount=money.Decimal(10), by=her)
    with assignments.in_one_letter():
        row = ask(her)
        ask(her, starts_at=row.starts_at + timedelta(days=7), ends_at=row.ends_at + timedelta(days=7))
    assert letter(row).count("Op die dag mag je nog") == all_together(row).count("Op die dag mag je nog") == 1


def test_money_that_waits_is_not_promised_for_a_day_in_her_letter() -> None:
    her = coach()
    money.tell_outside(coach=her, day=date(2026, 2, 2), amount=money.Decimal(1800), by=her)
    row = assignments.answer(assignment=ask(her, kind=Kind.TRAINING), answer=State.YES, by=her)
    waits = money.waits_for_her(row) and bool(money.amount_of(row))
    assert ("Dit geld wacht op jou" in on_her_page(row)) is ("Dit geld wacht op jou" in letter(row)) is waits


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        (("card",), "Meld je aan met je kaart."),
        (("code",), "Meld je aan met een code in je mail."),
        (("card", "code"), "Meld je aan met je kaart. Het kan ook met een code in je mail."),
        (("card", "key"), "Meld je aan met je kaart. Het kan ook met je sleutel."),
        ((), "Aanmelden doe je met een kaart. Vraag ze aan ons."),
    ],
)
def test_a_letter_names_the_way_in_that_is_hers(ways: tuple[str, ...], said: str) -> None:
    her: Person = coach(person__reached_by=Letter.Channel.PAPER)
    if "card" in ways:
        Card.objects.create(person=her, finder="123456", secret_hash="x")
    if "code" not in ways:
        her.email = None
        her.save()
    if "key" in ways:
        Authenticator.objects.create(user=her, type=Authenticator.Type.WEBAUTHN, data={})
    row = ask(her)
    assert said in letter(row)
    assert said in behind_the_link(row)
