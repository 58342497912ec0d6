"""Her own page of dialogues: one thing that is asked of her first, then what is hers; nothing of anyone else."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.dialogue.actions import asks, leaving
from tegenstroom.dialogue.rules.first import Ask
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.clients import at, logged_in
from tegenstroom.dialogue.tests.factories import TITLE, case, dialogue, group

pytestmark = pytest.mark.django_db


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
        assertNotContains(page, str(brought.pk))


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
