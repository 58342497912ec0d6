"""What an import would do, row by row: decisions on plain values.

A person is recognised by her e-mail address, whatever its capitals. Without one, by her name and her postcode,
or by her name and an organisation that she works for; two people who fit are a question for the coordinator, and a
row that offers neither postcode nor organisation could never be recognised a second time, so it is refused.
What the network knows already never changes. That makes a second run of the same file change nothing.

People, organisations and editions are numbers: positive for what the database holds, negative (minus the number of
a row in the file) for what that row adds.
"""

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tegenstroom.training.imports.lines import Flaw, Line, Problem, folded
from tegenstroom.training.rules import places


class Remark(StrEnum):
    """Nothing is wrong, but the coordinator may want to know."""

    NAME_STAYS = "name_stays"
    HOUSE_NAME_STAYS = "house_name_stays"
    WAITS = "waits"
    ENDED_BEFORE = "ended_before"


@dataclass(frozen=True, slots=True)
class Edition:
    """What deciding needs of an edition. `kinds` are those with a price; empty when nobody pays."""

    title: str
    maximum: int
    taken: frozenset[int] = frozenset()
    waiting: int = 0
    closed: str = ""
    kinds: frozenset[str] = frozenset()


@dataclass(slots=True)
class World:
    """What the network knows, as far as this file touches it."""

    people: dict[int, tuple[str, str]] = field(default_factory=dict)  # name and postcode
    emails: dict[str, int] = field(default_factory=dict)
    houses: dict[int, tuple[str, str]] = field(default_factory=dict)  # name and enterprise number
    members: set[tuple[int, int]] = field(default_factory=set)  # person, house
    editions: dict[int, Edition] = field(default_factory=dict)
    enrolled: set[tuple[int, int]] = field(default_factory=set)  # person, edition: placed, offered or waiting
    ended: set[tuple[int, int]] = field(default_factory=set)  # person, edition: cancelled, refused or lapsed


@dataclass(frozen=True, slots=True)
class Verdict:
    """What happens with one row; nothing at all when there are problems."""

    line: Line
    problems: tuple[Problem, ...] = ()
    person: int = 0
    house: int = 0
    adds_person: bool = False
    adds_house: bool = False
    joins: bool = False
    enrols: bool = False
    remarks: tuple[tuple[Remark, str], ...] = ()

    @property
    def changes_something(self) -> bool:
        return self.adds_person or self.adds_house or self.joins or self.enrols


def decide(parsed: Sequence[tuple[Line, Sequence[Problem]]], world: World) -> list[Verdict]:
    """The verdict on every row, in the order of the file.

    After deciding, the same file is decided once more on the world as it would be then: a row that a second run
    could not make sense of is a problem of this one.
    """
    first = _Run(deepcopy(world))
    verdicts = first.decide(parsed)
    rehearsal = _Run(first.world).decide(parsed)
    return [
        verdict if verdict.problems else _as_sure_as(verdict, again)
        for verdict, again in zip(verdicts, rehearsal, strict=True)
    ]


class _Run:
    """One walk through the file. Each step sees what the rows before it would have written."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.verdicts: dict[int, Verdict] = {}
        self.email_rows: dict[str, Line] = {}
        self.seen: dict[tuple[int, int], int] = {}
        self.house_names = {folded(name): house for house, (name, _number) in world.houses.items()}
        self.house_numbers = {number: house for house, (_name, number) in world.houses.items() if number}
        self.namesakes: dict[str, set[int]] = {}
        for person, (name, _postcode) in world.people.items():
            self.namesakes.setdefault(folded(name), set()).add(person)

    def decide(self, parsed: Sequence[tuple[Line, Sequence[Problem]]]) -> list[Verdict]:
        for line, problems in parsed:
            self.verdicts[line.number] = Verdict(line, tuple(problems))
        self._each(self._house)
        # Addresses are sure; who has none may then be recognised among them.
        self._each(self._person_with_email)
        self._each(self._person_without_email)
        # Places are given in the order of the file.
        self._each(self._enrolment)
        return list(self.verdicts.values())

    def _each(self, step: Callable[[Verdict], Verdict]) -> None:
        for number, verdict in self.verdicts.items():
            if not verdict.problems:
                self.verdicts[number] = step(verdict)

    def _house(self, verdict: Verdict) -> Verdict:
        line = verdict.line
        if not (line.organisation or line.enterprise_number):
            return verdict
        by_number = self.house_numbers.get(line.enterprise_number)
        house = by_number or self.house_names.get(folded(line.organisation))
        if house is None:
            return self._new_house(verdict)
        name, number = self.world.houses[house]
        if line.enterprise_number and number and number != line.enterprise_number:
            return _wrong(verdict, Flaw.OTHER_NUMBER, name)
        if line.enterprise_number:
            # Nothing is written into what exists, but for this file the number is taken.
            self.house_numbers.setdefault(line.enterprise_number, house)
        if line.organisation and folded(name) != folded(line.organisation):
            verdict = _remark(verdict, Remark.HOUSE_NAME_STAYS, name)
        return replace(verdict, house=house)

    def _new_house(self, verdict: Verdict) -> Verdict:
        line = verdict.line
        if not line.organisation:
            return _wrong(verdict, Flaw.UNKNOWN_NUMBER, line.enterprise_number)
        house = -line.number
        self.world.houses[house] = (line.organisation, line.enterprise_number)
        self.house_names[folded(line.organisation)] = house
        if line.enterprise_number:
            self.house_numbers[line.enterprise_number] = house
        return replace(verdict, house=house, adds_house=True)

    def _person_with_email(self, verdict: Verdict) -> Verdict:
        line = verdict.line
        if not line.email:
            return verdict
        earlier = self.email_rows.setdefault(line.email, line)
        if folded(earlier.name) != folded(line.name):
            return _wrong(verdict, Flaw.OTHER_NAME, earlier.name, earlier.number)
        person = self.world.emails.get(line.email)
        if person is None:
            person = self.world.emails[line.email] = self._add_person(line)
            verdict = replace(verdict, adds_person=True)
        name, _postcode = self.world.people[person]
        if folded(name) != folded(line.name):
            verdict = _remark(verdict, Remark.NAME_STAYS, name)
        return self._join(replace(verdict, person=person))

    def _person_without_email(self, verdict: Verdict) -> Verdict:
        line = verdict.line
        if line.email:
            return verdict
        fitting = [person for person in self.namesakes.get(folded(line.name), ()) if self._fits(person, verdict)]
        if len(fitting) > 1:
            return _wrong(verdict, Flaw.AMBIGUOUS, line.name)
        if fitting:
            return self._join(replace(verdict, person=fitting[0]))
        return self._join(replace(verdict, person=self._add_person(line), adds_person=True))

    def _fits(self, person: int, verdict: Verdict) -> bool:
        _name, postcode = self.world.people[person]
        same_postcode = bool(postcode) and postcode == verdict.line.postcode
        return same_postcode or (person, verdict.house) in self.world.members

    def _add_person(self, line: Line) -> int:
        person = -line.number
        self.world.people[person] = (line.name, line.postcode)
        self.namesakes.setdefault(folded(line.name), set()).add(person)
        return person

    def _join(self, verdict: Verdict) -> Verdict:
        pair = (verdict.person, verdict.house)
        if not verdict.house or pair in self.world.members:
            return verdict
        self.world.members.add(pair)
        return replace(verdict, joins=True)

    def _enrolment(self, verdict: Verdict) -> Verdict:
        line = verdict.line
        pair = (verdict.person, line.edition)
        if (earlier := self.seen.setdefault(pair, line.number)) != line.number:
            return _wrong(verdict, Flaw.TWICE, line.name, earlier)
        if not line.edition:
            return verdict
        edition = self.world.editions.get(line.edition)
        if edition is None:
            return _wrong(verdict, Flaw.UNKNOWN_EDITION, str(line.edition))
        if pair in self.world.enrolled:
            return verdict
        if pair in self.world.ended:
            return _remark(verdict, Remark.ENDED_BEFORE, edition.title)
        return self._enrol(verdict, edition)

    def _enrol(self, verdict: Verdict, edition: Edition) -> Verdict:
        line = verdict.line
        if edition.closed:
            return _wrong(verdict, Flaw.CLOSED, edition.closed)
        if edition.kinds and line.kind not in edition.kinds:
            return _wrong(verdict, Flaw.NO_PRICE, edition.title)
        seat = places.place(edition.maximum, edition.taken, edition.waiting)
        if seat is None:
            verdict = _remark(verdict, Remark.WAITS, edition.title)
            edition = replace(edition, waiting=edition.waiting + 1)
        else:
            edition = replace(edition, taken=edition.taken | {seat})
        self.world.editions[line.edition] = edition
        self.world.enrolled.add((verdict.person, line.edition))
        return replace(verdict, enrols=True)


def _as_sure_as(verdict: Verdict, again: Verdict) -> Verdict:
    if again.changes_something:
        return _wrong(verdict, Flaw.AMBIGUOUS, verdict.line.name)
    return replace(verdict, problems=again.problems)


def bad_rows(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The rows that keep the file from being written."""
    return [verdict for verdict in verdicts if verdict.problems]


def _wrong(verdict: Verdict, flaw: Flaw, value: str = "", row: int = 0) -> Verdict:
    return replace(verdict, problems=(Problem(flaw, value, row),))


def _remark(verdict: Verdict, remark: Remark, about: str) -> Verdict:
    return replace(verdict, remarks=(*verdict.remarks, (remark, about)))
