"""A voice: known by what is in it, heard by who may read the words, gone with them."""

import re
from base64 import b64encode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tegenstroom.dialogue.models import Recording
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests import pages
from tegenstroom.dialogue.tests.factories import Group, dialogue, group
from tegenstroom.dialogue.tests.pages import at, page, send
from tests.support.rooms import OPUS

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Group:
    return group()


def record(
    who: Group, of, *, content: bytes = OPUS, seconds: int = 12, text: str = "Dit zei ik.", phase="round_one"
):
    audio = SimpleUploadedFile("stem.webm", content, content_type="audio/webm")
    return pages.say(who.coaches[0], of, phase, text, audio=audio, seconds=seconds)


def test_a_recording_stands_beside_its_words_with_its_size(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    record(who, of)
    kept = Recording.objects.get()
    assert OPUS not in bytes(kept.sealed_audio)
    read = page(who.writer, "room", of.pk)
    assert "Luister, " in read
    assert "12 seconden" in read
    heard = at(who.writer).get(reverse("dialogue:recording", args=[kept.pk]))
    assert (heard.content, heard.headers["Content-Type"]) == (OPUS, "audio/ogg")
    assert heard.headers["Cache-Control"] == "no-store"


def test_a_phone_may_ask_for_a_part(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    record(who, of)
    address = reverse("dialogue:recording", args=[Recording.objects.get().pk])
    part = at(who.writer).get(address, headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"OggS")
    assert part.headers["Content-Range"] == f"bytes 0-3/{len(OPUS)}"
    beyond = at(who.writer).get(address, headers={"Range": "bytes=9999-"})
    assert (beyond.status_code, beyond.content) == (416, b"")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"content": b"<html>geen geluid</html>"}, "Deze opname kunnen we niet bewaren."),
        ({"seconds": 181}, "Deze opname is te lang."),
        ({"content": OPUS + bytes(800 * 1024)}, "Deze opname is te groot."),
        ({"text": ""}, "Bij je opname staat nog geen tekst."),
    ],
)
def test_what_is_no_short_opus_with_words_beside_it_is_not_kept(who: Group, given: dict, sentence: str) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    answer = record(who, of, **given).content.decode()
    assert sentence in answer
    assert of.words.count() == 0
    assert Recording.objects.count() == 0


def fields(answer: str) -> dict[str, str]:
    """The hidden fields of the form that came back, as a browser without scripts sends them again."""
    write = answer.partition('id="room-write"')[2].partition("</form>")[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", write):
        name, value = re.search(r'name="(\w+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="hidden"' in tag and value:
            found[name[1]] = value[1]
    return found


def test_a_recording_comes_back_when_the_dialogue_went_on_and_goes_along_with_her_next_try(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    answer = record(who, of, phase="round_one").content.decode()
    assert "Je opname is niet weg." in answer
    assert not Recording.objects.exists()
    again = {**fields(answer), "heard": "Dat ze wacht.", "text": "Dit zei ik.", "with_voice": "on"}
    assert again["phase"] == "rounds"
    assert send(who.coaches[0], "room_words", of.pk, **again).status_code == 302
    kept = Recording.objects.get()
    heard = at(who.writer).get(reverse("dialogue:recording", args=[kept.pk]))
    assert (heard.content, kept.seconds) == (OPUS, 12)


def test_a_recording_that_came_back_stays_behind_when_she_wants_that(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    again = fields(record(who, of, phase="round_one").content.decode())
    send(who.coaches[0], "room_words", of.pk, **again, heard="Dat ze wacht.", text="Dit zei ik.")
    assert of.words.filter(phase=Phase.ROUNDS, speaker=who.coaches[0]).exists()
    assert not Recording.objects.exists()


def test_a_recording_comes_back_with_a_form_that_lacks_something(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    answer = record(who, of, text="").content.decode()
    assert "Bij je opname staat nog geen tekst." in answer
    assert "Je opname is niet weg." in answer


def test_where_nobody_can_speak_any_more_she_keeps_her_recording_herself(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    answer = record(who, of, phase="round_one").content.decode()
    assert "Ik bewaar mijn opname op mijn toestel" in answer
    assert f'href="data:audio/ogg;base64,{b64encode(OPUS).decode()}"' in answer


@pytest.mark.parametrize("voice", ["geen base64", "PGh0bWw+", "", b64encode(b"<script>").decode()])
def test_what_is_no_recording_does_not_come_back_and_is_not_kept(who: Group, voice: str) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    sent = {"voice": voice, "with_voice": "on", "seconds": 5}
    answer = pages.say(who.coaches[0], of, "rounds", "", **sent).content.decode()
    assert "Je opname is niet weg." not in answer
    pages.say(who.coaches[0], of, "round_one", "Dit zei ik.", **sent)
    assert not Recording.objects.exists()


def test_three_minutes_are_kept(who: Group) -> None:
    """The negative control of the limits: at the edge it is kept."""
    of = dialogue(who, phase=Phase.ROUND_ONE)
    record(who, of, seconds=180, content=OPUS + bytes(600 * 1024))
    assert Recording.objects.get().seconds == 180


def test_taking_the_words_back_destroys_the_voice(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    record(who, of)
    kept = Recording.objects.get()
    send(who.coaches[0], "word_back", kept.word_id)
    assert Recording.objects.count() == 0
    assert at(who.writer).get(reverse("dialogue:recording", args=[kept.pk])).status_code == 404


def test_a_voice_of_the_coaches_own_group_is_heard_there_only(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    record(who, of, phase="own_group")
    address = reverse("dialogue:recording", args=[Recording.objects.get().pk])
    assert at(who.coaches[1]).get(address).status_code == 200
    for person in (*who.professionals, who.researcher, group().coaches[0]):
        assert at(person).get(address).status_code == 404
