"""The answers of a measurement as tables of persons and items, linked by code: for reports and exports.

Only finished sheets of whom the yes to the purpose stands at this moment. Persons bear a number by chance, and
no code: what leaves this module cannot be tied to a row of the database.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from tegenstroom.measurement.models import Measurement, Sheet
from tegenstroom.measurement.rules.waves import Moment, Purpose


@dataclass(frozen=True, slots=True)
class WaveTable:
    """One wave: `rows[p][i]` is the answer of person p to item i, None for none. `persons` link waves."""

    moment: Moment
    persons: tuple[int, ...]
    items: tuple[str, ...]
    rows: tuple[tuple[int | None, ...], ...]


def tables_of(measurement: Measurement, purpose: Purpose = Purpose.GROUP) -> dict[Moment, WaveTable]:
    """A table for each wave that has answers. Whether it may be shown is for `rules.groups`."""
    items = tuple(item.key for item in measurement.version.questionnaire.items)
    found = Sheet.objects.filter(wave__measurement=measurement).allowed_for(purpose)
    by_moment: dict[Moment, dict[str, Mapping[str, int]]] = {}
    for code_hash, moment, answers in found.values_list("code_hash", "wave__moment", "answers"):
        by_moment.setdefault(Moment(moment), {})[code_hash] = answers
    numbers = _by_chance({code_hash for sheets in by_moment.values() for code_hash in sheets})
    return {moment: _table(moment, by_moment[moment], numbers, items) for moment in Moment if moment in by_moment}


def _by_chance(codes: set[str]) -> dict[str, int]:
    order = list(codes)
    secrets.SystemRandom().shuffle(order)
    return {code: number for number, code in enumerate(order, start=1)}


def _table(
    moment: Moment, sheets: Mapping[str, Mapping[str, int]], numbers: Mapping[str, int], items: tuple[str, ...]
) -> WaveTable:
    order = sorted(sheets, key=lambda code: numbers[code])
    rows = tuple(tuple(sheets[code].get(item) for item in items) for code in order)
    return WaveTable(moment, tuple(numbers[code] for code in order), items, rows)
