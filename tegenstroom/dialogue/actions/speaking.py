"""What people say in a dialogue: written or spoken, let by, taken back."""

from base64 import b64encode
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.sealing import seal
from tegenstroom.dialogue import emails
from tegenstroom.dialogue.actions import running as held
from tegenstroom.dialogue.actions import wiping
from tegenstroom.dialogue.figures import RECORDING_KB, RECORDING_SECONDS
from tegenstroom.dialogue.models import (
    Dialogue,
    Dictation,
    Insight,
    Recording,
    TurnTaken,
    Withdrawal,
    Word,
)
from tegenstroom.dialogue.rules import recordings
from tegenstroom.dialogue.rules.phases import (
    Field,
    Gone,
    Part,
    Phase,
    Refusal,
    RefusedError,
    Turn,
    says_what_was_heard,
)
from tegenstroom.dialogue.rules.recordings import TroubleError
from tegenstroom.dialogue.rules.state import Pass, Ready, Speak, State, TakeBack


@dataclass(frozen=True, slots=True)
class Spoken:
    """A recording as a browser made it, and how long it is."""

    content: bytes
    seconds: int


@transaction.atomic
def write(
    *,
    dialogue: Dialogue,
    text: str,
    key: UUID,
    heard: str = "",
    field: Field | None = None,
    insight: Insight | None = None,
    spoken: Spoken | None = None,
    expected: Phase | None = None,
    by: Person,
) -> Word:
    """Say something. The same key twice is the same contribution, whatever it says.

    `expected`: the phase in which she wrote it; when the dialogue went on meanwhile it is refused: words for the
    coaches' own group never land before everybody. `heard`: what she heard others say, asked from the rounds on.
    `field`: to which question of the harvest it belongs. `insight`: one that a trainer lays beside it as voice of
    research; then no text is asked. `spoken`: her voice, with `text` as the words that she approved.
    Raises RefusedError, also where what has this key waits for who types it, and TroubleError.
    """
    dialogue, state = held.hold(dialogue)
    if said := Word.objects.filter(pk=key).first():
        return _hers(said, dialogue, by)
    if Dictation.objects.filter(pk=key).exists() or Withdrawal.objects.filter(key=key).exists():
        raise RefusedError(Refusal.SENT_BEFORE)
    _check_phase(state, expected)
    text, heard = text.strip(), heard.strip()
    if not (text or insight):
        raise RefusedError(Refusal.WORDLESS)
    among = state.phase is Phase.OWN_GROUP
    event = Speak(by.pk, heard=says_what_was_heard(heard), field=field, insight=insight is not None)
    phase = state.phase
    held.happen(dialogue, state, event, by=by, among_coaches=among)
    if spoken is not None:
        check(spoken, text)
    word = keep(dialogue, phase, key, by, text=text, heard=heard, field=field, insight=insight)
    if spoken is not None:
        keep_recording(word, spoken)
    audit.record("dialogue.speak", by=by, about=dialogue, phase=str(phase), number=word.number)
    return word


def harvest(*, dialogue: Dialogue, field: Field, text: str, key: UUID, by: Person) -> Word:
    """One line of the harvest, for one of its four questions. Raises RefusedError."""
    return write(dialogue=dialogue, text=text, key=key, field=field, by=by)


@transaction.atomic
def say_what_i_did(*, dialogue: Dialogue, text: str, key: UUID, by: Person) -> Word:
    """Tell what came of it; each coach gets a letter that it is there to read. Raises RefusedError."""
    if Dialogue.objects.get(pk=dialogue.pk).phase != Phase.WHAT_I_DID:
        raise RefusedError(Refusal.NOT_THIS_PHASE)
    word = write(dialogue=dialogue, text=text, key=key, by=by)
    coaches = word.dialogue.seats.filter(part=Part.COACH, left_at=None).select_related("person")
    emails.coaches_hear(word, coaches)
    return word


@transaction.atomic
def pass_turn(*, dialogue: Dialogue, expected: Phase | None = None, by: Person) -> Dialogue:
    """Let this turn go by, without a reason; twice is once. `expected`: as in `write`. Raises RefusedError."""
    dialogue, state = held.hold(dialogue)
    _check_phase(state, expected)
    return _take_turn(dialogue, state, Pass(by.pk), Turn.PASSED, by=by)


@transaction.atomic
def say_ready(*, dialogue: Dialogue, by: Person) -> Dialogue:
    """A coach is done in the coaches' own group; it ends when each of them said so. Raises RefusedError."""
    dialogue, state = held.hold(dialogue)
    return _take_turn(dialogue, state, Ready(by.pk), Turn.READY, by=by)


@transaction.atomic
def take_back(*, word: Word, by: Person) -> Word:
    """Destroy one's own words, at any time, also after leaving and when all is closed. Twice is once.

    The lines of lessons that came of it go along. Raises RefusedError for another's words.
    """
    dialogue, state = held.hold(word.dialogue)
    word = Word.objects.get(pk=word.pk)
    among = word.phase == Phase.OWN_GROUP
    held.happen(dialogue, state, TakeBack(by.pk, word.number), by=by, among_coaches=among)
    if wiping.wipe_word(word, Gone.TAKEN_BACK):
        audit.record("dialogue.take_back", by=by, about=dialogue, number=word.number)
    return word


def _take_turn(dialogue: Dialogue, state: State, event: Pass | Ready, turn: Turn, *, by: Person) -> Dialogue:
    phase = state.phase
    held.happen(dialogue, state, event, by=by, among_coaches=phase is Phase.OWN_GROUP)
    seat = held.seat_of(dialogue, by)
    _row, new = TurnTaken.objects.get_or_create(seat=seat, phase=phase, turn=turn)
    if new:
        audit.record("dialogue.turn", by=by, about=dialogue, phase=str(phase), turn=str(turn))
    return dialogue


def keep(
    dialogue: Dialogue,
    phase: Phase,
    key: UUID,
    by: Person,
    *,
    text: str,
    heard: str,
    field: Field | None = None,
    insight: Insight | None = None,
) -> Word:
    """The row of a contribution that the rules let through, under the next number."""
    dialogue.last_number += 1
    dialogue.save(update_fields=["last_number"])
    word = Word(
        key=key,
        dialogue=dialogue,
        seat=held.seat_of(dialogue, by),
        speaker=by,
        number=dialogue.last_number,
        phase=phase,
        field=field or "",
        insight=insight,
        length=len(text.split()) + len(heard.split()),
    )
    word.sealed_text = seal(text, row=word, field="sealed_text", owner=by) if text else b""
    word.sealed_heard = seal(heard, row=word, field="sealed_heard", owner=by) if heard else b""
    word.save(force_insert=True)
    return word


def _check_phase(state: State, expected: Phase | None) -> None:
    if expected is not None and state.phase is not expected:
        raise RefusedError(Refusal.MOVED_ON)


def check(spoken: Spoken, text: str | None) -> None:
    """Whether this recording can be kept. `text`: None where somebody else types it. Raises TroubleError."""
    today = timezone.localdate()
    trouble = recordings.against_keeping(
        spoken.content,
        seconds=spoken.seconds,
        text=text,
        most_seconds=int(RECORDING_SECONDS.on(today)),
        most_kb=int(RECORDING_KB.on(today)),
    )
    if trouble:
        raise TroubleError(trouble)


def keep_recording(word: Word, spoken: Spoken) -> None:
    """Keep her voice beside her words."""
    recording = Recording(
        word=word,
        speaker=word.speaker,
        media_type=recordings.container_of(spoken.content) or "",
        seconds=spoken.seconds,
        size=len(spoken.content),
    )
    audio = b64encode(spoken.content).decode()
    recording.sealed_audio = seal(audio, row=recording, field="sealed_audio", owner=word.speaker)
    recording.save(force_insert=True)


def _hers(said: Word, dialogue: Dialogue, by: Person) -> Word:
    """The contribution that a form sent twice made the first time."""
    if said.speaker_id != by.pk or said.dialogue_id != dialogue.pk:
        raise RefusedError(Refusal.NOT_YOURS)
    return said
