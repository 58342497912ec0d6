"""From harvest to insight: lines of three voices, each with the yes of who said it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.sealing import seal, unseal, unseal_each
from tegenstroom.base.voices import Voice
from tegenstroom.dialogue import emails
from tegenstroom.dialogue.actions import running as held
from tegenstroom.dialogue.actions import wiping
from tegenstroom.dialogue.models import Dialogue, Insight, InsightVoice, Word
from tegenstroom.dialogue.rules import harvest as rules
from tegenstroom.dialogue.rules.harvest import VOICES, Snag, SnagError
from tegenstroom.dialogue.rules.machine import may_lead
from tegenstroom.dialogue.rules.phases import SHARED, Gone, Part, Phase
from tegenstroom.dialogue.rules.state import State

# When lessons can be proposed: what was said in common is there, and not gone yet.
WHEN = (Phase.HARVEST, Phase.WHAT_I_DID, Phase.CLOSED)


@dataclass(frozen=True, slots=True)
class Line:
    """What one voice says in an insight, as its readers get it."""

    voice: Voice
    by_name: str
    text: str


@transaction.atomic
def propose(*, dialogue: Dialogue, title: str, words: Sequence[Word], by: Person) -> Insight:
    """Put lines of the three voices beside one another as a lesson; each speaker is asked for her yes.

    Who leads the dialogue, or a coach of it, does. Whoever spoke a line has said yes to it when she proposes it
    herself. Raises SnagError.
    """
    dialogue, state = held.hold(dialogue)
    if no := _against_proposing(state, by, title, words, dialogue):
        raise SnagError(no)
    insight = Insight.objects.create(
        dialogue=dialogue, title=" ".join(title.split())[:160], themes=dialogue.case.themes, made_by=by
    )
    for word in words:
        _put(insight, word, by)
    audit.record("dialogue.lesson_propose", by=by, about=insight, lines=len(words))
    held.stamp(dialogue)
    return insight


@transaction.atomic
def say_yes(*, voice: InsightVoice, by_name: str = "", by: Person) -> InsightVoice:
    """Its speaker lets a line go to the library, under the name that she chooses, or none. Raises SnagError."""
    voice = _own_line(voice, by)
    voice.said_yes_at, voice.by_name = voice.said_yes_at or timezone.now(), " ".join(by_name.split())[:80]
    voice.save(update_fields=["said_yes_at", "by_name"])
    audit.record("dialogue.lesson_yes", by=by, about=voice)
    return voice


@transaction.atomic
def rewrite(*, voice: InsightVoice, text: str, by: Person) -> InsightVoice:
    """Its speaker says it otherwise, as readers will read it. Raises SnagError."""
    voice = _own_line(voice, by)
    if not text.strip():
        raise SnagError(Snag.WORDLESS)
    voice.sealed_text = seal(text.strip(), row=voice, field="sealed_text", owner=voice.speaker)
    voice.save(update_fields=["sealed_text"])
    audit.record("dialogue.lesson_rewrite", by=by, about=voice)
    return voice


@transaction.atomic
def take_voice_back(*, voice: InsightVoice, by: Person) -> InsightVoice:
    """Its speaker takes a line back, at any time, also from what was handed over. Twice is once. Raises SnagError.

    Without it the insight lacks a voice, and is shown nowhere.
    """
    held.hold(voice.insight.dialogue)
    if voice.speaker_id != by.pk:
        raise SnagError(Snag.NOT_FOR_YOU)
    if wiping.wipe_voice(voice, Gone.TAKEN_BACK):
        audit.record("dialogue.lesson_back", by=by, about=voice)
    voice.refresh_from_db()
    return voice


@transaction.atomic
def veto_lesson(*, voice: InsightVoice, by: Person) -> InsightVoice:
    """A coach of the dialogue, or who brought the case, keeps one line out before it is handed over.

    No reason is asked. Raises SnagError when it was handed over: from then on it is its speaker's to take back.
    """
    dialogue = _held_to_veto(voice.insight, by)
    if wiping.wipe_voice(voice, Gone.VETOED):
        audit.record("dialogue.lesson_veto", by=by, about=voice)
        held.stamp(dialogue)
    voice.refresh_from_db()
    return voice


@transaction.atomic
def veto_whole(*, insight: Insight, by: Person) -> None:
    """A coach of the dialogue, or who brought the case, stops a lesson, its title too, before it is handed over.

    No reason is asked. Raises SnagError when it was handed over.
    """
    dialogue = _held_to_veto(insight, by)
    wiping.wipe_lesson(insight, Gone.VETOED)
    audit.record("dialogue.lesson_stop", by=by, about=insight)
    held.stamp(dialogue)


@transaction.atomic
def hand_over(*, insight: Insight, by: Person) -> Insight:
    """Give a lesson to the library as an insight: three voices, each with a yes. Twice is once.

    With it goes from which dialogue and day it came, never the case. Raises SnagError.
    """
    dialogue, state = held.hold(insight.dialogue)
    insight = Insight.objects.select_for_update(no_key=True).get(pk=insight.pk)
    if insight.handed_over_at is not None:
        return insight
    if state.gone is not None:
        raise SnagError(Snag.OVER)
    if not may_lead(state, by.pk):
        raise SnagError(Snag.NOT_FOR_YOU)
    if no := against_handing_over(insight):
        raise SnagError(no)
    insight.handed_over_at = timezone.now()
    insight.save(update_fields=["handed_over_at"])
    audit.record("dialogue.hand_over", by=by, about=insight, lines=insight.voices.filter(gone_at=None).count())
    held.stamp(dialogue)
    return insight


def standing() -> QuerySet[Insight]:
    """Insights that were handed over and of which all three voices still stand: what the library may show."""
    found = Insight.objects.filter(handed_over_at__isnull=False)
    for voice in Voice:
        there = InsightVoice.objects.filter(insight=OuterRef("pk"), voice=voice, gone_at=None)
        found = found.filter(Exists(there))
    return found.prefetch_related(Prefetch("voices", InsightVoice.objects.filter(gone_at=None)))


def lines(insight: Insight) -> list[Line]:
    """What the voices say in it, lived experience first, in two queries. What cannot be opened stays out."""
    rows = [row for row in insight.voices.all() if row.gone_at is None]
    texts = unseal_each(rows, field="sealed_text")
    return [
        Line(Voice(row.voice), row.by_name, text) for row in rows if isinstance(text := texts.get(row.pk), str)
    ]


def rows_of(insight: Insight) -> list[tuple[InsightVoice, str]]:
    """The lines of a lesson that still stand, with their words: for who works on it. Lived experience first."""
    rows = [row for row in insight.voices.select_related("speaker", "word__seat") if row.gone_at is None]
    return _with_words(rows)


def against_handing_over(insight: Insight) -> Snag | None:
    """Why a lesson cannot be handed over yet."""
    rows = insight.voices.filter(gone_at=None).values_list("voice", "said_yes_at")
    return rules.against_handing_over([(Voice(voice), yes is not None) for voice, yes in rows])


def lines_to_answer(person: Person) -> list[tuple[InsightVoice, str]]:
    """Lines of proposed lessons that wait for her yes, with their words."""
    rows = (
        InsightVoice.objects.there()
        .filter(speaker=person, gone_at=None, said_yes_at=None, insight__handed_over_at=None)
        .select_related("insight__dialogue__circle")
    )
    return _with_words(list(rows))


def own_lines(person: Person, dialogue: Dialogue) -> list[tuple[InsightVoice, str]]:
    """What she says in lessons of a dialogue and still stands, with her words; also after she left."""
    there = InsightVoice.objects.there().filter(insight__dialogue=dialogue, speaker=person, gone_at=None)
    return _with_words(list(there.select_related("insight", "speaker")))


def _with_words(lines: Sequence[InsightVoice]) -> list[tuple[InsightVoice, str]]:
    texts = unseal_each(lines, field="sealed_text")
    return [(row, str(texts.get(row.pk, ""))) for row in lines]


def _held_to_veto(insight: Insight, by: Person) -> Dialogue:
    """The dialogue of a lesson, held, for who may keep something out of it."""
    dialogue, state = held.hold(insight.dialogue)
    if by.pk != state.writer and by.pk not in state.coaches:
        raise SnagError(Snag.NOT_FOR_YOU)
    if Insight.objects.get(pk=insight.pk).handed_over_at:
        raise SnagError(Snag.OVER)
    return dialogue


def _against_proposing(
    state: State, by: Person, title: str, words: Sequence[Word], dialogue: Dialogue
) -> Snag | None:
    if state.gone is not None:
        return Snag.OVER
    if state.phase not in WHEN:
        return Snag.NOT_YET
    if not (may_lead(state, by.pk) or by.pk in state.coaches):
        return Snag.NOT_FOR_YOU
    if not title.strip() or not words:
        return Snag.WORDLESS
    shared = dialogue.words.filter(pk__in=[word.pk for word in words], gone_how="", phase__in=SHARED)
    return None if shared.exclude(sealed_text=b"").count() == len(words) else Snag.OVER


def _put(insight: Insight, word: Word, by: Person) -> None:
    word = Word.objects.select_related("seat", "speaker").get(pk=word.pk)
    text = unseal(word.sealed_text, row=word, field="sealed_text", owner=word.speaker)
    line = InsightVoice(insight=insight, voice=VOICES[Part(word.seat.part)], word=word, speaker=word.speaker)
    line.sealed_text = seal(text, row=line, field="sealed_text", owner=word.speaker)
    if word.speaker_id == by.pk:
        line.said_yes_at, line.by_name = timezone.now(), word.seat.shown_as
    line.save(force_insert=True)
    if line.said_yes_at is None:
        emails.may_this_go_along(line)


def _own_line(voice: InsightVoice, by: Person) -> InsightVoice:
    """Her own line, locked, as long as it was not handed over. Raises SnagError."""
    held.hold(voice.insight.dialogue)
    if voice.speaker_id != by.pk:
        raise SnagError(Snag.NOT_FOR_YOU)
    if not InsightVoice.objects.there().filter(pk=voice.pk).exists():
        raise SnagError(Snag.OVER)
    voice = InsightVoice.objects.select_for_update(no_key=True).select_related("insight").get(pk=voice.pk)
    if voice.gone_at is not None or voice.insight.handed_over_at is not None:
        raise SnagError(Snag.OVER)
    return voice
