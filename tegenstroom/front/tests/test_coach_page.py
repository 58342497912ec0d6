"""What a coach finds on her page: today or what comes next, with whom, how much and when it is paid."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import letters, papers, saying
from tegenstroom.base.models import Letter
from tegenstroom.coaches.actions import assignments, care, dependencies, money
from tegenstroom.coaches.models import Assignment, AvoidedTheme
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.dependencies import Depended, Kind
from tegenstroom.coaches.tests.factories import AssignmentFactory, coach
from tegenstroom.dialogue.actions.asks import Asked
from tegenstroom.dialogue.models import Circle
from tegenstroom.dialogue.rules.first import Ask
from tegenstroom.front.coach import LATER, page_of
from tegenstroom.front.views.coach_page import KIND, TEMPLATE
from tegenstroom.organisations.tests.factories import PlaceFactory
from tegenstroom.training.models import CoachDay, TandemMember
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, gives

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_years")]

MINE = "/mijn/"


def logged_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def agreed(who: Person, *, days: int, title: str = "Samen sterk") -> Assignment:
    asked = AssignmentFactory(coach=who, days=days, title=title, place=PlaceFactory(name="De Keukentafel"))
    return assignments.answer(assignment=asked, answer=State.YES, by=who)


def test_the_next_day_comes_first_with_place_and_money() -> None:
    who = coach()
    agreed(who, days=20, title="Later")
    agreed(who, days=3, title="Eerst")
    text = logged_in(who).get(MINE).content.decode()
    first = text[text.index("Eerst komt") : text.index("Wat wil je doen")]
    assert "Eerst" in first
    assert "De Keukentafel" in first
    assert saying.euro(money.amount_of(Assignment.objects.get(title="Eerst"))) in first
    assert "voor jou, rond" in first
    assert "Later" not in first


def test_the_day_itself_is_called_today_until_it_is_over() -> None:
    who = coach()
    asked = AssignmentFactory(coach=who, days=0, state=State.YES)
    noon = timezone.now()
    asked.starts_at, asked.ends_at = noon - timedelta(minutes=1), noon + timedelta(hours=1)
    asked.save()
    assertContains(logged_in(who).get(MINE), "Vandaag")
    Assignment.objects.update(starts_at=noon - timedelta(hours=3), ends_at=noon - timedelta(minutes=1))
    assertNotContains(logged_in(who).get(MINE), "Vandaag")


def test_whoever_gives_it_with_her_is_named_and_who_said_no_is_not() -> None:
    who, edition = coach(), EditionFactory(days=(3,), tandem_says="yes")
    mine = TandemMember.objects.create(edition=edition, person=who, part="coach", answer="yes")
    CoachDay.objects.create(member=mine, session=edition.sessions.get(), assignment=agreed(who, days=3))
    trainer = edition.tandem.filter(part="trainer").first()
    beside, away = edition.tandem.filter(part="coach").exclude(person=who)
    Assignment.objects.filter(coach=away.person).update(state=State.NO)
    page = logged_in(who).get(MINE)
    assertContains(page, f"Met {beside.person.short_name}, {trainer.person.short_name}")
    assertNotContains(page, away.person.short_name)


def test_each_coming_day_tells_her_alone_that_someone_of_her_list_comes() -> None:
    who, desk = coach(), PersonFactory(roles=[COORDINATOR])
    met, other = EditionFactory(days=(3, 9, 12), tandem_says="yes"), EditionFactory(days=(5,))
    for edition in (met, other):
        gives(edition, who)
    beside, trainer = (met.tandem.filter(part=part).first().person for part in ("coach", "trainer"))
    dependencies.add(coach=who, depended=Depended(Kind.PERSON, "Bea Begeleider"), by=who)
    said = "Er komt iemand van je lijst."
    assertNotContains(logged_in(who).get(MINE), said)
    EnrolmentFactory(edition=met, person=PersonFactory(given_name="Bea", family_name="Begeleider"))
    # At the top, at the first day, and at the two that come later.
    assertContains(logged_in(who).get(MINE), said, count=4)
    assertContains(logged_in(who).get(reverse("coaches:questions")), said, count=3)
    for someone in (beside, trainer, desk):
        assertNotContains(logged_in(someone).get(MINE, follow=True), said)
    logged_in(desk).post(reverse("front:coach_letter_by_post", args=[who.pk]))
    assert "lijst" not in Letter.objects.get(kind="coach_page").body


def test_more_days_with_one_group_ask_the_database_no_more() -> None:
    asked = []
    for days in ((3, 4), (3, 4, 6, 8, 10)):
        who = coach()
        dependencies.add(coach=who, depended=Depended(Kind.PERSON, "Bea Begeleider"), by=who)
        gives(EditionFactory(days=days), who)
        phone = logged_in(who)
        with CaptureQueriesContext(connection) as queries:
            phone.get(MINE)
        asked.append(len(queries))
    assert asked[0] == asked[1] > 0


def test_a_question_waits_under_its_own_button() -> None:
    who = coach()
    AssignmentFactory(coach=who, days=5)
    page = logged_in(who).get(MINE)
    assertContains(page, "1 vraag voor jou")
    assertContains(page, reverse("coaches:questions"))


def test_who_asked_for_a_call_reads_that_we_call() -> None:
    who = coach()
    page = logged_in(who)
    assertNotContains(page.get(MINE), "wij bellen je")
    care.ask_for_call(coach=who, by=who)
    assertContains(page.get(MINE), "wij bellen je")


def test_with_nothing_planned_she_reads_that_she_will_hear_it() -> None:
    assertContains(logged_in(coach()).get(MINE), "Er staat niets gepland")


def test_she_prints_the_same_as_a_letter() -> None:
    who = coach()
    mine = agreed(who, days=3, title="Samen sterk")
    paper = logged_in(who).get(reverse("front:coach_letter"))
    assert paper.headers["Content-Type"] == "application/pdf"
    text = pypdf.PdfReader(BytesIO(paper.content)).pages[0].extract_text()
    for words in ("Samen sterk", "De Keukentafel", saying.euro(money.amount_of(mine)), who.short_name):
        assert words in text
    assert not Letter.objects.filter(kind="coach_page").exists()


def test_the_letter_of_a_full_page_is_one_sheet() -> None:
    who = coach()
    there = "Tram 4, halte Voorbeeldkaai. Van het station Centraal is het twintig minuten stappen."
    place = PlaceFactory(name="Huis van de Stroom", directions=there)
    longest = "Strijd tegen kinderarmoede, met ouders die erkend worden: Door de ogen van een ouder"
    for days in range(3, 3 + 1 + LATER):
        Assignment.objects.filter(pk=agreed(who, days=days, title=longest).pk).update(
            place=place, room="Zaal boven"
        )
    AssignmentFactory(coach=who, days=40)
    page = page_of(who)
    asked = [Asked(ask, Circle(title="Supervisie: blijven en loslaten")) for ask in tuple(Ask)[:4]]
    letter = letters.unsent(
        kind=KIND, template=TEMPLATE, to=who, about=who, context={"coach": replace(page, asked=asked)}
    )
    sheets = pypdf.PdfReader(BytesIO(papers.letters([letter], by=who))).pages
    assert len(page.later) == LATER
    assert len(sheets) == 1
    assert "Je mag altijd nee zeggen" in sheets[0].extract_text()


def test_the_desk_sends_it_to_her_as_she_gets_her_letters() -> None:
    who, desk = coach(), PersonFactory(roles=[COORDINATOR])
    agreed(who, days=3, title="Samen sterk")
    logged_in(desk).post(reverse("front:coach_letter_by_post", args=[who.pk]))
    letter = Letter.objects.get(kind="coach_page", person=who.pk)
    assert "Samen sterk" in letter.body


def test_the_letter_says_nothing_of_her_list_and_her_themes() -> None:
    who = coach()
    AvoidedTheme.objects.create(coach=who, slug="kinderen", name="Kinderarmoede")
    paper = logged_in(who).get(reverse("front:coach_letter"))
    assert "Kinderarmoede" not in pypdf.PdfReader(BytesIO(paper.content)).pages[0].extract_text()
