"""What every result carries: on how many persons it rests, how, after whom, and what to be careful about."""

from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

import numpy as np

from tegenstroom.engines.psychometrics.data.missing import Missing
from tegenstroom.engines.sentences import Said


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the value may lie: `low` and `high` at confidence `level` (0.95), by `method`."""

    low: float
    high: float
    level: float
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The head of every result.

    `n`: persons that the figures rest on; `n_all`: persons in the data. `missing`: what was done with missing
    answers. `method` and `reference`: how it was computed, and the paper to quote. `warnings`: sentences that
    belong beside the figures in a report.
    """

    n: int
    n_all: int
    missing: Missing
    method: str
    reference: str
    warnings: tuple[Said, ...] = ()


def as_plain(value: Any) -> Any:
    """A result as JSON takes it: dictionaries, lists, numbers, words; NaN and infinity become None."""
    if isinstance(value, Said):
        return {"code": value.code, "text": str(value), "values": as_plain(dict(value.values))}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(name): as_plain(each) for name, each in value.items()}
    if isinstance(value, Enum):
        return value.value
    return _as_plain_numbers(value)


def _as_plain_numbers(value: Any) -> Any:
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [as_plain(each) for each in value]
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value
