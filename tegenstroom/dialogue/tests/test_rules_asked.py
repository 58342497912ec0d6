"""What is asked of someone can be done by her now; and the desk reads on what a dialogue waits, never on whom."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.dialogue.rules import machine
from tegenstroom.dialogue.rules.calls import is_called
from tegenstroom.dialogue.rules.first import Ask, asked_of
from tegenstroom.dialogue.rules.phases import ROAD, Field, Gone, LeftHow, Part, Phase, Turn
from tegenstroom.dialogue.rules.state import Event, Move, Ready, Said, Seat, Speak, State
from tegenstroom.dialogue.rules.waits import Wait, waits_for

NOW = datetime(2026, 12, 3, 10, tzinfo=UTC)
NADIA, CAS, JEF, SAMIRA, TOON, LOT = range(1, 7)
PARTS = {
    NADIA: Part.COACH,
    CAS: Part.COACH,
    JEF: Part.PROFESSIONAL,
    SAMIRA: Part.PROFESSIONAL,
    TOON: Part.TRAINER,
    LOT: Part.RESEARCHER,
}
# With which event someone does what is asked of her; reading asks for none.
DOING: dict[Ask, Event] = {
    Ask.TALK: Ready(0),
    Ask.SPEAK: Speak(0),
    Ask.ANSWER: Speak(0, heard=True),
    Ask.RESEARCH: Speak(0, heard=True, insight=True),
    Ask.HARVEST: Speak(0, field=Field.WILL_DO),
    Ask.TELL: Speak(0),
    Ask.MOVE: Move(0, NOW),
}


def at(phase: Phase, **more: object) -> State:
    """All six of them in this phase, who read the case long enough; Jef brought it, Toon guides the coaches."""
    seats = tuple(Seat(person, part) for person, part in PARTS.items())
    state = State(phase, seats, writer=JEF, facilitator=TOON, own_group_from=NOW - timedelta(days=1))
    return replace(state, **more)  # type: ignore[arg-type]


def asks(state: State, *, has_read: bool = True, asks_done: bool = True) -> dict[int, Ask]:
    found = {person: asked_of(state, person, now=NOW, has_read=has_read, asks_done=asks_done) for person in PARTS}
    return {person: ask for person, ask in found.items() if ask}


@st.composite
def states(draw: st.DrawFn) -> State:
    """Any moment of a dialogue: who is there, who spoke, who let a turn pass, who must be called."""
    seats = tuple(
        Seat(
            person,
            part,
            agreed=draw(st.integers(0, 4)) > 0,
            left=draw(st.sampled_from([None, None, None, LeftHow.STOPPED])),
        )
        for person, part in PARTS.items()
    )
    phases = st.sampled_from(ROAD)
    said = draw(st.lists(st.tuples(st.sampled_from(list(PARTS)), phases), max_size=8))
    turns = draw(st.frozensets(st.tuples(st.sampled_from(list(PARTS)), phases, st.sampled_from(Turn)), max_size=6))
    moments = st.sampled_from([None, NOW - timedelta(days=1), NOW + timedelta(days=1)])
    return State(
        draw(phases),
        seats,
        writer=JEF,
        facilitator=draw(st.sampled_from([NADIA, TOON])),
        said=tuple(Said(number, person, phase) for number, (person, phase) in enumerate(said, start=1)),
        turns=turns,
        gone=draw(st.sampled_from([None, None, None, *Gone])),
        own_group_from=draw(moments),
        done_until=draw(moments),
        care=draw(st.frozensets(st.sampled_from([NADIA, CAS]), max_size=2)),
    )


@given(states(), st.sampled_from(list(PARTS)), st.booleans(), st.booleans())
def test_what_is_asked_can_be_done(state: State, person: int, has_read: bool, asks_done: bool) -> None:
    ask = asked_of(state, person, now=NOW, has_read=has_read, asks_done=asks_done)
    if event := DOING.get(ask) if ask else None:
        assert machine.against(state, replace(event, by=person)) is None  # type: ignore[type-var]


@given(states())
def test_nobody_is_asked_anything_when_it_stands_still_or_is_over(state: State) -> None:
    if machine.against_running(state):
        assert asks(state, has_read=False) == {}


@given(states())
def test_what_runs_always_waits_for_something(state: State) -> None:
    is_over = machine.against_running(state) is not None and not state.is_paused
    assert (waits_for(state, NOW) is None) == is_over


def test_before_the_coaches_have_the_case_only_its_leader_is_asked_something() -> None:
    assert asks(at(Phase.PREPARATION, own_group_from=None), has_read=False) == {TOON: Ask.START}


def test_a_coach_who_did_not_read_yet_is_asked_to_and_nobody_goes_on_too_soon() -> None:
    reading = at(Phase.PREPARATION, own_group_from=NOW + timedelta(days=2))
    assert asks(reading, has_read=False) == {NADIA: Ask.READ, CAS: Ask.READ}
    assert asks(reading, has_read=True) == {}
    assert asks(at(Phase.PREPARATION)) == {TOON: Ask.MOVE}


def test_among_themselves_only_coaches_who_are_not_done_are_asked() -> None:
    done = frozenset({(NADIA, Phase.OWN_GROUP, Turn.READY)})
    assert asks(at(Phase.OWN_GROUP, turns=done)) == {CAS: Ask.TALK}


def test_first_the_coaches_then_the_others() -> None:
    one = Said(1, NADIA, Phase.ROUND_ONE)
    assert asks(at(Phase.ROUND_ONE)) == {NADIA: Ask.SPEAK, CAS: Ask.SPEAK}
    assert asks(at(Phase.ROUND_ONE, said=(one,))) == {CAS: Ask.SPEAK}
    both = asks(at(Phase.ROUND_ONE, said=(one, Said(2, CAS, Phase.ROUND_ONE))))
    assert both == {JEF: Ask.ANSWER, SAMIRA: Ask.ANSWER, LOT: Ask.ANSWER, TOON: Ask.MOVE}


def test_research_is_asked_of_who_studies_and_else_of_who_leads() -> None:
    assert asks(at(Phase.RESEARCH)) == {LOT: Ask.RESEARCH}
    without = tuple(seat for seat in at(Phase.RESEARCH).seats if seat.person != LOT)
    assert asks(at(Phase.RESEARCH, seats=without)) == {TOON: Ask.RESEARCH}


def test_a_case_that_has_yet_to_leave_on_paper_lets_nobody_go_on() -> None:
    assert asks(at(Phase.PREPARATION, on_paper=frozenset({CAS}))) == {}


def calls(state: State) -> dict[int, Ask]:
    asked = asks(state, asks_done=False)
    return {person: ask for person, ask in asked.items() if is_called(state, ask, asked.values())}


def test_a_letter_calls_whose_turn_it_is() -> None:
    coaches = tuple(Said(number, one, Phase.ROUND_ONE) for number, one in enumerate((NADIA, CAS), start=1))
    assert calls(at(Phase.PREPARATION, own_group_from=None)) == {TOON: Ask.START}
    assert calls(at(Phase.PREPARATION)) == {TOON: Ask.MOVE}
    assert calls(at(Phase.OWN_GROUP)) == {NADIA: Ask.TALK, CAS: Ask.TALK}
    assert calls(at(Phase.ROUND_ONE)) == {NADIA: Ask.SPEAK, CAS: Ask.SPEAK}
    assert calls(at(Phase.ROUND_ONE, said=coaches)) == dict.fromkeys((JEF, SAMIRA, LOT), Ask.ANSWER)
    assert calls(at(Phase.ROUNDS)) == dict.fromkeys((NADIA, CAS, JEF, SAMIRA, LOT), Ask.ANSWER)
    assert calls(at(Phase.RESEARCH)) == {LOT: Ask.RESEARCH}
    assert calls(at(Phase.HARVEST)) == dict.fromkeys((NADIA, CAS, JEF, SAMIRA, LOT), Ask.HARVEST)


def test_who_leads_is_called_to_go_on_once_nobody_else_has_something_to_do() -> None:
    spoken = {
        phase: tuple(
            Said(number, one, phase) for number, one in enumerate((NADIA, CAS, JEF, SAMIRA, LOT), start=1)
        )
        for phase in (Phase.ROUND_ONE, Phase.ROUNDS)
    }
    for phase, said in spoken.items():
        assert calls(at(phase, said=said)) == {TOON: Ask.MOVE}
        assert TOON not in calls(at(phase, said=said[:-1]))


def test_what_came_of_it_is_asked_when_the_weeks_are_over_and_of_professionals() -> None:
    assert asks(at(Phase.WHAT_I_DID), asks_done=False) == {}
    told = Said(1, JEF, Phase.WHAT_I_DID)
    assert asks(at(Phase.WHAT_I_DID)) == {JEF: Ask.TELL, SAMIRA: Ask.TELL}
    assert asks(at(Phase.WHAT_I_DID, said=(told,))) == {SAMIRA: Ask.TELL, TOON: Ask.MOVE}


@pytest.mark.parametrize(
    ("state", "wait"),
    [
        (at(Phase.PREPARATION, own_group_from=None), Wait.START),
        (at(Phase.PREPARATION, own_group_from=NOW + timedelta(hours=1)), Wait.READING),
        (at(Phase.PREPARATION, on_paper=frozenset({CAS})), Wait.PAPER),
        # Who is no coach here, or no longer, holds nobody up.
        (at(Phase.PREPARATION, on_paper=frozenset({JEF, 9})), Wait.MOVE),
        (at(Phase.PREPARATION), Wait.MOVE),
        (at(Phase.OWN_GROUP), Wait.OWN_GROUP),
        (at(Phase.ROUND_ONE), Wait.COACHES),
        (at(Phase.ROUNDS), Wait.TALK),
        (at(Phase.RESEARCH), Wait.RESEARCH),
        (at(Phase.HARVEST), Wait.HARVEST),
        (at(Phase.WHAT_I_DID), Wait.TELLING),
        (at(Phase.WHAT_I_DID, done_until=NOW), Wait.MOVE),
        (at(Phase.WHAT_I_DID, care=frozenset({CAS})), Wait.CALL),
        (at(Phase.ROUNDS, seats=(Seat(NADIA, Part.COACH), Seat(TOON, Part.TRAINER))), Wait.TWO_COACHES),
        (at(Phase.CLOSED), None),
        (at(Phase.ROUNDS, gone=Gone.WITHDRAWN), None),
    ],
)
def test_on_what_it_waits(state: State, wait: Wait | None) -> None:
    assert waits_for(state, NOW) is wait


def test_what_coaches_do_among_themselves_cannot_be_seen_from_the_desk() -> None:
    begun = at(Phase.OWN_GROUP)
    said = Said(1, NADIA, Phase.OWN_GROUP)
    further = replace(begun, said=(said,), turns=frozenset({(NADIA, Phase.OWN_GROUP, Turn.READY)}))
    assert waits_for(begun, NOW) is waits_for(further, NOW)
