"""The procedures for people without a notebook: what each asks on the command line, and how its answer is printed.

A new procedure is a function `_name(table, options) -> Result` and a line in `PROCEDURES`. Those that ask more
bring lines of their own.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tegenstroom.engines import psychometrics as engine
from tegenstroom.engines.psychometrics.changes.rci import Reliability, Source
from tegenstroom.engines.psychometrics.commandline import items, structure
from tegenstroom.engines.psychometrics.commandline.lines import Line, Progress
from tegenstroom.engines.psychometrics.data.answers import UNKNOWN_ITEM, Answers, answers
from tegenstroom.engines.psychometrics.data.missing import Missing
from tegenstroom.engines.psychometrics.data.refusals import Impossible, Refusal, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Interval, Result, as_plain
from tegenstroom.engines.psychometrics.data.scoring import reverse
from tegenstroom.engines.psychometrics.data.sentences import Said, dutch
from tegenstroom.engines.psychometrics.reliability.icc import Form
from tegenstroom.engines.psychometrics.tables import Table, read

NO_RELIABILITY = dutch(
    "no-reliability", "Zeg welke betrouwbaarheid telt: als getal, met de vragen voor alfa, of met twee metingen."
)
LEVEL_RANGE = dutch("level-range", "Het betrouwbaarheidsniveau ligt tussen 0 en 1, bijvoorbeeld 0.95.")
# Refusals of the file itself, not of what it would have to carry.
UNREAD = frozenset({"no-file", "other-format", "broken-file", "row-length", "no-number", "infinite", "item-twice"})

_HEAD = {field.name for field in fields(Result)}


@dataclass(frozen=True, slots=True)
class Procedure:
    """What a procedure does, which options it takes (names of `OPTIONS`), and how it is called."""

    help: str
    run: Callable[[Table, argparse.Namespace], Result]
    options: tuple[str, ...]


OPTIONS: dict[str, dict[str, Any]] = {
    "items": {"nargs": "+", "metavar": "NAME", "help": "columns, or first:last; all when left out"},
    "group": {"metavar": "NAME", "help": "the column that says everyone's group"},
    "missing": {"choices": [each.value for each in Missing], "default": "listwise", "help": "missing (listwise)"},
    "level": {"type": float, "default": 0.95, "help": "confidence of the intervals (0.95)"},
    "reverse": {"nargs": "+", "metavar": "NAME", "default": [], "help": "items that are worded the other way"},
    "low": {"type": float, "help": "the lowest answer, for --reverse"},
    "high": {"type": float, "help": "the highest answer, for --reverse"},
    "factors": {"type": int, "default": 3, "help": "groups of items (3)"},
    "choices": {"type": int, "required": True, "help": "how many answers can be given"},
    "before": {"metavar": "NAME", "required": True, "help": "the column with the first score"},
    "after": {"metavar": "NAME", "required": True, "help": "the column with the second score"},
    "looking-back": {"metavar": "NAME", "required": True, "help": "the first score, as seen afterwards"},
    "reliability": {"type": float, "help": "a reliability, 0 to 1"},
    "source": {"choices": [each.value for each in Source], "default": "alpha", "help": "what that number is"},
    "alpha-of": {"nargs": "+", "metavar": "NAME", "help": "items of the first score, to compute alpha"},
    "retest": {"nargs": 2, "metavar": "NAME", "help": "two columns of who did not change, to compute the ICC"},
    "sd": {"type": float, "help": "standard deviation of a norm group; of the first score when left out"},
}
_SCALE = ("items", "reverse", "low", "high", "missing", "level")


def _alpha(table: Table, options: argparse.Namespace) -> Result:
    return engine.alpha(_scale(table, options), missing=Missing(options.missing), level=options.level)


def _omega(table: Table, options: argparse.Namespace) -> Result:
    return engine.omega(_scale(table, options), missing=Missing(options.missing), level=options.level)


def _hierarchical(table: Table, options: argparse.Namespace) -> Result:
    return engine.omega_hierarchical(
        _scale(table, options), factors=options.factors, missing=Missing(options.missing)
    )


def _icc(table: Table, options: argparse.Namespace) -> Result:
    return engine.icc(table.answers(_named(table, options.items)), level=options.level)


def _group_icc(table: Table, options: argparse.Namespace) -> Result:
    data = table.answers(_named(table, options.items), group=options.group)
    return engine.group_icc(data, level=options.level)


def _agreement(table: Table, options: argparse.Namespace) -> Result:
    return engine.agreement(
        table.answers(_named(table, options.items), group=options.group), options=options.choices
    )


def _rci(table: Table, options: argparse.Namespace) -> Result:
    first, second = table.numbers(options.before), table.numbers(options.after)
    return engine.reliable_change(first, second, _reliability(table, options), sd=options.sd, level=options.level)


def _change(table: Table, options: argparse.Namespace) -> Result:
    return engine.change(table.numbers(options.before), table.numbers(options.after), level=options.level)


def _wilcoxon(table: Table, options: argparse.Namespace) -> Result:
    return engine.wilcoxon(table.numbers(options.before), table.numbers(options.after), level=options.level)


def _shift(table: Table, options: argparse.Namespace) -> Result:
    names = (options.before, options.looking_back, options.after)
    return engine.response_shift(*(table.numbers(name) for name in names), level=options.level)


PROCEDURES: dict[str, Procedure] = {
    "alpha": Procedure("Cronbach's alpha, with what each item adds", _alpha, _SCALE),
    "omega": Procedure("omega of one factor", _omega, _SCALE),
    "omega-h": Procedure("omega hierarchical", _hierarchical, (*_SCALE[:-1], "factors")),
    "icc": Procedure("the six intraclass correlations of raters or moments", _icc, ("items", "level")),
    "group-icc": Procedure("ICC(1) and ICC(2) of persons in groups", _group_icc, ("items", "group", "level")),
    "agreement": Procedure("r*wg of persons in groups", _agreement, ("items", "group", "choices")),
    "rci": Procedure(
        "reliable change of each person",
        _rci,
        ("before", "after", "reliability", "source", "alpha-of", "retest", "sd", "level"),
    ),
    "change": Procedure("change of a group: t, d_z, Hedges' g", _change, ("before", "after", "level")),
    "wilcoxon": Procedure("change of a group by signed ranks", _wilcoxon, ("before", "after", "level")),
    "shift": Procedure("the retrospective pre-test", _shift, ("before", "looking-back", "after", "level")),
}

LINES: dict[str, Line] = {**structure.LINES, **items.LINES}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give a parser one subcommand for each procedure."""
    choose = parser.add_subparsers(dest="procedure", required=True, metavar="PROCEDURE")
    for name, procedure in PROCEDURES.items():
        each = choose.add_parser(name, help=procedure.help, description=procedure.help)
        each.add_argument("file", type=Path, help="CSV, .sav or Parquet")
        for option in procedure.options:
            each.add_argument(f"--{option}", **OPTIONS[option])
        each.add_argument("--json", action="store_true", help="print everything as JSON")
    for name, line in LINES.items():
        each = choose.add_parser(name, help=line.help, description=line.help)
        each.add_argument("file", type=Path, help="CSV, .sav or Parquet")
        line.ask(each)
        each.add_argument("--json", action="store_true", help="print everything as JSON")


def answer(options: argparse.Namespace, progress: Progress | None = None) -> str:
    """What a procedure says, as text or as JSON; long runs tell `progress` how far they are. Raises `Refusal`."""
    refuse_unless(0 < getattr(options, "level", 0.95) < 1, Impossible, LEVEL_RANGE)
    table = read(options.file)
    if line := LINES.get(options.procedure):
        if names := getattr(options, "items", None):
            options.items = _named(table, names)
        found = line.run(table, options, progress)
    else:
        found = PROCEDURES[options.procedure].run(table, options)
    return as_json(as_plain(found)) if options.json else "\n".join(as_lines(found))


def refusal_as_json(refused: Refusal) -> str:
    """A refusal for another program: its kind, code, sentence and values."""
    return as_json({"refused": type(refused).__name__, **as_plain(refused.said)})


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


def as_lines(found: Result) -> Iterator[str]:
    """A result for a person to read: on how many, how, the figures, and what to be careful about."""
    yield f"{found.n} van {found.n_all} personen · {found.method}"
    for field in fields(found):
        if field.name not in _HEAD:
            yield from _lines(field.name, getattr(found, field.name))
    yield f"Bron: {found.reference}"
    yield from (f"Let op: {said}" for said in found.warnings)


def _lines(name: str, value: Any) -> Iterator[str]:
    if is_dataclass(value) and not isinstance(value, type | Interval | Said):
        nested = [field.name for field in fields(value) if not (isinstance(value, Result) and field.name in _HEAD)]
        for each in nested:
            yield from _lines(f"{name}.{each}", getattr(value, each))
    elif isinstance(value, tuple) and value and is_dataclass(value[0]):
        for place, each in enumerate(value, 1):
            yield f"{name} {place}: {_row(each)}"
    elif not (isinstance(value, np.ndarray) and value.ndim > 1):
        yield f"{name}: {_short(value)}"


def _row(value: Any) -> str:
    if isinstance(value, Interval):
        return _short(value)
    return " · ".join(f"{field.name} {_short(getattr(value, field.name))}" for field in fields(value))


def _short(value: Any) -> str:
    match value:
        case None:
            return "geen"
        case Interval():
            return f"{value.low:.4g} tot {value.high:.4g} ({100 * value.level:g} %, {value.method})"
        case float():
            return f"{value:.4g}"
        case np.ndarray() | tuple():
            return " ".join(_short(each) for each in value[:40]) + (" …" if len(value) > 40 else "")
        case _:
            return str(value)


def _named(table: Table, names: Sequence[str] | None) -> list[str] | None:
    """The columns that were asked; first:last stands for all between, in the order of the file."""
    if names is None:
        return None
    found: list[str] = []
    known = list(table.columns)
    for name in names:
        first, colon, last = name.partition(":")
        if name in known or not colon:
            found.append(name)
            continue
        unknown = tuple(each for each in (first, last) if each not in known)
        refuse_unless(not unknown, Impossible, UNKNOWN_ITEM, items=unknown)
        found += known[known.index(first) : known.index(last) + 1]
    return found


def _scale(table: Table, options: argparse.Namespace) -> Answers:
    data = table.answers(_named(table, options.items))
    return reverse(data, options.reverse, low=options.low, high=options.high) if options.reverse else data


def _reliability(table: Table, options: argparse.Namespace) -> Reliability:
    """The reliability that was given, or that of the items or of the two moments that were named."""
    if options.reliability is not None:
        return Reliability(options.reliability, Source(options.source))
    if options.retest:
        both = answers(np.column_stack([table.numbers(name) for name in options.retest]), options.retest)
        return Reliability(engine.icc(both).of(Form.AGREEMENT).value, Source.RETEST)
    refuse_unless(bool(options.alpha_of), Impossible, NO_RELIABILITY)
    return Reliability(engine.alpha(table.answers(_named(table, options.alpha_of))).value, Source.ALPHA)
