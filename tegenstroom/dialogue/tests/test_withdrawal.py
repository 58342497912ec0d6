"""What is taken back is nowhere: table, seal, letter, export, page, log; and it stays so after a backup."""

import json
import logging
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tegenstroom.base.models import Letter
from tegenstroom.coaches.models import CareCall
from tegenstroom.dialogue.actions import expiring, leaving, lessons, signals, speaking, wiping
from tegenstroom.dialogue.actions.speaking import Spoken
from tegenstroom.dialogue.models import (
    Case,
    Dialogue,
    InsightVoice,
    Recording,
    Signal,
    SignalApproval,
    SignalMention,
    Withdrawal,
    Word,
)
from tegenstroom.dialogue.rules.harvest import Snag, SnagError
from tegenstroom.dialogue.rules.phases import Field, Gone, Phase, Refusal, RefusedError
from tegenstroom.dialogue.tests.factories import PLAIN, TEXT, TITLE, Group, case, dialogue, group, say
from tegenstroom.dialogue.tests.nowhere import places_of

pytestmark = pytest.mark.django_db

MARKER = "kwartelvijver"
SOUND = b"OggS" + b"\0" * 20 + b"OpusHead" + b"x" * 200


@pytest.fixture
def who() -> Group:
    return group()


def test_words_stand_somewhere_before_they_are_taken_back(who: Group) -> None:
    """The negative control of this file: the search finds what stands."""
    of = dialogue(who, phase=Phase.ROUND_ONE)
    say(of, who.coaches[0], f"De {MARKER} was leeg.")
    found = places_of(MARKER, people=who.people)
    assert "dialogue.Word.sealed_text" in found
    assert f"page of {who.writer.pk}" in found
    assert f"export of {who.coaches[0].pk}" in found
    # What is sealed does not stand in a table as it is, and what another said is not in her export.
    assert not [place for place in found if place.startswith("dialogue_")]
    assert f"export of {who.writer.pk}" not in found


def test_what_is_taken_back_is_nowhere(who: Group, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        of = dialogue(who, phase=Phase.ROUNDS)
        word = say(
            of,
            who.coaches[0],
            f"De {MARKER} was leeg.",
            heard=f"Iets over een {MARKER}.",
            spoken=Spoken(SOUND, 12),
        )
        for _time in range(2):
            speaking.take_back(word=word, by=who.coaches[0])
    assert places_of(MARKER, people=who.people) == []
    assert MARKER not in caplog.text
    assert not Recording.objects.exists()
    assert Withdrawal.objects.filter(kind="word", key=word.pk).count() == 1


def test_only_that_something_was_taken_back_is_left(who: Group) -> None:
    from tegenstroom.dialogue.actions.reading import words_visible_to

    of = dialogue(who, phase=Phase.ROUND_ONE)
    word = say(of, who.coaches[0], f"De {MARKER}.")
    speaking.take_back(word=word, by=who.coaches[0])
    [place] = words_visible_to(who.writer, of)
    assert (place.text, place.shown_as, place.gone) == ("", "", Gone.TAKEN_BACK)


def test_nobody_takes_back_another_ones_words(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    word = say(of, who.coaches[0], "Van mij.")
    for person in (*who.people[1:],):
        with pytest.raises(RefusedError, match=Refusal.NOT_YOURS):
            speaking.take_back(word=word, by=person)


def test_words_can_be_taken_back_after_leaving_and_after_the_end(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    mine = say(of, who.writer, "Van mij.", heard="Dat wachten zwaar is.")
    leaving.stop(dialogue=of, by=who.writer)
    Dialogue.objects.update(phase=Phase.CLOSED)
    assert speaking.take_back(word=mine, by=who.writer).gone_how == Gone.TAKEN_BACK


@pytest.mark.parametrize("by", ["coach", "writer"])
def test_a_veto_takes_the_case_and_every_word_away_at_once(
    who: Group, by: str, caplog: pytest.LogCaptureFixture
) -> None:
    marked = {"text": f"{TEXT} {MARKER}", "title": f"{TITLE} {MARKER}", "plain": f"{PLAIN} Een {MARKER}."}
    with caplog.at_level(logging.DEBUG):
        of = dialogue(who, phase=Phase.HARVEST, is_heavy=True, **marked)
        assert places_of(MARKER)
        for person in (*who.coaches, *who.professionals):
            say(of, person, f"{MARKER}, zei {person.pk}.", field=Field.TAKE_ALONG)
        signals.name_signal(dialogue=of, sentence=f"Wachten bij de {MARKER} duurt lang.", by=who.trainer)
        lessons.propose(
            dialogue=of,
            title=f"Bel de {MARKER}",
            words=[of.words.filter(speaker=who.writer).last()],
            by=who.trainer,
        )
        leaving.veto(dialogue=of, by=who.coaches[0] if by == "coach" else who.writer)
    assert places_of(MARKER, people=who.people) == []
    assert MARKER not in caplog.text
    assert Dialogue.objects.get().shown_phase is Phase.WITHDRAWN
    assert not SignalMention.objects.exists()
    told = Letter.objects.filter(kind="dialogue_case_withdrawn")
    assert sorted(told.values_list("person", flat=True)) == sorted(person.pk for person in who.people)
    # Who had to hear a heavy case is called, also when it ends so.
    assert {call.coach_id for call in CareCall.objects.all()} == {one.pk for one in who.coaches}


def test_a_sentence_that_another_dialogue_named_too_outlives_the_case(who: Group) -> None:
    first, second = (dialogue(who, phase=Phase.HARVEST) for _time in range(2))
    for one in (first, second):
        signal = signals.name_signal(dialogue=one, sentence="Wachten duurt lang.", by=who.trainer)
    signals.approve_signal(signal=signal, by=who.coaches[0])
    leaving.veto(dialogue=first, by=who.coaches[0])
    assert [mention.dialogue for mention in signal.mentions.all()] == [second]
    assert signal.approvals.exists()


def test_no_letter_says_who_withdrew_it(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    leaving.veto(dialogue=of, by=who.coaches[0])
    bodies = {
        letter.body.replace(Letter.objects.get(pk=letter.pk).to_name.split()[0], "")
        for letter in Letter.objects.filter(kind="dialogue_case_withdrawn")
    }
    assert len(bodies) == 1


def test_who_is_neither_coach_nor_writer_has_no_veto(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    for person in (who.professionals[1], who.trainer, who.researcher):
        assert not leaving.may_veto(of, person)
        with pytest.raises(RefusedError, match=Refusal.NOT_FOR_YOU):
            leaving.veto(dialogue=of, by=person)


def test_nothing_is_said_of_a_withdrawn_case(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    leaving.withdraw_case(case=of.case, by=who.writer)
    with pytest.raises(RefusedError, match=Refusal.OVER):
        say(of, who.coaches[0], "Nog iets.", heard="Dat wachten zwaar is.")


def test_a_case_without_a_dialogue_is_withdrawn_by_its_writer_alone(who: Group) -> None:
    brought = case(who, text=f"{TEXT} {MARKER}")
    with pytest.raises(RefusedError, match=Refusal.NOT_YOURS):
        leaving.withdraw_case(case=brought, by=who.trainer)
    for _time in range(2):
        leaving.withdraw_case(case=brought, by=who.writer)
    assert places_of(MARKER, people=who.people) == []


def test_a_case_that_is_past_its_day_leaves_lessons_only(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST, text=f"{TEXT} {MARKER}")
    words = [
        say(of, person, f"{MARKER} {person.pk}", field=Field.TAKE_ALONG)
        for person in (who.coaches[0], who.writer, who.researcher)
    ]
    lesson = lessons.propose(dialogue=of, title="Bel eerst", words=words, by=who.trainer)
    for voice in lesson.voices.all():
        lessons.rewrite(voice=voice, text="Bellen werkt.", by=voice.speaker)
        lessons.say_yes(voice=voice, by=voice.speaker)
    lessons.hand_over(insight=lesson, by=who.trainer)
    day = Case.objects.get().expires_on
    noon = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 12))
    assert expiring.expire_cases(noon) == 0
    assert expiring.expire_cases(noon + timedelta(days=1)) == 1
    assert places_of(MARKER, people=who.people) == []
    assert [line.text for line in lessons.lines(lessons.standing().get())] == ["Bellen werkt."] * 3


def test_a_vetoed_line_stays_with_who_said_it(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    line = say(of, who.professionals[1], f"De {MARKER}.", field=Field.WILL_DO)
    leaving.veto_line(word=line, by=who.coaches[0])
    found = set(places_of(MARKER, people=who.people))
    mine = who.professionals[1].pk
    assert found == {"dialogue.Word.sealed_text", f"export of {mine}", f"page of {mine}"}
    speaking.take_back(word=line, by=who.professionals[1])
    assert places_of(MARKER, people=who.people) == []


def exported() -> str:
    out = StringIO()
    call_command("replay_withdrawals", "-", "--export", stdout=out)
    return out.getvalue()


def test_after_a_backup_what_was_taken_back_goes_again(who: Group, tmp_path: Path) -> None:
    of = dialogue(who, phase=Phase.HARVEST, text=f"{TEXT} {MARKER}")
    word = say(of, who.coaches[0], f"De {MARKER}.", field=Field.TENSION)
    backup = {row.pk: row for row in (*Word.objects.all(), *Case.objects.all())}
    speaking.take_back(word=word, by=who.coaches[0])
    leaving.withdraw_case(case=of.case, by=who.writer)
    file = tmp_path / "withdrawals.jsonl"
    file.write_text(exported())
    # The backup is put back: everything is as it was, the list of withdrawals too.
    for row in backup.values():
        row.save()
    Dialogue.objects.update(withdrawn_at=None)
    Withdrawal.objects.all().delete()
    assert places_of(MARKER)
    for _time in range(2):
        call_command("replay_withdrawals", str(file), stdout=StringIO())
    assert places_of(MARKER, people=who.people) == []
    # The list is whole again, for the next time.
    assert {row["key"] for row in map(json.loads, exported().splitlines())} >= {str(word.pk), str(of.case.pk)}


def test_a_sentence_for_policy_that_was_taken_out_does_not_come_back(who: Group, tmp_path: Path) -> None:
    of, other = dialogue(who, phase=Phase.HARVEST), dialogue(group(), phase=Phase.HARVEST)
    alone = signals.name_signal(dialogue=of, sentence=f"De {MARKER} sluit om vier.", by=who.coaches[0])
    shared = signals.name_signal(dialogue=of, sentence="De brieven zijn te moeilijk.", by=who.coaches[0])
    SignalMention.objects.create(signal=shared, dialogue=other)
    for one in who.coaches:
        signals.approve_signal(signal=shared, by=one)
    backup = [*Signal.objects.all(), *SignalMention.objects.all(), *SignalApproval.objects.all()]
    for signal in (alone, shared):
        signals.unname_signal(dialogue=of, signal=signal, by=who.coaches[1])
    signals.take_approval_back(signal=shared, by=who.coaches[0])
    # Named again, in other words and with these: what is said anew is no withdrawal.
    anew = signals.name_signal(dialogue=of, sentence="De bus rijdt niet.", by=who.coaches[0])
    file = tmp_path / "withdrawals.jsonl"
    file.write_text(exported())
    assert MARKER not in file.read_text()
    for row in backup:
        row.save()
    Withdrawal.objects.all().delete()
    assert places_of(MARKER)
    for _time in range(2):
        call_command("replay_withdrawals", str(file), stdout=StringIO())
    assert places_of(MARKER, people=who.people) == []
    assert list(shared.mentions.values_list("dialogue", flat=True)) == [other.pk]
    assert list(shared.approvals.values_list("coach", flat=True)) == [who.coaches[1].pk]
    assert anew.mentions.count() == 1


def test_a_line_that_was_kept_out_does_not_come_back(who: Group, tmp_path: Path) -> None:
    of = dialogue(who, phase=Phase.WHAT_I_DID)
    word = speaking.say_what_i_did(dialogue=of, text=f"De {MARKER}.", key=uuid4(), by=who.writer)
    leaving.veto_line(word=word, by=who.coaches[0])
    file = tmp_path / "withdrawals.jsonl"
    file.write_text(exported())
    Word.objects.filter(pk=word.pk).update(gone_how="")
    Withdrawal.objects.all().delete()
    assert f"page of {who.coaches[0].pk}" in places_of(MARKER, people=who.people)
    call_command("replay_withdrawals", str(file), stdout=StringIO())
    assert f"page of {who.coaches[0].pk}" not in places_of(MARKER, people=who.people)
    assert f"page of {who.writer.pk}" in places_of(MARKER, people=who.people)


def test_a_sentence_is_taken_out_from_the_harvest_on_and_after_its_time(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    signal = signals.name_signal(dialogue=of, sentence="De bus rijdt niet.", by=who.coaches[0])
    Dialogue.objects.filter(pk=of.pk).update(phase=Phase.ROUNDS)
    with pytest.raises(SnagError, match=Snag.NOT_YET):
        signals.unname_signal(dialogue=of, signal=signal, by=who.coaches[0])
    Dialogue.objects.filter(pk=of.pk).update(phase=Phase.CLOSED)
    Case.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    signals.unname_signal(dialogue=of, signal=signal, by=who.coaches[0])
    assert not SignalMention.objects.exists()


def test_the_list_of_withdrawals_holds_no_word_and_no_name(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    speaking.take_back(word=say(of, who.coaches[0], MARKER), by=who.coaches[0])
    for line in exported().splitlines():
        assert set(json.loads(line)) == {"kind", "key", "how", "at"}


def test_a_list_that_was_cut_off_does_nothing(who: Group, tmp_path: Path) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    word = say(of, who.coaches[0], "Van mij.")
    good = json.dumps({"kind": "word", "key": str(word.pk), "how": "taken_back", "at": ""})
    file = tmp_path / "cut.jsonl"
    file.write_text(f'{good}\n{{"kind": "wo')
    with pytest.raises(CommandError, match="Line 2"):
        call_command("replay_withdrawals", str(file), stdout=StringIO())
    assert Word.objects.get(pk=word.pk).gone_how == ""


def test_a_withdrawal_of_what_the_backup_never_had_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "list.jsonl"
    file.write_text(json.dumps({"kind": "draft", "key": str(uuid4()), "how": "expired", "at": ""}))
    call_command("replay_withdrawals", str(file), stdout=StringIO())
    assert Withdrawal.objects.count() == 1


def test_a_wipe_that_forgets_the_recording_is_seen(who: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    """A negative control: the search opens sound too."""
    of = dialogue(who, phase=Phase.ROUND_ONE)
    word = say(of, who.coaches[0], "Gezegd.", spoken=Spoken(SOUND, 3))
    monkeypatch.setattr(wiping, "_empty_words", lambda words, how: None)
    speaking.take_back(word=word, by=who.coaches[0])
    assert places_of("Gezegd.")
    assert Recording.objects.exists()
    assert not InsightVoice.objects.exists()
