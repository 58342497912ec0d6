"""Who reaches what: whoever sits in it and agreed. No role of the network opens anything."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import ROLES
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.dialogue.access.cases import case_for, cases_to_open, own_case
from tegenstroom.dialogue.access.circles import circle_for, membership
from tegenstroom.dialogue.access.dialogues import dialogue_for, dialogue_led, own_group, version_for
from tegenstroom.dialogue.access.drafts import draft_of
from tegenstroom.dialogue.access.lessons import insight_for, insights_of, own_line
from tegenstroom.dialogue.access.words import own_word, recording_for, word_for, words_visible_to
from tegenstroom.dialogue.actions import circles, leaving, reading
from tegenstroom.dialogue.actions.speaking import Spoken
from tegenstroom.dialogue.models import CircleMember, Dialogue
from tegenstroom.dialogue.rules.phases import Part, Phase
from tegenstroom.dialogue.tests.factories import Group, dialogue, edition_group, group, say
from tegenstroom.dialogue.tests.test_withdrawal import SOUND

pytestmark = pytest.mark.django_db

type Guard = Callable[[Person, Dialogue], object]

# For everyone who sits in it.
SHARED: dict[str, Guard] = {
    "circle": lambda person, of: circle_for(person, of.circle_id),
    "dialogue": lambda person, of: dialogue_for(person, of.pk),
    "version": lambda person, of: version_for(person, of.pk),
    "case": case_for,
    "insights": insights_of,
}
LED: dict[str, Guard] = {
    "led": lambda person, of: dialogue_led(person, of.pk),
}


def reaches(guard: Guard, person: Person, of: Dialogue) -> bool:
    try:
        guard(person, of)
    except Http404:
        return False
    return True


@pytest.fixture
def who() -> Group:
    return group()


@pytest.fixture
def of(who: Group) -> Dialogue:
    return dialogue(who, phase=Phase.ROUNDS)


@pytest.mark.parametrize("name", SHARED)
def test_everyone_in_it_reaches_it_and_nobody_else(who: Group, of: Dialogue, name: str) -> None:
    guard = SHARED[name]
    assert all(reaches(guard, person, of) for person in who.people)
    for stranger in strangers():
        assert not reaches(guard, stranger, of), name


def strangers() -> list[Person]:
    """Every role of the network, another group, another edition, and who was never logged in."""
    roles = [PersonFactory(roles=[role]) for role in ROLES]
    return [*roles, coach(), *group().people, *edition_group().people, AnonymousUser()]


def test_strangers_read_no_word(who: Group, of: Dialogue) -> None:
    for stranger in strangers():
        if stranger.is_authenticated:
            assert words_visible_to(stranger, of) == []


def test_a_member_who_did_not_agree_reaches_the_contract_only(who: Group, of: Dialogue) -> None:
    late = PersonFactory()
    circles.invite(circle=who.circle, person=late, part=Part.PROFESSIONAL, by=who.trainer)
    assert membership(late, who.circle.pk).agreed_at is None
    assert not any(reaches(guard, late, of) for guard in SHARED.values())
    assert words_visible_to(late, of) == []


def test_a_yes_that_is_no_more_closes_all(who: Group, of: Dialogue) -> None:
    """Also when a seat stayed behind: the two are looked at apart."""
    CircleMember.objects.filter(person=who.writer).update(agreed_at=None, contract=None)
    for name in ("circle", "dialogue", "version", "insights"):
        assert not reaches(SHARED[name], who.writer, of), name
    assert words_visible_to(who.writer, of) == []


def test_who_stopped_reaches_her_own_words_only(who: Group, of: Dialogue) -> None:
    mine = say(of, who.writer, "Van mij.", heard="Dat wachten zwaar is.")
    leaving.stop(dialogue=of, by=who.writer)
    assert not reaches(SHARED["dialogue"], who.writer, of)
    assert [heard.text for heard in words_visible_to(who.writer, of)] == ["Van mij."]
    assert own_word(who.writer, mine.pk) == mine
    with pytest.raises(Http404):
        own_word(who.trainer, mine.pk)


def test_the_own_group_is_there_for_coaches_and_their_facilitator(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    word = say(of, who.coaches[0], "Onder ons.")
    inside = {*who.coaches, who.guide}
    for person in (*who.people, *strangers()):
        assert reaches(lambda one, of: own_group(one, of.pk), person, of) == (person in inside)
        assert reaches(lambda one, of: word_for(one, word.pk), person, of) == (person in inside)


def test_only_who_leads_reaches_what_takes_it_further(who: Group, of: Dialogue) -> None:
    assert [person for person in who.people if reaches(LED["led"], person, of)] == [who.trainer]


def test_a_recording_is_heard_by_who_reads_the_words_beside_it(who: Group, of: Dialogue) -> None:
    word = say(of, who.coaches[0], "Gezegd.", heard="Dat wachten zwaar is.", spoken=Spoken(SOUND, 5))
    recording = recording_for(who.writer, word.recording.pk)
    assert reading.play(recording=recording, by=who.writer) == SOUND
    for stranger in strangers()[:9]:
        with pytest.raises(Http404):
            recording_for(stranger, recording.pk)
        with pytest.raises(Http404):
            reading.play(recording=recording, by=stranger)


def test_a_withdrawn_case_is_there_for_nobody(who: Group, of: Dialogue) -> None:
    leaving.veto(dialogue=of, by=who.coaches[0])
    for person in who.people:
        assert not reaches(case_for, person, of)
        assert words_visible_to(person, of) == []
    with pytest.raises(Http404):
        own_case(who.writer, of.case_id)


def test_what_is_not_there_is_no_different_from_what_is_not_yours(who: Group, of: Dialogue) -> None:
    for guard in (draft_of, own_case, own_word, insight_for, own_line):
        with pytest.raises(Http404):
            guard(who.writer, uuid4())
    with pytest.raises(Http404):
        dialogue_for(who.writer, of.pk + 1000)


def test_who_trains_sees_cases_that_wait_without_a_word(who: Group) -> None:
    from tegenstroom.dialogue.tests.factories import case

    waiting = case(who)
    assert list(cases_to_open(who.trainer, who.circle)) == [waiting]
    for person in (*who.coaches, *who.professionals, who.researcher):
        with pytest.raises(Http404):
            cases_to_open(person, who.circle)
    with pytest.raises(Http404):
        reading.read_own_case(case=waiting, by=who.trainer)
