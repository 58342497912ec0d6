"""A dialogue as plain values, and what can happen in it. No text is in here: only who, when and in which phase."""

from dataclasses import dataclass
from datetime import datetime

from tegenstroom.dialogue.rules.phases import (
    FEWEST_COACHES,
    Field,
    Gone,
    LeftHow,
    Part,
    Phase,
    Turn,
)


@dataclass(frozen=True, slots=True)
class Seat:
    """Someone in the dialogue. Without her yes to the contract she neither reads nor writes."""

    person: int
    part: Part
    agreed: bool = True
    left: LeftHow | None = None

    @property
    def is_here(self) -> bool:
        return self.agreed and self.left is None


@dataclass(frozen=True, slots=True)
class Said:
    """One contribution, by its number in the order of saying. `insight`: a linked one of the library."""

    number: int
    person: int
    phase: Phase
    field: Field | None = None
    insight: bool = False
    gone: Gone | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where a dialogue is. `phase` is a phase of the road: whether it stands still follows from who is there.

    `leader`: who opened it, as far as that is known. `own_group_from`: the moment from which the coaches have had
    the case long enough. `on_paper`: to whom the letter with the case has yet to leave, and who did not open it on
    the screen. `done_until`: the moment after which nobody waits any longer for what people did. `care`: coaches
    who still have to be called.
    """

    phase: Phase
    seats: tuple[Seat, ...]
    writer: int
    facilitator: int
    leader: int | None = None
    said: tuple[Said, ...] = ()
    turns: frozenset[tuple[int, Phase, Turn]] = frozenset()
    gone: Gone | None = None
    own_group_from: datetime | None = None
    on_paper: frozenset[int] = frozenset()
    done_until: datetime | None = None
    care: frozenset[int] = frozenset()

    def seat_of(self, person: int) -> Seat | None:
        return next((seat for seat in self.seats if seat.person == person), None)

    def is_here(self, person: int) -> bool:
        seat = self.seat_of(person)
        return seat is not None and seat.is_here

    @property
    def coaches(self) -> frozenset[int]:
        """The coaches who are here now."""
        return frozenset(seat.person for seat in self.seats if seat.part is Part.COACH and seat.is_here)

    @property
    def coaches_without_paper(self) -> frozenset[int]:
        """Coaches who read on paper, and whose days to read did not even begin."""
        return self.on_paper & self.coaches

    @property
    def is_paused(self) -> bool:
        return self.gone is None and self.phase is not Phase.CLOSED and len(self.coaches) < FEWEST_COACHES

    @property
    def waits_for_yes(self) -> bool:
        """Whether it stands still because coaches who sit here did not yet say yes to the words that hold now."""
        seated = [seat for seat in self.seats if seat.part is Part.COACH and seat.left is None]
        return self.is_paused and len(seated) >= FEWEST_COACHES

    @property
    def shown_phase(self) -> Phase:
        """The phase as people see it: with PAUSED and WITHDRAWN."""
        if self.gone is Gone.WITHDRAWN:
            return Phase.WITHDRAWN
        return Phase.PAUSED if self.is_paused else self.phase

    def had_turn(self, person: int, phase: Phase) -> bool:
        """Whether she spoke in this phase, let it pass, or said that she is ready. Taking back undoes no turn."""
        spoke = any(said.person == person and said.phase is phase for said in self.said)
        return spoke or any((person, phase, turn) in self.turns for turn in Turn)

    @property
    def coaches_to_speak(self) -> frozenset[int]:
        """Coaches who neither spoke nor passed in the first round."""
        return frozenset(coach for coach in self.coaches if not self.had_turn(coach, Phase.ROUND_ONE))

    @property
    def coaches_not_ready(self) -> frozenset[int]:
        """Coaches who did not say that their own group is done. To pass there is to say so."""
        ready = {person for person, phase, _turn in self.turns if phase is Phase.OWN_GROUP}
        return self.coaches - ready


@dataclass(frozen=True, slots=True)
class Speak:
    """Say something. `heard`: she wrote what she heard. `insight`: she links one instead of writing.

    `spoken_in`: the phase in which a coach spoke it, where somebody else typed it and her yes came later.
    """

    by: int
    heard: bool = False
    field: Field | None = None
    insight: bool = False
    spoken_in: Phase | None = None


@dataclass(frozen=True, slots=True)
class Pass:
    """Let this turn go by, without a reason."""

    by: int


@dataclass(frozen=True, slots=True)
class Ready:
    """A coach is done in the coaches' own group."""

    by: int


@dataclass(frozen=True, slots=True)
class Move:
    """Go to the next phase. Closing is one of these."""

    by: int
    now: datetime


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Her own words are no longer there."""

    by: int
    number: int


@dataclass(frozen=True, slots=True)
class Stop:
    """Leave, without a reason."""

    by: int


@dataclass(frozen=True, slots=True)
class Veto:
    """A coach, or the writer, stops this case: everything said about it goes at once."""

    by: int


@dataclass(frozen=True, slots=True)
class VetoLine:
    """A coach, or the writer, keeps one line of the harvest, or of what someone did, from all others."""

    by: int
    number: int


@dataclass(frozen=True, slots=True)
class Expire:
    """The case has reached its last day."""


@dataclass(frozen=True, slots=True)
class Come:
    """Someone takes a seat, comes back to it, or said yes to the contract. `asked`: who leads asks her now."""

    person: int
    part: Part
    agreed: bool = True
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Lapse:
    """Other words came in the place of those she said yes to: until her new yes she neither reads nor writes."""

    person: int


@dataclass(frozen=True, slots=True)
class Remove:
    """Someone is no longer in the group."""

    person: int


@dataclass(frozen=True, slots=True)
class OweCare:
    """A coach must be called before this closes."""

    coach: int


@dataclass(frozen=True, slots=True)
class CareDone:
    """A coach was called."""

    coach: int


type Event = (
    Speak
    | Pass
    | Ready
    | Move
    | TakeBack
    | Stop
    | Veto
    | VetoLine
    | Expire
    | Come
    | Lapse
    | Remove
    | OweCare
    | CareDone
)
