"""Calls that coaches are owed because of a dialogue: made as coaches have them, and open until someone called."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.coaches.actions import care
from tegenstroom.coaches.models import CareCall
from tegenstroom.coaches.rules.care import Reason
from tegenstroom.dialogue.actions import running as held
from tegenstroom.dialogue.models import Aftercare, Dialogue, ReadCase, Seat
from tegenstroom.dialogue.rules.phases import Part, Phase
from tegenstroom.dialogue.rules.state import OweCare, State


@transaction.atomic
def ask_for_call(*, dialogue: Dialogue, by: Person) -> CareCall:
    """A coach wants to be called because of this dialogue; also after she left it. Twice is the same call.

    Raises RefusedError for who is no coach here, and when it is closed: then `coaches.actions.care` is the way.
    """
    dialogue, state = held.hold(dialogue)
    seat = held.seat_of(dialogue, by)
    held.happen(dialogue, state, OweCare(by.pk), by=by)
    call = care.ask_for_call(coach=by, by=by)
    Aftercare.objects.get_or_create(seat=seat, call=call)
    return call


def owe(dialogue: Dialogue, state: State, seats: Iterable[Seat], *, by: Person | None) -> State:
    """After a heavy case each of these coaches is called, once a dialogue. The dialogue is held."""
    if not dialogue.case.is_heavy:
        return state
    planned = Aftercare.objects.filter(seat__dialogue=dialogue, call__reason=Reason.HEAVY_DAY)
    had = set(planned.values_list("seat", flat=True))
    for seat in seats:
        if seat.part == Part.COACH and seat.pk not in had:
            state = held.happen(dialogue, state, OweCare(seat.person_id), by=by)
            call = care.owe_after(coach=seat.person, over_at=timezone.now(), by=by)
            Aftercare.objects.create(seat=seat, call=call)
    return state


def owe_who_is_taken_out(dialogue: Dialogue, state: State, seat: Seat, *, by: Person | None) -> State:
    """She did not stop by herself: she is called if she read the case, or was there when the talk had begun."""
    has_read = ReadCase.objects.filter(case=dialogue.case_id, reader=seat.person_id).exists()
    has_begun = state.phase is not Phase.PREPARATION
    return owe(dialogue, state, [seat], by=by) if has_read or has_begun else state


def still_open(dialogue: Dialogue) -> list[Aftercare]:
    """Calls of this dialogue that nobody made yet: as long as there is one, it does not close."""
    owed = Aftercare.objects.filter(seat__dialogue=dialogue, call__made_at=None)
    return list(owed.select_related("seat", "call__caller"))
