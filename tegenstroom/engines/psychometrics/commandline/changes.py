"""The lines of the command for change: rci, change, difference, wilcoxon, shift, trajectory.

    tegenstroom psychometrics rci DATA.csv --before start --after end --retest week1 week3
    tegenstroom psychometrics difference DATA.csv --score end --group cursus --groups nee ja
    tegenstroom psychometrics trajectory DATA.csv --time maand --score kracht --person code --who A7 --sd 6 \
        --reliability .8 --source "retest ICC"
"""

from argparse import ArgumentParser, Namespace

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.changes.effects import change, difference
from tegenstroom.engines.psychometrics.changes.rci import Reliability, Source, reliable_change
from tegenstroom.engines.psychometrics.changes.shift import response_shift
from tegenstroom.engines.psychometrics.changes.trajectories import trajectory
from tegenstroom.engines.psychometrics.changes.wilcoxon import wilcoxon
from tegenstroom.engines.psychometrics.commandline.lines import Line, named, share
from tegenstroom.engines.psychometrics.data.answers import TWICE, answers
from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.data.progress import Progress
from tegenstroom.engines.psychometrics.data.refusals import Impossible, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.reliability.alpha import alpha
from tegenstroom.engines.psychometrics.reliability.icc import Form, icc
from tegenstroom.engines.psychometrics.tables import Table
from tegenstroom.engines.sentences import dutch

SOURCES = [source for source in Source if source is not Source.UNSAID]
NO_RELIABILITY = dutch(
    "no-reliability", "Zeg welke betrouwbaarheid telt: als getal, met de vragen voor alfa, of met twee metingen."
)
NOT_THERE = dutch("not-there", "In de kolom “{column}” staat nergens {value}.")
PERSON_AND_WHO = dutch(
    "person-and-who", "Zeg in welke kolom de personen staan en ook over wie het gaat, of geen van beide."
)


def _ask_pair(parser: ArgumentParser) -> None:
    share(parser, "before", "after", "level")


def _pair(table: Table, asked: Namespace) -> tuple[Array, Array]:
    return table.numbers(asked.before), table.numbers(asked.after)


def _ask_reliability(parser: ArgumentParser) -> None:
    parser.add_argument("--reliability", type=float, help="a reliability, 0 to 1")
    parser.add_argument("--source", type=Source, choices=SOURCES, default=Source.UNSAID, help="what that is")
    parser.add_argument("--alpha-of", nargs="+", metavar="ITEM", help="items of the first score, to compute alpha")
    parser.add_argument("--retest", nargs=2, metavar="COLUMN", help="of who did not change, to compute the ICC")


def _reliability(table: Table, asked: Namespace) -> Reliability:
    """The reliability that was given, or that of the items or of the two moments that were named."""
    if asked.reliability is not None:
        return Reliability(asked.reliability, asked.source)
    if asked.retest:
        both = answers(np.column_stack([table.numbers(name) for name in asked.retest]), asked.retest)
        retest = icc(both)
        return _of(retest, retest.of(Form.AGREEMENT).value, Source.RETEST)
    refuse_unless(bool(asked.alpha_of), Impossible, NO_RELIABILITY)
    found = alpha(table.answers(named(table, asked.alpha_of)))
    return _of(found, found.value, Source.ALPHA)


def _of(found: Result, value: float, source: Source) -> Reliability:
    return Reliability(value, source, n=found.n, n_all=found.n_all, missing=found.missing)


def _ask_rci(parser: ArgumentParser) -> None:
    _ask_pair(parser)
    _ask_reliability(parser)
    share(parser, "id")
    parser.add_argument("--sd", type=float, help="standard deviation of a norm group (of the first score)")


def _run_rci(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    return reliable_change(*_pair(table, asked), _reliability(table, asked), sd=asked.sd, level=asked.level)


def _exact(parser: ArgumentParser) -> None:
    parser.add_argument("--exact", action="store_true", help="Hedges' correction by the gamma function")


def _ask_change(parser: ArgumentParser) -> None:
    _ask_pair(parser)
    _exact(parser)


def _run_change(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    return change(*_pair(table, asked), level=asked.level, exact=asked.exact)


def _run_wilcoxon(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    return wilcoxon(*_pair(table, asked), level=asked.level)


def _ask_shift(parser: ArgumentParser) -> None:
    _ask_pair(parser)
    parser.add_argument("--looking-back", metavar="COLUMN", required=True, help="the first, seen afterwards")


def _run_shift(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    before, after = _pair(table, asked)
    return response_shift(before, table.numbers(asked.looking_back), after, level=asked.level)


def _ask_difference(parser: ArgumentParser) -> None:
    parser.add_argument("--score", metavar="COLUMN", required=True)
    parser.add_argument("--group", metavar="COLUMN", required=True)
    parser.add_argument("--groups", nargs=2, metavar="GROUP", required=True, help="which two: second less first")
    share(parser, "level")
    _exact(parser)


def _run_difference(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    once = len(set(asked.groups)) == len(asked.groups)
    refuse_unless(once, Impossible, TWICE, items=tuple(asked.groups[:1]))
    values = table.numbers(asked.score)
    first, second = (values[_rows(table, asked.group, name)] for name in asked.groups)
    return difference(first, second, level=asked.level, exact=asked.exact)


def _ask_trajectory(parser: ArgumentParser) -> None:
    for name in ("--time", "--score"):
        parser.add_argument(name, metavar="COLUMN", required=True)
    parser.add_argument("--person", metavar="COLUMN", help="who a row is about, when there are several persons")
    parser.add_argument("--who", metavar="CODE", help="the person whose rows count")
    parser.add_argument("--sd", type=float, required=True, help="standard deviation of a norm group, in points")
    _ask_reliability(parser)
    share(parser, "level")


def _run_trajectory(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    refuse_unless((asked.person is None) == (asked.who is None), Impossible, PERSON_AND_WHO)
    rows = slice(None) if asked.person is None else _rows(table, asked.person, asked.who)
    return trajectory(
        table.numbers(asked.time)[rows],
        table.numbers(asked.score)[rows],
        sd=asked.sd,
        reliability=_reliability(table, asked),
        level=asked.level,
    )


def _rows(table: Table, column: str, value: str) -> NDArray[np.intp]:
    """Which rows have this word in that column. `Impossible`: none has."""
    found = np.array(table.texts(column)) == value
    refuse_unless(bool(found.any()), Impossible, NOT_THERE, column=column, value=value)
    return np.flatnonzero(found)


LINES = {
    "rci": Line("reliable change of each person", _ask_rci, _run_rci),
    "change": Line("change of a group: t, d_z, Hedges' g", _ask_change, _run_change),
    "difference": Line("two groups of other persons: t, d, Hedges' g", _ask_difference, _run_difference),
    "wilcoxon": Line("change of a group by signed ranks", _ask_pair, _run_wilcoxon),
    "shift": Line("the retrospective pre-test", _ask_shift, _run_shift),
    "trajectory": Line("one person over time, and which steps are real", _ask_trajectory, _run_trajectory),
}
