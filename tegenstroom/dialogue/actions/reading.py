"""The sole door to the words of a dialogue: its case, and what people said. The rules say what may be read."""

from base64 import b64decode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.http import Http404
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.prepared import prepared
from tegenstroom.base.sealing import SealError, unseal, unseal_fields
from tegenstroom.base.voices import Voice
from tegenstroom.dialogue.actions import posting
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.models import Case, Dialogue, ReadCase, Recording, Word
from tegenstroom.dialogue.models.cases import that_stands
from tegenstroom.dialogue.models.words import STILL_HERS
from tegenstroom.dialogue.rules import reading as rules
from tegenstroom.dialogue.rules.harvest import VOICES
from tegenstroom.dialogue.rules.phases import SHARED, Field, Gone, Part, Phase
from tegenstroom.dialogue.rules.state import State


@dataclass(frozen=True, slots=True)
class CaseText:
    """A case as its readers get it; coaches read the plain version first."""

    case: Case
    title: str
    text: str
    plain: str


@dataclass(frozen=True, slots=True)
class Sound:
    """The recording beside a contribution: how long, in seconds, and how large, in bytes."""

    key: UUID
    seconds: int
    size: int


@dataclass(frozen=True, slots=True)
class Contribution:
    """That someone spoke, as a reader may know it, still sealed. Of what was taken back no name is left either."""

    word: Word
    number: int
    phase: Phase
    voice: Voice
    part: Part
    shown_as: str
    is_own: bool
    at: datetime
    field: Field | None = None
    # Empty for what stands; else how it went. VETOED is shown to its speaker alone, with its text.
    gone: Gone | None = None
    sound: Sound | None = None


@dataclass(frozen=True, slots=True)
class Heard(Contribution):
    """A contribution with its words, as a reader gets it."""

    text: str = ""
    heard: str = ""


def words_of(dialogue: Dialogue) -> list[Word]:
    """All its contributions in order, sealed, each with its seat's part and name and its recording. One query."""
    return _words(dialogue.pk)


def contributions_for(person: Person, words: Iterable[Word], *, state: State) -> list[Contribution]:
    """Those of a dialogue's words (`words_of`) that this person may read now; nothing is opened.

    Places of what was taken back are shown where she could have read it.
    """
    if state.gone is not None or state.seat_of(person.pk) is None:
        return []
    visible = rules.visible_words(state, person.pk)
    places = visible | rules.visible_places(state, person.pk)
    return [
        _contribution(row, person) if row.number in visible else _place(row, person)
        for row in words
        if row.number in places
    ]


def opened(contributions: Sequence[Contribution]) -> list[Heard]:
    """The same with their words. One query, whatever the length."""
    there = [one.word for one in contributions if one.gone is not Gone.TAKEN_BACK]
    words = unseal_fields(there, "sealed_text", "sealed_heard")
    # Where a key is gone the sentence of the error says so.
    text, heard = ({pk: str(word) for pk, word in words[name].items()} for name in ("sealed_text", "sealed_heard"))
    return [
        Heard(
            **{field.name: getattr(one, field.name) for field in fields(Contribution)},
            text=text.get(one.word.pk, ""),
            heard=heard.get(one.word.pk, ""),
        )
        for one in contributions
    ]


def words_visible_to(
    person: Person, dialogue: Dialogue, *, since: int = 0, state: State | None = None
) -> list[Heard]:
    """What this person may read of a dialogue now, in the order in which it was said.

    A constant number of queries, whatever the length. `since`: only what has a higher number than this. Places of
    what was taken back are shown where she could have read it.
    """
    words = words_of(dialogue)
    hers = contributions_for(person, words, state=state or state_of(dialogue, words))
    return opened([one for one in hers if one.number > since])


def own_words(person: Person, dialogue: Dialogue) -> list[Heard]:
    """What she said here herself and still stands, also after she left: what she can take back. No one else's."""
    rows = _with_seats(Word.objects.filter(that_stands("dialogue__case__"), dialogue=dialogue, speaker=person))
    return opened([_contribution(row, person) for row in rows.filter(gone_how__in=STILL_HERS)])


def read_case(*, dialogue: Dialogue, by: Person, state: State | None = None) -> CaseText:
    """The words of the case, for who may read it now; written down once a day. Raises Http404, SealError."""
    if not rules.may_read_case(state or state_of(dialogue), by.pk):
        raise Http404
    # Anew: what the caller holds may be older than a withdrawal.
    [case] = _case(dialogue.pk)
    if case.is_gone:
        raise Http404
    if by.pk != case.writer_id:
        _note(case, dialogue, by)
    return _texts(case)


def titles_for(person: Person, found: Iterable[tuple[Dialogue, State]]) -> Mapping[int, str]:
    """By dialogue the title of its case, for a list, as far as she may read it now. Two queries.

    That she opened a case is written down; a title in a list is not.
    """
    readable = {
        dialogue.case_id: dialogue.pk for dialogue, state in found if rules.may_read_case(state, person.pk)
    }
    if not readable:
        return {}
    rows = Case.objects.standing().filter(pk__in=readable).only("key", "writer", "sealed_title")
    titles = unseal_fields(rows, "sealed_title")["sealed_title"]
    # Where a key is gone there is no title.
    return {readable[key]: title for key, title in titles.items() if isinstance(title, str)}


def print_case(*, dialogue: Dialogue, reader: int, by: Person) -> CaseText:
    """The words of the case for a letter to who may read it now, and written down of who prints it, once a day.

    Raises Http404, SealError.
    """
    [case] = _case(dialogue.pk)
    if case.is_gone or not rules.may_read_case(state_of(dialogue), reader):
        raise Http404
    _note(case, dialogue, by)
    return _texts(case)


def read_own_case(*, case: Case, by: Person) -> CaseText:
    """The words of one's own case, also before a dialogue opens on it. Raises Http404, SealError."""
    if case.writer_id != by.pk or case.is_gone:
        raise Http404
    return _texts(case)


def play(*, recording: Recording, by: Person) -> bytes:
    """A recording as her browser made it, for who may read the words beside it. Raises Http404, SealError."""
    word = recording.word
    if word.number not in rules.visible_words(state_of(word.dialogue), by.pk):
        raise Http404
    audio = unseal(recording.sealed_audio, row=recording, field="sealed_audio", owner=recording.speaker)
    return b64decode(audio)


def shares(dialogue: Dialogue) -> Mapping[Part, int]:
    """How much each voice spoke, in percents of the words said in common; never by person. One query."""
    spoken = Word.objects.filter(dialogue=dialogue, phase__in=SHARED).values_list("seat__part", "length")
    return rules.shares((Part(part), length) for part, length in spoken)


def _note(case: Case, dialogue: Dialogue, reader: Person) -> None:
    """Only her first look of the day waits for a turn to write."""
    today = timezone.localdate()
    days_read = _days_read(dialogue.pk, reader.pk)
    if today in days_read:
        return
    with transaction.atomic():
        audit.take_turn()
        _row, new = ReadCase.objects.get_or_create(case=case, reader=reader, day=today)
        if new:
            audit.record("dialogue.case_read", by=reader, about=case)
        if new and not days_read:
            posting.opened(dialogue=dialogue, by=reader)


def _texts(case: Case) -> CaseText:
    found = unseal_fields([case], "sealed_title", "sealed_text", "sealed_plain")
    words = {field: by_case.get(case.pk, "") for field, by_case in found.items()}
    for word in words.values():
        if isinstance(word, SealError):
            raise word
    return CaseText(case, *map(str, words.values()))


def _with_seats(words: QuerySet[Word]) -> QuerySet[Word, Any]:
    return words.order_by("number").annotate(
        part=F("seat__part"),
        shown_as=F("seat__shown_as"),
        sound_key=F("recording__key"),
        sound_seconds=F("recording__seconds"),
        sound_size=F("recording__size"),
    )


@prepared
def _words(dialogue: int) -> QuerySet[Word, Any]:
    return _with_seats(Word.objects.filter(dialogue=dialogue))


@prepared
def _case(dialogue: int) -> QuerySet[Case]:
    return Case.objects.filter(dialogue=dialogue)


@prepared
def _days_read(dialogue: int, reader: int) -> QuerySet[ReadCase, date]:
    """The last day on which she read it."""
    days = ReadCase.objects.filter(case__dialogue=dialogue, reader=reader).order_by("-day")
    return days.values_list("day", flat=True)[:1]


def _contribution(row: Any, person: Person) -> Contribution:
    part = Part(row.part)
    return Contribution(
        word=row,
        number=row.number,
        phase=Phase(row.phase),
        voice=VOICES[part],
        part=part,
        shown_as=row.shown_as,
        is_own=row.speaker_id == person.pk,
        at=row.at,
        field=Field(row.field) if row.field else None,
        gone=Gone(row.gone_how) if row.gone_how else None,
        sound=Sound(row.sound_key, row.sound_seconds, row.sound_size) if row.sound_key else None,
    )


def _place(row: Any, person: Person) -> Contribution:
    part = Part(row.part)
    return Contribution(
        word=row,
        number=row.number,
        phase=Phase(row.phase),
        voice=VOICES[part],
        part=part,
        shown_as="",
        is_own=row.speaker_id == person.pk,
        at=row.at,
        gone=Gone.TAKEN_BACK,
    )
