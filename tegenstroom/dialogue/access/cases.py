"""Cases: for who brought one, for who opens a dialogue on it, and its words for who may read them now."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from tegenstroom.accounts.access import Visitor, coordinator, someone
from tegenstroom.dialogue.access.circles import circle_led
from tegenstroom.dialogue.actions import reading
from tegenstroom.dialogue.models import Case, Circle, Dialogue
from tegenstroom.dialogue.models.cases import CaseQuerySet

# Never fetched for who has no business with them.
CASE_WORDS = ("case__sealed_title", "case__sealed_text", "case__sealed_plain")


def own_cases(person: Visitor) -> CaseQuerySet:
    """The cases that she brought and that still stand."""
    return Case.objects.standing().filter(writer=someone(person)).select_related("circle__edition__version")


def own_case(person: Visitor, key: UUID) -> Case:
    """One case that she brought: hers to take back."""
    return get_object_or_404(own_cases(person), key=key)


def case_written(person: Visitor, key: UUID) -> Case:
    """One case that she brought, also when its words are gone: the page then says so."""
    written = Case.objects.filter(writer=someone(person)).select_related("circle__edition__version")
    return get_object_or_404(written, key=key)


def case_to_open(person: Visitor, circle: int, key: UUID) -> Case:
    """A case of a circle that she trains, as long as no dialogue was opened on it. See `cases_to_open`."""
    return get_object_or_404(cases_to_open(person, circle_led(person, circle)), key=key)


def cases_to_open(person: Visitor, circle: Circle) -> CaseQuerySet:
    """Cases of a circle that wait for a dialogue, for who trains it: whose they are and their themes, no words."""
    led = circle_led(person, circle.pk)
    rows = Case.objects.to_open().filter(circle=led).select_related("writer")
    return rows.defer(*(field.removeprefix("case__") for field in CASE_WORDS))


def cases_to_open_at_desk(person: Visitor) -> CaseQuerySet:
    """Cases that wait for a dialogue, for a coordinator, oldest first: in which group and since when, no words."""
    coordinator(person)
    rows = Case.objects.to_open().select_related("circle__edition__version").order_by("confirmed_at")
    return rows.defer(*(field.removeprefix("case__") for field in CASE_WORDS))


def case_for(person: Visitor, dialogue: Dialogue) -> reading.CaseText:
    """The words of the case for who may read it now; that she did is written down, once a day."""
    return reading.read_case(dialogue=dialogue, by=someone(person))
