"""The desk about dialogues: by phase, what is still to be done and by whom; nothing of a case, and no word."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import saying
from tegenstroom.coaches.models import CareCall
from tegenstroom.dialogue import overview
from tegenstroom.dialogue.actions import leaving, speaking
from tegenstroom.dialogue.models import Case, Dialogue
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.clients import at, logged_in
from tegenstroom.dialogue.tests.factories import PLAIN, TEXT, TITLE, dialogue, edition_group, group, say

pytestmark = pytest.mark.django_db


def seen() -> str:
    page = logged_in(PersonFactory(roles=[COORDINATOR])).get(at("desk_dialogues"))
    return page.content.decode().partition("<main")[2]


def table(text: str) -> list[str]:
    """The rows of the table of dialogues, in order."""
    return re.findall(r"<tr>(.*?)</tr>", text.partition("<tbody>")[2].partition("</tbody>")[0], re.DOTALL)


def test_each_dialogue_is_a_row_with_where_it_is_what_it_waits_for_and_who_does_that() -> None:
    who = group()
    of = dialogue(who)
    dialogue(who, phase=Phase.ROUNDS)
    first, second = table(seen())
    for words in ("Voorbereiding", "De casus lezen", saying.day_short(of.own_group_from), "de coaches"):
        assert words in first
    for words in ("In gesprek", "verder gaan als het tijd is", who.trainer.name):
        assert words in second


def test_only_who_can_take_it_further_is_named() -> None:
    """Who guides the coaches among themselves does not take it further: that page is not there for her."""
    who = group()
    of = dialogue(who, phase=Phase.ROUNDS)
    [row] = table(seen())
    assert who.trainer.name in row
    assert who.guide.name not in row
    assert logged_in(who.guide).get(at("course", of.pk)).status_code == 404


def test_two_dialogues_of_one_group_are_told_apart_by_their_number_and_their_theme() -> None:
    who = group()
    theme = {"key": "wonen", "name": "Wonen"}
    for themes in ([], [theme]):
        Case.objects.filter(pk=dialogue(who).case_id).update(themes=themes)
    alone = dialogue(group())
    rows = table(seen())
    assert [("gesprek 1" in row, "gesprek 2" in row, "Wonen" in row) for row in rows] == [
        (True, False, False),
        (False, True, True),
        (False, False, False),
    ]
    assert alone.circle.name in rows[2]


def test_it_says_since_when_each_waits() -> None:
    who = group()
    of = dialogue(who, phase=Phase.ROUNDS)
    of.steps.filter(phase=Phase.ROUNDS).update(at=timezone.now() - timedelta(days=9))
    Dialogue.objects.update(opened_at=timezone.now() - timedelta(days=30))
    [line] = overview.running(PersonFactory(roles=[COORDINATOR]))
    assert timezone.now() - line.since < timedelta(days=9, minutes=1)
    assert saying.day_short(line.since) in table(seen())[0]


def test_what_stands_still_and_who_waits_for_a_call_stand_first() -> None:
    who = group()
    dialogue(who)
    dialogue(who, phase=Phase.WHAT_I_DID, is_heavy=True)
    held = dialogue(who, phase=Phase.ROUNDS)
    leaving.stop(dialogue=held, by=who.coaches[0])
    found = [("Staat stil" in row, '<strong class="late">' in row) for row in table(seen())]
    assert found == [(True, True), (False, True), (False, False)]


def test_a_coach_who_waits_for_a_call_is_said_without_her_name() -> None:
    who = group()
    dialogue(who, phase=Phase.WHAT_I_DID, is_heavy=True)
    text = seen()
    assert "Een coach bellen" in text
    assert all(one.family_name not in text for one in who.coaches)


@pytest.mark.parametrize("has_caller", [True, False])
def test_desk_and_trainer_read_the_same_name_of_who_calls(has_caller: bool) -> None:
    who = group()
    of = dialogue(who, phase=Phase.WHAT_I_DID, is_heavy=True)
    caller = PersonFactory(given_name="Bella", family_name="Belmans") if has_caller else None
    CareCall.objects.update(caller=caller)
    name, short = ("Bella Belmans", "Bella") if has_caller else ("het bureau", "Het bureau")
    assert name in table(seen())[0]
    assert f"{name} belt.".lower() in logged_in(who.trainer).get(at("course", of.pk)).content.decode().lower()
    room = logged_in(who.trainer).get(at("room", of.pk)).content.decode()
    assert f"{short} belt, ten laatste" in room
    assert "Bel eerst" not in room


def test_the_desk_reads_nothing_of_a_case_and_no_word() -> None:
    who = group()
    of = dialogue(who, phase=Phase.ROUNDS)
    say(of, who.coaches[0], "Ik voelde me een nummer.", heard="Dat ze niet komt.")
    brought = dialogue(who)
    leaving.veto(dialogue=brought, by=who.coaches[0])
    text = seen()
    for words in (TITLE, TEXT, PLAIN, "Ik voelde me een nummer.", "Dat ze niet komt."):
        assert words not in text
    assert "teruggenomen" in text


def test_the_desk_cannot_see_that_coaches_speak_among_themselves() -> None:
    who = group()
    of = dialogue(who, phase=Phase.OWN_GROUP)
    before = seen()
    say(of, who.coaches[0], "Onder ons.")
    speaking.say_ready(dialogue=of, by=who.coaches[0])
    assert seen() == before


def test_a_group_says_how_many_coaches_it_lacks_and_who_is_silent() -> None:
    group(coaches=1)
    group(agreed=False)
    ready = group()
    found = {
        row.circle: (row.lacks, row.waiting) for row in overview.groups_of(PersonFactory(roles=[COORDINATOR]))
    }
    assert found.pop(ready.circle) == (0, 0)
    assert sorted(found.values()) == [(1, 0), (2, 7)]
    assert "nog 1 coach die ja zegt" in seen()


def test_who_waits_for_what_someone_did_is_told_until_when() -> None:
    who = group()
    of = dialogue(who, phase=Phase.WHAT_I_DID)
    of.refresh_from_db()
    assert f"tot {saying.day_short(of.done_until)}" in seen()
    Dialogue.objects.update(done_until=timezone.now() - timedelta(minutes=1))
    text = seen()
    assert "Naar de volgende stap gaan" in text


def test_the_page_of_an_edition_says_where_its_dialogue_is_and_who_goes_on() -> None:
    who = edition_group()
    edition, desk = who.circle.edition, logged_in(PersonFactory(roles=[COORDINATOR]))
    address = at("desk_of_edition", edition.pk)
    assertContains(desk.get(reverse("training:desk_edition", args=[edition.pk])), f'hx-get="{address}"')
    assertContains(desk.get(address), "Er loopt nu geen gesprek in deze groep.")
    of = dialogue(who, phase=Phase.OWN_GROUP)
    say(of, who.coaches[0], "Onder ons.")
    dialogue(phase=Phase.HARVEST)
    text = desk.get(address).content.decode()
    assert "De coaches onder elkaar: Onder elkaar praten" in text
    assert "Oogst" not in text
    for words in (TITLE, TEXT, PLAIN, "Onder ons."):
        assert words not in text
    assert logged_in(who.trainer).get(address).status_code == 404


def test_it_is_the_coordinators_page() -> None:
    who = group()
    for person in (who.trainer, who.coaches[0], who.writer, who.researcher):
        assert logged_in(person).get(at("desk_dialogues")).status_code == 404
        assertNotContains(logged_in(person).get(at("circles")), at("desk_dialogues"))
    assertContains(logged_in(PersonFactory(roles=[COORDINATOR])).get(at("desk_dialogues")), who.circle.name)
