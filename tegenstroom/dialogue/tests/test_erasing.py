"""Someone who spoke asks to be erased: no dialogue loses her half-way, and then no word of hers is left."""

import pytest

from tegenstroom.accounts.actions import NotYetError, erase_person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.dialogue.actions import second_readers, signals, wiping
from tegenstroom.dialogue.models import (
    Case,
    CircleMember,
    Dialogue,
    RawDraft,
    Recognised,
    Seat,
    Signal,
    SignalMention,
    Withdrawal,
    Word,
)
from tegenstroom.dialogue.rules.phases import Gone, Phase
from tegenstroom.dialogue.tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.mark.parametrize("part", ["coach", "writer", "facilitator"])
def test_nobody_is_erased_out_of_a_running_dialogue(part: str) -> None:
    who = factories.group()
    of = factories.dialogue(who)
    person = {"coach": who.coaches[0], "writer": of.case.writer, "facilitator": of.facilitator}[part]
    with pytest.raises(NotYetError) as refused:
        erase_person(person=person, by=PersonFactory())
    assert "Er loopt nog een gesprek" in " ".join(map(str, refused.value.sentences))


def test_afterwards_her_words_are_gone_and_stay_gone_after_a_backup() -> None:
    who = factories.group()
    of = factories.dialogue(who, phase=Phase.ROUNDS)
    she, other = who.coaches[0], who.coaches[1]
    hers = list(Word.objects.filter(speaker=she))
    assert hers
    assert Word.objects.filter(speaker=other).exists()
    Dialogue.objects.update(phase=Phase.CLOSED)
    erase_person(person=she, by=PersonFactory())
    assert {word.gone_how for word in Word.objects.filter(speaker=she)} == {Gone.TAKEN_BACK}
    assert not Word.objects.filter(speaker=other, sealed_text=b"").exists()
    assert Withdrawal.objects.filter(kind="word", key__in=[word.pk for word in hers]).count() == len(hers)
    assert Seat.objects.get(dialogue=of, person=she).shown_as == ""
    assert not CircleMember.objects.filter(person=she).exists()


def test_her_case_goes_with_all_that_was_said_of_it_and_a_draft_too() -> None:
    who = factories.group()
    of = factories.dialogue(who)
    writer = of.case.writer
    factories.draft(who)
    Dialogue.objects.update(phase=Phase.CLOSED)
    drafts = RawDraft.objects.filter(writer=writer).count()
    erase_person(person=writer, by=PersonFactory())
    assert drafts == 1
    assert not RawDraft.objects.filter(writer=writer).exists()
    assert Case.objects.get(pk=of.case.pk).gone_how == Gone.WITHDRAWN


def test_what_a_second_reader_said_of_her_drafts_goes_too() -> None:
    who = factories.group()
    asked = second_readers.ask(draft=factories.draft(who), person=who.trainer, by=who.writer)
    second_readers.say(reading=asked, agrees=False, by=who.trainer)
    assert Recognised.objects.filter(writer=who.writer).exists()
    erase_person(person=who.writer, by=PersonFactory())
    assert not Recognised.objects.exists()


def test_what_she_named_for_policy_counts_no_more_and_her_yes_no_longer_holds() -> None:
    who = factories.group()
    of, elsewhere = (factories.dialogue(who, phase=Phase.HARVEST) for _each in range(2))
    she, other = who.coaches[0], who.coaches[1]
    lonely = signals.name_signal(dialogue=of, sentence="De wachtlijst is te lang.", by=she)
    named = list(lonely.mentions.values_list("key", flat=True))
    shared = signals.name_signal(dialogue=of, sentence="Elke brief heeft een andere toon.", by=she)
    signals.name_signal(dialogue=elsewhere, sentence=shared.sentence, by=other)
    others = signals.name_signal(dialogue=of, sentence="Het formulier is te moeilijk.", by=other)
    for coach in (she, other):
        signals.approve_signal(signal=others, by=coach)
    Dialogue.objects.update(phase=Phase.CLOSED)
    erase_person(person=she, by=PersonFactory())
    assert set(Signal.objects.values_list("sentence", flat=True)) == {shared.sentence, others.sentence}
    assert [mention.dialogue for mention in SignalMention.objects.filter(signal=shared)] == [elsewhere]
    assert [approval.coach for approval in others.approvals.all()] == [other]
    assert Withdrawal.objects.filter(kind__in=["signal", "approval"]).count() == 3
    # An older backup has it again, under the key that the list knows.
    [listed] = Withdrawal.objects.filter(kind="signal", key__in=named)
    put_back = Signal.objects.create(sentence="De wachtlijst is te lang.", made_by=she)
    SignalMention.objects.create(signal=put_back, dialogue=of, by=she, key=listed.key)
    assert wiping.replay(listed.kind, listed.key, Gone.TAKEN_BACK)
    assert not Signal.objects.filter(pk=put_back.pk).exists()
