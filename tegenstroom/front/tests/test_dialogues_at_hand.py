"""From her own page she comes to her dialogues; what is asked of her now stands there, and nothing of a case."""

from io import BytesIO

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import EDITOR, RESEARCHER, Role
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.factories import PLAIN, TEXT, TITLE, dialogue, group

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

MINE = "/mijn/"


def logged_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_who_is_in_no_group_has_no_such_button() -> None:
    for person in (PersonFactory(), coach()):
        assertNotContains(logged_in(person).get(MINE), reverse("dialogue:circles"))


def test_a_coach_reads_how_many_questions_wait_there() -> None:
    who = group()
    dialogue(who)
    dialogue(who, phase=Phase.ROUND_ONE)
    page = logged_in(who.coaches[0]).get(MINE)
    assertContains(page, reverse("dialogue:circles"), count=1)
    assertContains(page, '<span class="count">2 vragen voor jou</span>', html=True)


def test_a_professional_reads_what_is_asked_first() -> None:
    who = group()
    page = logged_in(who.writer).get(MINE)
    assertContains(page, "Nu hoef je niets te doen.")
    assertContains(page, reverse("dialogue:circles"), count=1)
    dialogue(who, phase=Phase.HARVEST)
    assertContains(logged_in(who.writer).get(MINE), "Wat neem je mee? Wat ga je doen?")


def test_neither_her_page_nor_her_letter_holds_a_word_of_a_case() -> None:
    who = group()
    dialogue(who)
    her = logged_in(who.coaches[0])
    page = her.get(MINE).content.decode()
    paper = her.get(reverse("front:coach_letter"))
    letter = " ".join(pypdf.PdfReader(BytesIO(paper.content)).pages[0].extract_text().split())
    assert f"{who.circle.name}: Er ligt een casus voor je klaar." in letter
    for words in (TITLE, TEXT, PLAIN):
        assert words not in page
        assert words not in letter


@pytest.mark.parametrize("role", [EDITOR, RESEARCHER])
def test_who_carries_further_what_comes_back_finds_it_from_her_page(role: Role) -> None:
    her = logged_in(PersonFactory(roles=[role]))
    assertContains(her.get(MINE), reverse("dialogue:signals"))
    assert her.get(reverse("dialogue:signals")).status_code == 200


def test_nobody_else_reads_of_signals_on_her_page() -> None:
    who = group()
    for person in (PersonFactory(), who.writer, who.coaches[0]):
        assertNotContains(logged_in(person).get(MINE), reverse("dialogue:signals"))
