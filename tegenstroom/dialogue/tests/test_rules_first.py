"""What comes first for someone is something that she can do, in every phase and for everyone."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tegenstroom.dialogue.first_words import FIRST
from tegenstroom.dialogue.rules import first, machine
from tegenstroom.dialogue.rules.first import First
from tegenstroom.dialogue.rules.phases import ROAD, Field, Gone, LeftHow, Part, Phase, Turn
from tegenstroom.dialogue.rules.state import Said, Seat, Speak, State

COACHES, WRITER, OTHER, TRAINER, RESEARCHER = (1, 2), 3, 4, 5, 6
PARTS = {
    **dict.fromkeys(COACHES, Part.COACH),
    WRITER: Part.PROFESSIONAL,
    OTHER: Part.PROFESSIONAL,
    TRAINER: Part.TRAINER,
    RESEARCHER: Part.RESEARCHER,
}
PEOPLE = st.sampled_from(list(PARTS))
NOW = datetime(2027, 3, 1, 12, tzinfo=ZoneInfo("Europe/Brussels"))


def state(phase: Phase, **given: object) -> State:
    seats = tuple(Seat(person, part) for person, part in PARTS.items())
    return State(**{"phase": phase, "seats": seats, "writer": WRITER, "facilitator": TRAINER, **given})


@st.composite
def states(draw: st.DrawFn) -> State:
    """Any dialogue: some spoke, some passed, some left, some of it is gone."""
    seats = tuple(Seat(who, part, left=draw(st.sampled_from([None, *LeftHow]))) for who, part in PARTS.items())
    said = tuple(
        Said(number, draw(PEOPLE), draw(st.sampled_from(ROAD)), field=draw(st.sampled_from([None, *Field])))
        for number in range(1, draw(st.integers(1, 8)))
    )
    turns = draw(st.frozensets(st.tuples(PEOPLE, st.sampled_from(ROAD), st.sampled_from(Turn)), max_size=6))
    gone = draw(st.sampled_from([None, None, None, *Gone]))
    return state(draw(st.sampled_from(ROAD)), seats=seats, said=said, turns=turns, gone=gone)


def test_who_may_not_speak_yet_is_not_offered_to_listen_rather() -> None:
    early = state(Phase.ROUND_ONE)
    waiting = [person for person in PARTS if person not in early.coaches]
    assert [first.may_pass(early, person) for person in waiting] == [False] * len(waiting)
    assert all(first.may_pass(early, coach) for coach in early.coaches)
    heard = replace(early, turns=frozenset((coach, Phase.ROUND_ONE, Turn.PASSED) for coach in early.coaches))
    assert all(first.may_pass(heard, person) for person in waiting)


ASKS_TO_SPEAK = {First.SPEAK_FIRST, First.SPEAK, First.REPLY, First.RESEARCH, First.HARVEST, First.TELL}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(states(), PEOPLE)
def test_nobody_is_asked_what_would_be_refused(of: State, person: int) -> None:
    if not of.is_here(person):
        return
    if first.first_for(of, person) in ASKS_TO_SPEAK:
        field = Field.TAKE_ALONG if of.phase is Phase.HARVEST else None
        assert machine.against(of, Speak(person, heard=True, field=field)) is None


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(states(), PEOPLE)
def test_who_is_told_to_listen_has_no_form(of: State, person: int) -> None:
    told = first.first_for(of, person)
    if told in {First.LISTEN, First.WAIT_FOR_COACHES, First.WAIT_FOR_RESEARCH, First.PAUSED, First.WITHDRAWN}:
        assert not first.may_speak(of, person)


@pytest.mark.parametrize("what", First)
def test_everything_that_can_come_first_has_words(what: First) -> None:
    head, line = FIRST[what]
    assert head
    assert line


def test_who_let_the_harvest_go_by_is_asked_nothing_more() -> None:
    asked = state(Phase.HARVEST)
    assert first.fields_left(asked, OTHER) == tuple(Field)
    passed = state(Phase.HARVEST, turns=frozenset({(OTHER, Phase.HARVEST, Turn.PASSED)}))
    assert first.fields_left(passed, OTHER) == ()
    assert first.first_for(passed, OTHER) is First.HARVEST_LET_BY


def test_who_answered_one_question_and_let_the_others_go_by_is_thanked() -> None:
    told = Said(1, OTHER, Phase.HARVEST, field=Field.WILL_DO)
    begun = state(Phase.HARVEST, said=(told,))
    assert first.first_for(begun, OTHER) is First.HARVEST
    through = state(Phase.HARVEST, said=(told,), turns=frozenset({(OTHER, Phase.HARVEST, Turn.PASSED)}))
    assert first.first_for(through, OTHER) is First.HARVESTED


def test_who_spoke_in_the_first_round_is_not_told_that_it_is_her_turn() -> None:
    passed = frozenset((coach, Phase.ROUND_ONE, Turn.PASSED) for coach in COACHES)
    assert first.first_for(state(Phase.ROUND_ONE, turns=passed), OTHER) is First.SPEAK
    said = (Said(1, OTHER, Phase.ROUND_ONE),)
    assert first.first_for(state(Phase.ROUND_ONE, turns=passed, said=said), OTHER) is First.SPOKE


@pytest.mark.parametrize("person", [TRAINER, RESEARCHER])
def test_what_came_of_it_is_asked_of_professionals_alone(person: int) -> None:
    assert first.first_for(state(Phase.WHAT_I_DID), OTHER) is First.TELL
    assert first.first_for(state(Phase.WHAT_I_DID), person) is First.OTHERS_TELL


@pytest.mark.parametrize(("day", "asked"), [(28, False), (1, True), (2, True)])
def test_people_are_asked_what_they_did_when_the_weeks_are_over(day: int, asked: bool) -> None:
    now = NOW.replace(month=2 if day == 28 else 3, day=day)
    assert first.is_time_to_tell(state(Phase.WHAT_I_DID), WRITER, NOW, now) is asked
