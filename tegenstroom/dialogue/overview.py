"""All dialogues as the desk sees them: in which phase, what is still to be done, by whom. Nothing that is said."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from tegenstroom.accounts.access import Visitor
from tegenstroom.dialogue.access.cases import cases_to_open_at_desk
from tegenstroom.dialogue.access.circles import circles_at_desk
from tegenstroom.dialogue.access.dialogues import dialogues_at_desk
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.models import Circle, CircleMember, Dialogue, Seat
from tegenstroom.dialogue.rules.phases import FEWEST_COACHES, Part, Phase
from tegenstroom.dialogue.rules.waits import Wait, waits_for
from tegenstroom.dialogue.words import PHASES, WAITS
from tegenstroom.training.models import Edition

# How a coordinator reads them: what stands still first, then along the road.
ORDER = (Phase.PAUSED, *(phase for phase in PHASES if phase is not Phase.PAUSED))
LED_BY_NAME = (Wait.START, Wait.MOVE, Wait.TALK, Wait.HARVEST)
OVER_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One dialogue, what is to be done next, and who does that."""

    dialogue: Dialogue
    phase: Phase
    wait: Wait | None
    leaders: str

    @property
    def phase_word(self) -> str:
        return str(PHASES[self.phase]).capitalize()

    @property
    def what(self) -> str:
        return str(WAITS[self.wait][0]) if self.wait else ""

    @property
    def who(self) -> str:
        if self.wait is None:
            return ""
        return self.leaders if self.wait in LED_BY_NAME and self.leaders else str(WAITS[self.wait][1])

    @property
    def until(self) -> datetime | None:
        """From when the coaches talk, while they read; until when we wait for what someone did."""
        if self.wait is Wait.READING:
            return self.dialogue.own_group_from
        return self.dialogue.done_until if self.wait is Wait.TELLING else None

    @property
    def calls(self) -> bool:
        """Whether a coach waits for a call."""
        return self.wait is Wait.CALL

    @property
    def is_late(self) -> bool:
        """What asks for someone's hand today: it stands still, or a coach waits for a call."""
        return self.wait in {Wait.TWO_COACHES, Wait.YES, Wait.CALL}


@dataclass(frozen=True, slots=True)
class ToOpen:
    """A case that was sent to a group and waits for its dialogue, and who trains there."""

    circle: Circle
    since: datetime
    trainers: str


@dataclass(frozen=True, slots=True)
class Group:
    """One circle, and what keeps it from beginning."""

    circle: Circle
    people: int
    waiting: int
    coaches: int

    @property
    def lacks(self) -> int:
        """How many coaches who said yes are still missing."""
        return max(0, FEWEST_COACHES - self.coaches)


def running(person: Visitor) -> list[tuple[str, list[Line]]]:
    """All that run, by phase in words."""
    rows = list(dialogues_at_desk(person).running())
    leaders = _leaders(rows)
    lines = [_line(dialogue, leaders.get(dialogue.pk, "")) for dialogue in rows]
    by_phase = [(phase, [line for line in lines if line.phase is phase]) for phase in ORDER]
    return [(str(PHASES[phase]), found) for phase, found in by_phase if found]


def of_edition(person: Visitor, edition: Edition) -> list[Line]:
    """Where the dialogues of one edition are that still run, oldest first."""
    rows = list(dialogues_at_desk(person).running().filter(circle__edition=edition).order_by("opened_at"))
    leaders = _leaders(rows)
    return [_line(dialogue, leaders.get(dialogue.pk, "")) for dialogue in rows]


def over(person: Visitor) -> list[Dialogue]:
    """The last ones that were closed, or of which the case is gone."""
    rows = dialogues_at_desk(person)
    return list(rows.exclude(pk__in=rows.running().values("pk"))[:OVER_AT_MOST])


def to_open(person: Visitor) -> list[ToOpen]:
    """Cases that wait for a dialogue, the oldest first."""
    cases = list(cases_to_open_at_desk(person))
    trainers: dict[int, list[str]] = {}
    led = CircleMember.objects.current().filter(circle__in={case.circle_id for case in cases}, part=Part.TRAINER)
    for member in led.select_related("person").order_by("pk"):
        trainers.setdefault(member.circle_id, []).append(member.person.name)
    return [ToOpen(case.circle, case.confirmed_at, ", ".join(trainers.get(case.circle_id, ()))) for case in cases]


def groups_of(person: Visitor) -> list[Group]:
    """All circles, newest first, with who still has to say yes."""
    current = Q(members__left_at=None)
    counted = circles_at_desk(person).annotate(
        here=Count("members", filter=current),
        silent=Count("members", filter=current & ~Q(members__in=CircleMember.objects.agreed())),
        lived=Count("members", filter=Q(members__part=Part.COACH, members__in=CircleMember.objects.agreed())),
    )
    numbers = {pk: counts for pk, *counts in counted.values_list("pk", "here", "silent", "lived")}
    return [Group(circle, *numbers[circle.pk]) for circle in circles_at_desk(person)]


def _line(dialogue: Dialogue, leaders: str) -> Line:
    state = state_of(dialogue)
    return Line(dialogue, dialogue.shown_phase, waits_for(state, timezone.now()), leaders)


def _leaders(dialogues: list[Dialogue]) -> dict[int, str]:
    names: dict[int, list[str]] = {}
    rows = Seat.objects.filter(dialogue__in=dialogues, part=Part.TRAINER, left_at=None).select_related("person")
    for seat in rows:
        names.setdefault(seat.dialogue_id, []).append(seat.person.name)
    return {number: ", ".join(found) for number, found in names.items()}
