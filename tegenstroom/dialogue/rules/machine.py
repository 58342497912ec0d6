"""What becomes of a dialogue: `after(state, event)` is the next state, or why it may not happen.

Everything that the network promises of a dialogue is decided here and nowhere else: verbs ask it, pages ask it
what they may show, and the tests walk it in every order.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tegenstroom.dialogue.rules.phases import (
    FROM_HEARD,
    ROAD,
    WITH_LINE_VETO,
    WITH_TURNS,
    WITH_VOICE,
    Gone,
    LeftHow,
    Part,
    Phase,
    Refusal,
    Turn,
)
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


def after(state: State, event: Event) -> State | Refusal:
    """The state after this, or the one reason why not."""
    return WORK[type(event)](state, event)


def against(state: State, event: Event) -> Refusal | None:
    """Why this may not be done now; None when it may."""
    outcome = after(state, event)
    return outcome if isinstance(outcome, Refusal) else None


def against_being_here(state: State, person: int) -> Refusal | None:
    """Why this person has nothing to say here."""
    seat = state.seat_of(person)
    if seat is None or seat.left is not None:
        return Refusal.NOT_HERE
    return None if seat.agreed else Refusal.NOT_AGREED


def against_running(state: State) -> Refusal | None:
    """Why nothing new can happen in this dialogue."""
    if state.gone is not None or state.phase is Phase.CLOSED:
        return Refusal.OVER
    return Refusal.PAUSED if state.is_paused else None


def _speak(state: State, event: Speak) -> State | Refusal:
    if no := against_being_here(state, event.by) or against_running(state) or _against_a_late_yes(state, event):
        return no
    then = replace(state, phase=event.spoken_in or state.phase)
    if no := _against_speaking(then, event):
        return no
    number = max((said.number for said in state.said), default=0) + 1
    said = Said(number, event.by, then.phase, field=event.field, insight=event.insight)
    return replace(state, said=(*state.said, said))


def _against_a_late_yes(state: State, event: Speak) -> Refusal | None:
    """Only a coach lets somebody else type, and nothing stands in a phase that is still to come."""
    if event.spoken_in is None:
        return None
    if event.by not in state.coaches:
        return Refusal.NOT_FOR_YOU
    is_behind = ROAD.index(event.spoken_in) <= ROAD.index(state.phase)
    return None if event.spoken_in in WITH_VOICE and is_behind and not event.insight else Refusal.NOT_THIS_PHASE


def _against_speaking(state: State, event: Speak) -> Refusal | None:
    return _against_this_voice(state, event) or _against_this_form(state, event)


def _against_this_voice(state: State, event: Speak) -> Refusal | None:
    """Whether it is the turn of this voice."""
    is_coach = event.by in state.coaches
    match state.phase:
        case Phase.PREPARATION | Phase.CLOSED:
            return Refusal.NOT_THIS_PHASE
        case Phase.OWN_GROUP if not (is_coach or event.by == state.facilitator):
            return Refusal.NOT_THIS_PHASE
        case Phase.ROUND_ONE if not is_coach and state.coaches_to_speak:
            return Refusal.COACHES_FIRST
        case Phase.RESEARCH if not _may_speak_of_research(state, event):
            return Refusal.RESEARCH_FIRST
        case Phase.WHAT_I_DID if is_coach:
            return Refusal.NOT_FOR_YOU
    return None


def _against_this_form(state: State, event: Speak) -> Refusal | None:
    """Whether it says what a contribution of this phase must say."""
    if event.insight:
        return None if state.phase is Phase.RESEARCH else Refusal.NOT_THIS_PHASE
    if state.phase is Phase.HARVEST and event.field is None:
        return Refusal.FIELD_MISSING
    return Refusal.HEARD_MISSING if state.phase in FROM_HEARD and not event.heard else None


def _may_speak_of_research(state: State, event: Speak) -> bool:
    """Research speaks first here: a researcher, or a trainer who links what is known. Then whoever answers."""
    part = _part_of(state, event.by)
    if part is Part.RESEARCHER or (event.insight and part is Part.TRAINER):
        return True
    return not event.insight and research_was_heard(state)


def research_was_heard(state: State) -> bool:
    """Whether the third voice spoke in its phase: a researcher, or a linked insight."""
    return any(
        said.phase is Phase.RESEARCH and (said.insight or _part_of(state, said.person) is Part.RESEARCHER)
        for said in state.said
    )


def _pass(state: State, event: Pass) -> State | Refusal:
    if no := against_being_here(state, event.by) or against_running(state):
        return no
    seat = state.seat_of(event.by)
    assert seat is not None
    if state.phase not in WITH_TURNS or (state.phase is Phase.OWN_GROUP and seat.part is not Part.COACH):
        return Refusal.NOT_THIS_PHASE
    return _when_coaches_are_done(_with_turn(state, event.by, Turn.PASSED))


def _ready(state: State, event: Ready) -> State | Refusal:
    if no := against_being_here(state, event.by) or against_running(state):
        return no
    if event.by not in state.coaches:
        return Refusal.COACHES_END_THIS
    if state.phase is not Phase.OWN_GROUP:
        return Refusal.NOT_THIS_PHASE
    return _when_coaches_are_done(_with_turn(state, event.by, Turn.READY))


def _with_turn(state: State, person: int, turn: Turn) -> State:
    return replace(state, turns=state.turns | {(person, state.phase, turn)})


def _when_coaches_are_done(state: State) -> State:
    """The coaches' own group ends by itself when each of them said so; nobody else ends it."""
    if state.phase is Phase.OWN_GROUP and against_running(state) is None and not state.coaches_not_ready:
        return replace(state, phase=Phase.ROUND_ONE)
    return state


def _move(state: State, event: Move) -> State | Refusal:
    if no := against_being_here(state, event.by):
        return no
    if state.gone is not None or state.phase is Phase.CLOSED:
        return Refusal.OVER
    # Nobody speaks any more when it closes: that may be done with whoever is left.
    if state.is_paused and state.phase is not Phase.WHAT_I_DID:
        return Refusal.PAUSED
    if not may_lead(state, event.by):
        return Refusal.NOT_FOR_YOU
    if no := _against_moving(state, event):
        return no
    return replace(state, phase=ROAD[ROAD.index(state.phase) + 1])


def may_lead(state: State, person: int) -> bool:
    """Trainers take a dialogue from phase to phase. Who guides the coaches does where no other trainer is.

    Else a dialogue that its trainer left would stand still for good.
    """
    trainers = {seat.person for seat in state.seats if seat.part is Part.TRAINER and seat.is_here}
    if person == state.facilitator:
        return state.is_here(person) and not trainers - {person}
    return person in trainers


def may_guide(state: State, person: int) -> bool:
    """Whether she is here, and fit to guide the coaches among themselves."""
    part = _part_of(state, person)
    return state.is_here(person) and is_fit_to_guide(person, part, writer=state.writer, leader=state.leader)


def is_fit_to_guide(person: int, part: Part | None, *, writer: int, leader: int | None) -> bool:
    """A coach or a trainer may guide the coaches, but neither who brought the case nor who leads the dialogue.

    Their facilitator is their own: who leads the talk with everybody has not heard what they said before it.
    """
    return part in {Part.COACH, Part.TRAINER} and person not in {writer, leader}


def against_another_guide(state: State, guide: int, by: int) -> Refusal | None:
    """Why someone else cannot guide the coaches now: what they said among themselves was for whom they knew."""
    if state.gone is not None:
        return Refusal.OVER
    if not may_lead(state, by):
        return Refusal.NOT_FOR_YOU
    if state.phase is not Phase.PREPARATION:
        return Refusal.NOT_THIS_PHASE
    return None if may_guide(state, guide) else Refusal.NO_FACILITATOR


def _against_moving(state: State, event: Move) -> Refusal | None:
    match state.phase:
        case Phase.PREPARATION:
            return _against_beginning(state, event)
        case Phase.OWN_GROUP:
            return Refusal.COACHES_END_THIS
        case Phase.ROUND_ONE if state.coaches_to_speak:
            return Refusal.COACHES_FIRST
        case Phase.RESEARCH if not research_was_heard(state):
            return Refusal.RESEARCH_FIRST
        case Phase.WHAT_I_DID:
            return _against_closing(state, event)
    return None


def _against_beginning(state: State, event: Move) -> Refusal | None:
    """Each coach has the case long enough, in the form in which she reads it."""
    if state.coaches_without_paper:
        return Refusal.ON_PAPER
    had_time = state.own_group_from is not None and event.now >= state.own_group_from
    return None if had_time else Refusal.TOO_SOON


def _against_closing(state: State, event: Move) -> Refusal | None:
    if state.care:
        return Refusal.CARE_OPEN
    return None if _was_told_what_was_done(state, event) else Refusal.NOTHING_DONE_YET


def _was_told_what_was_done(state: State, event: Move) -> bool:
    """Who brought the case said what she did; or the time for it is over."""
    if state.done_until is not None and event.now >= state.done_until:
        return True
    return state.had_turn(state.writer, Phase.WHAT_I_DID)


def _take_back(state: State, event: TakeBack) -> State | Refusal:
    said = _said(state, event.number)
    # Also who left, and also when it is over: they are her words.
    if said is None or said.person != event.by:
        return Refusal.NOT_YOURS
    return _with_gone(state, event.number, Gone.TAKEN_BACK)


def _stop(state: State, event: Stop) -> State | Refusal:
    if no := against_being_here(state, event.by):
        return no
    return _when_coaches_are_done(_without(state, event.by, LeftHow.STOPPED))


def _veto(state: State, event: Veto) -> State | Refusal:
    if event.by != state.writer:
        if no := against_being_here(state, event.by):
            return no
        if event.by not in state.coaches:
            return Refusal.NOT_FOR_YOU
    if state.gone is not None:
        return Refusal.OVER
    # Whoever it was: nobody reads from this who did it.
    gone = tuple(replace(said, gone=Gone.WITHDRAWN) for said in state.said)
    return replace(state, gone=Gone.WITHDRAWN, said=gone)


def _veto_line(state: State, event: VetoLine) -> State | Refusal:
    if no := against_being_here(state, event.by):
        return no
    if event.by != state.writer and event.by not in state.coaches:
        return Refusal.NOT_FOR_YOU
    said = _said(state, event.number)
    if state.gone is not None:
        return Refusal.OVER
    if said is None or said.phase not in WITH_LINE_VETO or said.gone is not None:
        return Refusal.NOT_THIS_PHASE
    return _with_gone(state, event.number, Gone.VETOED)


def _expire(state: State, event: Expire) -> State | Refusal:
    if state.gone is not None:
        return Refusal.OVER
    gone = tuple(replace(said, gone=Gone.EXPIRED) for said in state.said)
    return replace(state, gone=Gone.EXPIRED, said=gone)


def _come(state: State, event: Come) -> State | Refusal:
    if state.gone is not None or state.phase is Phase.CLOSED:
        return Refusal.OVER
    before = state.seat_of(event.person)
    if before is not None and before.left is LeftHow.STOPPED:
        # Who stopped is not fetched back by a list.
        return Refusal.NOT_HERE
    if before is not None and before.left is LeftHow.UNASKED and not event.asked:
        return Refusal.NOT_HERE
    seat = Seat(event.person, event.part, agreed=event.agreed or (before is not None and before.agreed))
    others = tuple(other for other in state.seats if other.person != event.person)
    return replace(state, seats=(*others, seat))


def _lapse(state: State, event: Lapse) -> State | Refusal:
    seat = state.seat_of(event.person)
    if seat is None:
        return Refusal.NOT_HERE
    # She did not leave: what the coaches say among themselves waits for her as it waits for the others.
    lapsed = replace(seat, agreed=False)
    return replace(state, seats=tuple(lapsed if one is seat else one for one in state.seats))


def _remove(state: State, event: Remove) -> State | Refusal:
    seat = state.seat_of(event.person)
    if seat is None or seat.left is not None:
        return Refusal.NOT_HERE
    return _when_coaches_are_done(_without(state, event.person, LeftHow.REMOVED))


def _owe_care(state: State, event: OweCare) -> State | Refusal:
    if state.phase is Phase.CLOSED:
        return Refusal.OVER
    if _part_of(state, event.coach) is not Part.COACH:
        return Refusal.NOT_FOR_YOU
    return replace(state, care=state.care | {event.coach})


def _care_done(state: State, event: CareDone) -> State | Refusal:
    return replace(state, care=state.care - {event.coach})


def _without(state: State, person: int, how: LeftHow) -> State:
    seats = tuple(replace(seat, left=how) if seat.person == person else seat for seat in state.seats)
    return replace(state, seats=seats)


def _with_gone(state: State, number: int, how: Gone) -> State:
    kept = tuple(
        replace(said, gone=said.gone if _is_destroyed(said) else how) if said.number == number else said
        for said in state.said
    )
    return replace(state, said=kept)


def _is_destroyed(said: Said) -> bool:
    """Whether nothing is left of it. What was vetoed stays with who said it, and she can still take it back."""
    return said.gone not in {None, Gone.VETOED}


def _said(state: State, number: int) -> Said | None:
    return next((said for said in state.said if said.number == number), None)


def _part_of(state: State, person: int) -> Part | None:
    seat = state.seat_of(person)
    return seat.part if seat else None


WORK: dict[type, Callable[[State, Any], State | Refusal]] = {
    Speak: _speak,
    Pass: _pass,
    Ready: _ready,
    Move: _move,
    TakeBack: _take_back,
    Stop: _stop,
    Veto: _veto,
    VetoLine: _veto_line,
    Expire: _expire,
    Come: _come,
    Lapse: _lapse,
    Remove: _remove,
    OweCare: _owe_care,
    CareDone: _care_done,
}
