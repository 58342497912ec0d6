"""Someone has the case open; a coach ends it, and it goes from her screen without a tap. The room too."""

import re

import pytest
from playwright.sync_api import expect

from tegenstroom.dialogue.actions import circles, leaving, speaking
from tegenstroom.dialogue.models import CircleMember
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.factories import PLAIN, TEXT, TITLE, dialogue, group
from tests.support.browser import PHONE, Invite

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# She looks at her phone again: sooner than the page would ask by itself.
LOOKS_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


def test_what_is_taken_back_goes_from_an_open_screen(invite: Invite) -> None:
    who = group()
    of = dialogue(who)
    page = invite(who.coaches[0], screen=PHONE).go(f"/gesprekken/{of.pk}/casus/")
    with page.expect_response("**/casus/staat/") as asked:
        page.evaluate(LOOKS_AGAIN)
    # The negative control: as long as it stands, looking takes nothing away.
    assert asked.value.status == 204
    expect(page.get_by_text(PLAIN)).to_be_visible()
    leaving.veto(dialogue=of, by=who.coaches[1])
    page.evaluate(LOOKS_AGAIN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze casus is teruggenomen")
    expect(page.get_by_text(PLAIN)).to_have_count(0)


def test_its_writer_too_when_a_coach_ends_it(invite: Invite) -> None:
    who = group()
    of = dialogue(who)
    page = invite(who.writer, screen=PHONE).go(f"/gesprekken/casussen/{of.case_id}/")
    expect(page.get_by_text(PLAIN)).to_be_visible()
    leaving.veto(dialogue=of, by=who.coaches[1])
    page.evaluate(LOOKS_AGAIN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze casus is teruggenomen")


def test_without_scripts_it_goes_when_she_reloads(invite: Invite) -> None:
    who = group()
    of = dialogue(who)
    visitor = invite(who.coaches[0], screen=PHONE, scripts=False)
    page = visitor.go(f"/gesprekken/{of.pk}/casus/")
    leaving.veto(dialogue=of, by=who.coaches[1])
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze casus is teruggenomen")


def test_it_goes_from_an_open_room_where_someone_only_listens(invite: Invite) -> None:
    who = group()
    of = dialogue(who, phase=Phase.ROUND_ONE)
    other = who.professionals[1]
    page = invite(other).go(f"/gesprekken/{of.pk}/")
    case, head = page.locator("#room-case"), page.get_by_role("heading", level=1)
    expect(case).to_contain_text(TEXT)
    expect(head).to_have_text(TITLE)
    foot = page.get_by_text(re.compile("Ik stop|Ik kijk of er iets nieuws is"))
    expect(foot).not_to_have_count(0)
    leaving.veto(dialogue=of, by=who.coaches[1])
    expect(page.get_by_role("heading", name="Deze casus is teruggenomen.")).to_be_visible()
    expect(case).not_to_contain_text(TEXT)
    expect(head).to_have_text("Samen over een casus")
    expect(foot).to_have_count(0)
    assert TITLE not in page.title()


def test_who_is_no_longer_in_the_group_keeps_nothing_on_her_screen(invite: Invite) -> None:
    who = group()
    of = dialogue(who, phase=Phase.ROUNDS)
    other = who.professionals[1]
    visitor = invite(other)
    page = visitor.go(f"/gesprekken/{of.pk}/")
    page.get_by_label("Wat ik wil zeggen").fill("Half geschreven.")
    expect(page.locator("#room-words .turn")).to_have_count(2)
    circles.remove(member=CircleMember.objects.get(circle=who.circle, person=other), by=who.trainer)
    expect(page.locator("#room-case, #room-words")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Samen over een casus")
    # What she was writing is hers.
    expect(page.get_by_label("Wat ik wil zeggen")).to_have_value("Half geschreven.")
    # That it was refused is how her page knew.
    [refused] = visitor.complaints
    assert "/nieuws/" in refused
    visitor.complaints.clear()


def test_the_case_comes_to_an_open_room_when_the_coaches_are_done(invite: Invite) -> None:
    who = group()
    of = dialogue(who, phase=Phase.OWN_GROUP)
    page = invite(who.professionals[1]).go(f"/gesprekken/{of.pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Samen over een casus")
    for one in who.coaches:
        speaking.say_ready(dialogue=of, by=one)
    expect(page.locator("#room-case")).to_contain_text(TEXT)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
