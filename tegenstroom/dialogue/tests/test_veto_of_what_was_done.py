"""What a professional tells of what she did may name someone: a coach keeps it from all others."""

from uuid import uuid4

import pytest

from tegenstroom.base import export
from tegenstroom.dialogue.actions import dialogues, leaving, speaking
from tegenstroom.dialogue.models import Dialogue, Word
from tegenstroom.dialogue.rules.phases import Phase, Refusal, RefusedError
from tegenstroom.dialogue.tests import pages
from tegenstroom.dialogue.tests.factories import Group, dialogue, group
from tegenstroom.dialogue.tests.nowhere import places_of

pytestmark = pytest.mark.django_db

MARKER = "kwartelvijver"


@pytest.fixture
def who() -> Group:
    return group(professionals=3)


@pytest.fixture
def of(who: Group) -> Dialogue:
    return dialogue(who, phase=Phase.WHAT_I_DID)


@pytest.fixture
def told(who: Group, of: Dialogue) -> Word:
    """By a professional who did not bring the case."""
    text = f"Ik ging langs bij Leen van de {MARKER}."
    return speaking.say_what_i_did(dialogue=of, text=text, key=uuid4(), by=who.professionals[1])


def readers(who: Group, of: Dialogue) -> set[int]:
    return {person.pk for person in who.people if MARKER in pages.page(person, "room", of.pk)}


def test_one_button_and_only_who_told_it_still_reads_it(who: Group, of: Dialogue, told: Word) -> None:
    assert readers(who, of) == {person.pk for person in who.people}
    assert pages.reverse("dialogue:word_veto", args=[told.pk]) in pages.page(who.coaches[0], "room", of.pk)
    assert pages.send(who.coaches[0], "word_veto", told.pk).status_code == 302
    assert readers(who, of) == {who.professionals[1].pk}
    assert MARKER in str(export.as_json(who.professionals[1]))
    assert pages.status(who.coaches[1], "word_veto", told.pk) == 404


def test_who_brought_the_case_may_too_and_nobody_else(who: Group, of: Dialogue, told: Word) -> None:
    for person in (who.professionals[2], who.trainer, who.researcher):
        assert pages.status(person, "word_veto", told.pk) == 404
        with pytest.raises(RefusedError, match=Refusal.NOT_FOR_YOU):
            leaving.veto_line(word=told, by=person)
    leaving.veto_line(word=told, by=who.writer)
    assert readers(who, of) == {who.professionals[1].pk}


def test_what_was_kept_out_ends_the_waiting_and_goes_when_she_takes_it_back(who: Group, of: Dialogue) -> None:
    told = speaking.say_what_i_did(dialogue=of, text=f"De {MARKER}.", key=uuid4(), by=who.writer)
    leaving.veto_line(word=told, by=who.coaches[0])
    dialogues.close(dialogue=of, by=who.trainer)
    speaking.take_back(word=told, by=who.writer)
    assert places_of(MARKER, people=who.people) == []


def test_also_when_it_is_closed(who: Group, of: Dialogue, told: Word) -> None:
    speaking.say_what_i_did(dialogue=of, text="Ik belde.", key=uuid4(), by=who.writer)
    dialogues.close(dialogue=of, by=who.trainer)
    pages.send(who.coaches[0], "word_veto", told.pk)
    assert readers(who, of) == {who.professionals[1].pk}


def test_it_goes_with_a_case_that_is_stopped(who: Group, of: Dialogue, told: Word) -> None:
    leaving.veto_line(word=told, by=who.coaches[0])
    leaving.veto(dialogue=of, by=who.coaches[1])
    assert places_of(MARKER, people=who.people) == []
