"""What is kept of a room: shared by those who see the same, and by nobody else. Words lie in no memory."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.utils import translation

from tegenstroom.accounts.models import Person
from tegenstroom.base import keepsafe, sealing
from tegenstroom.dialogue.actions import leaving, seats, speaking
from tegenstroom.dialogue.models import Dialogue
from tegenstroom.dialogue.room import Room
from tegenstroom.dialogue.rules.phases import Field, Phase
from tegenstroom.dialogue.tests.factories import Group, dialogue, group, say
from tegenstroom.dialogue.tests.pages import page

pytestmark = pytest.mark.django_db

MARKER = "kwartelvijver"
OWN, VETO = "Ik neem dit terug", "Dit gaat niet verder"


@pytest.fixture
def who() -> Group:
    return group()


def memory() -> bytes:
    """All that the process keeps of rooms."""
    return b"".join(caches["words"]._cache.values())


def everyone_reads(who: Group, of: Dialogue) -> Iterator[tuple[Person, str]]:
    """Each in the room, one after another and once more: what one left in memory meets the next."""
    for person in (*who.people, *who.people):
        yield person, page(person, "room", of.pk)


def test_no_word_lies_in_memory(who: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    say(of, who.coaches[0], f"De {MARKER} was leeg.", heard="Dat wachten zwaar is.")
    assert all(MARKER in read for _person, read in everyone_reads(who, of))
    assert memory()
    assert MARKER.encode() not in memory()

    class Open:
        """The negative control: the search finds what is not sealed."""

        def __init__(self, key: bytes) -> None: ...

        def encrypt(self, nonce: bytes, content: bytes, bound: None) -> bytes:
            return content

        def decrypt(self, nonce: bytes, sealed: bytes, bound: None) -> bytes:
            return sealed

    caches["words"].clear()
    monkeypatch.setattr(keepsafe, "AESGCM", Open)
    page(who.writer, "room", of.pk)
    assert MARKER.encode() in memory()


def test_what_was_kept_is_made_once(who: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the other tests here would show nothing."""
    of = dialogue(who, phase=Phase.ROUNDS)
    say(of, who.coaches[0], f"De {MARKER} was leeg.", heard="Dat wachten zwaar is.")
    made: list[str] = []
    render = keepsafe.render_to_string
    monkeypatch.setattr(keepsafe, "render_to_string", lambda *args: made.append(args[0]) or render(*args))
    for _reading in everyone_reads(who, of):
        pass
    # Three turns (each coach one in the first round): as their speakers have them, and as all others do.
    assert made.count("dialogue/parts/room_turn.html") == 6


def test_what_is_taken_back_comes_out_of_memory_for_nobody(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    word = say(of, who.coaches[0], f"De {MARKER} was leeg.", heard="Dat wachten zwaar is.")
    assert all(MARKER in read for _person, read in everyone_reads(who, of))
    speaking.take_back(word=word, by=who.coaches[0])
    assert not [person for person, read in everyone_reads(who, of) if MARKER in read]


def test_words_whose_key_is_destroyed_come_out_of_memory_for_nobody(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    say(of, who.coaches[0], f"De {MARKER} was leeg.", heard="Dat wachten zwaar is.")
    assert all(MARKER in read for _person, read in everyone_reads(who, of))
    sealing.forget(who.coaches[0], by=None)
    assert not [person for person, read in everyone_reads(who, of) if MARKER in read]


def test_an_alias_takes_the_place_of_a_name_at_once(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    hers = who.coaches[0]
    before = f"<strong>{hers.short_name}</strong>"
    assert all(before in read for _person, read in everyone_reads(who, of))
    seats.choose_name(dialogue=of, name="Merel", by=hers)
    for _person, read in everyone_reads(who, of):
        assert before not in read
        assert "<strong>Merel</strong>" in read


def test_a_vetoed_line_comes_out_of_memory_for_its_speaker_alone(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    line = say(of, who.writer, f"De {MARKER} moet anders.", field=Field.CHANGE)
    assert all(MARKER in read for _person, read in everyone_reads(who, of))
    leaving.veto_line(word=line, by=who.coaches[0])
    assert {person for person, read in everyone_reads(who, of) if MARKER in read} == {who.writer}


def test_what_only_one_may_do_stands_on_her_page_alone(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    say(of, who.professionals[1], "Ik bel haar zelf.", field=Field.WILL_DO)
    said_before = {*who.coaches, who.researcher}
    for person, read in everyone_reads(who, of):
        assert (OWN in read) == (person in {*said_before, who.professionals[1]})
        assert (VETO in read) == (person in {*who.coaches, who.writer})


def test_a_memory_that_forgets_what_a_page_depends_on_is_seen(who: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: a key that leaves out whose words they are shows another what only she may do."""
    of = dialogue(who, phase=Phase.ROUND_ONE)
    say(of, who.coaches[0], "Van mij.")
    spelled = keepsafe._spelled

    def blind(value: object) -> str:
        return spelled(value).replace("is_own=True", "is_own=False")

    monkeypatch.setattr(keepsafe, "_spelled", blind)
    assert [person for person, read in everyone_reads(who, of) if OWN in read] != [who.coaches[0]] * 2


def test_what_coaches_say_among_themselves_comes_out_of_memory_for_them_alone(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    say(of, who.coaches[0], f"De {MARKER} blijft onder ons.")
    for person in (*who.coaches, who.guide):
        assert MARKER in page(person, "own_group", of.pk)
    for _person, read in everyone_reads(who, of):
        assert MARKER not in read


def test_each_language_has_its_own(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    say(of, who.coaches[0], "Van mij.")
    shown = []
    for language in ("nl", "fr", "nl"):
        with translation.override(language):
            shown.append(Room(of, who.coaches[0]).turns[0].html)
    assert shown[0] == shown[2] != shown[1]


def test_an_empty_form_has_a_key_of_its_own_on_each_page(who: Group) -> None:
    """Two forms with one key would be one contribution."""
    of = dialogue(who, phase=Phase.ROUNDS)
    keys = [read.partition('name="key" value="')[2][:36] for _person, read in everyone_reads(who, of)]
    assert len(set(keys)) == len(keys)
    assert "00000000-0000" not in "".join(keys)
