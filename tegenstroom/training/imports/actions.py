"""Keeping a table until it is confirmed, and writing it: all or nothing, through the verbs that everyone uses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from tegenstroom.accounts.actions import find_or_add_person
from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.tables import TableRow
from tegenstroom.organisations.actions import find_or_add_organisation, find_or_add_team, join
from tegenstroom.organisations.models import Organisation
from tegenstroom.training.actions.enrolment import enrol
from tegenstroom.training.imports.facts import world_of
from tegenstroom.training.imports.lines import Line, cells_of, parse
from tegenstroom.training.imports.rules import Verdict, bad_rows, decide
from tegenstroom.training.models import Edition, ImportDraft

KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was written."""

    people: int
    organisations: int
    enrolments: int


class BadRowsError(Exception):
    """Some rows cannot be written, so none is."""


def keep(*, rows: Sequence[TableRow], file_name: str, by: Person) -> ImportDraft:
    """Keep what was sent until its owner confirms it, drops it or a day has passed."""
    numbered = [[row.number, cells_of(row)] for row in rows]
    return ImportDraft.objects.create(owner=by, file_name=file_name[:120], rows=numbered)


def plan(draft: ImportDraft) -> list[Verdict]:
    """What would happen now with each row; writes nothing."""
    parsed = [parse(number, cells) for number, cells in draft.rows]
    return decide(parsed, world_of([line for line, _problems in parsed]))


@transaction.atomic
def carry_out(*, draft: ImportDraft, by: Person) -> Counts:
    """Write every row, or none: BadRowsError, or EnrolmentRefused where an edition has just closed.

    The plan is made anew: what the preview showed may be an hour old. ImportDraft.DoesNotExist when it was
    written or dropped already.
    """
    ImportDraft.objects.select_for_update().get(pk=draft.pk)
    verdicts = plan(draft)
    if bad_rows(verdicts):
        raise BadRowsError
    counts = _Writer(by).write(verdicts)
    audit.record("training.import", by=by, about=draft, people=counts.people, enrolments=counts.enrolments)
    draft.delete()
    return counts


def drop(*, draft: ImportDraft) -> None:
    """Forget a table that will not be written."""
    draft.delete()


def forget_old_drafts(now: datetime) -> None:
    """Names that nobody confirmed within a day are not ours to keep."""
    ImportDraft.objects.filter(created_at__lt=now - KEPT).delete()


class _Writer:
    """Turns numbers of rows into rows of the database, step by step."""

    def __init__(self, by: Person) -> None:
        self.by = by
        self.houses: dict[int, Organisation] = {}
        self.people: dict[int, Person] = {}
        self.editions: dict[int, Edition] = {}

    def write(self, verdicts: Sequence[Verdict]) -> Counts:
        self._find(verdicts)
        for verdict in verdicts:
            if verdict.adds_house:
                self.houses[verdict.house] = self._add_house(verdict.line)
            if verdict.adds_person:
                self.people[verdict.person] = self._add_person(verdict.line)
        for verdict in verdicts:
            if verdict.joins:
                self._join(verdict)
        for verdict in verdicts:
            if verdict.enrols:
                self._enrol(verdict)
        return Counts(
            people=sum(verdict.adds_person for verdict in verdicts),
            organisations=sum(verdict.adds_house for verdict in verdicts),
            enrolments=sum(verdict.enrols for verdict in verdicts),
        )

    def _find(self, verdicts: Sequence[Verdict]) -> None:
        """Read what exists at once, not row by row."""
        changing = [verdict for verdict in verdicts if verdict.changes_something]
        self.houses = Organisation.objects.in_bulk({verdict.house for verdict in changing if verdict.house > 0})
        self.people = Person.objects.in_bulk({verdict.person for verdict in changing if verdict.person > 0})
        wanted = {verdict.line.edition for verdict in changing if verdict.enrols}
        # Locked before the first audit row, as enrolling does: in another order two could wait for each other.
        locked = Edition.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
        self.editions = {edition.pk: edition for edition in locked}

    def _add_house(self, line: Line) -> Organisation:
        return find_or_add_organisation(
            name=line.organisation, enterprise_number=line.enterprise_number, by=self.by
        )

    def _add_person(self, line: Line) -> Person:
        return find_or_add_person(
            given_name=line.given_name,
            family_name=line.family_name,
            email=line.email or None,
            phone=line.phone,
            street=line.street,
            postcode=line.postcode,
            municipality=line.municipality,
            language=line.language,
            reached_by=line.reached_by,
            by=self.by,
        )

    def _join(self, verdict: Verdict) -> None:
        house = self.houses[verdict.house]
        name = verdict.line.team
        team = find_or_add_team(organisation=house, name=name, by=self.by) if name else None
        join(organisation=house, person=self.people[verdict.person], team=team, by=self.by)

    def _enrol(self, verdict: Verdict) -> None:
        enrol(
            edition=self.editions[verdict.line.edition],
            person=self.people[verdict.person],
            kind=verdict.line.kind,
            organisation=self.houses.get(verdict.house),
            by=self.by,
        )
