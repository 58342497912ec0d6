"""The answers of a measurement as tables, for reports: person × question for each round, linked by code.

Only finished sheets of codes that say yes to that use, at the moment of asking: who takes it back is out at once.
A row bears no code and no hash: only its place, the same in every round and another each time it is asked.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tegenstroom.engines.questionnaires import Questionnaire
from tegenstroom.measurement.models import Consent, Measurement, Sheet, Wave
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.rules.groups import may_be_shown
from tegenstroom.measurement.rules.looking_back import of_then
from tegenstroom.measurement.rules.waves import Moment

type Cells = tuple[int | None, ...]


class TooFewError(Exception):
    """Fewer people than may be shown stand behind these answers; `smallest` says how many are needed."""

    def __init__(self, smallest: int) -> None:
        super().__init__(smallest)
        self.smallest = smallest


@dataclass(frozen=True, slots=True)
class Table:
    """One round. A row for each person of the measurement, None for who did not answer then; cells are codes.

    `joined`: with which release each of them came into the report, for who stands in one.
    """

    moment: Moment
    rows: tuple[Cells | None, ...]
    joined: tuple[int | None, ...] = ()

    @property
    def answered(self) -> int:
        """People who answered in this round."""
        return sum(row is not None for row in self.rows)

    def present(self) -> list[Cells]:
        """The rows of who answered."""
        return [row for row in self.rows if row is not None]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All rounds, in order: row 7 of one table is the same person as row 7 of another."""

    questionnaire: Questionnaire
    items: tuple[str, ...]
    tables: tuple[Table, ...]
    # What was said of before the start by who looked back: the rows of the round in which they did.
    then: Table | None = None

    @property
    def people(self) -> int:
        """People who answered in at least one round."""
        return len(self.tables[0].rows) if self.tables else 0

    def of(self, moment: Moment) -> Table:
        """One round. KeyError when it was not planned."""
        found = {table.moment: table for table in self.tables}
        return found[moment]

    def both(self, first: Moment, second: Moment) -> list[tuple[Cells, Cells]]:
        """The rows of who answered in both of these rounds."""
        pairs = zip(self.of(first).rows, self.of(second).rows, strict=True)
        return [(one, other) for one, other in pairs if one is not None and other is not None]


def matrix(measurement: Measurement, purpose: Purpose, *, smallest: int) -> Matrix:
    """The tables for one use. A round with answers of fewer people than `smallest` is emptied.

    TooFewError when no round has enough. Costs three queries.
    """
    waves = list(measurement.waves.in_order())
    yes = Consent.objects.for_use(purpose).filter(measurement=measurement).values_list("code_hash", flat=True)
    finished = Sheet.objects.serving(purpose).filter(wave__in=waves, finished=True, code_hash__in=yes)
    # A report shows what was let into it, and so grows and shrinks by groups alone.
    sheets = list(finished.filter(release__gt=Sheet.OUT) if purpose is Purpose.GROUP else finished)
    by_wave = {wave.pk: {row.code_hash: row for row in sheets if row.wave_id == wave.pk} for wave in waves}
    shown = {pk: rows for pk, rows in by_wave.items() if may_be_shown(len(rows), smallest=smallest)}
    if not shown:
        raise TooFewError(smallest)
    people = sorted({code for rows in shown.values() for code in rows})
    secrets.SystemRandom().shuffle(people)
    questionnaire = measurement.version.questionnaire
    items = tuple(item.key for item in questionnaire.items)
    tables = tuple(_table(wave, [shown.get(wave.pk, {}).get(code) for code in people], items) for wave in waves)
    back = next((wave for wave in waves if wave.looks_back and wave.pk in shown), None)
    then = _then(back, [shown[back.pk].get(code) for code in people], items) if back else None
    return Matrix(questionnaire, items, tables, then)


def _table(wave: Wave, sheets: Sequence[Sheet | None], items: Sequence[str]) -> Table:
    return Table(
        Moment(wave.moment),
        tuple(None if sheet is None else tuple(sheet.answers.get(key) for key in items) for sheet in sheets),
        tuple(None if sheet is None else sheet.release for sheet in sheets),
    )


def _then(wave: Wave, sheets: Sequence[Sheet | None], items: Sequence[str]) -> Table:
    rows = tuple(None if sheet is None else of_then(sheet.answers, items) for sheet in sheets)
    return replace(_table(wave, sheets, items), rows=rows)
