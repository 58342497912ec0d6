"""What is still to be done for an edition, by whom and by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tegenstroom.training.rules.editions import LIVE, EditionState


class Thing(StrEnum):
    """One kind of work. The order here is the order on the desk among things of the same day."""

    TANDEM_BROKEN = "tandem_broken"
    DATES = "dates"
    PLACE = "place"
    ANNOUNCE = "announce"
    LETTERS = "letters"
    TRAINERS = "trainers"
    COACHES = "coaches"
    MINIMUM = "minimum"
    DECIDE = "decide"
    CONFIRM = "confirm"
    FREE_PLACES = "free_places"
    ROOM = "room"
    PRACTICAL = "practical"
    MATERIAL = "material"
    ATTENDANCE = "attendance"
    CALL = "call"
    ROAD = "road"
    DAYS = "days"
    EVALUATION = "evaluation"
    CERTIFICATES = "certificates"
    TASK = "task"
    CLOSE = "close"


ORDER = {thing: place for place, thing in enumerate(Thing)}


class Doer(StrEnum):
    """Whose hand it takes."""

    COORDINATOR = "coordinator"
    TRAINER = "trainer"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """How many days before the first day something must stand."""

    tandem: int
    room: int
    minimum: int
    practical: int
    material: int


@dataclass(frozen=True, slots=True)
class Voices:
    """One half of a tandem: how many said yes, how many are still thinking, how many are needed.

    Of coaches, `yes` counts those of the day on which the fewest come.
    """

    yes: int
    asked: int
    needed: int

    @property
    def missing(self) -> int:
        return max(self.needed - self.yes, 0)


@dataclass(frozen=True, slots=True)
class Chore:
    """A task that someone wrote down."""

    number: int
    what: str
    who: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Call:
    """A coach who waits for a call after a heavy day, and who makes it; `due_on` is None until it is planned."""

    coach: str
    caller: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Road:
    """A road that a coach told of, so far or dear that the desk must look before `look_by`, when it is paid."""

    coach: str
    much: str
    look_by: date
    assignment: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the desk knows of one edition.

    `parts_unmarked` counts the parts that are over and of which someone's mark is missing, `days_open` those that
    are over and not done with;
    `awaiting_certificates` names who earned a certificate and never got one.
    """

    state: EditionState
    starts_on: date | None
    ends_on: date | None
    has_place: bool
    room_booked: bool
    material_ready: bool
    practical_written: bool
    minimum: int
    maximum: int
    seated: int
    waiting: int
    trainers: Voices
    coaches: Voices
    letters_failed: int = 0
    parts_unmarked: int = 0
    days_open: int = 0
    evaluation_out: bool = False
    awaiting_certificates: tuple[str, ...] = ()
    chores: tuple[Chore, ...] = ()
    calls: tuple[Call, ...] = ()
    roads: tuple[Road, ...] = ()


@dataclass(frozen=True, slots=True)
class Open:
    """Something still to be done. `due` is None when any day will do; its sentence may say `count` and `names`."""

    thing: Thing
    doer: Doer
    due: date | None = None
    count: int = 0
    chore: Chore | None = None
    call: Call | None = None
    road: Road | None = None
    names: tuple[str, ...] = ()

    def is_late(self, today: date) -> bool:
        return self.due is not None and self.due < today


def still_to_do(facts: Facts, *, today: date, lead: LeadTimes) -> list[Open]:
    """What is open for this edition: what broke first, then by day; what has no day comes last."""
    found = [*_before(facts, today, lead), *_always(facts), *_after(facts, today)]
    return sorted(found, key=_urgency)


def _urgency(item: Open) -> tuple[bool, date, int]:
    return item.thing is not Thing.TANDEM_BROKEN, item.due or date.max, ORDER[item.thing]


def _before(facts: Facts, today: date, lead: LeadTimes) -> Iterator[Open]:
    if facts.state not in {EditionState.DRAFT, *LIVE}:
        return

    def by(days: int) -> date | None:
        return facts.starts_on - timedelta(days=days) if facts.starts_on else None

    if facts.starts_on is None:
        yield Open(Thing.DATES, Doer.COORDINATOR)
    if not facts.has_place:
        yield Open(Thing.PLACE, Doer.COORDINATOR, by(lead.room))
    if facts.state == EditionState.DRAFT and facts.starts_on and facts.has_place:
        yield Open(Thing.ANNOUNCE, Doer.COORDINATOR)
    yield from _tandem(facts, by(lead.tandem))
    if facts.state == EditionState.OPEN:
        yield from _towards_confirming(facts, today, by(lead.minimum))
    yield from _line_to_phone(facts, by(1))
    if facts.has_place and not facts.room_booked:
        yield Open(Thing.ROOM, Doer.COORDINATOR, by(lead.room))
    if not facts.practical_written:
        yield Open(Thing.PRACTICAL, Doer.COORDINATOR, by(lead.practical))
    if not facts.material_ready:
        yield Open(Thing.MATERIAL, Doer.TRAINER, by(lead.material))


def _tandem(facts: Facts, due: date | None) -> Iterator[Open]:
    missing = facts.trainers.missing + facts.coaches.missing
    if facts.state == EditionState.CONFIRMED:
        if missing:
            yield Open(Thing.TANDEM_BROKEN, Doer.COORDINATOR, due, count=missing)
        return
    if facts.coaches.missing:
        yield Open(Thing.COACHES, Doer.COORDINATOR, due, count=facts.coaches.missing)
    if facts.trainers.missing:
        yield Open(Thing.TRAINERS, Doer.COORDINATOR, due, count=facts.trainers.missing)


def _towards_confirming(facts: Facts, today: date, due: date | None) -> Iterator[Open]:
    if facts.starts_on and facts.starts_on < today:
        # It has begun and nobody ever said that it would: no use in counting towards a minimum.
        yield Open(Thing.DECIDE, Doer.COORDINATOR, facts.starts_on)
    elif facts.seated < facts.minimum:
        yield Open(Thing.MINIMUM, Doer.COORDINATOR, due, count=facts.minimum - facts.seated)
    elif not (facts.trainers.missing or facts.coaches.missing):
        yield Open(Thing.CONFIRM, Doer.COORDINATOR, due)


def _line_to_phone(facts: Facts, due: date | None) -> Iterator[Open]:
    """Offers go out by themselves until the cut-off; who waits for a free place after that has to be phoned."""
    count = min(facts.maximum - facts.seated, facts.waiting)
    if facts.state in LIVE and count > 0:
        yield Open(Thing.FREE_PLACES, Doer.COORDINATOR, due, count=count)


def _always(facts: Facts) -> Iterator[Open]:
    if facts.letters_failed:
        yield Open(Thing.LETTERS, Doer.COORDINATOR, date.min, count=facts.letters_failed)
    for chore in facts.chores:
        yield Open(Thing.TASK, Doer.NAMED, chore.due_on, chore=chore)
    for call in facts.calls:
        doer = Doer.NAMED if call.caller else Doer.COORDINATOR
        yield Open(Thing.CALL, doer, call.due_on, call=call)
    for road in facts.roads:
        yield Open(Thing.ROAD, Doer.COORDINATOR, road.look_by, road=road)


def _after(facts: Facts, today: date) -> Iterator[Open]:
    if facts.state not in LIVE:
        return
    if facts.parts_unmarked and facts.seated:
        yield Open(Thing.ATTENDANCE, Doer.TRAINER, today, count=facts.parts_unmarked)
    if facts.days_open:
        yield Open(Thing.DAYS, Doer.TRAINER, today, count=facts.days_open)
    if facts.ends_on is None or facts.ends_on >= today:
        return
    if facts.seated and not facts.evaluation_out:
        yield Open(Thing.EVALUATION, Doer.COORDINATOR, facts.ends_on)
    if names := facts.awaiting_certificates:
        yield Open(Thing.CERTIFICATES, Doer.COORDINATOR, facts.ends_on, count=len(names), names=names)
    if facts.state == EditionState.CONFIRMED:
        yield Open(Thing.CLOSE, Doer.COORDINATOR)
