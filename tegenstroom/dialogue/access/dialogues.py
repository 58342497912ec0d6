"""The dialogues in which someone sits now, and what her place there opens."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.access import Visitor, coordinator, someone
from tegenstroom.base.prepared import prepared
from tegenstroom.dialogue.access.cases import CASE_WORDS
from tegenstroom.dialogue.actions.leaving import may_veto
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.models import CircleMember, Dialogue, ReadCase, Seat
from tegenstroom.dialogue.models.cases import is_over
from tegenstroom.dialogue.models.dialogues import DialogueQuerySet
from tegenstroom.dialogue.rules import reading as rules
from tegenstroom.dialogue.rules.machine import may_lead
from tegenstroom.dialogue.rules.phases import Part, Phase

# Behind the number of a page whose case is past its last day: no page that is open from before has it.
PAST = "x"


def dialogues_of(person: Visitor) -> DialogueQuerySet:
    """The dialogues in which she sits now, newest first."""
    return _dialogues(someone(person).pk).select_related("case", "facilitator")


def sits_in(person: Visitor, dialogue: int) -> bool:
    """Whether this dialogue is one of hers."""
    return dialogues_of(person).filter(pk=dialogue).exists()


def dialogue_for(person: Visitor, pk: int) -> Dialogue:
    """One dialogue in which she sits now; it knows its `version_of` her."""
    found: list[Dialogue] = _dialogue(someone(person).pk, pk)
    return _or_404(found)


def dialogue_led(person: Visitor, pk: int) -> Dialogue:
    """A dialogue that she takes from phase to phase: its trainer; see `may_lead`."""
    dialogue = dialogue_for(person, pk)
    if may_lead(state_of(dialogue), someone(person).pk):
        return dialogue
    raise Http404


def coach_seat(person: Visitor, pk: int) -> Seat:
    """Her place as a coach in a dialogue: here she chooses a name."""
    dialogue = dialogue_for(person, pk)
    seats = dialogue.seats.filter(person=someone(person), part=Part.COACH, left_at=None)
    return get_object_or_404(seats.select_related("dialogue__case", "dialogue__circle__edition__version"))


def dialogue_to_veto(person: Visitor, pk: int) -> Dialogue:
    """A dialogue of which she may end the case: as a coach who is there, or because she brought it."""
    dialogue = dialogue_for(person, pk)
    if may_veto(dialogue, someone(person)):
        return dialogue
    raise Http404


def dialogues_at_desk(person: Visitor) -> DialogueQuerySet:
    """All dialogues by phase, for a coordinator: nothing of a case, and no word that was said."""
    coordinator(person)
    return Dialogue.objects.select_related("circle__edition__version", "case").defer(*CASE_WORDS)


def readings_of(person: Visitor, dialogue: Dialogue) -> QuerySet[ReadCase]:
    """Who opened the case on which day, for who leads the dialogue; oldest first."""
    led = dialogue_led(person, dialogue.pk)
    return ReadCase.objects.filter(case=led.case_id).select_related("reader")


def own_group(person: Visitor, pk: int) -> Dialogue:
    """The coaches' own group of a dialogue, for its coaches and their facilitator; for others it is not there."""
    dialogue = dialogue_for(person, pk)
    state = state_of(dialogue)
    if state.phase is not Phase.PREPARATION and rules.is_of_own_group(state, someone(person).pk):
        return dialogue
    raise Http404


def own_seat(person: Visitor, dialogue: int) -> Seat:
    """Her own place in a dialogue, also after she left it."""
    rows = Seat.objects.select_related("dialogue__circle", "dialogue__case")
    return get_object_or_404(rows, dialogue__pk=dialogue, person=someone(person))


def version_for(person: Visitor, pk: int) -> str:
    """The version of a dialogue in which she sits now; Http404 for who does not. One query."""
    return version_of(person, dialogue_for(person, pk))


def version_of(person: Visitor, dialogue: Any) -> str:
    """What changes whenever something changes that she may see, for pages that poll, as `dialogue_for` found it.

    What happens in the coaches' own group moves it for them alone. No query.
    """
    is_ours = dialogue.part == Part.COACH or dialogue.facilitator_id == someone(person).pk
    number = f"{dialogue.version}.{dialogue.own_version}" if is_ours else f"{dialogue.version}"
    return f"{number}{PAST}" if is_over(dialogue.last_day) else number


def _dialogues(person: int) -> DialogueQuerySet:
    seat = Seat.objects.filter(person=person, left_at=None, dialogue=OuterRef("pk"))
    yes = CircleMember.objects.agreed().filter(person=person, circle=OuterRef("circle"))
    found = Dialogue.objects.filter(Exists(seat), Exists(yes))
    return found.select_related("circle__edition__version")


@prepared
def _dialogue(person: int, pk: int) -> QuerySet[Dialogue, Any]:
    seat = Seat.objects.filter(person=person, left_at=None, dialogue=OuterRef("pk"))
    found = _dialogues(person).filter(pk=pk)
    return found.annotate(part=Subquery(seat.values("part")[:1]), last_day=F("case__expires_on"))


def _or_404[R](found: list[R]) -> R:
    if found:
        return found[0]
    raise Http404
