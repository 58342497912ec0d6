"""The procedures for people without a notebook: what each asks on the command line, and what it answers.

A procedure is a `Line` in the module of its subject: what it asks, and how it makes a result of a table.
"""

import argparse
from pathlib import Path

from tegenstroom.engines.psychometrics.commandline import changes, items, reliability, structure
from tegenstroom.engines.psychometrics.commandline.lines import Line
from tegenstroom.engines.psychometrics.commandline.printing import as_json, as_lines, refusal_as_json
from tegenstroom.engines.psychometrics.data.progress import Progress
from tegenstroom.engines.psychometrics.data.refusals import Impossible, refuse_unless
from tegenstroom.engines.psychometrics.data.results import as_plain
from tegenstroom.engines.psychometrics.tables import Table, read
from tegenstroom.engines.sentences import dutch

__all__ = ["LINES", "UNREAD", "add_arguments", "answer", "refusal_as_json"]

LEVEL_RANGE = dutch("level-range", "Het betrouwbaarheidsniveau ligt tussen 0 en 1, bijvoorbeeld 0.95.")
# Refusals of the file itself, not of what it would have to carry.
UNREAD = frozenset(
    {
        "no-file",
        "other-format",
        "broken-file",
        "no-table-file",
        "row-length",
        "no-number",
        "infinite",
        "number-too-large",
        "item-twice",
        "no-label",
        "not-values",
    }
)

LINES: dict[str, Line] = {**reliability.LINES, **structure.LINES, **items.LINES, **changes.LINES}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give a parser one subcommand for each procedure."""
    choose = parser.add_subparsers(dest="procedure", required=True, metavar="PROCEDURE")
    for name, line in LINES.items():
        each = choose.add_parser(name, help=line.help, description=line.help)
        each.add_argument("file", type=Path, help="CSV, .sav or Parquet")
        line.ask(each)
        each.add_argument("--json", action="store_true", help="print everything as JSON")


def answer(options: argparse.Namespace, progress: Progress | None = None) -> str:
    """What a procedure says, as text or as JSON; long runs tell `progress` how far they are. Raises `Refusal`."""
    refuse_unless(0 < getattr(options, "level", 0.95) < 1, Impossible, LEVEL_RANGE)
    table = read(options.file)
    # Lines that ask for it have figures of persons.
    persons = _persons(table, options.id) if hasattr(options, "id") else ()
    found = LINES[options.procedure].run(table, options, progress)
    if not options.json:
        return "\n".join(as_lines(found, persons))
    named = {"persons": persons} if getattr(options, "id", None) else {}
    return as_json(as_plain(found) | named)


def _persons(table: Table, column: str | None) -> tuple[str, ...]:
    """Who each row is about: what the column says, or else on which row of the file she stands."""
    return table.texts(column) if column else tuple(f"rij {number}" for number in table.numbered)
