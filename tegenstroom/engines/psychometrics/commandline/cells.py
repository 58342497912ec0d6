"""Every kind of value as a few characters that a person reads, whatever its shape."""

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import numpy as np

from tegenstroom.engines.psychometrics.changes.effects import Effect
from tegenstroom.engines.psychometrics.changes.rci import Reliability
from tegenstroom.engines.psychometrics.commandline.words import name, word
from tegenstroom.engines.psychometrics.data.methods import interval_words, method_words
from tegenstroom.engines.psychometrics.data.results import Interval
from tegenstroom.engines.psychometrics.structure.indices import Indices, Test
from tegenstroom.engines.sentences import Said

NOTHING = "–"
SHOWN = 40  # values on a line; --json prints all
CHANCES = {"p", "p_adjusted", "close"}
LEAST = 0.001  # the smallest chance that is written out


def cell(value: Any, key: str = "") -> str:
    """`key`: the field it comes from; a chance is written as one."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, np.ndarray | tuple | list):
        return _several(value, key)
    match value:
        case None | "":
            told = NOTHING
        case bool():
            told = "ja" if value else "nee"
        case Enum() | str():
            told = word(value)
        case float():
            told = _number(value, key)
        case Mapping():
            told = ", ".join(f"{each} {cell(held)}" for each, held in value.items())
        case _ if is_dataclass(value) and not isinstance(value, Said):
            told = _part(value)
        case _:
            told = str(value)
    return told


def _number(value: float, key: str) -> str:
    if math.isnan(value):
        return NOTHING
    if math.isinf(value):
        return "oneindig" if value > 0 else "min oneindig"
    if key in CHANCES and value < LEAST:
        return f"onder {LEAST:g}"
    # Four decimals are the most that anyone reads; adding zero takes the sign from a zero.
    return f"{(round(value, 4) + 0.0 if abs(value) < LEAST else value):.4g}"


def _several(values: Any, key: str) -> str:
    """Values beside one another; what is deeper lies between semicolons."""
    deeper = any(isinstance(each, np.ndarray | tuple | list) or is_dataclass(each) for each in values)
    told = ("; " if deeper else " ").join(cell(each, key) for each in values[:SHOWN])
    return (told + (" …" if len(values) > SHOWN else "")) or NOTHING


def _part(value: Any) -> str:
    match value:
        case Interval():
            how = interval_words(value.method)
            return f"{cell(value.low)} tot {cell(value.high)} ({100 * value.level:g} %, {how})"
        case Effect():
            return f"{cell(value.value)}, interval {cell(value.interval)}"
        case Reliability():
            return _reliability(value)
        case Test():
            moved = "" if value.factor == 1 and not value.shift else f", schaalfactor {cell(value.factor)}"
            return f"χ² {cell(value.chi2)}, df {value.df}, p {cell(value.p, 'p')}{moved}"
        case Indices():
            return (
                f"{cell(value.test)}, CFI {cell(value.cfi)}, TLI {cell(value.tli)},"
                f" RMSEA {cell(value.rmsea)}, interval {cell(value.rmsea_interval)}"
            )
    return ", ".join(
        f"{name(each.name, value)} {cell(getattr(value, each.name), each.name)}" for each in fields(value)
    )


def _reliability(value: Reliability) -> str:
    """With the persons it rests on, which need not be those whose change is looked at."""
    told = f"{cell(value.value)}, {word(value.source)}"
    if value.n is None or value.missing is None:
        return told
    [how] = method_words(value.missing.value)
    return f"{told}, berekend op {value.n} van {value.n_all} personen, {how}"
