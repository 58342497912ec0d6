"""Letters about what a coach is asked: the question, what her yes brings, and what does not go on.

Whoever tells her of several moments in one act does so within `in_one_letter`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.base import letters
from tegenstroom.coaches.actions import cut, money, notice
from tegenstroom.coaches.doors import own_questions_url
from tegenstroom.coaches.emails.lines import Line, answering, in_order, paid_once, where
from tegenstroom.coaches.models import Assignment

if TYPE_CHECKING:
    from datetime import date

    from tegenstroom.coaches.actions.money import Offer

# What becomes of her plan. Whoever hears more than one of these in one act reads them in one letter.
OFF, MOVED, ASKED = PLAN = ("called_off", "moved", "question")

# Who reads, and of which coach.
type About = tuple[Person, Person]
type Lines = dict[str, list[Line]]


def _by_letter() -> Lines:
    return defaultdict(list)


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to tell in one act; `why` is said where something is called off."""

    why: str
    about: dict[About, Lines] = field(default_factory=lambda: defaultdict(_by_letter))


_told: ContextVar[Told | None] = ContextVar("told", default=None)


@contextmanager
def in_one_letter(why: str = "") -> Iterator[None]:
    """Inside, what there is to say waits; at the end each reader gets one letter about all of it.

    Part of the caller's transaction, as any letter. Within another one it waits for the end of that one.
    """
    if _told.get() is not None:
        yield
        return
    told = Told(why)
    before = _told.set(told)
    try:
        yield
    finally:
        _told.reset(before)
    for (reader, _coach), lines in told.about.items():
        _write_each(reader, lines, why)


def question(assignment: Assignment, offer: "Offer | None") -> None:
    """Ask her; yes or no is one tap, without a reason. `offer` is None for who gets her wage elsewhere."""
    _tell(assignment.coach, ASKED, Line(assignment, offer=offer))


def moved(assignment: Assignment, offer: "Offer | None", kept: Decimal) -> None:
    """Other hours or another place: the whole question again, so that she need not compare.

    `kept` is hers whatever she answers, because we moved it too late.
    """
    _tell(assignment.coach, MOVED, Line(assignment, offer=offer, kept=kept))


def confirmed(assignment: Assignment, amount: Decimal | None, paid_on: "date | None") -> None:
    """Thank her for her yes, with what she gets and when, and why it is less where the law lets no more."""
    waits = bool(amount) and money.waits_for_her(assignment)
    rate = cut.rate_before(assignment)
    _tell(assignment.coach, "confirmed", Line(assignment, amount=amount, paid_on=paid_on, waits=waits, rate=rate))


def called_off(assignment: Assignment, agreed: Decimal, kept: Decimal) -> None:
    """It does not go on; of what was `agreed` she keeps `kept`."""
    _tell(assignment.coach, OFF, Line(assignment, amount=kept, agreed=agreed))


def comes_not_after_all(assignment: Assignment) -> None:
    """Tell the desk that a coach who said yes does not come; why is hers."""
    for coordinator in Person.objects.with_role(COORDINATOR):
        _tell(coordinator, "comes_not", Line(assignment))


def _tell(reader: Person, letter: str, line: Line) -> None:
    if (told := _told.get()) is None:
        _write(letter, reader, {letter: [line]})
    else:
        told.about[reader, line.assignment.coach][letter].append(line)


def _write_each(reader: Person, told: Lines, why: str) -> None:
    plan = {letter: told.pop(letter) for letter in PLAN if letter in told}
    if plan:
        _write(next(iter(plan)) if len(plan) == 1 else "changed", reader, plan, why)
    for letter, lines in told.items():
        _write(letter, reader, {letter: lines})


def _write(letter: str, to: Person, told: Mapping[str, list[Line]], why: str = "") -> None:
    parts = {name: in_order(lines) for name, lines in told.items()}
    lines = in_order(line for part in parts.values() for line in part)
    to_come = [line for line in lines if line not in parts.get(OFF, ())]
    letters.write(
        kind=f"coach_{letter}",
        template=f"coaches/emails/{letter}",
        to=to,
        about=lines[0].assignment,
        context={
            "lines": lines,
            "first": lines[0].assignment,
            "several": len(to_come or lines) > 1,
            "off": parts.get(OFF),
            "moved": parts.get(MOVED),
            "asked": parts.get(ASKED),
            "why": why,
            **answering(to, to_come),
            **where(to_come),
            # The same for every coach, with a list or without: a letter may be in anyone's hands.
            "meets_someone": bool(to_come),
            "own_page": own_questions_url(),
            # What was moved too late, and is kept for her, says so itself.
            "is_short": notice.is_short(line.assignment.starts_at for line in to_come if not line.kept),
            "paid_once": paid_once(to_come),
            "offers": money.all_of([line.offer for line in lines if line.offer]),
        },
    )
