"""A coach speaks, somebody else types, and nothing of it stands anywhere before her yes."""

import json
import re
from base64 import b64encode
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import ROLES
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import export
from tegenstroom.dialogue.access.dialogues import version_for
from tegenstroom.dialogue.access.dictation import dictation_of, dictation_to_hear, dictation_to_type
from tegenstroom.dialogue.actions import (
    asks,
    circles,
    dialogues,
    dictation,
    erasing,
    leaving,
    reading,
    speaking,
    wiping,
)
from tegenstroom.dialogue.actions.speaking import Spoken
from tegenstroom.dialogue.models import Dialogue, Dictation, Recording, Withdrawal, Word
from tegenstroom.dialogue.rules.dictation import Stage
from tegenstroom.dialogue.rules.first import Ask
from tegenstroom.dialogue.rules.phases import Gone, Phase, Refusal, RefusedError
from tegenstroom.dialogue.tests import pages
from tegenstroom.dialogue.tests.dictating import SAID, refused, sent_back, spoken, spoken_and_begun, typed
from tegenstroom.dialogue.tests.factories import Group, dialogue, group
from tegenstroom.dialogue.tests.nowhere import places_of
from tegenstroom.dialogue.tests.pages import at, page, send, status
from tests.support.rooms import OPUS

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Group:
    return group()


@pytest.fixture
def of(who: Group) -> Dialogue:
    return dialogue(who, phase=Phase.ROUND_ONE)


def numbers_of(person: Person, of: Dialogue) -> list[str]:
    return [heard.text for heard in reading.words_visible_to(person, of)]


def record(who: Group, of: Dialogue, *, phase: str = "round_one", **given: object):
    audio = SimpleUploadedFile("stem.webm", OPUS, content_type="audio/webm")
    sent = {"audio": audio, "seconds": 12, "typed_by": "another", **given}
    return pages.say(who.coaches[0], of, phase, "", **sent)


def test_from_the_choice_after_recording_to_her_yes_without_scripts(who: Group, of: Dialogue) -> None:
    coach, trainer = who.coaches[0], who.trainer
    answer = record(who, of)
    assert answer.status_code == 302
    row = Dictation.objects.get()
    assert "Je opname wacht op tekst." in page(coach, "room", of.pk)
    assert "Je opname wacht op tekst." in page(coach, "dictation", row.pk)
    assert f"Typ wat {row.seat.shown_as} zegt" in page(trainer, "room", of.pk)
    typing = page(trainer, "to_type", row.pk)
    assert "<audio controls" in typing
    assert at(trainer).get(reverse("dialogue:dictation_sound", args=[row.pk])).content == OPUS
    assert send(trainer, "to_type", row.pk, text=SAID).status_code == 302
    assert status(trainer, "to_type", row.pk) == 404
    assert status(trainer, "dictation_sound", row.pk) == 404
    read = page(coach, "dictation", row.pk)
    assert SAID in read
    assert "Zo heb ik het gezegd" in read
    assert SAID not in page(who.writer, "room", of.pk)
    assert SAID not in page(trainer, "room", of.pk)
    assert send(coach, "dictation", row.pk, times=1).status_code == 302
    for person in (who.writer, trainer, coach):
        assert SAID in page(person, "room", of.pk)
    kept = Recording.objects.get(word=row.pk)
    assert at(who.writer).get(reverse("dialogue:recording", args=[kept.pk])).content == OPUS
    assert not Dictation.objects.exists()


def test_what_does_not_fit_goes_back_with_its_text_and_comes_again(who: Group, of: Dialogue) -> None:
    row = typed(who, of)
    assert send(who.coaches[0], "dictation_no", row.pk).status_code == 302
    again = page(who.trainer, "to_type", row.pk)
    assert "dat klopt niet" in again
    assert SAID in again
    send(who.trainer, "to_type", row.pk, text="Beter.")
    # An older page of hers says yes to another text than she read there.
    send(who.coaches[0], "dictation", row.pk, times=1)
    assert not Word.objects.filter(pk=row.pk).exists()
    send(who.coaches[0], "dictation", row.pk, times=2)
    assert numbers_of(who.writer, of) == ["Beter."]


def test_she_types_it_herself_after_all(who: Group, of: Dialogue) -> None:
    row = refused(typed(who, of))
    assert SAID in page(who.coaches[0], "dictation_self", row.pk)
    assert send(who.coaches[0], "dictation_self", row.pk, text="Van mijn hand.").status_code == 302
    assert numbers_of(who.writer, of) == ["Van mijn hand."]
    assert Recording.objects.get().word_id == row.pk


def test_it_counts_as_her_turn_from_her_yes_and_not_before(who: Group, of: Dialogue) -> None:
    speaking.pass_turn(dialogue=of, by=who.coaches[1])
    row = typed(who, of)
    with pytest.raises(RefusedError, match=Refusal.COACHES_FIRST):
        speaking.write(dialogue=of, text="Ik.", key=uuid4(), by=who.writer)
    dictation.say_yes(dictation=row, times=1, by=who.coaches[0])
    assert speaking.write(dialogue=of, text="Ik.", key=uuid4(), by=who.writer)


def test_who_lets_her_turn_go_by_holds_nobody_up_and_her_word_comes_after_all(who: Group, of: Dialogue) -> None:
    row = typed(who, of)
    for coach in who.coaches:
        speaking.pass_turn(dialogue=of, by=coach)
    dialogues.next_phase(dialogue=of, by=who.trainer)
    word = dictation.say_yes(dictation=row, times=1, by=who.coaches[0])
    assert word.phase == Phase.ROUND_ONE
    assert numbers_of(who.writer, of) == [SAID]


def test_what_coaches_say_among_themselves_is_typed_by_their_guide_and_stays_there(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    before = Dialogue.objects.get(pk=of.pk).version
    row = dictation.keep_text(dictation=spoken(who, of), text=SAID, by=who.guide)
    assert Dialogue.objects.get(pk=of.pk).version == before, "others see that something happens there"
    for coach in who.coaches:
        speaking.say_ready(dialogue=of, by=coach)
    dictation.say_yes(dictation=row, times=1, by=who.coaches[0])
    assert numbers_of(who.coaches[1], of) == [SAID]
    assert numbers_of(who.writer, of) == []


def test_from_the_rounds_on_who_types_also_types_what_she_heard(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    row = spoken(who, of)
    answer = send(who.trainer, "to_type", row.pk, text=SAID).content.decode()
    assert "Schrijf eerst wat ze van een ander hoorde." in answer
    with pytest.raises(RefusedError, match=Refusal.HEARD_MISSING):
        dictation.keep_text(dictation=row, text=SAID, heard="x", by=who.trainer)
    send(who.trainer, "to_type", row.pk, text=SAID, heard="Dat ze wacht.")
    send(who.coaches[0], "dictation", row.pk, times=1)
    last = reading.words_visible_to(who.writer, of)[-1]
    assert (last.heard, last.text) == ("Dat ze wacht.", SAID)


def test_nobody_else_hears_or_reads_it_at_any_moment(who: Group, of: Dialogue) -> None:
    outside = [PersonFactory(roles=[role]) for role in ROLES]
    others = [who.coaches[1], *who.professionals, who.researcher, *outside]
    row = spoken(who, of)
    for step in (lambda: row, lambda: dictation.keep_text(dictation=row, text=SAID, by=who.trainer)):
        step()
        for guard in (dictation_of, dictation_to_type, dictation_to_hear):
            for person in others:
                with pytest.raises(Http404):
                    guard(person, row.pk)
        for person in others:
            with pytest.raises(Http404):
                dictation.play(dictation=row, by=person)
    with pytest.raises(Http404):
        dictation_of(who.trainer, row.pk)


def test_who_types_hears_nothing_while_the_speaker_has_no_yes_or_it_stands_still(who: Group, of: Dialogue) -> None:
    row = spoken(who, of)
    who.circle.members.filter(person=who.coaches[1]).update(agreed_at=None, contract=None)
    with pytest.raises(Http404):
        dictation_to_hear(who.trainer, row.pk)
    assert dictation_to_hear(who.coaches[0], row.pk) == row


@pytest.mark.parametrize("far", [spoken_and_begun, typed, sent_back])
def test_taken_back_at_any_step_it_is_nowhere(
    who: Group, of: Dialogue, far: Callable[[Group, Dialogue], Dictation]
) -> None:
    coach, row = who.coaches[0], far(who, of)
    voice = b64encode(OPUS).decode()
    assert places_of(SAID, people=who.people)
    assert places_of(voice, people=[coach])
    assert "Neem je dit terug?" in page(coach, "dictation_back", row.pk)
    assert send(coach, "dictation_back", row.pk).status_code == 302
    assert places_of(SAID, people=who.people) == []
    assert places_of(voice, people=who.people) == []
    assert Withdrawal.objects.filter(kind=wiping.DICTATION, key=row.pk).exists()
    with pytest.raises(RefusedError, match=Refusal.SENT_BEFORE):
        dictation.hand_over(dialogue=of, key=row.pk, spoken=Spoken(OPUS, 9), by=coach)
    # Nor typed: an older backup would take those words away.
    with pytest.raises(RefusedError, match=Refusal.SENT_BEFORE):
        speaking.write(dialogue=of, key=row.pk, text=SAID, by=coach)


def stops(who: Group, of: Dialogue) -> None:
    leaving.stop(dialogue=of, by=who.coaches[0])


def is_taken_out(who: Group, of: Dialogue) -> None:
    circles.remove(member=who.circle.members.get(person=who.coaches[0]), by=who.trainer)


def case_goes(who: Group, of: Dialogue) -> None:
    leaving.veto(dialogue=of, by=who.coaches[1])


def is_forgotten(who: Group, of: Dialogue) -> None:
    erasing.take_all_back(person=who.coaches[0])


@pytest.mark.parametrize("how", [stops, is_taken_out, case_goes, is_forgotten])
def test_it_goes_with_her_and_with_the_case(
    who: Group, of: Dialogue, how: Callable[[Group, Dialogue], None]
) -> None:
    row = typed(who, of)
    how(who, of)
    assert not Dictation.objects.exists()
    assert places_of(SAID, people=who.people) == []
    assert Withdrawal.objects.filter(kind=wiping.DICTATION, key=row.pk).exists()


def test_when_the_dialogue_closes_nothing_waits_any_more(who: Group, of: Dialogue) -> None:
    typed(who, of)
    Dialogue.objects.filter(pk=of.pk).update(phase=Phase.WHAT_I_DID)
    speaking.say_what_i_did(dialogue=of, text="Ik ging langs.", key=uuid4(), by=who.writer)
    dialogues.close(dialogue=of, by=who.trainer)
    assert not Dictation.objects.exists()


def test_an_older_backup_gives_nothing_back(who: Group, of: Dialogue) -> None:
    """It was typed when the backup was made, stood in the room later, and was taken back there."""
    row = typed(who, of)
    assert wiping.replay(wiping.WORD, row.pk, Gone.TAKEN_BACK)
    assert not Dictation.objects.exists()
    again = typed(who, of)
    assert wiping.replay(wiping.DICTATION, again.pk, Gone.TAKEN_BACK)
    assert places_of(SAID, people=who.people) == []


def test_it_stands_first_among_what_is_asked_of_who_types_and_of_who_spoke(who: Group, of: Dialogue) -> None:
    row = spoken(who, of)
    assert [(one.ask, one.key) for one in asks.asked_of(who.trainer)] == [(Ask.TYPE, row.pk)]
    assert asks.asked_of(who.coaches[0]) == []
    assert reverse("dialogue:to_type", args=[row.pk]) in page(who.trainer, "circles")
    dictation.keep_text(dictation=row, text=SAID, by=who.trainer)
    assert [(one.ask, one.key) for one in asks.asked_of(who.coaches[0])] == [(Ask.CHECK, row.pk)]
    assert Ask.TYPE not in [one.ask for one in asks.asked_of(who.trainer)]


def test_only_a_coach_is_offered_it_and_knows_who_hears(who: Group, of: Dialogue) -> None:
    read = page(who.coaches[0], "room", of.pk)
    assert "Iemand typt het voor mij" in read
    assert f"Dan hoort {who.trainer.short_name} je, en typt." in read
    assert who.guide.short_name not in read.partition("je, en typt.")[0].rpartition("<p")[2]
    for coach in who.coaches:
        speaking.pass_turn(dialogue=of, by=coach)
    assert "Iemand typt het voor mij" not in page(who.writer, "room", of.pk)


def test_it_comes_to_open_pages_of_whom_it_concerns_and_shows_others_nothing(who: Group, of: Dialogue) -> None:
    held = {person: version_for(person, of.pk) for person in (who.trainer, who.coaches[0], who.writer)}
    row = typed(who, of)
    news = reverse("dialogue:room_news", args=[of.pk])

    def comes(person: Person) -> str:
        return at(person).get(news, headers={"If-None-Match": f'"{held[person]}"'}).content.decode()

    assert "De tekst van je opname is er." in comes(who.coaches[0])
    assert str(row.pk) not in comes(who.writer)
    dictation.say_no(dictation=row, by=who.coaches[0])
    assert f"Typ wat {row.seat.shown_as} zegt." in comes(who.trainer)
    assert str(row.pk) not in comes(who.writer)


def test_another_cannot_type_over_it(who: Group, of: Dialogue) -> None:
    row = typed(who, of)
    with pytest.raises(RefusedError, match=Refusal.TYPED_ALREADY):
        dictation.keep_text(dictation=row, text="Iets anders.", by=who.trainer)
    with pytest.raises(RefusedError, match=Refusal.NOT_FOR_YOU):
        dictation.keep_text(dictation=refused(row), text="Iets anders.", by=who.writer)
    assert Dictation.objects.get().stage == Stage.TO_TYPE_AGAIN


def test_she_takes_it_along(who: Group, of: Dialogue) -> None:
    typed(who, of)
    assert SAID in json.dumps(export.as_json(who.coaches[0]), default=str)
    assert SAID not in json.dumps(export.as_json(who.trainer), default=str)


def test_who_sends_again_and_types_herself_does_not_give_one_key_a_second_life(who: Group, of: Dialogue) -> None:
    """The answer to her recording was lost on the way: she sends it again, and chose otherwise."""
    row = spoken(who, of)
    with pytest.raises(RefusedError, match=Refusal.SENT_BEFORE):
        speaking.write(dialogue=of, text=SAID, key=row.pk, spoken=Spoken(OPUS, 12), by=who.coaches[0])
    assert not Word.objects.filter(pk=row.pk).exists()
    assert dictation.type_self(dictation=row, text=SAID, by=who.coaches[0]).pk == row.pk


def test_a_guide_who_let_her_words_be_typed_is_still_asked_to_lead_on(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    Dialogue.objects.filter(pk=of.pk).update(facilitator=who.coaches[0])
    spoken(who, of)
    # With no trainer left she leads on.
    for trainer in (who.trainer, who.guide):
        circles.remove(member=who.circle.members.get(person=trainer), by=who.trainer)
    assert [one.ask for one in asks.asked_of(who.coaches[0])] == [Ask.MOVE]


def test_among_the_coaches_she_is_still_asked_to_say_that_she_is_done(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    spoken(who, of)
    assert [one.ask for one in asks.asked_of(who.coaches[0])] == [Ask.TALK]


def test_each_button_pressed_twice_comes_to_the_same_place(who: Group, of: Dialogue) -> None:
    coach, row = who.coaches[0], spoken(who, of)
    for person, name, given in (
        (who.trainer, "to_type", {"text": SAID}),
        (coach, "dictation", {"times": 1}),
        (coach, "dictation_self", {"text": SAID}),
    ):
        once, twice = (send(person, name, row.pk, **given) for _time in range(2))
        assert twice.status_code == 302
        if name != "dictation_self":
            assert once.headers["Location"] == twice.headers["Location"]
    assert send(coach, "dictation_back", row.pk, room=of.pk).headers["Location"].endswith(f"#w-{row.pk}")
    assert numbers_of(who.writer, of) == [SAID]


def test_taken_back_twice_she_comes_to_the_room_and_who_sits_elsewhere_to_nothing(
    who: Group, of: Dialogue
) -> None:
    coach, row = who.coaches[0], spoken(who, of)
    assert f'name="room" value="{of.pk}"' in page(coach, "dictation_back", row.pk)
    once, twice = (send(coach, "dictation_back", row.pk, room=of.pk) for _time in range(2))
    assert once.headers["Location"] == twice.headers["Location"] == reverse("dialogue:room", args=[of.pk])
    for person, room in ((PersonFactory(), of.pk), (coach, ""), (coach, "9" * 30)):
        assert send(person, "dictation_back", row.pk, room=room).status_code == 404


@pytest.mark.parametrize("says_yes", [False, True])
def test_who_types_after_another_gets_her_own_words_back_and_none_of_the_others(
    who: Group, of: Dialogue, *, says_yes: bool
) -> None:
    Dialogue.objects.update(facilitator=who.coaches[1])
    row = typed(who, of)
    if says_yes:
        dictation.say_yes(dictation=row, times=1, by=who.coaches[0])
    back = send(who.guide, "to_type", row.pk, text="Wat ik hoorde.").content.decode()
    assert "Iemand was je voor." in back
    assert "Wat ik hoorde." in back
    assert SAID not in back
    assert "<audio" not in back
    assert send(who.writer, "to_type", row.pk, text="Wat ik hoorde.").status_code == 404


def test_who_spoke_and_wrote_nothing_is_offered_to_let_someone_type_it(who: Group, of: Dialogue) -> None:
    answer = record(who, of, typed_by="myself")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "Of kies hier: iemand typt het voor mij." in text
    assert "Schrijf eerst iets." not in text
    # The choice has the focus, and her recording is not gone.
    assert 'role="alert" tabindex="-1">' in text
    assert re.search(r'<input[^>]*name="typed_by"[^>]*autofocus', text)
    assert "Je opname is niet weg." in text


def test_where_nobody_types_she_is_asked_for_words(who: Group, of: Dialogue) -> None:
    for trainer in (who.trainer, who.guide):
        leaving.stop(dialogue=of, by=trainer)
    text = record(who, of, typed_by="myself").content.decode()
    assert "Schrijf eerst iets." in text
    assert "iemand typt het voor mij" not in text
