"""Taking words away for good: the only place where they are destroyed, and where the list of that is kept.

Each function may be called again for what is gone already. Callers took their turn at the audit and hold the
dialogue, where there is one. Pages that are open hear that something changed: what is destroyed stays on no
screen.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import F, Model, QuerySet
from django.utils import timezone

from tegenstroom.base.models import Letter
from tegenstroom.dialogue.actions import running as held
from tegenstroom.dialogue.models import (
    Case,
    Dialogue,
    Dictation,
    Insight,
    InsightVoice,
    RawDraft,
    Recording,
    Signal,
    SignalApproval,
    SignalMention,
    Withdrawal,
    Word,
)
from tegenstroom.dialogue.models.dialogues import CASE_LETTER
from tegenstroom.dialogue.rules.phases import Gone, Phase

WORD, CASE, DRAFT, VOICE, LESSON = "word", "case", "draft", "voice", "lesson"
LINE, SIGNAL, APPROVAL, DICTATION = "line", "signal", "approval", "dictation"


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


def wipe_dictation(dictation: Dictation, how: Gone) -> bool:
    """Destroy a recording that waits for its text or for her yes, and what was typed. Nothing of it is left."""
    _list(DICTATION, dictation.pk, how)
    held.stamp(dictation.dialogue, among_coaches=dictation.phase == Phase.OWN_GROUP)
    return bool(dictation.delete()[0])


def keep_out(word: Word, how: Gone) -> bool:
    """A line that goes no further: who said it has it, and no lesson that is proposed. False when it was out."""
    kept = Word.objects.filter(pk=word.pk, gone_how="").update(gone_how=how)
    if kept:
        for voice in InsightVoice.objects.filter(word=word, gone_at=None, insight__handed_over_at=None):
            wipe_voice(voice, how)
        _list(LINE, word.pk, how)
        held.stamp(word.dialogue)
    return bool(kept)


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
        drop_letters(dialogue)
        _empty_words(dialogue.words.all(), how)
        for waiting in dialogue.dictations.all():
            wipe_dictation(waiting, how)
        for proposal in Insight.objects.filter(dialogue=dialogue, handed_over_at=None):
            wipe_lesson(proposal, how)
        if how is Gone.WITHDRAWN:
            forget_signals(SignalMention.objects.filter(dialogue=dialogue))
            Dialogue.objects.filter(pk=dialogue.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
        # What is over waits for nobody.
        held.stamp(dialogue, paused_at=None)
    if gone:
        _list(CASE, case.pk, how)
    case.refresh_from_db()
    return bool(gone)


def drop_letters(dialogue: Dialogue, *, to: int | None = None) -> None:
    """Letters that would carry the case on paper need not leave any more, to anyone or to her."""
    waiting = Letter.objects.about(dialogue).filter(kind=CASE_LETTER).on_paper()
    (waiting if to is None else waiting.filter(person=to)).delete()


def wipe_mention(mention: SignalMention, how: Gone) -> bool:
    """Undo that a sentence was named in a dialogue; it goes when it is named nowhere else."""
    _list(SIGNAL, mention.key, how)
    forget_signals(SignalMention.objects.filter(pk=mention.pk))
    return True


def wipe_approval(approval: SignalApproval, how: Gone) -> bool:
    """A coach no longer stands behind a sentence."""
    _list(APPROVAL, approval.key, how)
    return bool(approval.delete()[0])


def forget_signals(mentions: QuerySet[SignalMention]) -> None:
    """Undo that these sentences were named; what is named nowhere any more goes, and what coaches said of it."""
    named = list(mentions.values_list("signal", flat=True))
    mentions.delete()
    Signal.objects.filter(pk__in=named, mentions=None).delete()


def wipe_draft(draft: RawDraft, how: Gone) -> bool:
    """Destroy a raw draft with its stand-ins, its names and what was found in it. Nothing of it is left."""
    _list(DRAFT, draft.pk, how)
    return bool(draft.delete()[0])


def replay(kind: str, key: UUID, how: Gone) -> bool:
    """Do once more what was done before a backup was put back; whether there was something to do."""
    if kind not in AGAIN:
        raise ValueError(kind)
    model, column, wipe = AGAIN[kind]
    row = model._default_manager.filter(**{column: key}).first()
    done = row is not None and wipe(row, how)
    if kind == WORD:
        # The backup may be older than her yes: then the word still waits there under the same key.
        done = any([done, *(wipe_dictation(one, how) for one in Dictation.objects.filter(pk=key))])
    _list(kind, key, how)
    return done


def _empty_words(words: QuerySet[Word], how: Gone) -> None:
    Recording.objects.filter(word__in=words).delete()
    words.exclude(gone_how__in=(Gone.TAKEN_BACK, Gone.WITHDRAWN, Gone.EXPIRED)).update(
        sealed_text=b"", sealed_heard=b"", length=0, gone_at=timezone.now(), gone_how=how
    )


def _list(kind: str, key: UUID, how: Gone) -> None:
    Withdrawal.objects.get_or_create(kind=kind, key=key, defaults={"how": how})


# By kind on the list: what it is, by which column it is known, and how it goes.
AGAIN: dict[str, tuple[type[Model], str, Callable[[Any, Gone], bool]]] = {
    WORD: (Word, "pk", wipe_word),
    LINE: (Word, "pk", keep_out),
    CASE: (Case, "pk", wipe_case),
    DRAFT: (RawDraft, "pk", wipe_draft),
    VOICE: (InsightVoice, "pk", wipe_voice),
    LESSON: (Insight, "pk", wipe_lesson),
    SIGNAL: (SignalMention, "key", wipe_mention),
    DICTATION: (Dictation, "pk", wipe_dictation),
    APPROVAL: (SignalApproval, "key", wipe_approval),
}
