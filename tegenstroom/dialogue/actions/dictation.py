"""A coach speaks, somebody else types, and at her yes it stands in the room; she takes it back at any moment."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.prepared import prepared
from tegenstroom.base.sealing import seal, unseal
from tegenstroom.dialogue.actions import running as held
from tegenstroom.dialogue.actions import speaking, wiping
from tegenstroom.dialogue.actions.speaking import Spoken
from tegenstroom.dialogue.models import Dialogue, Dictation, Seat, Withdrawal, Word
from tegenstroom.dialogue.models.cases import that_stands
from tegenstroom.dialogue.rules import dictation as rules
from tegenstroom.dialogue.rules import recordings
from tegenstroom.dialogue.rules.dictation import Stage, Waiting
from tegenstroom.dialogue.rules.phases import (
    FROM_HEARD,
    Gone,
    Phase,
    Refusal,
    RefusedError,
    says_what_was_heard,
)
from tegenstroom.dialogue.rules.state import State

# Without the voice: a page that only names it does not carry it.
VOICE = "sealed_audio"


@transaction.atomic
def hand_over(
    *,
    dialogue: Dialogue,
    key: UUID,
    spoken: Spoken,
    text: str = "",
    heard: str = "",
    expected: Phase | None = None,
    by: Person,
) -> Dictation:
    """A coach lets somebody type what she spoke. The same key twice is the same recording.

    `text` and `heard`: what she wrote already, for who types it. `expected`: as in `speaking.write`. Raises
    RefusedError, also for what she took back or said yes to before, and TroubleError.
    """
    dialogue, state = held.hold(dialogue)
    if there := Dictation.objects.filter(pk=key, speaker=by, dialogue=dialogue).first():
        return there
    if expected is not None and state.phase is not expected:
        raise RefusedError(Refusal.MOVED_ON)
    if no := rules.against_asking(state, by.pk):
        raise RefusedError(no)
    if Word.objects.filter(pk=key).exists() or Withdrawal.objects.filter(key=key).exists():
        raise RefusedError(Refusal.SENT_BEFORE)
    speaking.check(spoken, None)
    seat = held.seat_of(dialogue, by)
    row = Dictation(key=key, dialogue=dialogue, seat=seat, speaker=by, phase=state.phase)
    row.media_type = recordings.container_of(spoken.content) or ""
    row.seconds, row.size = spoken.seconds, len(spoken.content)
    row.sealed_audio = seal(b64encode(spoken.content).decode(), row=row, field=VOICE, owner=by)
    _seal_words(row, text, heard)
    row.save(force_insert=True)
    _happened(row, "hand_over", by)
    return row


@transaction.atomic
def keep_text(*, dictation: Dictation, text: str, heard: str = "", by: Person) -> Dictation:
    """Who types hands it back to her who spoke; the same words twice are one text.

    Raises RefusedError, also when another was first.
    """
    row, state = _held(dictation)
    if not rules.might_type(state, waiting_of(row), by.pk):
        raise RefusedError(Refusal.NOT_FOR_YOU)
    if row.stage == Stage.TO_CHECK:
        if words_of(row) == (text.strip(), heard.strip()):
            return row
        raise RefusedError(Refusal.TYPED_ALREADY)
    if not text.strip():
        raise RefusedError(Refusal.WORDLESS)
    if row.phase in FROM_HEARD and not says_what_was_heard(heard):
        raise RefusedError(Refusal.HEARD_MISSING)
    _seal_words(row, text, heard)
    row.stage, row.times = Stage.TO_CHECK, row.times + 1
    row.typist = held.seat_of(row.dialogue, by)
    row.save(update_fields=["sealed_text", "sealed_heard", "stage", "times", "typist"])
    _happened(row, "type", by)
    return row


@transaction.atomic
def say_no(*, dictation: Dictation, by: Person) -> Dictation:
    """It is not what she said: who types listens again, and finds what stood there. Twice is once."""
    row, _state = _hers(dictation, by)
    if row.stage == Stage.TO_CHECK:
        row.stage = Stage.TO_TYPE_AGAIN
        row.save(update_fields=["stage"])
        _happened(row, "type_again", by)
    return row


@transaction.atomic
def say_yes(*, dictation: Dictation, times: int, by: Person) -> Word:
    """This is what she said: word and voice stand in the room. Twice is once. Raises RefusedError.

    `times`: which text she read; when another came meanwhile she reads that one first.
    """
    if said := Word.objects.filter(pk=dictation.pk, speaker=by).first():
        return said
    row, state = _hers(dictation, by)
    if row.times != times:
        raise RefusedError(Refusal.TYPED_ALREADY)
    if no := rules.against_yes(state, waiting_of(row)):
        raise RefusedError(no)
    text, heard = words_of(row)
    return _let_stand(row, state, text, heard, by=by)


@transaction.atomic
def type_self(*, dictation: Dictation, text: str, heard: str = "", by: Person) -> Word:
    """She types it herself after all: who types what she said needs nobody's yes. Twice is once.

    Raises RefusedError.
    """
    if said := Word.objects.filter(pk=dictation.pk, speaker=by).first():
        return said
    row, state = _hers(dictation, by)
    if not text.strip():
        raise RefusedError(Refusal.WORDLESS)
    return _let_stand(row, state, text.strip(), heard.strip(), by=by)


@transaction.atomic
def take_back(*, dictation: Dictation, by: Person) -> None:
    """Destroy voice and text, at any moment before her yes; later `speaking.take_back` does. Twice is once."""
    held.hold(dictation.dialogue)
    row = Dictation.objects.filter(pk=dictation.pk, speaker=by).select_related("dialogue").first()
    if row is not None:
        _happened(row, "take_back", by)
        wiping.wipe_dictation(row, Gone.TAKEN_BACK)


def end_all(dialogue: Dialogue) -> None:
    """The dialogue closes: what still waits can stand nowhere any more, and goes."""
    for row in dialogue.dictations.all():
        wiping.wipe_dictation(row, Gone.TAKEN_BACK)


def play(*, dictation: Dictation, by: Person) -> bytes:
    """The voice, for who may hear it now. Raises Http404, SealError."""
    if not rules.may_hear(held.state_of(dictation.dialogue), waiting_of(dictation), by.pk):
        raise Http404
    return b64decode(_opened(dictation, VOICE))


def words_of(dictation: Dictation) -> tuple[str, str]:
    """What was typed, and what she heard others say; empty where nothing was. For who passed a guard."""
    return _opened(dictation, "sealed_text"), _opened(dictation, "sealed_heard")


def waiting_of(row: Dictation | Word) -> Waiting:
    """As the rules know it; of what stands in the room already, as it was before her yes."""
    stage = Stage(row.stage) if isinstance(row, Dictation) else Stage.TO_CHECK
    return Waiting(row.pk, row.speaker_id, Phase(row.phase), stage, heard=bool(row.sealed_heard))


def typists_of(dialogue: Dialogue, state: State, speaker: int, phase: Phase) -> str:
    """Under which names she knows who may type it, as in a sentence; empty when nobody can."""
    may = rules.typists(state, speaker, phase)
    names = [name for person, name in _names(dialogue.pk) if person in may] if may else []
    return str(_(" of ").join(names))


def waiting_in(dialogue: int) -> list[Dictation]:
    """All that wait in a dialogue, the oldest first. One question."""
    return _waiting(dialogue)


def waiting_by_dialogue(dialogues: Iterable[Dialogue]) -> Mapping[int, list[Waiting]]:
    """The same for many dialogues, as the rules know them. One question."""
    found: dict[int, list[Waiting]] = {dialogue.pk: [] for dialogue in dialogues}
    rows = Dictation.objects.filter(that_stands("dialogue__case__"), dialogue__in=found).defer(VOICE)
    for row in rows if found else ():
        found[row.dialogue_id].append(waiting_of(row))
    return found


@prepared
def _names(dialogue: int) -> QuerySet[Seat, tuple[int, str]]:
    return Seat.objects.filter(dialogue=dialogue).order_by("pk").values_list("person", "shown_as")


@prepared
def _waiting(dialogue: int) -> QuerySet[Dictation]:
    return Dictation.objects.filter(dialogue=dialogue).select_related("seat").defer(VOICE).order_by("at", "pk")


def _held(dictation: Dictation) -> tuple[Dictation, State]:
    """It and its dialogue, held still. Raises RefusedError where it is gone, or stands in the room."""
    dialogue, state = held.hold(dictation.dialogue)
    row = Dictation.objects.filter(pk=dictation.pk).select_related("speaker").first()
    if row is None:
        raise RefusedError(Refusal.OVER)
    row.dialogue = dialogue
    return row, state


def _hers(dictation: Dictation, by: Person) -> tuple[Dictation, State]:
    row, state = _held(dictation)
    if row.speaker_id != by.pk:
        raise RefusedError(Refusal.NOT_YOURS)
    return row, state


def _let_stand(row: Dictation, state: State, text: str, heard: str, *, by: Person) -> Word:
    """Through the same rules as what anyone says; the sealed voice goes over to the word."""
    phase = Phase(row.phase)
    waiting = Waiting(row.pk, row.speaker_id, phase, Stage.TO_CHECK, heard=says_what_was_heard(heard))
    among = phase is Phase.OWN_GROUP
    held.happen(row.dialogue, state, rules.yes(waiting), by=by, among_coaches=among)
    word = speaking.keep(row.dialogue, phase, row.pk, by, text=text, heard=heard)
    speaking.keep_recording(word, Spoken(b64decode(_opened(row, VOICE)), row.seconds))
    Dictation.objects.filter(pk=row.pk).delete()
    audit.record("dialogue.speak", by=by, about=row.dialogue, phase=str(phase), number=word.number)
    return word


def _opened(row: Dictation, field: str) -> str:
    sealed = getattr(row, field)
    return unseal(sealed, row=row, field=field, owner=row.speaker) if sealed else ""


def _seal_words(row: Dictation, text: str, heard: str) -> None:
    for field, words in (("sealed_text", text.strip()), ("sealed_heard", heard.strip())):
        setattr(row, field, seal(words, row=row, field=field, owner=row.speaker) if words else b"")


def _happened(row: Dictation, what: str, by: Person) -> None:
    """Without a word of what; pages that poll hear of it, of what coaches say among themselves theirs alone."""
    audit.record(f"dialogue.dictation_{what}", by=by, about=row.dialogue, phase=row.phase)
    held.stamp(row.dialogue, among_coaches=row.phase == Phase.OWN_GROUP)
