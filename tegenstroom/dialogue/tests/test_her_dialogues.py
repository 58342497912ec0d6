"""Her own page of dialogues: one thing that is asked of her first, then what is hers; nothing of anyone else."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import saying
from tegenstroom.dialogue.actions import asks, leaving
from tegenstroom.dialogue.hers import page_of
from tegenstroom.dialogue.models import Dialogue
from tegenstroom.dialogue.rules.first import Ask
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.clients import at, logged_in
from tegenstroom.dialogue.tests.factories import TITLE, case, dialogue, group

pytestmark = pytest.mark.django_db


# In queries: the state of one dialogue, and all the rest of the page.
EACH, BESIDE = 5, 9


def asked(person: object) -> list[Ask]:
    return [one.ask for one in asks.asked_of(person)]  # type: ignore[arg-type]


def test_a_contract_comes_before_everything() -> None:
    who = group(agreed=False)
    assert asked(who.coaches[0]) == [Ask.AGREE]
    page = logged_in(who.coaches[0]).get(at("circles"))
    assertContains(page, "Dit vragen we je nu")
    assertContains(page, at("circle_contract", who.circle.pk))


def test_a_coach_is_asked_to_read_until_she_did() -> None:
    who = group()
    of = dialogue(who)
    her = logged_in(who.coaches[0])
    assert asked(who.coaches[0]) == [Ask.READ]
    assertContains(her.get(at("circles")), "Er ligt een casus voor je klaar.")
    her.get(at("case", of.pk))
    assert asked(who.coaches[0]) == []
    assertContains(her.get(at("circles")), "Nu hoef je niets te doen.")


def test_what_is_asked_leads_to_where_she_does_it() -> None:
    who = group()
    of = dialogue(who, phase=Phase.ROUND_ONE)
    assertContains(logged_in(who.coaches[0]).get(at("circles")), f'class="button" href="/gesprekken/{of.pk}/"')
    fresh = group()
    started = dialogue(fresh)
    started.own_group_from = None
    started.save()
    assertContains(logged_in(fresh.trainer).get(at("circles")), at("course", started.pk))


def test_a_dialogue_that_she_left_asks_nothing_and_is_not_listed() -> None:
    who = group()
    of = dialogue(who, phase=Phase.ROUND_ONE)
    leaving.stop(dialogue=of, by=who.coaches[0])
    assert asked(who.coaches[0]) == []
    assertNotContains(logged_in(who.coaches[0]).get(at("circles")), f"/gesprekken/{of.pk}/")


def test_her_cases_stand_there_by_their_title_for_her_alone() -> None:
    who = group()
    brought = case(who)
    assertContains(logged_in(who.writer).get(at("circles")), TITLE)
    for person in (who.trainer, *who.coaches, who.professionals[1]):
        page = logged_in(person).get(at("circles"))
        assertNotContains(page, TITLE)
        # Who trains the group opens a dialogue on it, and reads nothing of it here.
        assert (str(brought.pk) in page.content.decode()) == (person == who.trainer)


def test_who_is_in_no_group_reads_what_will_come() -> None:
    page = logged_in(PersonFactory()).get(at("circles"))
    assertContains(page, "Hier komen de groepen")
    assertNotContains(page, "Nu hoef je niets te doen.")


def test_what_was_taken_back_has_no_way_in() -> None:
    who = group()
    of = dialogue(who, phase=Phase.ROUND_ONE)
    leaving.veto(dialogue=of, by=who.coaches[0])
    page = logged_in(who.trainer).get(at("circles"))
    assertContains(page, "Teruggenomen")
    for address in (f"/gesprekken/{of.pk}/", at("case", of.pk), at("course", of.pk)):
        assertNotContains(page, address)


def test_what_is_asked_costs_the_same_however_much_was_said(django_assert_max_num_queries) -> None:
    who = group()
    dialogue(who, phase=Phase.HARVEST)
    with django_assert_max_num_queries(10):
        asks.asked_of(who.coaches[0])
    with django_assert_max_num_queries(1):
        asks.asked_of(PersonFactory.build(pk=999_999))


def cost_of_page(person: Person) -> int:
    with CaptureQueriesContext(connection) as asked:
        page_of(person)
    return len(asked)


def test_each_dialogue_on_her_page_is_worked_out_once() -> None:
    who = group()
    dialogue(who, phase=Phase.ROUND_ONE)
    one = cost_of_page(who.coaches[0])
    for phase in (Phase.ROUND_ONE, Phase.ROUNDS):
        dialogue(who, phase=phase)
    assert cost_of_page(who.coaches[0]) - one <= 2 * EACH
    assert one <= BESIDE + EACH


def lines(person: Person) -> list[str]:
    page = logged_in(person).get(at("circles")).content.decode()
    read = page.partition("<main")[2].partition('id="groepen"')[0]
    found = re.findall(r"<p><strong>.*?</p>|<li class=\"card\".*?</p>", read, re.DOTALL)
    return [" ".join(re.sub("<[^>]*>", " ", card).split()) for card in found]


def test_a_row_tells_its_theme_its_day_its_group_its_phase_and_what_is_asked() -> None:
    who = group()
    dialogue(who, phase=Phase.ROUND_ONE, themes=[{"slug": "schulden", "name": "schulden"}])
    [hers] = lines(who.coaches[0])
    day = saying.day(timezone.now())
    assert hers.startswith("Jij spreekt eerst.")
    assert hers.endswith(f"{TITLE} Gesprek van {day}, schulden Supervisie wijkteam")
    his = lines(who.writer)[0]
    assert his.startswith(f"{TITLE} Eerste ronde . De coaches spreken eerst.")
    assert his.endswith(f"Gesprek van {day}, schulden Supervisie wijkteam")


def test_who_may_not_read_the_case_yet_reads_no_theme_of_it() -> None:
    who = group()
    dialogue(who, themes=[{"slug": "schulden", "name": "schulden"}])
    assert "schulden" in lines(who.coaches[0])[0]
    assert "schulden" not in lines(who.professionals[1])[0]


def test_what_waits_for_her_stands_first_and_the_oldest_of_that_before() -> None:
    who = group()
    for number, phase in enumerate((Phase.RESEARCH, Phase.ROUND_ONE, Phase.HARVEST, Phase.WHAT_I_DID)):
        of = dialogue(who, phase=phase)
        Dialogue.objects.filter(pk=of.pk).update(opened_at=timezone.now() - timedelta(days=9 - number))
    order = ("Jij spreekt eerst.", "Wat neem je mee?", "Wat ik deed", "De stem van onderzoek")
    shown = lines(who.coaches[0])
    assert [phase in line for phase, line in zip(order, shown, strict=True)] == [True] * 4


def test_two_questions_of_one_group_are_told_apart() -> None:
    who = group()
    for theme in ("schulden", "wonen"):
        dialogue(who, phase=Phase.ROUND_ONE, themes=[{"slug": theme, "name": theme}])
    page = logged_in(who.coaches[0]).get(at("circles")).content.decode().partition('id="lopend"')[0]
    assert [theme in page for theme in ("schulden", "wonen")] == [True, True]
