"""A voice: known by what is in it, heard by who may read the words, gone with them."""

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
        ({"text": ""}, "Er staat nog niets. Schrijf eerst iets."),
    ],
)
def test_what_is_no_short_opus_with_words_beside_it_is_not_kept(who: Group, given: dict, sentence: str) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    answer = record(who, of, **given).content.decode()
    assert sentence in answer
    assert of.words.count() == 0
    assert Recording.objects.count() == 0


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
