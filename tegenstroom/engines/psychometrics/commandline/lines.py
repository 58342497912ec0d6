"""What a line of the command is made of, and the arguments that several lines ask for."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tegenstroom.engines.psychometrics.data.answers import UNKNOWN_ITEM, Answers
from tegenstroom.engines.psychometrics.data.missing import Missing
from tegenstroom.engines.psychometrics.data.progress import Progress
from tegenstroom.engines.psychometrics.data.refusals import Impossible, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.data.scoring import reverse
from tegenstroom.engines.psychometrics.tables import Table


@dataclass(frozen=True, slots=True)
class Line:
    """A procedure: `ask` adds its arguments, `run` makes the result and tells how far it is where that is long."""

    help: str
    ask: Callable[[ArgumentParser], None]
    run: Callable[[Table, Namespace, Progress | None], Result]


SHARED: dict[str, dict[str, Any]] = {
    "items": {"nargs": "+", "metavar": "ITEM", "help": "columns, or first:last; all when left out"},
    "group": {"metavar": "COLUMN", "help": "the column that says to which group someone belongs"},
    "missing": {"type": Missing, "choices": list(Missing), "default": Missing.LISTWISE},
    "level": {"type": float, "default": 0.95, "help": "confidence of the intervals (0.95)"},
    "reverse": {"nargs": "+", "metavar": "ITEM", "default": [], "help": "items that are worded the other way"},
    "low": {"type": float, "help": "the lowest answer that can be given"},
    "high": {"type": float, "help": "the highest answer that can be given"},
    "id": {"metavar": "COLUMN", "help": "who each row is about; the number of the row when left out"},
    "before": {"metavar": "COLUMN", "required": True, "help": "the first score"},
    "after": {"metavar": "COLUMN", "required": True, "help": "the second score"},
}
SCALE = ("items", "reverse", "low", "high")


def share(parser: ArgumentParser, *names: str) -> None:
    """Let a line ask for these of `SHARED`."""
    for name in names:
        parser.add_argument(f"--{name}", **SHARED[name])


def named(table: Table, names: Sequence[str] | None) -> list[str] | None:
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
        low, high = sorted((known.index(first), known.index(last)))
        found += known[low : high + 1]
    return found


def items(table: Table, asked: Namespace, *, group: str | None = None) -> Answers:
    """The answers to the items that were asked, with groups where a line asks for them."""
    return table.answers(named(table, asked.items), group=group)


def scale(table: Table, asked: Namespace) -> Answers:
    """The items that were asked, with those turned around that are worded the other way."""
    data = items(table, asked)
    return reverse(data, asked.reverse, low=asked.low, high=asked.high) if asked.reverse else data


def once(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Each name once, in the order in which it was named."""
    return tuple(dict.fromkeys(name for each in lists for name in each))
