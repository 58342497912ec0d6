"""A page is read aloud by a voice in the phone itself, or not at all."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import PHONE, Invite, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Stands in for the voices of a phone: keeps what it was asked to say.
VOICES = """
window.said = [];
const voices = %s;
const mouth = new EventTarget();
mouth.speaking = false;
mouth.getVoices = () => voices;
mouth.speak = (one) => { mouth.speaking = true; window.said.push([one.text, one.voice.name]); };
mouth.cancel = () => { mouth.speaking = false; };
Object.defineProperty(window, "speechSynthesis", { value: mouth });
window.SpeechSynthesisUtterance = function (text) { const one = new EventTarget(); one.text = text; return one; };
"""
LOCAL = '{name: "Ellen", lang: "nl-BE", localService: true}'
CLOUD = '{name: "Ver weg", lang: "nl-BE", localService: false}'
FRENCH = '{name: "Amélie", lang: "fr-BE", localService: true}'


def with_voices(invite: Invite, *voices: str) -> Visitor:
    visitor = invite(screen=PHONE)
    visitor.context.add_init_script(VOICES % f"[{', '.join(voices)}]")
    visitor.go("/onderdelen/")
    return visitor


def test_a_voice_in_the_phone_reads_the_page_sentence_by_sentence(invite: Invite) -> None:
    visitor = with_voices(invite, CLOUD, FRENCH, LOCAL)
    visitor.page.get_by_role("button", name="Lees voor").click()
    said = visitor.page.evaluate("window.said")
    assert said[0] == ["De onderdelen", "Ellen"]
    assert {voice for _text, voice in said} == {"Ellen"}
    visitor.page.get_by_role("button", name="Stop met lezen").click()
    expect(visitor.page.get_by_role("button", name="Lees voor")).to_be_visible()


@pytest.mark.parametrize("voices", [(), (CLOUD,), (FRENCH,)], ids=["none", "elsewhere", "another-language"])
def test_without_a_voice_of_its_own_the_button_is_not_there(invite: Invite, voices: tuple[str, ...]) -> None:
    visitor = with_voices(invite, *voices)
    assert not visitor.page.get_by_role("button", name="Lees voor").is_visible()


def test_without_scripts_there_is_no_button_that_does_nothing(invite: Invite) -> None:
    visitor = invite(screen=PHONE, scripts=False)
    visitor.go("/onderdelen/")
    assert not visitor.page.get_by_role("button", name="Lees voor").is_visible()
