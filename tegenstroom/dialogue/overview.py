"""All dialogues as the desk sees them: in which phase, what is still to be done, by whom. Nothing that is said."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from tegenstroom.accounts.access import Visitor
from tegenstroom.dialogue.access.cases import cases_to_open_at_desk
from tegenstroom.dialogue.access.circles import circles_at_desk
from tegenstroom.dialogue.access.dialogues import dialogues_at_desk
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.models import Aftercare, Circle, CircleMember, Dialogue, Seat, Step
from tegenstroom.dialogue.rules.machine import may_lead
from tegenstroom.dialogue.rules.phases import FEWEST_COACHES, Part, Phase
from tegenstroom.dialogue.rules.waits import Wait, waits_for
from tegenstroom.dialogue.words import PHASES, WAITS
from tegenstroom.training.models import Edition

# How a coordinator reads them: what stands still first, then along the road.
ORDER = (Phase.PAUSED, *(phase for phase in PHASES if phase is not Phase.PAUSED))
LED_BY_NAME = (Wait.START, Wait.MOVE, Wait.TALK, Wait.HARVEST)
OVER_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of many dialogues at once, by their number.

    `numbers`: which one of its group it is, where there are more. `begun`: when each came where it is.
    """

    seats: Mapping[int, Sequence[Seat]]
    calls: Mapping[int, Sequence[Aftercare]]
    begun: Mapping[int, datetime]
    numbers: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One dialogue, what is to be done next, since when that waits, and who does it.

    `leaders`: by name, who takes it further. `callers`: who calls the coaches who wait for it; None: the desk.
    """

    dialogue: Dialogue
    phase: Phase
    wait: Wait | None
    leaders: str
    since: datetime
    number: int = 0
    callers: Sequence[str | None] = ()

    @property
    def themes(self) -> str:
        return ", ".join(theme["name"] for theme in self.dialogue.case.themes)

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
        if self.calls and self.callers:
            return ", ".join(dict.fromkeys(name or str(WAITS[Wait.CALL][1]) for name in self.callers))
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


def running(person: Visitor) -> list[Line]:
    """All that run: what asks for a hand first, then along the road; what waits longest before."""
    lines = _lines(list(dialogues_at_desk(person).running()))
    return sorted(lines, key=lambda line: (not line.is_late, ORDER.index(line.phase), line.since))


def of_edition(person: Visitor, edition: Edition) -> list[Line]:
    """Where the dialogues of one edition are that still run, oldest first."""
    return _lines(list(dialogues_at_desk(person).running().filter(circle__edition=edition).order_by("opened_at")))


def over(person: Visitor) -> list[tuple[Dialogue, int]]:
    """The last ones that were closed, or of which the case is gone, each with its number in its group."""
    rows = dialogues_at_desk(person)
    found = list(rows.exclude(pk__in=rows.running().values("pk"))[:OVER_AT_MOST])
    numbers = _numbers(found)
    return [(dialogue, numbers.get(dialogue.pk, 0)) for dialogue in found]


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


def _lines(dialogues: Sequence[Dialogue]) -> list[Line]:
    facts = _facts(dialogues)
    return [_line(dialogue, facts) for dialogue in dialogues]


def _line(dialogue: Dialogue, facts: Facts) -> Line:
    state = state_of(dialogue)
    wait = waits_for(state, timezone.now())
    calls = facts.calls.get(dialogue.pk, ())
    leaders = [seat.person.name for seat in facts.seats.get(dialogue.pk, ()) if may_lead(state, seat.person_id)]
    since = dialogue.paused_at or facts.begun.get(dialogue.pk, dialogue.opened_at)
    return Line(
        dialogue,
        phase=dialogue.shown_phase,
        wait=wait,
        leaders=", ".join(leaders),
        since=min(call.owed_at for call in calls) if wait is Wait.CALL and calls else since,
        number=facts.numbers.get(dialogue.pk, 0),
        callers=[call.call.caller.name if call.call.caller else None for call in calls],
    )


def _facts(dialogues: Sequence[Dialogue]) -> Facts:
    seats = defaultdict[int, list[Seat]](list)
    trainers = Seat.objects.filter(dialogue__in=dialogues, part=Part.TRAINER, left_at=None)
    for seat in trainers.select_related("person"):
        seats[seat.dialogue_id].append(seat)
    calls = defaultdict[int, list[Aftercare]](list)
    owed = Aftercare.objects.filter(seat__dialogue__in=dialogues, call__made_at=None)
    for call in owed.select_related("seat", "call__caller"):
        calls[call.seat.dialogue_id].append(call)
    # Oldest first: the last of each stays.
    begun = dict(Step.objects.filter(dialogue__in=dialogues).order_by("at", "pk").values_list("dialogue", "at"))
    return Facts(seats, calls, begun, _numbers(dialogues))


def _numbers(dialogues: Sequence[Dialogue]) -> dict[int, int]:
    """Which one of its group each is, in the order of opening; those that are over count, an only one has none."""
    circles = {dialogue.circle_id for dialogue in dialogues}
    of_circle = defaultdict[int, list[int]](list)
    rows = Dialogue.objects.filter(circle__in=circles).order_by("opened_at", "pk")
    for pk, circle in rows.values_list("pk", "circle"):
        of_circle[circle].append(pk)
    return {pk: at for pks in of_circle.values() if len(pks) > 1 for at, pk in enumerate(pks, start=1)}
