"""How an answer is printed: for a person to read, or as JSON for another program."""

import json
import math
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.data.refusals import Refusal
from tegenstroom.engines.psychometrics.data.results import Interval, Result, as_plain
from tegenstroom.engines.sentences import Said

_HEAD = {field.name for field in fields(Result)}
_SHOWN = 40  # values on a line, rows of a table; --json prints all


def refusal_as_json(refused: Refusal) -> str:
    """A refusal for another program: its kind, code, sentence and values."""
    return as_json({"refused": type(refused).__name__, **as_plain(refused.said)})


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


def as_lines(found: Result) -> Iterator[str]:
    """A result for a person to read: on how many, how, the figures, and what to be careful about."""
    yield f"{found.n} van {found.n_all} personen · {found.method}"
    names = tuple(getattr(found, "items", ()))
    rows = names if all(isinstance(name, str) for name in names) else ()
    for field in fields(found):
        if field.name not in _HEAD:
            yield from _lines(field.name, getattr(found, field.name), rows)
    yield f"Bron: {found.reference}"
    yield from (f"Let op: {said}" for said in found.warnings)


def _lines(name: str, value: Any, rows: tuple[str, ...] = ()) -> Iterator[str]:
    if is_dataclass(value) and not isinstance(value, type | Interval | Said):
        nested = [field.name for field in fields(value) if not (isinstance(value, Result) and field.name in _HEAD)]
        for each in nested:
            yield from _lines(f"{name}.{each}", getattr(value, each))
    elif isinstance(value, tuple) and value and is_dataclass(value[0]):
        for place, each in enumerate(value, 1):
            yield f"{name} {place}: {_row(each)}"
    elif isinstance(value, tuple) and value and isinstance(value[0], tuple):
        for place, each in enumerate(value[:_SHOWN], 1):
            yield f"{name} {place}: {_short(each)}"
    elif isinstance(value, np.ndarray) and value.ndim == 2:
        yield from _table(name, value, rows)
    elif not (isinstance(value, np.ndarray) and value.ndim > 2):
        yield f"{name}: {_short(value)}"


def _table(name: str, value: Array, rows: tuple[str, ...]) -> Iterator[str]:
    """A line for each row: of an item by its name, of anything else by its number."""
    for place, row in enumerate(value[:_SHOWN]):
        yield f"{name} {rows[place] if len(rows) == len(value) else place + 1}: {_short(row)}"
    if len(value) > _SHOWN:
        yield f"{name}: … {len(value)}"


def _row(value: Any) -> str:
    return " · ".join(f"{field.name} {_short(getattr(value, field.name))}" for field in fields(value))


def _short(value: Any) -> str:
    match value:
        case None | ():
            return "geen"
        case float() if not math.isfinite(value):
            return "geen" if math.isnan(value) else "oneindig" if value > 0 else "min oneindig"
        case Interval():
            return f"{value.low:.4g} tot {value.high:.4g} ({100 * value.level:g} %, {value.method})"
        case float():
            return f"{value:.4g}"
        case np.ndarray() | tuple():
            return " ".join(_short(each) for each in value[:_SHOWN]) + (" …" if len(value) > _SHOWN else "")
        case _:
            return str(value)
