"""What the desk shows of editions: counted by the database, judged by the rules, said in words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tegenstroom.base.figures import together
from tegenstroom.coaches.actions.travel_held import Held
from tegenstroom.coaches.models import Assignment
from tegenstroom.training import words
from tegenstroom.training.actions.certificates import awaiting_in
from tegenstroom.training.actions.coach_days import calls_open, roads_held
from tegenstroom.training.counts import Counts, counts_of
from tegenstroom.training.figures import LEAD_TIMES
from tegenstroom.training.models import Edition, Task
from tegenstroom.training.rules.desk import Call, Chore, Facts, LeadTimes, Open, Road, Thing, Voices, still_to_do
from tegenstroom.training.rules.editions import LIVE, EditionState

MOST_NAMES = 3

# Where the work of a thing is done: another page, or a spot on the page of the edition.
PAGES = {
    Thing.DATES: "training:desk_edit",
    Thing.PLACE: "training:desk_edit",
    Thing.PRACTICAL: "training:desk_edit",
    Thing.EVALUATION: "training:evaluation_results",
    Thing.CERTIFICATES: "training:certificates",
}
SPOTS = {
    Thing.TANDEM_BROKEN: "tandem",
    Thing.TRAINERS: "tandem",
    Thing.COACHES: "tandem",
    Thing.MINIMUM: "plaatsen",
    Thing.FREE_PLACES: "plaatsen",
    Thing.ROOM: "klaar",
    Thing.MATERIAL: "klaar",
    Thing.LETTERS: "brieven",
    Thing.ATTENDANCE: "dagen",
    Thing.DAYS: "dagen",
    Thing.TASK: "taken",
}


@dataclass(frozen=True, slots=True)
class ToDo:
    """One open thing as the desk reads it."""

    thing: Thing
    what: str
    who: str
    due: date | None
    late: bool
    link: str
    task: int | None

    @property
    def sentence(self) -> str:
        """What is to be done, with a full stop: more sentences follow it. A task was typed, often without one."""
        return self.what if self.what.endswith((".", "!", "?")) else f"{self.what}."


@dataclass(frozen=True)
class Line:
    """One edition with what is still to be done; put into words only where it is read."""

    edition: Edition
    counts: Counts
    trainers: Voices
    coaches: Voices
    open: list[Open]
    today: date

    @cached_property
    def todo(self) -> list[ToDo]:
        return [_todo(item, self.edition, self.today) for item in self.open]

    @cached_property
    def first(self) -> ToDo | None:
        """What asks attention before all else."""
        return _todo(self.open[0], self.edition, self.today) if self.open else None

    @property
    def state(self) -> str:
        return str(words.EDITION_STATES[EditionState(self.edition.state)])

    @property
    def calls_open(self) -> bool:
        """Whether a coach still waits for a call after a heavy day: until then it is not closed."""
        return any(item.call for item in self.open)

    @property
    def others(self) -> int:
        """How many things wait behind the first."""
        return max(len(self.open) - 1, 0)

    @property
    def tandem_yes(self) -> int:
        return self.trainers.yes + self.coaches.yes

    @property
    def tandem_needed(self) -> int:
        return self.trainers.needed + self.coaches.needed


def lines(editions: Sequence[Edition]) -> list[Line]:
    """These editions with what is open, in their own order.

    Three queries; four more when any was given, three when a coach waits for a call, and four when a road is held.
    """
    counts = counts_of(editions)
    chores = defaultdict(list)
    for task in Task.objects.filter(edition__in=counts, done_at=None).select_related("who"):
        chores[task.edition_id].append(Chore(task.pk, task.what, task.who.name if task.who else "", task.due_on))
    calls = defaultdict(list)
    for number, day in calls_open([edition for edition in editions if counts[edition.pk].calls_open]):
        calls[number].append(_call(day))
    roads = defaultdict(list)
    for number, held in roads_held([edition for edition in editions if counts[edition.pk].roads_held]):
        roads[number].append(_road(held))
    today = timezone.localdate()
    lead = LeadTimes(*map(int, together(today, *LEAD_TIMES)))
    awaiting = awaiting_in([edition for edition in editions if _is_given(edition, counts[edition.pk], today)])
    return [
        _line(
            edition,
            counts[edition.pk],
            chores=chores[edition.pk],
            calls=calls[edition.pk],
            roads=roads[edition.pk],
            awaiting=awaiting.get(edition.pk, []),
            today=today,
            lead=lead,
        )
        for edition in editions
    ]


def _is_given(edition: Edition, counts: Counts, today: date) -> bool:
    """Whether someone may have earned a certificate: only then the marks of its people are read."""
    over = edition.ends_on is not None and edition.ends_on < today
    return over and edition.state in LIVE and counts.marks_present > 0


def _line(
    edition: Edition,
    counts: Counts,
    *,
    chores: Sequence[Chore],
    calls: Sequence[Call],
    roads: Sequence[Road],
    awaiting: Sequence[str],
    today: date,
    lead: LeadTimes,
) -> Line:
    version = edition.version
    trainers = Voices(counts.trainers_yes, counts.trainers_asked, version.trainers_needed)
    coaches = Voices(_coaches_yes(edition, counts), counts.coaches_asked, version.coaches_needed)
    facts = Facts(
        state=EditionState(edition.state),
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        has_place=edition.place_id is not None,
        room_booked=edition.room_booked,
        material_ready=edition.material_ready,
        practical_written=bool(edition.practical.strip()),
        minimum=edition.minimum,
        maximum=edition.maximum,
        seated=counts.seated,
        waiting=counts.waiting,
        trainers=trainers,
        coaches=coaches,
        letters_failed=counts.letters_failed,
        parts_unmarked=counts.parts_unmarked,
        days_open=counts.days_open,
        evaluation_out=counts.invitations > 0,
        awaiting_certificates=tuple(awaiting),
        chores=tuple(chores),
        calls=tuple(calls),
        roads=tuple(roads),
    )
    return Line(edition, counts, trainers, coaches, still_to_do(facts, today=today, lead=lead), today)


def _coaches_yes(edition: Edition, counts: Counts) -> int:
    """How many coaches come on the day on which the fewest do; once all days are over, nobody is missing."""
    if counts.coaches_yes is None:
        return edition.version.coaches_needed if edition.starts_on else 0
    return counts.coaches_yes


def _call(day: Assignment) -> Call:
    call = getattr(day, "care_call", None)
    caller = call.caller.name if call and call.caller else ""
    return Call(day.coach.name, caller, timezone.localdate(call.due_at) if call else None)


def _road(held: Held) -> Road:
    asked = held.road.assignment
    return Road(asked.coach.name, held.road.much, held.look_by, asked.pk)


def _todo(item: Open, edition: Edition, today: date) -> ToDo:
    due = None if item.due == date.min else item.due
    return ToDo(
        thing=item.thing,
        what=item.chore.what if item.chore else _sentence(item),
        who=_who(item),
        due=due,
        late=item.is_late(today),
        link=_link(item, edition),
        task=item.chore.number if item.chore else None,
    )


def _who(item: Open) -> str:
    if item.chore:
        return item.chore.who
    return (item.call.caller if item.call else "") or str(words.DOERS[item.doer])


def _sentence(item: Open) -> str:
    sentence = words.THINGS[item.thing]
    if item.call:
        return str(sentence % {"name": item.call.coach})
    if item.road:
        return str(sentence % {"name": item.road.coach, "much": item.road.much})
    return str(sentence % {"count": item.count, "names": _some(item.names)} if item.count else sentence)


def _some(names: Sequence[str]) -> str:
    """The first names of a list; the page behind it has them all."""
    first, others = ", ".join(names[:MOST_NAMES]), len(names) - MOST_NAMES
    return _("%(names)s en nog %(others)s") % {"names": first, "others": others} if others > 0 else first


def _link(item: Open, edition: Edition) -> str:
    """Where this is done."""
    if item.road:
        return reverse("coaches:desk_assignment", args=[item.road.assignment]) + "#reis"
    if (thing := item.thing) is Thing.CALL:
        return reverse("coaches:desk_calls")
    if thing in PAGES:
        return reverse(PAGES[thing], args=[edition.pk])
    return f"{reverse('training:desk_edition', args=[edition.pk])}#{SPOTS.get(thing, 'stap')}"
