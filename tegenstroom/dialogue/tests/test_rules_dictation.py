"""From any sequence of events: what waits for its text counts for nothing, leaks to nobody and blocks nobody."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tegenstroom.dialogue.rules import dictation, machine
from tegenstroom.dialogue.rules.dictation import Stage, Waiting
from tegenstroom.dialogue.rules.first import Ask
from tegenstroom.dialogue.rules.phases import Part, Phase, Refusal
from tegenstroom.dialogue.rules.state import Event, Move, Pass, Seat, Speak, State
from tegenstroom.dialogue.tests.test_rules_machine import (
    COACHES,
    OTHER,
    OUTSIDER,
    PARTS,
    RESEARCHER,
    START,
    TRAINER,
    WRITER,
    AnyDialogue,
    beginning,
    run,
)

EVERYBODY = (*PARTS, OUTSIDER)


class Spoken(AnyDialogue):
    """The same walk; coaches let somebody type what they say, and say yes or no to it whenever they like."""

    hears: Callable[[State, Waiting, int], bool] = staticmethod(dictation.may_hear)
    yes: Callable[[Waiting], Speak] = staticmethod(dictation.yes)

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Waiting] = []

    def one(self, data: st.DataObject) -> Waiting | None:
        return data.draw(st.sampled_from(self.waiting)) if self.waiting else None

    def becomes(self, one: Waiting, *then: Waiting) -> None:
        self.waiting = [other for other in self.waiting if other != one] + list(then)

    @rule(person=st.sampled_from([*COACHES, *COACHES, *EVERYBODY]))
    def hand_over(self, person: int) -> None:
        if dictation.against_asking(self.state, person) is None:
            assert person in self.coaches_here()
            self.waiting.append(Waiting(uuid4(), person, self.state.phase))

    @rule(person=st.sampled_from(COACHES), heard=st.booleans())
    def speak_and_be_typed(self, person: int, heard: bool) -> None:
        """What takes two people a while: without it few walks come to a yes in a later phase."""
        if dictation.against_asking(self.state, person) is None:
            self.waiting.append(Waiting(uuid4(), person, self.state.phase, Stage.TO_CHECK, heard=heard))

    @rule(person=st.sampled_from([TRAINER, *EVERYBODY]), heard=st.booleans(), data=st.data())
    def type_it(self, person: int, heard: bool, data: st.DataObject) -> None:
        one = self.one(data)
        if one and dictation.may_type(self.state, one, person):
            self.becomes(one, replace(one, stage=Stage.TO_CHECK, heard=heard))

    @rule(data=st.data(), says=st.sampled_from(["yes", "yes", "no"]))
    def answer(self, data: st.DataObject, says: str) -> None:
        one = self.one(data)
        if one is None or one.stage is not Stage.TO_CHECK:
            return
        if says == "no":
            self.becomes(one, replace(one, stage=Stage.TO_TYPE_AGAIN))
        elif dictation.against_yes(self.state, one) is None and self.do(self.yes(one)):
            said = self.state.said[-1]
            assert said.person in self.coaches_here()
            assert said.phase is one.phase, "her word landed where she did not speak it"
            assert one.heard or one.phase in {Phase.OWN_GROUP, Phase.ROUND_ONE}
            if one.phase is Phase.ROUND_ONE:
                self.first_turns.add(one.speaker)
            self.becomes(one)

    @invariant()
    def only_who_types_it_now_hears_it(self) -> None:
        for one in self.waiting:
            for person in EVERYBODY:
                if person == one.speaker or not self.hears(self.state, one, person):
                    continue
                assert person in self.here & self.agreed, "someone hears who is not here"
                # The trainer guides the coaches in this walk.
                assert person == TRAINER
                assert one.stage is not Stage.TO_CHECK, "it was heard when it was typed already"
                assert one.speaker in self.coaches_here()
                assert self.state.gone is None

    @invariant()
    def who_waits_for_her_text_can_let_her_turn_go_by(self) -> None:
        if not hasattr(self, "state") or machine.against_running(self.state):
            return
        for coach in self.state.coaches_to_speak if self.state.phase is Phase.ROUND_ONE else ():
            assert machine.against(self.state, Pass(coach)) is None


@pytest.mark.slow
def test_the_promises_hold_while_words_wait_for_their_text() -> None:
    run(Spoken, examples=40)


def everyone_here(state: State, waiting: Waiting, person: int) -> bool:
    """Who sits there hears."""
    return state.is_here(person) or dictation.may_hear(state, waiting, person)


def for_good(state: State, waiting: Waiting, person: int) -> bool:
    """Who typed it hears it ever after."""
    return dictation.may_hear(state, replace(waiting, stage=Stage.TO_TYPE), person)


@pytest.mark.slow
@pytest.mark.parametrize("broken", [everyone_here, for_good])
def test_a_leak_is_seen(broken: Callable[[State, Waiting, int], bool]) -> None:
    mutant = type("Leaking", (Spoken,), {"hears": staticmethod(broken)})
    with pytest.raises(AssertionError):
        run(mutant, examples=300)


class TheFirst(st.DataObject):
    """Takes what waits longest."""

    def __init__(self, walk: Spoken) -> None:
        self.walk = walk

    def draw(self, strategy: st.SearchStrategy[Any], label: Any = None) -> Any:
        return self.walk.waiting[0]


@pytest.mark.parametrize("is_broken", [False, True])
def test_a_word_that_lands_where_the_dialogue_is_now_is_seen(is_broken: bool) -> None:
    def now(waiting: Waiting) -> Speak:
        return Speak(waiting.speaker, heard=True)

    mutant = type("Landing", (Spoken,), {"yes": staticmethod(now)})
    walk = (mutant if is_broken else Spoken)()
    AnyDialogue.begin(walk, 1)
    walk.speak_and_be_typed(COACHES[0], False)
    walk.go_on()
    assert walk.state.phase is Phase.ROUND_ONE
    with pytest.raises(AssertionError) if is_broken else nullcontext():
        walk.answer(TheFirst(walk), "yes")


def in_round_one() -> State:
    return replace(beginning(), phase=Phase.ROUND_ONE)


def after(state: State, *events: Event) -> State:
    for event in events:
        outcome = machine.after(state, event)
        assert isinstance(outcome, State), outcome
        state = outcome
    return state


TYPED = Waiting(uuid4(), COACHES[0], Phase.ROUND_ONE, Stage.TO_CHECK)


def test_her_turn_counts_from_her_yes_and_she_can_let_the_others_go_on_meanwhile() -> None:
    state = after(in_round_one(), Pass(COACHES[1]))
    assert dictation.against_asking(state, COACHES[0]) is None
    assert state.coaches_to_speak == {COACHES[0]}
    assert machine.against(state, Speak(WRITER)) is Refusal.COACHES_FIRST
    assert after(state, dictation.yes(TYPED)).coaches_to_speak == frozenset()
    going_on = after(state, Pass(COACHES[0]), Speak(WRITER), Move(TRAINER, START))
    assert going_on.phase is Phase.ROUNDS
    late = after(going_on, dictation.yes(TYPED))
    assert [(said.person, said.phase) for said in late.said] == [
        (WRITER, Phase.ROUND_ONE),
        (COACHES[0], Phase.ROUND_ONE),
    ]


def test_a_late_yes_is_a_coachs_and_never_for_a_phase_to_come() -> None:
    state = after(in_round_one(), *map(Pass, COACHES))
    assert machine.against(state, Speak(WRITER, spoken_in=Phase.ROUND_ONE)) is Refusal.NOT_FOR_YOU
    assert machine.against(state, Speak(COACHES[0], True, spoken_in=Phase.ROUNDS)) is Refusal.NOT_THIS_PHASE
    harvest = replace(state, phase=Phase.HARVEST)
    assert machine.against(harvest, Speak(COACHES[0], spoken_in=Phase.HARVEST)) is Refusal.NOT_THIS_PHASE
    assert machine.against(harvest, Speak(COACHES[0], spoken_in=Phase.ROUNDS)) is Refusal.HEARD_MISSING
    closed = replace(state, phase=Phase.CLOSED)
    assert machine.against(closed, dictation.yes(TYPED)) is Refusal.OVER


def test_among_the_coaches_their_guide_types_and_elsewhere_who_leads() -> None:
    state = replace(beginning(), phase=Phase.OWN_GROUP, facilitator=COACHES[1])
    assert dictation.typists(state, COACHES[0], Phase.OWN_GROUP) == {COACHES[1]}
    assert dictation.typists(state, COACHES[0], Phase.ROUNDS) == {TRAINER}
    assert dictation.against_asking(state, COACHES[1]) is Refusal.NOBODY_TYPES
    assert dictation.against_asking(in_round_one(), COACHES[0]) is None
    # Who works here types her own words.
    passed = after(in_round_one(), *map(Pass, COACHES))
    for person in (WRITER, OTHER, RESEARCHER):
        assert dictation.against_asking(passed, person) is Refusal.NOT_FOR_YOU


def test_what_waits_is_asked_of_who_can_do_something() -> None:
    state, spoken = in_round_one(), replace(TYPED, stage=Stage.TO_TYPE)
    assert dictation.ask_of(state, TRAINER, [spoken]) == (Ask.TYPE, spoken)
    assert dictation.ask_of(state, COACHES[0], [spoken]) is None
    assert dictation.is_with_another(state, COACHES[0], [spoken])
    assert dictation.ask_of(state, COACHES[0], [TYPED]) == (Ask.CHECK, TYPED)
    assert dictation.ask_of(state, TRAINER, [TYPED]) is None
    alone = replace(state, seats=tuple(seat for seat in state.seats if seat.person != COACHES[1]))
    assert dictation.ask_of(alone, TRAINER, [spoken]) is None, "it stands still"
    gone = replace(state, seats=tuple(Seat(s.person, s.part, agreed=s.person != COACHES[0]) for s in state.seats))
    assert not dictation.may_hear(gone, spoken, TRAINER)
    assert gone.seat_of(COACHES[0]) == Seat(COACHES[0], Part.COACH, agreed=False)
