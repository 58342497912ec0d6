"""What is asked of someone in her groups and dialogues now: for her own pages, read only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from tegenstroom.accounts.models import Person
from tegenstroom.dialogue.actions import dictation, seats
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.models import Case, Circle, CircleMember, Dialogue, ReadCase
from tegenstroom.dialogue.rules import dictation as spoken
from tegenstroom.dialogue.rules import first
from tegenstroom.dialogue.rules.dictation import Waiting
from tegenstroom.dialogue.rules.first import Ask, First
from tegenstroom.dialogue.rules.phases import Part
from tegenstroom.dialogue.rules.state import State
from tegenstroom.dialogue.words import ASKS


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked of her. `dialogue` is None where it is asked of a group: her yes, or a case to open.

    `key`: the recording that waits for her, or the case.
    """

    ask: Ask
    circle: Circle
    dialogue: Dialogue | None = None
    key: UUID | None = None

    @property
    def sentence(self) -> str | Promise:
        return ASKS[self.ask]


def asked_of(person: Person) -> list[Asked]:
    """All that is asked of her now, a group's contract first, then the oldest dialogue first.

    One query for who is in no group, two for who sits in no dialogue that runs; else one more, and seven at most
    for each. Who trains a group: one more.
    """
    members = list(
        CircleMember.objects.with_yes().current().filter(person=person).select_related("circle__edition__version")
    )
    if not members:
        return []
    agreed = [member.circle_id for member in members if member.stands]
    return [*of_groups(members), *in_dialogues(person, _sits_in(person, agreed))]


def of_groups(members: Iterable[CircleMember]) -> list[Asked]:
    """The groups whose contract still asks her yes; then the cases that wait where she trains, oldest first."""
    members = list(members)
    agree = [Asked(Ask.AGREE, member.circle) for member in members if not member.stands]
    led = {member.circle_id: member.circle for member in members if member.stands and member.part == Part.TRAINER}
    if not led:
        return agree
    waiting = Case.objects.to_open().filter(circle__in=led).order_by("confirmed_at")
    return agree + [Asked(Ask.OPEN, led[circle], key=key) for key, circle in waiting.values_list("key", "circle")]


def in_dialogues(person: Person, dialogues: Sequence[Dialogue]) -> list[Asked]:
    """What is asked of her in these dialogues, in which she sits."""
    waiting = dictation.waiting_by_dialogue(dialogues)
    asked = (asked_in(person, dialogue, state_of(dialogue), waiting[dialogue.pk]) for dialogue in dialogues)
    return [one for one in asked if one]


def asked_in(person: Person, dialogue: Dialogue, state: State, waiting: Sequence[Waiting]) -> Asked | None:
    """What one dialogue, which is in this state, asks of her now; first of all what a recording waits for."""
    if found := spoken.ask_of(state, person.pk, waiting):
        ask, one = found
        return Asked(ask, dialogue.circle, dialogue, one.key)
    now = timezone.now()
    reads_first = first.first_for(state, person.pk) is First.READ
    own = first.asked_of(
        state,
        person.pk,
        now=now,
        has_read=reads_first and ReadCase.objects.filter(case=dialogue.case_id, reader=person).exists(),
        asks_done=dialogue.ask_done_at is not None and now >= dialogue.ask_done_at,
        is_typed_for=spoken.is_with_another(state, person.pk, waiting),
    )
    return Asked(own, dialogue.circle, dialogue) if own else None


def is_in_a_circle(person: Person) -> bool:
    """Whether she has a page of groups and dialogues."""
    return CircleMember.objects.current().filter(person=person).exists()


def _sits_in(person: Person, circles: Sequence[int]) -> list[Dialogue]:
    if not circles:
        return []
    mine = seats.running().filter(circle__in=circles, seats__person=person, seats__left_at=None)
    return list(mine.select_related("circle__edition__version").order_by("opened_at", "pk"))
