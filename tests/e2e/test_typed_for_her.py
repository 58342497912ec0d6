"""A coach speaks into her phone, somebody else types it without scripts, and at her yes it stands in the room."""

import pytest
from playwright.sync_api import Browser, expect

from tegenstroom.dialogue.models import Dictation, Recording
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.factories import dialogue, group
from tests.support.browser import PHONE, Invite, Server, session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# A tone instead of a microphone, which no test machine has.
TONE = """
    navigator.mediaDevices.getUserMedia = async () => {
      const sound = new AudioContext(), tone = sound.createOscillator();
      const out = sound.createMediaStreamDestination();
      tone.connect(out); tone.start(); return out.stream;
    };"""
SAID = "Ik durfde de deur niet open te doen."


def test_from_her_voice_to_her_yes(browser: Browser, live_server: Server, invite: Invite) -> None:
    who = group()
    of = dialogue(who, phase=Phase.ROUND_ONE)
    context = browser.new_context(locale="nl-BE", permissions=["microphone"], viewport=PHONE)
    context.add_cookies([session_cookie(who.coaches[0], live_server.url)])
    context.add_init_script(TONE)
    page = context.new_page()
    page.goto(f"{live_server.url}/gesprekken/{of.pk}/")
    expect(page.get_by_label("Iemand typt het voor mij")).not_to_be_visible()
    page.get_by_role("button", name="Ik spreek het in").click()
    page.wait_for_timeout(600)
    page.get_by_role("button", name="Ik zeg dit").click()
    # Sent while she still spoke: nothing went, and she hears what she said so far.
    expect(page.locator(".recorder__size")).to_contain_text("kB")
    page.get_by_role("button", name="Ik spreek het opnieuw in").click()
    page.wait_for_timeout(1200)
    page.get_by_role("button", name="Stop de opname").click()
    expect(page.locator(".recorder__size")).to_contain_text("kB")
    page.get_by_label("Iemand typt het voor mij").check()
    page.get_by_role("button", name="Ik zeg dit").click()
    expect(page.get_by_text("Je opname wacht op tekst.")).to_be_in_viewport(timeout=5000)
    assert of.words.count() == 0
    context.close()

    trainer = invite(who.trainer, screen=PHONE, scripts=False).go(f"/gesprekken/{of.pk}/")
    trainer.get_by_role("link", name="Ik typ het").click()
    expect(trainer.locator("audio[controls]")).to_be_visible()
    assert trainer.evaluate("document.documentElement.scrollWidth <= innerWidth")
    trainer.get_by_label("zegt").fill(SAID)
    trainer.get_by_role("button", name="Dit hoorde ik").click()
    expect(trainer.get_by_text("Dank je. De coach leest het nu na.")).to_be_visible()

    coach = invite(who.coaches[0], screen=PHONE, scripts=False).go(f"/gesprekken/{of.pk}/")
    coach.get_by_role("link", name="Ik lees het na").click()
    expect(coach.locator("audio[controls]")).to_be_visible()
    assert coach.evaluate("document.documentElement.scrollWidth <= innerWidth")
    coach.get_by_text("Dat klopt niet").click()
    coach.get_by_role("button", name="Laat het opnieuw typen").click()
    expect(coach.get_by_text("Je zei: dat klopt niet.")).to_be_visible()
    trainer.get_by_role("link", name="Ik kijk of er iets nieuws is").click()
    trainer.get_by_role("link", name="Ik typ het").click()
    expect(trainer.get_by_label("zegt")).to_have_value(SAID)
    trainer.get_by_role("button", name="Dit hoorde ik").click()
    coach.reload()
    coach.get_by_role("button", name="Zo heb ik het gezegd").click()
    expect(coach.locator("#room-words").get_by_text(SAID)).to_be_visible()
    other = invite(who.coaches[1], scripts=False).go(f"/gesprekken/{of.pk}/")
    expect(other.locator("#room-words").get_by_text(SAID)).to_be_visible()
    assert Recording.objects.get().word.speaker == who.coaches[0]
    assert not Dictation.objects.exists()
