"""What someone finds when she comes into a dialogue: where it is, what is asked of her, what was said."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from tegenstroom.accounts.models import Person
from tegenstroom.base.voices import Voice
from tegenstroom.dialogue.actions import aftercare, dictation, lessons, reading, running, seats
from tegenstroom.dialogue.actions.reading import CaseText, Contribution, Heard
from tegenstroom.dialogue.dictations import Waits, waits_for
from tegenstroom.dialogue.first_words import FIRST, SPOKE, Words
from tegenstroom.dialogue.models import Aftercare, Dialogue
from tegenstroom.dialogue.rules import first, machine
from tegenstroom.dialogue.rules.first import First
from tegenstroom.dialogue.rules.harvest import VOICES
from tegenstroom.dialogue.rules.phases import ROAD, SHARED, WITH_LINE_VETO, Field, Part, Phase, Refusal
from tegenstroom.dialogue.rules.reading import is_of_own_group, may_read_case
from tegenstroom.dialogue.rules.reading import shares as shares_of
from tegenstroom.dialogue.rules.state import Move, State, Veto
from tegenstroom.dialogue.turns import Linked, Turn, held_by, look_of, newest_of, section_of, turn_of, voice_of
from tegenstroom.dialogue.words import FIELDS, PHASES, REFUSALS, phase_line

# When lessons and signals can be made: what was said in common is there.
AFTER_TALK = lessons.WHEN
# By phase and in order; the harvest by question.
SECTIONS: dict[str, str | Promise] = {
    **{phase: PHASES[phase] for phase in (Phase.ROUND_ONE, Phase.ROUNDS, Phase.RESEARCH)},
    **{field: FIELDS[field] for field in Field},
    Phase.WHAT_I_DID: PHASES[Phase.WHAT_I_DID],
}


@dataclass(frozen=True, slots=True)
class Stop:
    """One phase on the rail."""

    word: str | Promise
    is_past: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class Section:
    """What was said in one phase, or about one question of the harvest; of that, what a page does not hold yet.

    `count`: how often someone spoke there in all. `is_open`: whether it goes on now, or the last word fell there.
    """

    name: str
    word: str | Promise
    turns: Sequence[Turn]
    count: int
    is_open: bool

    @property
    def is_answered(self) -> bool:
        """Whether all answer one question here, and nobody each other: the voices stand beside each other."""
        return self.name in {*Field, Phase.WHAT_I_DID}


@dataclass(frozen=True, slots=True)
class Share:
    """How much one voice spoke, of a hundred words."""

    voice: Voice
    percent: int


@dataclass(frozen=True, slots=True)
class Way:
    """What stands between here and the next phase, for who leads."""

    refusal: Refusal | None
    word: str | Promise
    next_word: str | Promise


class Room:
    """The page of a dialogue for one reader. Everything on it is what the rules let her see.

    `held`: the mark of the turns that stand on her page already.
    """

    def __init__(self, dialogue: Dialogue, reader: Person, now: datetime | None = None, *, held: str = "") -> None:
        self.dialogue, self.reader, self.held = dialogue, reader, held
        self.now = now or timezone.now()
        self._words = reading.words_of(dialogue)
        self.state: State = running.state_of(dialogue, self._words)

    @cached_property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @cached_property
    def phase(self) -> Phase:
        return self.state.phase

    @cached_property
    def part(self) -> Part | None:
        seat = self.state.seat_of(self.reader.pk)
        return seat.part if seat else None

    @property
    def is_coach(self) -> bool:
        return self.part is Part.COACH

    @property
    def is_of_own_group(self) -> bool:
        """Whether the door of the coaches' own group is hers, and it is there."""
        return self.phase is not Phase.PREPARATION and is_of_own_group(self.state, self.reader.pk)

    @property
    def leads(self) -> bool:
        return machine.may_lead(self.state, self.reader.pk)

    @cached_property
    def first(self) -> First:
        return first.first_for(self.state, self.reader.pk)

    @property
    def first_words(self) -> Words:
        """What comes first, and what she can do, in words."""
        return SPOKE if self.waits_for_text else FIRST[self.first]

    @property
    def waits_for_text(self) -> bool:
        """Whether she could speak here, and did: it waits for its text or for her yes."""
        return self.may_speak and any(one.is_own and one.phase is self.phase for one in self.waits)

    @property
    def is_over(self) -> bool:
        """Whether its words are gone."""
        return self.state.gone is not None

    @cached_property
    def may_speak(self) -> bool:
        """Whether a form stands open here. The coaches speak among themselves on a page of their own."""
        apart = self.phase in {Phase.OWN_GROUP, Phase.HARVEST, Phase.WHAT_I_DID}
        return not apart and first.may_speak(self.state, self.reader.pk)

    @property
    def may_speak_among_coaches(self) -> bool:
        return self.phase is Phase.OWN_GROUP and first.may_speak(self.state, self.reader.pk)

    @property
    def may_pass(self) -> bool:
        return first.may_pass(self.state, self.reader.pk)

    @property
    def has_passed(self) -> bool:
        return first.has_passed(self.state, self.reader.pk)

    @property
    def may_lay_research(self) -> bool:
        return self.phase is Phase.RESEARCH and self.leads and first.may_lay_research(self.state, self.reader.pk)

    @cached_property
    def waits(self) -> Sequence[Waits]:
        """Recordings of which she types the text, or of which she reads it over."""
        return waits_for(self.state, self.reader.pk, dictation.waiting_in(self.dialogue.pk))

    @property
    def something_waits(self) -> bool:
        """Whether a recording waits for its text or for a yes, whosever: it goes when the dialogue is closed."""
        return bool(dictation.waiting_in(self.dialogue.pk))

    @property
    def may_veto(self) -> bool:
        return machine.against(self.state, Veto(self.reader.pk)) is None

    @property
    def is_after_talk(self) -> bool:
        """Whether lessons can come of it."""
        return not self.is_over and self.phase in AFTER_TALK

    @property
    def may_make_lessons(self) -> bool:
        return self.is_after_talk and (self.leads or self.is_coach)

    @property
    def is_ready(self) -> bool:
        """Whether she said that the coaches' own group is done for her."""
        return self.reader.pk not in self.state.coaches_not_ready

    @property
    def is_last_to_be_ready(self) -> bool:
        """Whether the others come in as soon as she says that she is done."""
        return self.phase is Phase.OWN_GROUP and self.state.coaches_not_ready == {self.reader.pk}

    @property
    def is_asked_now(self) -> bool:
        return first.is_time_to_tell(self.state, self.reader.pk, self.dialogue.ask_done_at, self.now)

    @property
    def fields_left(self) -> Sequence[Field]:
        return first.fields_left(self.state, self.reader.pk)

    @property
    def step(self) -> int:
        return ROAD.index(self.phase) + 1

    @property
    def steps(self) -> int:
        return len(ROAD)

    @property
    def phase_word(self) -> str | Promise:
        return PHASES[self.phase]

    @property
    def phase_line(self) -> str:
        return phase_line(self.state.shown_phase, is_given=self.state.own_group_from is not None)

    @property
    def next_word(self) -> str | Promise:
        """What comes after this phase; empty at the end."""
        return "" if self.phase is Phase.CLOSED or self.is_over else PHASES[ROAD[self.step]]

    @property
    def rail(self) -> Sequence[Stop]:
        return [
            Stop(PHASES[phase], is_past=number < self.step, is_here=number == self.step)
            for number, phase in enumerate(ROAD, start=1)
        ]

    def names_here(self) -> Collection[str]:
        """Names that are no news to anyone here."""
        return seats.names_here(self.dialogue)

    @cached_property
    def case(self) -> CaseText | None:
        """The case, as far as she may read it now; that she did is written down."""
        if not may_read_case(self.state, self.reader.pk):
            return None
        return reading.read_case(dialogue=self.dialogue, by=self.reader, state=self.state)

    @cached_property
    def words(self) -> list[Heard]:
        """All that she may read here, opened."""
        return reading.opened(self._said)

    @cached_property
    def _said(self) -> list[Contribution]:
        return reading.contributions_for(self.reader, self._words, state=self.state)

    @cached_property
    def common(self) -> Sequence[Contribution]:
        """That of which everyone here reads the words: nothing of the coaches' own group."""
        return [one for one in self._said if one.phase is not Phase.OWN_GROUP]

    @cached_property
    def among_coaches(self) -> Sequence[Contribution]:
        """That of which the coaches read the words among themselves; nothing for anyone else."""
        return [one for one in self._said if one.phase is Phase.OWN_GROUP]

    @cached_property
    def looks(self) -> Sequence[bytes]:
        """What everyone here reads, as `mark_of` takes it."""
        return [self._look(one) for one in self.common]

    @cached_property
    def looks_among_coaches(self) -> Sequence[bytes]:
        """The same for the page of the coaches among themselves."""
        return [self._look(one) for one in self.among_coaches]

    @cached_property
    def turns_held(self) -> int:
        """How many turns stand on her page already, from the first on."""
        return held_by(self.held, self.looks)

    @cached_property
    def turns_held_among_coaches(self) -> int:
        """The same on the page of the coaches among themselves."""
        return held_by(self.held, self.looks_among_coaches)

    @cached_property
    def turns(self) -> Sequence[Turn]:
        """What everyone here reads and her page does not hold yet, in order. Only this is opened."""
        return [self._turn(heard) for heard in reading.opened(self.common[self.turns_held :])]

    @cached_property
    def turns_among_coaches(self) -> Sequence[Turn]:
        """The same of what the coaches said among themselves."""
        return [self._turn(one) for one in reading.opened(self.among_coaches[self.turns_held_among_coaches :])]

    @property
    def sections(self) -> Sequence[Section]:
        """What was said, by phase and in order; the harvest by question."""
        there = Counter(section_of(one) for one in self.common)
        return [
            Section(
                name, word, [turn for turn in self.turns if turn.section == name], there[name], self._goes_on(name)
            )
            for name, word in SECTIONS.items()
            if name in there
        ]

    def _goes_on(self, section: str) -> bool:
        now = set(Field) if self.phase is Phase.HARVEST else {self.phase}
        return section in now or section == section_of(self.common[-1])

    @property
    def newest(self) -> UUID | None:
        """The last word that everyone here reads."""
        return newest_of(self.common)

    @property
    def newest_among_coaches(self) -> UUID | None:
        """The last word among the coaches."""
        return newest_of(self.among_coaches)

    def _look(self, one: Contribution) -> bytes:
        return look_of(one, self._linked(one), today=self.today, may_veto=self._may_veto_line(one))

    def _turn(self, heard: Heard) -> Turn:
        return turn_of(heard, self._linked(heard), today=self.today, may_veto=self._may_veto_line(heard))

    def _may_veto_line(self, one: Contribution) -> bool:
        return one.phase in WITH_LINE_VETO and one.gone is None and not one.is_own and self.may_veto

    def _linked(self, one: Contribution) -> Linked | None:
        return self._insights.get(one.word.insight_id) if one.word.insight_id else None

    @cached_property
    def _insights(self) -> Mapping[object, Linked]:
        """The linked insights that still stand."""
        keys = {one.word.insight_id for one in self._said if one.word.insight_id}
        return {row.pk: Linked.of(row) for row in lessons.standing().filter(pk__in=keys)} if keys else {}

    @property
    def spoken(self) -> list[tuple[Voice, int]]:
        """For the woven band: by voice, in order, what is there for all."""
        return [
            (voice_of(word), word.word.length)
            for word in self.common
            if word.gone is None and word.phase in SHARED
        ]

    @cached_property
    def shares(self) -> Sequence[Share]:
        """How much each voice spoke, by voice and never by person; nothing when nobody spoke."""
        common = (word for word in self.common if word.phase in SHARED and not word.gone)
        parts = shares_of((word.part, word.word.length) for word in common)
        by_voice = {
            voice: sum(percent for part, percent in parts.items() if VOICES[part] is voice) for voice in Voice
        }
        return [Share(voice, percent) for voice, percent in by_voice.items()] if parts else []

    @property
    def way(self) -> Way | None:
        """For who leads: the next phase, or what is in the way."""
        if not self.leads or self.is_over or self.phase is Phase.CLOSED:
            return None
        refusal = machine.against(self.state, Move(self.reader.pk, self.now))
        return Way(refusal, REFUSALS[refusal] if refusal else "", self.next_word)

    @property
    def care_open(self) -> Sequence[Aftercare]:
        """For who leads: the calls that are still owed."""
        return aftercare.still_open(self.dialogue) if self.leads else ()

    @property
    def waits_for_call(self) -> bool:
        return self.reader.pk in self.state.care
