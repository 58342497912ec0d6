"""All of hers in a dialogue that has no room for her any more: words, lines of lessons, sentences for policy."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tegenstroom.dialogue.actions import leaving, lessons, signals, speaking
from tegenstroom.dialogue.actions.speaking import Spoken
from tegenstroom.dialogue.models import Case, Contract, Dialogue, Insight, InsightVoice, Signal, SignalMention
from tegenstroom.dialogue.rules.phases import Field, Phase
from tegenstroom.dialogue.tests import pages
from tegenstroom.dialogue.tests.factories import Group, dialogue, group, say
from tests.support.rooms import OPUS

pytestmark = pytest.mark.django_db

HERS, TENSION = "Bel mij eerst op.", "Tussen snel helpen en luisteren."
SENTENCE, OF_ANOTHER = "Wie een afspraak wil, wacht weken.", "Elke dienst vraagt alles opnieuw."


@pytest.fixture
def who() -> Group:
    return group()


@pytest.fixture
def of(who: Group) -> Dialogue:
    """In the harvest; how it came there is another test's subject."""
    return put_in(dialogue(who), Phase.HARVEST)


def put_in(of: Dialogue, phase: Phase) -> Dialogue:
    Dialogue.objects.filter(pk=of.pk).update(phase=phase)
    of.refresh_from_db()
    return of


def handed_over(who: Group, of: Dialogue) -> InsightVoice:
    """A lesson in the library, and the line in it that is hers."""
    people = (who.coaches[0], who.writer, who.researcher)
    words = [
        say(of, person, HERS if person == people[0] else "Van mij.", field=Field.WILL_DO) for person in people
    ]
    lesson = lessons.propose(dialogue=of, title="Bel eerst", words=words, by=who.trainer)
    for line in lesson.voices.all():
        lessons.say_yes(voice=line, by_name="", by=line.speaker)
    lessons.hand_over(insight=lesson, by=who.trainer)
    return InsightVoice.objects.get(insight=lesson, speaker=who.coaches[0])


def past_its_time(of: Dialogue) -> None:
    Case.objects.filter(pk=of.case_id).update(expires_on=timezone.localdate() - timedelta(days=1))


def test_each_word_says_where_it_was_said_and_that_her_voice_goes_along(who: Group, of: Dialogue) -> None:
    she = who.coaches[0]
    say(of, she, TENSION, field=Field.TENSION)
    put_in(of, Phase.ROUND_ONE)
    speaking.write(dialogue=of, text="Hier ben ik.", key=uuid4(), spoken=Spoken(OPUS, 14), by=she)
    leaving.stop(dialogue=of, by=she)
    read = pages.page(she, "what_i_said", of.pk)
    for words in (TENSION, "Welke spanning blijft", "Eerste ronde", "Met je stem erbij, 14 seconden"):
        assert words in read


@pytest.mark.slow
def test_who_left_finds_her_line_in_a_lesson_and_comes_back_from_each_page(who: Group, of: Dialogue) -> None:
    she, line = who.coaches[0], handed_over(who, of)
    leaving.stop(dialogue=of, by=she)
    there, back = pages.page(she, "what_i_said", of.pk), reverse("dialogue:line_back", args=[line.pk])
    assert ("Bel eerst" in there, back in there, "Van mij." in there) == (True, True, False)
    assert pages.send(she, "line_back", line.pk).status_code == 302
    after = pages.page(she, "line", line.pk)
    assert reverse("dialogue:what_i_said", args=[of.pk]) in after
    assert back not in pages.page(she, "what_i_said", of.pk)
    assert not lessons.standing().exists()


@pytest.mark.parametrize("leaves", [False, True])
def test_a_line_outlives_the_case_and_is_still_hers_to_find(who: Group, of: Dialogue, *, leaves: bool) -> None:
    she, line = who.coaches[0], handed_over(who, of)
    if leaves:
        leaving.stop(dialogue=of, by=she)
    way = reverse("dialogue:what_i_said", args=[of.pk])
    assert (way in pages.page(she, "circles")) is leaves
    past_its_time(of)
    assert way in pages.page(she, "circles")
    read = pages.page(she, "what_i_said", of.pk)
    assert (reverse("dialogue:line_back", args=[line.pk]) in read, read.count(HERS)) == (True, 1)
    lessons.take_voice_back(voice=line, by=she)
    assert way not in pages.page(she, "circles")
    assert "Van jou staat hier niets meer." in pages.page(she, "what_i_said", of.pk)


def test_a_sentence_that_she_named_is_hers_to_take_back_and_no_other(who: Group, of: Dialogue) -> None:
    she = who.coaches[0]
    mine = signals.name_signal(dialogue=of, sentence=SENTENCE, by=she)
    other = signals.name_signal(dialogue=of, sentence=OF_ANOTHER, by=who.coaches[1])
    leaving.stop(dialogue=of, by=she)
    past_its_time(of)
    assert reverse("dialogue:what_i_said", args=[of.pk]) in pages.page(she, "circles")
    read = pages.page(she, "what_i_said", of.pk)
    assert (SENTENCE in read, OF_ANOTHER in read) == (True, False)
    assert SENTENCE in pages.page(she, "own_sentence_back", of.pk, mine.pk)
    assert pages.status(she, "own_sentence_back", of.pk, other.pk) == 302
    # Pressed twice it is once; and nobody hears whether another named a sentence there.
    for signal in (mine, other, mine):
        assert pages.send(she, "own_sentence_back", of.pk, signal.pk).status_code == 302
    assert list(Signal.objects.all()) == [other]


def test_who_was_asked_for_a_new_yes_still_finds_her_words(who: Group, of: Dialogue) -> None:
    she, way = who.coaches[0], reverse("dialogue:what_i_said", args=[of.pk])
    say(of, she, HERS, field=Field.WILL_DO)
    assert way not in pages.page(she, "circles")
    Contract.objects.create(language="nl", text="Iets anders.", valid_from=timezone.localdate())
    assert way in pages.page(she, "circles")
    assert HERS in pages.page(she, "what_i_said", of.pk)


def test_a_sentence_that_another_dialogue_names_stays_there(who: Group, of: Dialogue) -> None:
    she, elsewhere = who.coaches[0], put_in(dialogue(who), Phase.HARVEST)
    for one, person in ((of, she), (elsewhere, who.coaches[1])):
        signal = signals.name_signal(dialogue=one, sentence=SENTENCE, by=person)
    pages.send(she, "own_sentence_back", of.pk, signal.pk)
    assert [mention.dialogue for mention in SignalMention.objects.all()] == [elsewhere]


def test_who_goes_with_all_she_said_leaves_no_line_and_no_sentence_behind(who: Group, of: Dialogue) -> None:
    she = who.coaches[0]
    handed_over(who, of)
    signals.name_signal(dialogue=of, sentence=SENTENCE, by=she)
    past_its_time(of)
    member = who.circle.members.get(person=she)
    leaving.leave_circle(member=member, take_words=True, by=she)
    assert not InsightVoice.objects.filter(speaker=she, gone_at=None).exists()
    assert not Signal.objects.exists()
    assert Insight.objects.exists()
