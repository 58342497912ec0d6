"""Who holds the link of a letter can stop there: a calm page, nothing changed, and the link keeps working."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.models import Person
from tegenstroom.coaches.doors import question_url, questions_url
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.tests.factories import AssignmentFactory, coach
from tegenstroom.dialogue.doors import done_url
from tegenstroom.dialogue.models import Seat
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.factories import dialogue, group
from tegenstroom.training.doors import tandem_url
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_years")]

CALM = "Dat is goed. Er is niets veranderd."


@pytest.fixture
def she() -> Person:
    return coach()


def leads_to_calm(url: str) -> None:
    """The page behind the link has the way out, and that opens to who never logged in."""
    visitor, address = Client(), reverse("base:stopped")
    assertContains(visitor.get(url), f'href="{address}"')
    calm = visitor.get(address)
    assertContains(calm, CALM)
    assertNotContains(calm, "<form")
    assertContains(visitor.get(url), f'href="{address}"')


def test_a_coach_who_reads_one_question_can_stop(she: Person) -> None:
    asked = AssignmentFactory(coach=she)
    leads_to_calm(question_url(asked))
    asked.refresh_from_db()
    assert asked.state == State.ASKED


def test_a_coach_who_reads_several_questions_can_stop(she: Person) -> None:
    leads_to_calm(questions_url([AssignmentFactory(coach=she, days=days) for days in (9, 16)]))
    assert set(Assignment.objects.values_list("state", flat=True)) == {State.ASKED}


def test_a_trainer_who_is_asked_can_stop() -> None:
    edition = EditionFactory(tandem_says="asked")
    leads_to_calm(tandem_url(edition.tandem.get(part="trainer")))


def test_who_is_asked_what_she_did_can_stop() -> None:
    who = group()
    of = dialogue(who, phase=Phase.WHAT_I_DID)
    leads_to_calm(done_url(Seat.objects.get(dialogue=of, person=who.writer)))


def test_inside_the_way_out_leads_to_her_own_page(she: Person) -> None:
    inside = Client()
    inside.force_login(she)
    page = inside.get(reverse("coaches:question", args=[AssignmentFactory(coach=she).pk]))
    assertContains(page, "Ik stop nu")
    assertNotContains(page, reverse("base:stopped"))
