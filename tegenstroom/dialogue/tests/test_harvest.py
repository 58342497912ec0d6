"""What a dialogue leaves behind: insights with a yes of each voice, and signals that coaches let through."""

import pytest

from tegenstroom.base.voices import Voice
from tegenstroom.dialogue.actions import leaving, lessons, signals, speaking, wiping
from tegenstroom.dialogue.actions.policy import Policy
from tegenstroom.dialogue.models import Dialogue, Insight, Signal, Withdrawal
from tegenstroom.dialogue.rules.harvest import Snag, SnagError, Standing, against_handing_over, is_shown
from tegenstroom.dialogue.rules.phases import Field, Gone, Phase
from tegenstroom.dialogue.tests.factories import Group, dialogue, group, say

pytestmark = pytest.mark.django_db

WAIT = "Wie een afspraak wil, wacht weken."


@pytest.fixture
def who() -> Group:
    return group()


@pytest.fixture
def of(who: Group) -> Dialogue:
    return dialogue(who, phase=Phase.HARVEST)


def three_lines(who: Group, of: Dialogue) -> Insight:
    words = [
        say(of, person, f"Van {voice}.", field=Field.TAKE_ALONG)
        for person, voice in (
            (who.writer, "praktijk"),
            (who.researcher, "onderzoek"),
            (who.coaches[0], "ervaring"),
        )
    ]
    return lessons.propose(dialogue=of, title="Bel eerst", words=words, by=who.trainer)


def handed_over(who: Group, of: Dialogue) -> Insight:
    insight = three_lines(who, of)
    for voice in insight.voices.all():
        lessons.say_yes(voice=voice, by=voice.speaker)
    return lessons.hand_over(insight=insight, by=who.trainer)


def snag(expected: Snag) -> "pytest.RaisesContext":
    return pytest.raises(SnagError, match=f"^{expected}$")


def test_three_voices_that_said_yes_become_an_insight_and_lived_experience_stands_first(
    who: Group, of: Dialogue
) -> None:
    insight = handed_over(who, of)
    found = lessons.standing().get()
    assert found == insight
    assert [(line.voice, line.text) for line in lessons.lines(found)] == [
        (Voice.LIVED, "Van ervaring."),
        (Voice.PRACTICE, "Van praktijk."),
        (Voice.RESEARCH, "Van onderzoek."),
    ]
    # Its provenance: the dialogue and the day, never the case.
    assert found.dialogue == of
    assert not {field.name for field in Insight._meta.fields} & {"case", "writer"}


def test_nothing_is_handed_over_without_each_ones_yes(who: Group, of: Dialogue) -> None:
    insight = three_lines(who, of)
    for voice in insight.voices.all():
        with snag(Snag.NO_YES):
            lessons.hand_over(insight=insight, by=who.trainer)
        with snag(Snag.NOT_FOR_YOU):
            lessons.say_yes(voice=voice, by=who.trainer)
        assert not lessons.standing().exists()
        lessons.say_yes(voice=voice, by=voice.speaker)
    lessons.hand_over(insight=insight, by=who.trainer)


def test_two_voices_are_no_insight(who: Group, of: Dialogue) -> None:
    words = [say(of, person, "Een les.", field=Field.TAKE_ALONG) for person in (who.coaches[0], who.writer)]
    insight = lessons.propose(dialogue=of, title="Bel eerst", words=words, by=who.trainer)
    for voice in insight.voices.all():
        lessons.say_yes(voice=voice, by=voice.speaker)
    with snag(Snag.VOICE_MISSING):
        lessons.hand_over(insight=insight, by=who.trainer)


def test_who_takes_her_voice_back_takes_the_insight_out_of_sight(who: Group, of: Dialogue) -> None:
    insight = handed_over(who, of)
    mine = insight.voices.get(speaker=who.coaches[0])
    for _time in range(2):
        lessons.take_voice_back(voice=mine, by=who.coaches[0])
    assert not lessons.standing().exists()
    mine.refresh_from_db()
    assert bytes(mine.sealed_text) == b""


def test_taking_words_back_takes_them_out_of_the_insight_too(who: Group, of: Dialogue) -> None:
    insight = handed_over(who, of)
    word = insight.voices.get(speaker=who.coaches[0]).word
    speaking.take_back(word=word, by=who.coaches[0])
    assert not lessons.standing().exists()


def test_a_line_is_vetoed_before_it_is_handed_over_and_not_after(who: Group, of: Dialogue) -> None:
    insight = three_lines(who, of)
    line = insight.voices.get(voice=Voice.PRACTICE)
    for person in (who.professionals[1], who.trainer, who.researcher):
        with snag(Snag.NOT_FOR_YOU):
            lessons.veto_lesson(voice=line, by=person)
    lessons.veto_lesson(voice=line, by=who.coaches[1])
    with snag(Snag.VOICE_MISSING):
        lessons.hand_over(insight=insight, by=who.trainer)
    later = handed_over(who, of)
    with snag(Snag.OVER):
        lessons.veto_lesson(voice=later.voices.first(), by=who.coaches[1])


@pytest.mark.parametrize("by", ["coach", "writer"])
def test_a_lesson_is_stopped_with_its_title_before_it_is_handed_over_and_not_after(
    who: Group, of: Dialogue, by: str
) -> None:
    insight, person = three_lines(who, of), who.coaches[1] if by == "coach" else who.writer
    for other in (who.professionals[1], who.trainer, who.researcher):
        with snag(Snag.NOT_FOR_YOU):
            lessons.veto_whole(insight=insight, by=other)
    lessons.veto_whole(insight=insight, by=person)
    insight.refresh_from_db()
    assert (insight.title, lessons.rows_of(insight)) == ("", [])
    with snag(Snag.VOICE_MISSING):
        lessons.hand_over(insight=insight, by=who.trainer)
    later = handed_over(who, of)
    with snag(Snag.OVER):
        lessons.veto_whole(insight=later, by=person)
    assert lessons.standing().get().title == "Bel eerst"


def test_a_stopped_lesson_goes_again_after_a_backup_was_put_back(who: Group, of: Dialogue) -> None:
    insight = three_lines(who, of)
    backup = [insight, *insight.voices.all()]
    lessons.veto_whole(insight=insight, by=who.coaches[1])
    listed = list(Withdrawal.objects.values_list("kind", "key", "how"))
    for row in backup:
        row.save()
    assert (Insight.objects.get().title, len(lessons.rows_of(insight))) == ("Bel eerst", 3)
    for kind, key, how in listed:
        wiping.replay(kind, key, Gone(how))
    assert (Insight.objects.get().title, lessons.rows_of(insight)) == ("", [])


def test_a_line_says_what_its_speaker_makes_of_it(who: Group, of: Dialogue) -> None:
    insight = three_lines(who, of)
    mine = insight.voices.get(speaker=who.coaches[0])
    lessons.rewrite(voice=mine, text="Bellen maakt bang.", by=who.coaches[0])
    with snag(Snag.NOT_FOR_YOU):
        lessons.rewrite(voice=mine, text="Anders.", by=who.trainer)
    waiting = lessons.lines_to_answer(who.coaches[0])
    assert [(row.pk, text) for row, text in waiting] == [(mine.pk, "Bellen maakt bang.")]


def test_no_lesson_comes_from_the_coaches_own_group(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    ours = say(of, who.coaches[0], "Onder ons.")
    from tegenstroom.dialogue.tests.factories import walk

    walk(who, of, Phase.HARVEST)
    with snag(Snag.OVER):
        lessons.propose(dialogue=of, title="Bel eerst", words=[ours], by=who.trainer)


def test_no_lesson_comes_from_words_that_are_gone_or_before_the_harvest(who: Group, of: Dialogue) -> None:
    word = say(of, who.coaches[0], "Een les.", field=Field.TAKE_ALONG)
    leaving.veto_line(word=word, by=who.coaches[1])
    with snag(Snag.OVER):
        lessons.propose(dialogue=of, title="Bel eerst", words=[word], by=who.trainer)
    Dialogue.objects.update(phase=Phase.ROUNDS)
    with snag(Snag.NOT_YET):
        lessons.propose(dialogue=of, title="Bel eerst", words=[word], by=who.trainer)


def test_professionals_propose_no_lesson(who: Group, of: Dialogue) -> None:
    word = say(of, who.writer, "Een les.", field=Field.TAKE_ALONG)
    with snag(Snag.NOT_FOR_YOU):
        lessons.propose(dialogue=of, title="Bel eerst", words=[word], by=who.writer)


def harvested() -> tuple[Group, Dialogue]:
    """Another dialogue that may name a signal; how it came there is another test's subject."""
    who = group()
    of = dialogue(who)
    Dialogue.objects.filter(pk=of.pk).update(phase=Phase.HARVEST)
    of.refresh_from_db()
    return who, of


@pytest.mark.slow
def test_a_signal_is_shown_from_five_dialogues_on_with_two_coaches_behind_it() -> None:
    dialogues = [harvested() for _number in range(5)]
    for number, (who, of) in enumerate(dialogues):
        for _time in range(2):
            signal = signals.name_signal(dialogue=of, sentence=WAIT, by=who.coaches[0])
        if number == 3:
            for coach in who.coaches:
                signals.approve_signal(signal=signal, by=coach)
        assert bool(Policy().shown()) == (number == 4)
    [shown] = Policy().shown()
    assert (shown.sentence, shown.dialogues) == (WAIT, 5)
    who, of = dialogues[3]
    signals.take_approval_back(signal=signal, by=who.coaches[0])
    assert Policy().shown() == []
    signals.approve_signal(signal=signal, by=who.coaches[0])
    # A case that is taken back no longer counts.
    leaving.veto(dialogue=of, by=who.coaches[0])
    assert Policy().shown() == []


def test_only_coaches_let_a_signal_through(who: Group, of: Dialogue) -> None:
    signal = signals.name_signal(dialogue=of, sentence=WAIT, by=who.trainer)
    for person in (who.trainer, who.writer, who.researcher):
        with snag(Snag.NOT_FOR_YOU):
            signals.approve_signal(signal=signal, by=person)
    with snag(Snag.NOT_FOR_YOU):
        signals.name_signal(dialogue=of, sentence=WAIT, by=who.writer)


@pytest.mark.parametrize(("dialogues", "approvals"), [(4, 9), (5, 1), (0, 0)])
def test_too_few_is_not_shown(dialogues: int, approvals: int) -> None:
    everybody = frozenset(range(approvals))
    few = Standing(dict.fromkeys(range(dialogues), everybody), everybody)
    assert not is_shown(few, from_dialogues=5, from_coaches=2)
    two = frozenset((1, 2))
    assert is_shown(Standing(dict.fromkeys(range(5), two), two), from_dialogues=5, from_coaches=2)


def test_a_voice_may_speak_twice_and_one_no_is_a_no() -> None:
    all_yes = [(voice, True) for voice in Voice]
    assert against_handing_over(all_yes) is None
    assert against_handing_over([*all_yes, (Voice.LIVED, False)]) is Snag.NO_YES


def test_a_sentence_that_names_someone_is_taken_away_by_a_coach_or_who_leads(who: Group, of: Dialogue) -> None:
    for by in (who.coaches[1], who.trainer):
        signal = signals.name_signal(
            dialogue=of, sentence="Bij de vrouw van de bakker belde niemand.", by=who.trainer
        )
        signals.approve_signal(signal=signal, by=who.coaches[0])
        for person in (who.writer, who.researcher):
            with snag(Snag.NOT_FOR_YOU):
                signals.unname_signal(dialogue=of, signal=signal, by=person)
        for _time in range(2):
            signals.unname_signal(dialogue=of, signal=signal, by=by)
        assert not Signal.objects.exists()


def test_a_sentence_that_came_up_elsewhere_too_stays_there(who: Group, of: Dialogue) -> None:
    elsewhere, other = harvested()
    for people, one in ((who, of), (elsewhere, other)):
        signal = signals.name_signal(dialogue=one, sentence=WAIT, by=people.trainer)
    signals.unname_signal(dialogue=of, signal=signal, by=who.trainer)
    assert [mention.dialogue for mention in signal.mentions.all()] == [other]
