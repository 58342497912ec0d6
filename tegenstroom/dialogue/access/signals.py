"""What keeps coming back: for the coaches who say what may be heard, and for who carries it further."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.access import Visitor, someone
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH, COORDINATOR, EDITOR, RESEARCHER
from tegenstroom.dialogue.access.dialogues import dialogue_for, dialogues_of
from tegenstroom.dialogue.models import Dialogue, Signal
from tegenstroom.dialogue.models.harvest import SignalQuerySet


def signals_of(person: Visitor) -> QuerySet[Signal]:
    """For a coach, who says which may be heard: what is named where she sits, and what a coach there let out."""
    return _signals_of(person, Signal.objects.all())


def signal_reader(person: Visitor) -> Person:
    """Who reads what keeps coming back, to carry it further: research, the editors, who coordinates."""
    if reads_signals(someone(person)):
        return someone(person)
    raise Http404


def reads_signals(person: Person) -> bool:
    """Whether she carries further what keeps coming back."""
    return person.has_role(EDITOR, RESEARCHER, COORDINATOR)


def signal_for(person: Visitor, pk: int) -> Signal:
    """One signal, for a coach."""
    return get_object_or_404(_signals_of(person, Signal.objects.filter(pk=pk)))


def signals_elsewhere(person: Visitor, dialogue: Dialogue) -> QuerySet[Signal]:
    """What other dialogues named and a coach there let out, for who names what came up in this one."""
    dialogue_for(person, dialogue.pk)
    return Signal.objects.read_by(()).exclude(mentions__dialogue=dialogue)


def _signals_of(person: Visitor, signals: SignalQuerySet) -> QuerySet[Signal]:
    if not someone(person).has_role(COACH):
        raise Http404
    return signals.read_by(dialogues_of(person).values_list("pk", flat=True))
