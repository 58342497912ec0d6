"""Her page of dialogues: each stands there once, called as its case for who may read that, and honest about it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.base import saying
from tegenstroom.dialogue.actions import dialogues, leaving, reading, speaking
from tegenstroom.dialogue.models import Case, Dialogue, ReadCase
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.clients import at, logged_in
from tegenstroom.dialogue.tests.factories import TITLE, Group, case, dialogue, group

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Group:
    return group()


def test_what_waits_for_her_stands_there_once_with_all_its_pages(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    page = logged_in(who.coaches[0]).get(at("circles"))
    assertContains(page, TITLE, count=1)
    assertContains(page, f'href="/gesprekken/{of.pk}/"', count=1)
    assertContains(page, f'href="{at("case", of.pk)}"', count=1)
    hers = logged_in(who.trainer).get(at("circles"))
    assertContains(hers, f'href="{at("course", of.pk)}"', count=1)


def test_who_may_not_read_the_case_yet_reads_the_day(who: Group) -> None:
    dialogue(who, phase=Phase.OWN_GROUP)
    assertContains(logged_in(who.coaches[0]).get(at("circles")), TITLE)
    page = logged_in(who.professionals[1]).get(at("circles"))
    assertNotContains(page, TITLE)
    assertContains(page, "<h3>Gesprek van ")


def test_a_title_in_a_list_is_no_reading_of_the_case_and_goes_with_it(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    her = logged_in(who.coaches[0])
    page = her.get(at("circles"))
    assert not ReadCase.objects.exists()
    # An open page asks whether it still stands, as the page of the case does.
    assertContains(page, f'data-there="{at("case_still_there", of.pk)}"')
    assertContains(page, "dialogue/case.js")
    leaving.veto(dialogue=of, by=who.coaches[1])
    assertNotContains(her.get(at("circles")), TITLE)


def test_past_its_last_day_a_case_has_no_title(who: Group) -> None:
    dialogue(who, phase=Phase.ROUND_ONE)
    Case.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    for person in (who.coaches[0], who.professionals[1]):
        assertNotContains(logged_in(person).get(at("circles")), TITLE)


def test_a_coach_who_let_her_turn_go_by_reads_words_of_her_own(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    speaking.pass_turn(dialogue=of, by=who.coaches[0])
    page = logged_in(who.coaches[0]).get(at("room", of.pk))
    assertContains(page, "Je luistert liever.", count=1)
    assertNotContains(page, "Nu luisteren de anderen naar jou.")


def test_before_the_coaches_have_the_case_nobody_says_that_they_read_it(who: Group) -> None:
    of = dialogues.open_dialogue(circle=who.circle, case=case(who), facilitator=who.guide, by=who.trainer)
    for person, address in ((who.trainer, at("course", of.pk)), (who.writer, at("circles"))):
        assertContains(logged_in(person).get(address), "De coaches kregen de casus nog niet.")
    dialogues.start_preparation(dialogue=of, by=who.trainer)
    assertContains(logged_in(who.trainer).get(at("course", of.pk)), "De coaches lezen de casus")


def test_who_leads_sees_on_which_day_someone_read_it_first_and_last(who: Group) -> None:
    of = dialogue(who)
    reading.read_case(dialogue=of, by=who.coaches[0])
    first = ReadCase.objects.get()
    for days in (4, 2):
        day = timezone.localdate() - timedelta(days=days)
        ReadCase.objects.create(
            case=of.case, reader=who.coaches[0], day=day, read_at=first.read_at - timedelta(days=days)
        )
    page = logged_in(who.trainer).get(at("course", of.pk))
    ago = saying.day_short(timezone.localdate() - timedelta(days=4))
    assertContains(page, f"las hem het eerst op {ago}, het laatst op {saying.day_short(timezone.localdate())}")


@pytest.mark.parametrize("how", ["withdrawn", "expired"])
def test_a_case_that_is_gone_is_offered_nowhere(who: Group, how: str) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    her = logged_in(who.trainer)
    assertContains(her.get(at("course", of.pk)), at("case_paper", of.pk))
    if how == "withdrawn":
        leaving.withdraw_case(case=of.case, by=who.writer)
    else:
        Case.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert Dialogue.objects.exists()
    page = her.get(at("course", of.pk))
    assertContains(page, "Hier is niets meer te doen.")
    for name in ("case", "case_paper"):
        assertNotContains(page, f'href="{at(name, of.pk)}"')
