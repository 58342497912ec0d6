"""Who of the coaches comes on which day, as the desk reads it: never why not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.answers import shown_to_others
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.words import KINDS
from tegenstroom.training import words
from tegenstroom.training.models import CoachDay, Edition, TandemMember
from tegenstroom.training.rules.tandem import COMES


@dataclass(frozen=True, slots=True)
class Cell:
    """One coach and one moment. `assignment` is None when she was not asked for it."""

    name: str
    assignment: int | None = None
    state: State | None = None

    @property
    def word(self) -> str:
        return str(words.COACH_STATES[self.state]) if self.state else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A day of the edition, or a moment beside it (`what`), with a cell for each coach."""

    starts_at: datetime
    ends_at: datetime
    what: str
    cells: list[Cell]
    is_day: bool

    @property
    def coming(self) -> int:
        return sum(cell.state in COMES for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Line:
    """One coach, and what can still be written down when she phones."""

    member: TandemMember
    may_say_yes: bool
    may_say_no: bool


@dataclass(frozen=True, slots=True)
class Board:
    """All coaches of an edition beside all moments for which they are asked."""

    lines: list[Line]
    rows: list[Row]


def board_of(edition: Edition) -> Board:
    """The board of one edition, in three queries."""
    coaches = list(edition.tandem.filter(part=TandemMember.Part.COACH).select_related("person"))
    asked = list(CoachDay.objects.filter(member__in=coaches).select_related("assignment"))
    rows = [*_days(edition, coaches, asked), *_moments(coaches, asked)]
    return Board([_line(member, asked) for member in coaches], sorted(rows, key=lambda row: row.starts_at))


def _days(edition: Edition, coaches: Sequence[TandemMember], asked: Iterable[CoachDay]) -> Iterator[Row]:
    by_session: dict[int, dict[int, Assignment]] = defaultdict(dict)
    for day in asked:
        if day.session_id:
            by_session[day.session_id][day.member_id] = day.assignment
    for session in edition.sessions.all():
        cells = _cells(coaches, by_session[session.pk])
        yield Row(session.starts_at, session.ends_at, "", cells, is_day=True)


def _moments(coaches: Sequence[TandemMember], asked: Iterable[CoachDay]) -> Iterator[Row]:
    """Preparing and looking back, and days that were struck while someone was asked for them."""
    found: dict[tuple[datetime, datetime, str], dict[int, Assignment]] = defaultdict(dict)
    for day in asked:
        if day.session_id is None:
            row = day.assignment
            found[row.starts_at, row.ends_at, row.kind][day.member_id] = row
    for (starts_at, ends_at, kind), rows in found.items():
        what = _("geschrapt") if kind == Kind.TRAINING else str(KINDS[Kind(kind)])
        yield Row(starts_at, ends_at, what, _cells(coaches, rows), is_day=False)


def _cells(coaches: Iterable[TandemMember], rows: Mapping[int, Assignment]) -> list[Cell]:
    return [_cell(member, rows.get(member.pk)) for member in coaches]


def _cell(member: TandemMember, row: Assignment | None) -> Cell:
    name = member.person.short_name
    return Cell(name, row.pk, shown_to_others(State(row.state))) if row else Cell(name)


def _line(member: TandemMember, asked: Iterable[CoachDay]) -> Line:
    now = timezone.now()
    coming = {
        State(day.assignment.state)
        for day in asked
        if day.member_id == member.pk and day.assignment.starts_at > now
    }
    return Line(
        member,
        may_say_yes=bool(coming & {State.ASKED, State.NO, State.RATHER_NOT}),
        may_say_no=bool(coming & {State.ASKED, State.YES}),
    )
