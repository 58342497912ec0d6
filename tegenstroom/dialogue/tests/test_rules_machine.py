"""From any sequence of events by anyone: the promises of a dialogue hold. And each test sees a broken promise."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tegenstroom.dialogue.rules import machine, reading
from tegenstroom.dialogue.rules.phases import ROAD, Field, Gone, LeftHow, Part, Phase, Refusal
from tegenstroom.dialogue.rules.state import (
    CareDone,
    Come,
    Event,
    Expire,
    Lapse,
    Move,
    OweCare,
    Pass,
    Ready,
    Remove,
    Said,
    Seat,
    Speak,
    State,
    Stop,
    TakeBack,
    Veto,
    VetoLine,
)
from tests.support.depth import at_depth, only_thorough

START = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Europe/Brussels"))
COACHES, NEW_COACH, NOT_YET, WRITER, OTHER, TRAINER, RESEARCHER, OUTSIDER = (1, 2), 3, 4, 5, 6, 7, 8, 9
PARTS = {
    **dict.fromkeys((*COACHES, NEW_COACH, NOT_YET), Part.COACH),
    **dict.fromkeys((WRITER, OTHER), Part.PROFESSIONAL),
    TRAINER: Part.TRAINER,
    RESEARCHER: Part.RESEARCHER,
}
PEOPLE = st.sampled_from([*PARTS, OUTSIDER])
SEATED = (*COACHES, NOT_YET, WRITER, OTHER, TRAINER, RESEARCHER)


def beginning() -> State:
    """A dialogue that has just been opened; one coach did not agree yet."""
    seats = tuple(Seat(person, PARTS[person], agreed=person != NOT_YET) for person in SEATED)
    return State(
        Phase.PREPARATION,
        seats,
        writer=WRITER,
        facilitator=TRAINER,
        own_group_from=START + timedelta(days=3),
        done_until=START + timedelta(weeks=9),
    )


class AnyDialogue(RuleBasedStateMachine):
    """A dialogue beside its own books: who is here, who had a turn, what must be gone."""

    after: Callable[[State, Event], State | Refusal] = staticmethod(machine.after)
    visible: Callable[[State, int], frozenset[int]] = staticmethod(reading.visible_words)

    @initialize(far=st.integers(0, 7))
    def begin(self, far: int) -> None:
        self.state = beginning()
        self.now = START
        self.agreed = set(SEATED) - {NOT_YET}
        self.here = set(SEATED)
        self.first_turns: set[int] = set()
        self.must_be_gone: set[int] = set()
        self.hidden_but_for: dict[int, int] = {}
        self.owed: set[int] = set()
        for _step in range(far):
            self.go_on()

    def coaches_here(self) -> set[int]:
        return {person for person in self.here & self.agreed if PARTS[person] is Part.COACH}

    def do(self, event: Event) -> bool:
        """Whether it was let through; what must never be let through is checked here."""
        before = self.state
        outcome = self.after(before, event)
        if isinstance(outcome, Refusal):
            return False
        self.state = outcome
        if before.phase is not outcome.phase:
            self.moved(before, event)
        return True

    def moved(self, before: State, event: Event) -> None:
        assert ROAD.index(self.state.phase) == ROAD.index(before.phase) + 1
        if before.phase is not Phase.WHAT_I_DID:
            assert len(self.coaches_here()) >= 2, "it went on with fewer than two coaches"
        if before.phase is Phase.PREPARATION:
            assert self.now >= START + timedelta(days=3)
        if before.phase is Phase.OWN_GROUP:
            assert not isinstance(event, Move), "somebody else ended the coaches' own group"
        if before.phase is Phase.ROUND_ONE:
            assert self.coaches_here() <= self.first_turns
        if self.state.phase is Phase.CLOSED:
            assert not self.owed, "it closed while a coach waits for a call"

    @rule(person=PEOPLE, heard=st.booleans(), field=st.sampled_from([None, *Field]), insight=st.booleans())
    def speak(self, person: int, heard: bool, field: Field | None, insight: bool) -> None:
        before = self.state
        if not self.do(Speak(person, heard=heard, field=field, insight=insight)):
            return
        said = self.state.said[-1]
        assert person in self.here & self.agreed, "someone spoke who is not here or did not agree"
        assert len(self.coaches_here()) >= 2, "someone spoke while it stands still"
        assert before.gone is None
        assert said.phase not in {Phase.PREPARATION, Phase.CLOSED}
        if said.phase is Phase.OWN_GROUP:
            assert PARTS[person] is Part.COACH or person == TRAINER
        if said.phase is Phase.ROUND_ONE and PARTS[person] is not Part.COACH:
            assert self.coaches_here() <= self.first_turns, "a professional spoke before the coaches had"
        if said.phase in {Phase.ROUNDS, Phase.RESEARCH}:
            assert heard or insight
        if said.phase is Phase.HARVEST:
            assert field is not None
        if said.phase is Phase.ROUND_ONE:
            self.first_turns.add(person)

    @rule(person=PEOPLE)
    def speak_plainly(self, person: int) -> None:
        """Only what she says, as most people would."""
        self.speak(person, False, None, False)

    @rule(person=PEOPLE)
    def let_by(self, person: int) -> None:
        phase = self.state.phase
        if self.do(Pass(person)):
            assert person in self.here & self.agreed
            if phase is Phase.ROUND_ONE:
                self.first_turns.add(person)

    @rule(person=PEOPLE)
    def be_ready(self, person: int) -> None:
        if self.do(Ready(person)):
            assert person in self.coaches_here()

    @rule(person=PEOPLE)
    def move(self, person: int) -> None:
        if self.do(Move(person, self.now)):
            assert person == TRAINER

    @rule()
    def go_on(self) -> None:
        """What a good trainer and willing coaches do: without it few walks come far."""
        self.now = max(self.now, START + timedelta(days=3))
        for coach in sorted(self.coaches_here()):
            if self.state.phase is Phase.OWN_GROUP:
                self.be_ready(coach)
            elif self.state.phase is Phase.ROUND_ONE:
                self.let_by(coach)
        if self.state.phase is Phase.WHAT_I_DID:
            self.speak(WRITER, False, None, False)
        if self.state.phase is Phase.RESEARCH:
            self.speak(RESEARCHER, True, None, False)
        self.move(TRAINER)

    @rule(days=st.sampled_from([1, 30]))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(person=PEOPLE, data=st.data())
    def take_back(self, person: int, data: st.DataObject) -> None:
        number = data.draw(st.integers(1, max(1, len(self.state.said))))
        if self.do(TakeBack(person, number)):
            assert self.state.said[number - 1].person == person
            self.must_be_gone.add(number)

    @rule(person=PEOPLE, data=st.data())
    def keep_a_line_out(self, person: int, data: st.DataObject) -> None:
        number = data.draw(st.integers(1, max(1, len(self.state.said))))
        if self.do(VetoLine(person, number)):
            assert person == WRITER or person in self.coaches_here()
            self.hidden_but_for[number] = self.state.said[number - 1].person

    @rule(person=PEOPLE)
    def stop(self, person: int) -> None:
        if self.do(Stop(person)):
            self.here.discard(person)

    @rule(person=PEOPLE, rare=st.integers(0, 3))
    def veto(self, person: int, rare: int) -> None:
        if rare == 0 and self.do(Veto(person)):
            assert person == WRITER or person in self.coaches_here()
            self.must_be_gone |= {said.number for said in self.state.said}

    @rule(rare=st.integers(0, 5))
    def expire(self, rare: int) -> None:
        if rare == 0 and self.do(Expire()):
            self.must_be_gone |= {said.number for said in self.state.said}

    @rule(person=st.sampled_from(list(PARTS)), agreed=st.booleans())
    def come(self, person: int, agreed: bool) -> None:
        if self.do(Come(person, PARTS[person], agreed=agreed)):
            self.here.add(person)
            if agreed:
                self.agreed.add(person)

    @rule(person=PEOPLE, rare=st.integers(0, 2))
    def be_asked_anew(self, person: int, rare: int) -> None:
        """Other words came in the place of those she said yes to."""
        if rare == 0 and self.do(Lapse(person)):
            self.agreed.discard(person)

    @rule(person=PEOPLE)
    def removed(self, person: int) -> None:
        if self.do(Remove(person)):
            self.here.discard(person)

    @rule(person=PEOPLE)
    def owe_a_call(self, person: int) -> None:
        if self.do(OweCare(person)):
            assert PARTS[person] is Part.COACH
            self.owed.add(person)

    @rule(person=PEOPLE)
    def call(self, person: int) -> None:
        self.do(CareDone(person))
        self.owed.discard(person)

    def readable(self, reader: int) -> set[Said]:
        seen = self.visible(self.state, reader)
        return {said for said in self.state.said if said.number in seen}

    @invariant()
    def who_is_not_in_it_reads_nothing_but_her_own(self) -> None:
        for reader in (*PARTS, OUTSIDER) if hasattr(self, "state") else ():
            if reader not in self.here & self.agreed:
                assert all(said.person == reader for said in self.readable(reader))
            if reader not in self.agreed:
                assert not self.readable(reader), "someone reads who did not agree"

    @invariant()
    def the_coaches_own_group_is_theirs(self) -> None:
        for reader in (WRITER, OTHER, RESEARCHER, OUTSIDER) if hasattr(self, "state") else ():
            assert all(said.phase is not Phase.OWN_GROUP for said in self.readable(reader))

    @invariant()
    def what_is_gone_is_read_by_nobody(self) -> None:
        for reader in (*PARTS, OUTSIDER) if hasattr(self, "state") else ():
            read = {said.number for said in self.readable(reader)}
            assert not read & self.must_be_gone
            kept_out = {number for number, speaker in self.hidden_but_for.items() if speaker != reader}
            assert not read & kept_out

    @invariant()
    def it_stands_still_below_two_coaches(self) -> None:
        if hasattr(self, "state") and self.state.gone is None and self.state.phase is not Phase.CLOSED:
            assert (self.state.shown_phase is Phase.PAUSED) == (len(self.coaches_here()) < 2)

    @invariant()
    def the_rules_and_the_books_agree_on_who_is_here(self) -> None:
        if hasattr(self, "state"):
            assert self.state.coaches == self.coaches_here()


def run(dialogue: type[AnyDialogue], examples: int = at_depth(20, 150)) -> None:
    run_state_machine_as_test(
        dialogue,
        settings=settings(
            max_examples=examples,
            stateful_step_count=40,
            database=None,
            derandomize=True,
            # A broken rule must be seen; the shortest way to it need not be found.
            phases=(hypothesis.Phase.generate,),
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.slow
def test_the_promises_hold_from_any_sequence_of_events() -> None:
    run(AnyDialogue)


# It takes hundreds of walks to come where these are missed.
FAR_AWAY = only_thorough
SEEN_SELDOM = {Refusal.COACHES_END_THIS, Refusal.TOO_SOON}


def let_through(refusal: Refusal) -> Callable[[State, Event], State | Refusal]:
    """The rules without this one refusal."""

    def after(state: State, event: Event) -> State | Refusal:
        outcome = machine.after(state, event)
        if outcome is not refusal:
            return outcome
        if isinstance(event, Speak):
            said = Said(len(state.said) + 1, event.by, state.phase, event.field)
            return replace(state, said=(*state.said, said))
        if isinstance(event, Move):
            return replace(state, phase=ROAD[ROAD.index(state.phase) + 1])
        return outcome

    return after


def without_destroying(state: State, event: Event) -> State | Refusal:
    """A veto that leaves the words where they are."""
    outcome = machine.after(state, event)
    if isinstance(event, Veto) and isinstance(outcome, State):
        return replace(outcome, gone=None, said=state.said)
    return outcome


def fetching_back(state: State, event: Event) -> State | Refusal:
    """A pause that does not notice that a coach left."""
    outcome = machine.after(state, event)
    if isinstance(event, Stop) and isinstance(outcome, State):
        return state
    return outcome


def deaf_to_new_words(state: State, event: Event) -> State | Refusal:
    """A yes to words that no longer hold stays a yes."""
    outcome = machine.after(state, event)
    if isinstance(event, Lapse) and isinstance(outcome, State):
        return state
    return outcome


def own_group_for_all(state: State, reader: int) -> frozenset[int]:
    """Whoever is here reads everything that stands."""
    if not state.is_here(reader):
        return reading.visible_words(state, reader)
    return frozenset(said.number for said in state.said if said.gone is None)


def taken_back_still_there(state: State, reader: int) -> frozenset[int]:
    """What was taken back is shown to who said it."""
    own = {said.number for said in state.said if said.person == reader and said.gone is Gone.TAKEN_BACK}
    return reading.visible_words(state, reader) | own


def unagreed_reads(state: State, reader: int) -> frozenset[int]:
    """A seat is enough to read."""
    seats = tuple(replace(seat, agreed=True) for seat in state.seats)
    return reading.visible_words(replace(state, seats=seats), reader)


@pytest.mark.slow
@pytest.mark.parametrize(
    "broken",
    [
        *(
            pytest.param(let_through(refusal), marks=FAR_AWAY if refusal in SEEN_SELDOM else ())
            for refusal in (
                Refusal.COACHES_FIRST,
                Refusal.PAUSED,
                Refusal.NOT_AGREED,
                Refusal.NOT_HERE,
                Refusal.CARE_OPEN,
                Refusal.COACHES_END_THIS,
                Refusal.TOO_SOON,
                Refusal.HEARD_MISSING,
                Refusal.NOT_FOR_YOU,
            )
        ),
        without_destroying,
        fetching_back,
        deaf_to_new_words,
    ],
)
def test_a_broken_rule_is_seen(broken: Callable[[State, Event], State | Refusal]) -> None:
    """The negative controls: without one rule the same walk fails."""
    mutant = type("Broken", (AnyDialogue,), {"after": staticmethod(broken)})
    with pytest.raises(AssertionError):
        run(mutant, examples=at_depth(1_000, 5_000))


@pytest.mark.slow
@pytest.mark.parametrize(
    "broken", [own_group_for_all, pytest.param(taken_back_still_there, marks=FAR_AWAY), unagreed_reads]
)
def test_a_leak_is_seen(broken: Callable[[State, int], frozenset[int]]) -> None:
    mutant = type("Leaking", (AnyDialogue,), {"visible": staticmethod(broken)})
    with pytest.raises(AssertionError):
        run(mutant, examples=at_depth(1_000, 5_000))


def test_who_stopped_is_not_fetched_back_by_a_list() -> None:
    stopped = machine.after(beginning(), Stop(WRITER))
    assert isinstance(stopped, State)
    assert machine.after(stopped, Come(WRITER, Part.PROFESSIONAL)) is Refusal.NOT_HERE
    removed = machine.after(beginning(), Remove(WRITER))
    assert isinstance(removed, State)
    back = machine.after(removed, Come(WRITER, Part.PROFESSIONAL))
    assert isinstance(back, State)
    assert back.is_here(WRITER)
    assert stopped.seat_of(WRITER) == Seat(WRITER, Part.PROFESSIONAL, left=LeftHow.STOPPED)


def test_a_coach_who_was_not_asked_is_brought_in_by_who_leads_alone() -> None:
    seats = (*beginning().seats, Seat(NEW_COACH, Part.COACH, left=LeftHow.UNASKED))
    opened = replace(beginning(), seats=seats)
    assert NEW_COACH not in opened.coaches
    assert machine.after(opened, Come(NEW_COACH, Part.COACH)) is Refusal.NOT_HERE
    asked = machine.after(opened, Come(NEW_COACH, Part.COACH, asked=True))
    assert isinstance(asked, State)
    assert asked.is_here(NEW_COACH)
    # Who stopped is fetched back by nobody.
    stopped = machine.after(asked, Stop(NEW_COACH))
    assert isinstance(stopped, State)
    assert machine.after(stopped, Come(NEW_COACH, Part.COACH, asked=True)) is Refusal.NOT_HERE


def test_a_new_text_pauses_and_ends_nothing() -> None:
    """Who is asked anew did not leave: the coaches' own group does not end behind her back."""
    state = replace(beginning(), phase=Phase.OWN_GROUP, seats=(*beginning().seats, Seat(NEW_COACH, Part.COACH)))
    for coach in COACHES:
        state = machine.after(state, Ready(coach))
    for person in (NEW_COACH, *COACHES):
        state = machine.after(state, Lapse(person))
    assert isinstance(state, State)
    assert (state.phase, state.is_paused, state.waits_for_yes) == (Phase.OWN_GROUP, True, True)
    assert machine.after(state, Speak(COACHES[0])) is Refusal.NOT_AGREED
    assert machine.after(state, Speak(TRAINER)) is Refusal.PAUSED
    for coach in COACHES:
        state = machine.after(state, Come(coach, Part.COACH))
    assert isinstance(state, State)
    assert not state.is_paused


def test_a_veto_says_nothing_of_who_it_was() -> None:
    by_coach, by_writer = (machine.after(beginning(), Veto(person)) for person in (1, WRITER))
    assert by_coach == by_writer


def test_the_case_comes_to_coaches_first() -> None:
    state = beginning()
    early = {reader for reader in (*PARTS, OUTSIDER) if reading.may_read_case(state, reader)}
    assert early == {*COACHES, TRAINER, WRITER}
    later = replace(state, phase=Phase.ROUND_ONE)
    assert {reader for reader in (*PARTS, OUTSIDER) if reading.may_read_case(later, reader)} == {
        *early,
        OTHER,
        RESEARCHER,
    }


def test_the_facilitator_of_another_dialogue_reads_nothing() -> None:
    said = Said(1, COACHES[0], Phase.OWN_GROUP)
    state = replace(beginning(), phase=Phase.ROUNDS, facilitator=COACHES[0], said=(said,))
    assert reading.visible_words(state, TRAINER) == frozenset()
    assert reading.visible_words(state, COACHES[1]) == {1}


@pytest.mark.parametrize(
    ("spoken", "wanted"),
    [
        ([], {}),
        ([(Part.COACH, 0)], {}),
        ([(Part.COACH, 1), (Part.PROFESSIONAL, 1), (Part.RESEARCHER, 1)], (34, 33, 0, 33)),
        ([(Part.COACH, 5), (Part.TRAINER, 5), (Part.COACH, 10)], (75, 0, 25, 0)),
    ],
)
def test_shares_add_up_to_a_hundred(spoken: list[tuple[Part, int]], wanted: object) -> None:
    shares = reading.shares(spoken)
    assert shares == (dict(zip(Part, wanted, strict=True)) if wanted else {})
    assert sum(shares.values()) in {0, 100}


@pytest.mark.parametrize(
    ("person", "part", "fits"),
    [
        (COACHES[0], Part.COACH, True),
        (TRAINER, Part.TRAINER, True),
        (RESEARCHER, Part.RESEARCHER, False),
        (OTHER, Part.PROFESSIONAL, False),
        (OUTSIDER, None, False),
        (WRITER, Part.TRAINER, False),
        (NEW_COACH, Part.TRAINER, False),
    ],
)
def test_neither_who_brought_the_case_nor_who_leads_guides_the_coaches(
    person: int, part: Part | None, fits: bool
) -> None:
    assert machine.is_fit_to_guide(person, part, writer=WRITER, leader=NEW_COACH) is fits


@pytest.mark.parametrize("guide", [TRAINER, COACHES[0]])
def test_who_guides_the_coaches_leads_only_where_no_other_trainer_is_here(guide: int) -> None:
    second = Seat(OUTSIDER, Part.TRAINER)
    alone = replace(beginning(), facilitator=guide)
    alone = replace(alone, seats=tuple(seat for seat in alone.seats if seat.person in {guide, WRITER, OTHER}))
    state = replace(alone, seats=(*alone.seats, second))
    assert {person for person in (*PARTS, OUTSIDER) if machine.may_lead(state, person)} == {OUTSIDER}
    for gone in ((), (replace(second, agreed=False),), (replace(second, left=LeftHow.STOPPED),)):
        left = replace(alone, seats=(*alone.seats, *gone))
        assert {person for person in (*PARTS, OUTSIDER) if machine.may_lead(left, person)} == {guide}


def test_who_leads_is_not_put_in_the_place_of_a_guide_afterwards() -> None:
    state = replace(beginning(), facilitator=COACHES[0], leader=TRAINER)
    assert machine.against_another_guide(state, TRAINER, TRAINER) is Refusal.NO_FACILITATOR
    assert machine.against_another_guide(replace(state, leader=None), TRAINER, TRAINER) is None
