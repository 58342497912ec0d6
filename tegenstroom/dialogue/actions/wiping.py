"""Taking words away for good: the only place where they are destroyed, and where the list of that is kept.

Each function may be called again for what is gone already. Callers took their turn at the audit and hold the
dialogue, where there is one. Pages that are open hear that something changed: what is destroyed stays on no
screen.
"""

from uuid import UUID

from django.db.models import F, QuerySet
from django.utils import timezone

from tegenstroom.dialogue.actions import running as held
from tegenstroom.dialogue.models import (
    Case,
    Dialogue,
    Insight,
    InsightVoice,
    RawDraft,
    Recording,
    Signal,
    SignalMention,
    Withdrawal,
    Word,
)
from tegenstroom.dialogue.rules.phases import Gone, Phase

WORD, CASE, DRAFT, VOICE, LESSON = "word", "case", "draft", "voice", "lesson"


def wipe_word(word: Word, how: Gone) -> bool:
    """Destroy one contribution, its recording, and lines of lessons that came of it. False when it was gone."""
    if word.gone_how not in {"", Gone.VETOED}:
        return False
    _empty_words(Word.objects.filter(pk=word.pk), how)
    for voice in InsightVoice.objects.filter(word=word, gone_at=None):
        wipe_voice(voice, how)
    _list(WORD, word.pk, how)
    held.stamp(word.dialogue, among_coaches=word.phase == Phase.OWN_GROUP)
    word.refresh_from_db()
    return True


def wipe_voice(voice: InsightVoice, how: Gone) -> bool:
    """Take one voice out of a lesson: without it the lesson has no three voices, and is shown nowhere."""
    gone = InsightVoice.objects.filter(pk=voice.pk, gone_at=None).update(
        gone_at=timezone.now(), sealed_text=b"", by_name=""
    )
    if gone:
        _list(VOICE, voice.pk, how)
        # Dialogues in which the lesson lies as voice of research.
        Dialogue.objects.filter(words__insight=voice.insight_id).update(version=F("version") + 1)
    return bool(gone)


def wipe_lesson(insight: Insight, how: Gone) -> bool:
    """Take a whole lesson away that was not handed over, its title too. False when nothing of it was left."""
    voices = [wipe_voice(voice, how) for voice in insight.voices.filter(gone_at=None)]
    gone = Insight.objects.filter(pk=insight.pk, handed_over_at=None).exclude(title="").update(title="")
    if gone:
        _list(LESSON, insight.pk, how)
    return bool(gone) or any(voices)


def wipe_case(case: Case, how: Gone) -> bool:
    """Destroy a case and every word that was said about it. False when it was gone.

    Lessons that were handed over stand on the yes of each voice, and stay; proposals go, with their titles. What
    policy counted goes with a withdrawal, and stays when the case was only past its time; a sentence that was
    named nowhere else goes along.
    """
    dialogue = Dialogue.objects.filter(case=case).select_for_update(no_key=True).first()
    gone = Case.objects.filter(pk=case.pk, gone_at=None).update(
        gone_at=timezone.now(), gone_how=how, sealed_title=b"", sealed_text=b"", sealed_plain=b""
    )
    if dialogue is not None:
        _empty_words(dialogue.words.all(), how)
        for proposal in Insight.objects.filter(dialogue=dialogue, handed_over_at=None):
            wipe_lesson(proposal, how)
        if how is Gone.WITHDRAWN:
            forget_signals(SignalMention.objects.filter(dialogue=dialogue))
            Dialogue.objects.filter(pk=dialogue.pk, withdrawn_at=None).update(
                withdrawn_at=timezone.now(), paused_at=None
            )
        held.stamp(dialogue)
    if gone:
        _list(CASE, case.pk, how)
    case.refresh_from_db()
    return bool(gone)


def forget_signals(mentions: QuerySet[SignalMention]) -> None:
    """Undo that these sentences were named; what is named nowhere any more goes, and what coaches said of it."""
    named = list(mentions.values_list("signal", flat=True))
    mentions.delete()
    Signal.objects.filter(pk__in=named, mentions=None).delete()


def wipe_draft(draft: RawDraft, how: Gone) -> None:
    """Destroy a raw draft with its stand-ins, its names and what was found in it. Nothing of it is left."""
    _list(DRAFT, draft.pk, how)
    draft.delete()


def replay(kind: str, key: UUID, how: Gone) -> bool:
    """Do once more what was done before a backup was put back; whether there was something to do."""
    match kind:
        case "word":
            word = Word.objects.filter(pk=key).first()
            done = word is not None and wipe_word(word, how)
        case "case":
            case = Case.objects.filter(pk=key).first()
            done = case is not None and wipe_case(case, how)
        case "voice":
            voice = InsightVoice.objects.filter(pk=key).first()
            done = voice is not None and wipe_voice(voice, how)
        case "lesson":
            lesson = Insight.objects.filter(pk=key).first()
            done = lesson is not None and wipe_lesson(lesson, how)
        case "draft":
            done = bool(RawDraft.objects.filter(pk=key).delete()[0])
        case _:
            raise ValueError(kind)
    _list(kind, key, how)
    return done


def _empty_words(words: QuerySet[Word], how: Gone) -> None:
    Recording.objects.filter(word__in=words).delete()
    words.exclude(gone_how__in=(Gone.TAKEN_BACK, Gone.WITHDRAWN, Gone.EXPIRED)).update(
        sealed_text=b"", sealed_heard=b"", length=0, gone_at=timezone.now(), gone_how=how
    )


def _list(kind: str, key: UUID, how: Gone) -> None:
    Withdrawal.objects.get_or_create(kind=kind, key=key, defaults={"how": how})
