"""By what a page is known that shows contributions: whatever changes how one looks changes its mark, unopened."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import translation

from tegenstroom.base.sealing import seal
from tegenstroom.base.voices import Voice
from tegenstroom.dialogue.actions import reading, running
from tegenstroom.dialogue.actions.reading import Contribution, Heard, Sound
from tegenstroom.dialogue.models import Dialogue, Word
from tegenstroom.dialogue.room import Room
from tegenstroom.dialogue.rules.phases import Field, Gone, Phase
from tegenstroom.dialogue.tests.factories import Group, dialogue, group, say
from tegenstroom.dialogue.turns import Turn, held_by, look_of, mark_of, turn_of

pytestmark = pytest.mark.django_db

type Change = Callable[[Heard], Heard]


@pytest.fixture
def who() -> Group:
    return group()


@pytest.fixture
def of(who: Group) -> Dialogue:
    return dialogue(who, phase=Phase.ROUNDS)


def heard_by(who: Group, of: Dialogue) -> list[Heard]:
    return reading.words_visible_to(who.writer, of)


def with_row(one: Heard, **values: object) -> Heard:
    """The same with another row, never saved."""
    row = Word.objects.get(pk=one.word.pk)
    for name, value in values.items():
        setattr(row, name, value)
    return replace(one, word=row)


def said_otherwise(field: str, as_heard: str) -> Change:
    def change(one: Heard) -> Heard:
        sealed = seal("Anders.", row=one.word, field=field, owner=one.word.speaker)
        return replace(with_row(one, **{field: sealed}), **{as_heard: "Anders."})  # type: ignore[arg-type]

    return change


# By field of a turn: a change of what it is made from that shows there.
CHANGES: dict[str, Change] = {
    "key": lambda one: with_row(one, pk=uuid4()),
    "section": lambda one: replace(one, phase=Phase.HARVEST, field=Field.CHANGE),
    "voice": lambda one: replace(one, voice=Voice.RESEARCH),
    "shown_as": lambda one: replace(one, shown_as="Merel"),
    "at": lambda one: replace(one, at=one.at - timedelta(seconds=1)),
    "is_today": lambda one: replace(one, at=one.at - timedelta(days=1)),
    "is_own": lambda one: replace(one, is_own=True),
    "gone": lambda one: replace(one, gone=Gone.VETOED),
    "heard": said_otherwise("sealed_heard", "heard"),
    "text": said_otherwise("sealed_text", "text"),
    "sound": lambda one: replace(one, sound=Sound(uuid4(), seconds=4, size=2048)),
    "is_insight": lambda one: with_row(one, insight_id=7),
}
# These come from the insight and from the rules; each has a test of its own below or in `test_room_news`.
ELSEWHERE = {"title", "lines", "may_veto"}


def test_every_field_of_a_turn_is_looked_at() -> None:
    assert {field.name for field in fields(Turn)} == CHANGES.keys() | ELSEWHERE


@pytest.mark.parametrize("field", CHANGES)
def test_what_looks_otherwise_has_another_look(who: Group, of: Dialogue, field: str) -> None:
    one = heard_by(who, of)[0]
    today = Room(of, who.writer).today
    other = CHANGES[field](one)
    before, after = (turn_of(each, None, today=today, may_veto=False) for each in (one, other))
    assert getattr(before, field) != getattr(after, field)
    assert look_of(one, None, today=today, may_veto=False) != look_of(other, None, today=today, may_veto=False)


def test_whether_she_may_stop_a_line_shows(who: Group, of: Dialogue) -> None:
    one, today = heard_by(who, of)[0], Room(of, who.writer).today
    assert look_of(one, None, today=today, may_veto=True) != look_of(one, None, today=today, may_veto=False)


def test_the_same_read_twice_has_one_mark_and_each_language_its_own(who: Group, of: Dialogue) -> None:
    first, second = (mark_of(Room(of, who.writer).looks) for _time in range(2))
    with translation.override("fr"):
        other = mark_of(Room(of, who.writer).looks)
    assert first == second != other


def test_one_look_does_not_run_into_the_next() -> None:
    assert mark_of([b"ab", b"c"]) != mark_of([b"a", b"bc"])


def test_a_page_holds_what_comes_first_as_long_as_nothing_of_it_changed() -> None:
    looks = [b"een", b"twee", b"drie"]
    mark = mark_of(looks[:2])
    assert held_by(mark, looks) == 2
    assert held_by(mark, [b"een", b"anders", b"drie"]) == 0
    assert held_by(mark, looks[:1]) == 0


def test_only_what_a_page_does_not_hold_is_opened(
    who: Group, of: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = mark_of(Room(of, who.writer).looks)
    new = say(of, who.coaches[0], "Nieuw.", heard="Dat wachten zwaar is.")
    opened: list[object] = []
    unseal = reading.unseal_fields
    monkeypatch.setattr(
        reading,
        "unseal_fields",
        lambda rows, *names: opened.extend(row.pk for row in rows) or unseal(rows, *names),
    )
    room = Room(of, who.writer, held=held)
    assert [turn.text for turn in room.turns] == ["Nieuw."]
    assert [section.count for section in room.sections] == [2, 1]
    assert mark_of(room.looks) != held
    assert opened == [new.pk]


def test_what_was_read_at_once_is_what_the_rules_know(who: Group, of: Dialogue) -> None:
    """A room reads the words once, for its page and for the rules."""
    say(of, who.writer, "Iets.", heard="Dat wachten zwaar is.")
    assert running.state_of(of, reading.words_of(of)) == running.state_of(of)
    assert running.state_of(of).said


def test_a_place_that_is_left_tells_no_name(who: Group, of: Dialogue) -> None:
    word = Word.objects.filter(dialogue=of).first()
    assert word
    Word.objects.filter(pk=word.pk).update(gone_how=Gone.TAKEN_BACK, sealed_text=b"", sealed_heard=b"", length=0)
    state = running.state_of(of)
    [place, _other] = reading.contributions_for(who.writer, reading.words_of(of), state=state)
    assert isinstance(place, Contribution)
    assert (place.gone, place.shown_as, place.field) == (Gone.TAKEN_BACK, "", None)
