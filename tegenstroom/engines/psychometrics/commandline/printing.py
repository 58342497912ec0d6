"""How an answer is printed: for a person to read, or as JSON for another program."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

import numpy as np

from tegenstroom.engines.psychometrics.changes.effects import Effect
from tegenstroom.engines.psychometrics.changes.rci import Reliability
from tegenstroom.engines.psychometrics.changes.trajectories import Trajectory
from tegenstroom.engines.psychometrics.commandline.cells import cell
from tegenstroom.engines.psychometrics.commandline.grids import Grid, columns, lines_of, records, steps
from tegenstroom.engines.psychometrics.commandline.words import name
from tegenstroom.engines.psychometrics.data.methods import method_words
from tegenstroom.engines.psychometrics.data.refusals import Refusal
from tegenstroom.engines.psychometrics.data.results import Interval, Result, as_plain
from tegenstroom.engines.psychometrics.irt.grm import GradedResponse
from tegenstroom.engines.psychometrics.structure.cfa import FactorModel
from tegenstroom.engines.psychometrics.structure.indices import Indices, Test
from tegenstroom.engines.psychometrics.structure.invariance import Step
from tegenstroom.engines.psychometrics.structure.one_factor import OneFactor

_HEAD = {each.name for each in fields(Result)}
_WIDEST = 12  # columns of a matrix that a person still reads
# For programs: whole matrices, how the computing went, and measures that say once more what stands there.
_LEFT = {
    *("covariance", "errors", "threshold_errors", "baseline", "gain", "passes"),
    *("mcfadden", "nagelkerke", "cox_snell", "slope_change"),
}
_SAID_BEFORE = {"reml", "exact"}  # the method says it
_OF_MODEL = ("chi2", "df", "p", "fit", "scaled", "robust", "srmr")
_PERSONS = ("values", "answered", "theta", "error", "index", "verdicts")
_NUMBERED = ("eigenvalues", "chance")
_ABILITY = ("means", "mean_errors", "sds", "sd_errors")
_CELLS = (Interval, Effect, Reliability, Test, Indices)
TLI_ABOVE = "Een TLI boven 1 kan: deze maat is niet begrensd. Ze zegt dan niet meer dan 1."


@dataclass(slots=True)
class _Page:
    """What is met along the way: who the rows are, what was left to --json, whether a TLI lies above 1."""

    persons: Sequence[str]
    left: list[str] = field(default_factory=list)
    tli_above: bool = False


def refusal_as_json(refused: Refusal) -> str:
    """A refusal for another program: its kind, code, sentence and values."""
    return as_json({"refused": type(refused).__name__, **as_plain(refused.said)})


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


def as_lines(found: Result, persons: Sequence[str] = ()) -> Iterator[str]:
    """A result for a person to read: on how many, how, the figures, and what to be careful about.

    `persons`: what each row of the file is called, for a result that has figures of persons.
    """
    how = ", ".join(str(said).strip() for said in method_words(found.method))
    yield f"{found.n} van {found.n_all} {_counted(found)} · {how}"
    page = _Page(persons)
    yield from _fields(found, page)
    if page.tli_above:
        yield TLI_ABOVE
    if page.left:
        yield f"--json geeft ook: {', '.join(dict.fromkeys(page.left))}"
    yield f"Bron: {found.reference}"
    yield from (f"Let op: {said}" for said in found.warnings)


def _counted(found: Result) -> str:
    """What `n` counts: of one person over time her measurements."""
    one, more = ("meting", "metingen") if isinstance(found, Trajectory) else ("persoon", "personen")
    return one if found.n_all == 1 else more


def _fields(found: Any, page: _Page, above: str = "") -> Iterator[str]:
    """The fields of a result or of a part: in one table what has a row for the same items or persons."""
    values = _readable(found, page)
    done: set[str] = set()
    for key, value in values.items():
        if key in done:
            continue
        grid, together = _table(found, key, values, page) or (None, ())
        done |= {key, *together}
        yield from lines_of(grid) if grid else _lines(found, key, value, page, above)


def _readable(found: Any, page: _Page) -> dict[str, Any]:
    """The fields that a person reads. What programs alone need is named in `page.left`."""
    values = {each.name: getattr(found, each.name) for each in fields(found)}
    if isinstance(found, Result):
        values = {key: value for key, value in values.items() if key not in _HEAD | _SAID_BEFORE}
    if isinstance(found, GradedResponse):
        values = _graded(found, values, page)
    if isinstance(model := values.pop("model", None), OneFactor | FactorModel):
        page.left.append("het hele model")
        fit = {key: getattr(model, key) for key in _OF_MODEL if hasattr(model, key)}
        at = list(values).index("standard_loadings") if "standard_loadings" in values else len(values)
        own = list(values.items())
        values = dict(own[:at]) | {"items": model.items if own[at:] else ()} | dict(own[at:]) | fit
    if "estimates" in values:
        # The standardised values stand beside the estimates.
        values = {key: each for key, each in values.items() if not key.endswith(("loadings", "correlations"))}
    page.left += [name(key, found) for key, value in values.items() if key in _LEFT and value is not None]
    return {key: value for key, value in values.items() if key not in _LEFT}


def _graded(found: GradedResponse, values: dict[str, Any], page: _Page) -> dict[str, Any]:
    """The items of the model beside their difficulties, and abilities only where groups differ in them."""
    known = found.parameters
    page.left.append("intercepten")
    own = {"own": known.groups} if any(known.groups) else {}
    away = {"parameters", *(("groups", *_ABILITY) if len(found.groups) == 1 else ())}
    return {"items": known.items, **own, "slopes": known.slopes} | {
        key: value for key, value in values.items() if key not in away
    }


def _table(found: Any, key: str, values: dict[str, Any], page: _Page) -> tuple[Grid, Sequence[str]] | None:
    """The table in which a field stands, and the fields that stand there too."""

    def beside(
        first: str, rows: Sequence[str], keys: Sequence[str], parts: Sequence[str] = ()
    ) -> tuple[Grid, Sequence[str]]:
        taken = [each for each in keys if values.get(each) is not None]
        return columns(first, rows, {each: values[each] for each in taken}, found, parts), keys

    if key in _PERSONS and page.persons and np.ndim(values[key]) and len(values[key]) == len(page.persons):
        return beside("persoon", page.persons, _PERSONS, values.get("scales", ()))
    if key in _NUMBERED:
        return beside("nummer", [str(place + 1) for place in range(len(values[key]))], _NUMBERED)
    if key == "scales":
        return beside("schaal", values[key], ("scored", "ranges"))
    if key == "groups" and "means" in values:
        return beside("groep", values[key], _ABILITY)
    if key == "items" and values[key] and all(isinstance(each, str) for each in values[key]):
        keys = [each for each, value in values.items() if each == "own" or _of_items(each, value, values[key])]
        return beside("vraag", values[key], keys) if keys else None
    return None


def _of_items(key: str, value: Any, items: Sequence[str]) -> bool:
    """An array with a row for each item; not one of which the columns are items as well."""
    fits = isinstance(value, np.ndarray) and value.ndim in (1, 2) and len(value) == len(items)
    return fits and key not in (*_NUMBERED, "correlations")


def _lines(found: Any, key: str, value: Any, page: _Page, above: str) -> Iterator[str]:
    called = f"{above}{name(key, found)}"
    if (isinstance(value, Indices) and value.tli > 1) or (key == "tli" and value > 1):
        page.tli_above = True
    match value:
        case None | ():
            return
        case tuple() if isinstance(value[0], Interval | np.ndarray | tuple):
            yield from (
                f"{called}{row}: {cell(each)}" for row, each in zip(_called(found, value), value, strict=True)
            )
        case tuple() if is_dataclass(value[0]):
            yield f"{called}:"
            yield from lines_of(_rows(value, page))
        case np.ndarray() if value.ndim == 2 and value.shape[1] <= _WIDEST:
            square = len(value) == value.shape[1] == len(getattr(found, "items", ()))
            rows = list(found.items) if square else [str(place + 1) for place in range(len(value))]
            yield f"{called}:"
            yield from lines_of(columns("", rows, {"": value}, found, rows if square else ()))
        case np.ndarray() if value.ndim > 1:
            page.left.append(called)
        case _ if is_dataclass(value) and not isinstance(value, _CELLS):
            yield from _fields(value, page, f"{called}, ")
        case _:
            yield f"{called}: {cell(value, key)}"


def _called(found: Any, value: Sequence[Any]) -> Sequence[str]:
    """What comes after the name on each line: of intervals nothing, else the item or a number."""
    if isinstance(value[0], Interval):
        return [""] * len(value)
    items: Sequence[Any] = getattr(found, "items", ())
    rows = items if len(items) == len(value) and isinstance(items[0], str) else range(1, len(value) + 1)
    return [f" {row}" for row in rows]


def _rows(value: Sequence[Any], page: _Page) -> Grid:
    """Parts of one kind, a line for each."""
    if isinstance(value[0], Step):
        page.left.append("het model van elke stap")
        return steps(value)
    kept = [each for each in fields(value[0]) if each.name in _LEFT]
    page.left += [name(each.name, value[0]) for each in kept if getattr(value[0], each.name) is not None]
    return records(value, without=_LEFT)
