"""The lines of the command for item response theory and growth: grm, persons, item-fit, dif, growth.

    tegenstroom psychometrics grm DATA.csv --items i1 i2 i3 --group land
    tegenstroom psychometrics persons TWELVE.csv --values POOL.json
    tegenstroom psychometrics dif DATA.csv --group land --reference be --method regression
    tegenstroom psychometrics dif DATA.csv --group land --method regression --matching theta --purify
    tegenstroom psychometrics growth DATA.csv --y kracht --time maand --person code --within groep --ml

A line adds its own arguments to a parser that already has the file, and makes a result of a table. What takes long
tells how far it is, as a share from 0 to 1.
"""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

import numpy as np

from tegenstroom.engines.psychometrics.commandline.lines import Line, items, named, share
from tegenstroom.engines.psychometrics.data.answers import answers
from tegenstroom.engines.psychometrics.data.progress import Progress
from tegenstroom.engines.psychometrics.data.refusals import Impossible, Refusal, Unusable, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.growth import growth
from tegenstroom.engines.psychometrics.irt.dif import dif_by_likelihood, dif_by_regression
from tegenstroom.engines.psychometrics.irt.grm import grm
from tegenstroom.engines.psychometrics.irt.item_fit import item_fit
from tegenstroom.engines.psychometrics.irt.items import ItemParameters
from tegenstroom.engines.psychometrics.irt.joining import Joining
from tegenstroom.engines.psychometrics.irt.purified import Criterion, Matching, purified_dif
from tegenstroom.engines.psychometrics.irt.scores import Score, score, score_fitted
from tegenstroom.engines.psychometrics.tables import Table
from tegenstroom.engines.sentences import dutch

NOT_VALUES = dutch(
    "not-values", "In {file} staan geen waarden van vragen. Maak het met “grm … --json”, zonder “--own”."
)
PURIFY_ALL = dutch(
    "dif-purify-all", "Zuiveren gaat met “--method regression”, en met alle vragen samen: zonder “--test”."
)


def _ask_grm(parser: ArgumentParser) -> None:
    share(parser, "items", "group")
    parser.add_argument("--own", nargs="+", default=[], metavar="ITEM", help="items that may differ by group")
    parser.add_argument("--reference", metavar="GROUP", help="the group with mean 0 and standard deviation 1")
    parser.add_argument("--no-errors", action="store_true", help="no standard errors: twice as fast")


def _ask_dif(parser: ArgumentParser) -> None:
    share(parser, "items")
    parser.add_argument("--group", required=True, metavar="COLUMN")
    parser.add_argument(
        "--test", nargs="+", metavar="ITEM", help="only these; the others are anchors all the same"
    )
    parser.add_argument("--reference", metavar="GROUP")
    parser.add_argument("--method", choices=["likelihood", "regression"], default="likelihood")
    parser.add_argument(
        "--matching",
        type=Matching,
        choices=list(Matching),
        default=Matching.MEAN,
        help="of a regression: theta as lordif does",
    )
    parser.add_argument(
        "--purify",
        action="store_true",
        help="a regression again and again, without what it found",
    )
    parser.add_argument(
        "--criterion",
        type=Criterion,
        choices=list(Criterion),
        default=Criterion.CHI_SQUARE,
        help="when purifying finds an item",
    )
    parser.add_argument("--bound", type=float, help="of the criterion: .01, .02 or .1 when left out")


def _ask_growth(parser: ArgumentParser) -> None:
    for name in ("--y", "--time", "--person"):
        parser.add_argument(name, required=True, metavar="COLUMN")
    parser.add_argument("--within", metavar="COLUMN", help="the group of each person: a third level")
    parser.add_argument("--covariates", nargs="+", default=[], metavar="COLUMN")
    parser.add_argument("--same-pace", action="store_true", help="people differ in where they start alone")
    parser.add_argument("--ml", action="store_true", help="maximum likelihood in place of REML")
    share(parser, "level")


def _run_grm(table: Table, asked: Namespace, progress: Progress | None = None) -> Result:
    return grm(
        items(table, asked, group=asked.group),
        errors=not asked.no_errors,
        own=asked.own,
        reference=asked.reference,
        progress=progress,
    )


def _ask_persons(parser: ArgumentParser) -> None:
    share(parser, "items", "group", "id")
    parser.add_argument("--how", type=Score, choices=list(Score), default=Score.EAP)
    parser.add_argument("--values", type=Path, metavar="FILE", help="what “grm … --json” found in a larger group")


def values(file: Path) -> ItemParameters:
    """Item parameters as `grm --json` prints them. `Unusable`: the file holds none that hold for everyone."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        kept = found["parameters"]
        if any(group is not None for group in kept["groups"]):
            raise Unusable(NOT_VALUES(file=file.name))
        bounds = [[bound for bound in row if bound is not None] for row in found["difficulties"]]
        return ItemParameters.known(kept["items"], kept["categories"], kept["slopes"], bounds)
    except Refusal:
        raise
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise Unusable(NOT_VALUES(file=file.name)) from error


def _run_persons(table: Table, asked: Namespace, progress: Progress | None = None) -> Result:
    if asked.values is not None:
        known = values(asked.values)
        wanted = table.answers(named(table, asked.items) or known.items, group=asked.group)
        return score(wanted, known, how=asked.how)
    data = items(table, asked, group=asked.group)
    return score_fitted(data, grm(data, errors=False, progress=progress), how=asked.how)


def _ask_item_fit(parser: ArgumentParser) -> None:
    share(parser, "items")
    parser.add_argument("--joining", type=Joining, choices=list(Joining), default=Joining.MIRT)


def _run_item_fit(table: Table, asked: Namespace, progress: Progress | None = None) -> Result:
    data = items(table, asked)
    return item_fit(data, grm(data, errors=False, progress=progress), joining=asked.joining)


def _run_dif(table: Table, asked: Namespace, progress: Progress | None = None) -> Result:
    data = items(table, asked, group=asked.group)
    if asked.purify:
        refuse_unless(asked.method == "regression" and asked.test is None, Impossible, PURIFY_ALL)
        return purified_dif(
            data,
            matching=asked.matching,
            criterion=asked.criterion,
            bound=asked.bound,
            reference=asked.reference,
            progress=progress,
        )
    if asked.method == "regression":
        level = None
        if asked.matching is Matching.THETA:
            everyone = answers(data.values, data.items)
            level = score_fitted(everyone, grm(everyone, errors=False, progress=progress)).theta
        return dif_by_regression(data, items=asked.test, matching=level, reference=asked.reference)
    return dif_by_likelihood(data, items=asked.test, reference=asked.reference, progress=progress)


def _run_growth(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    return growth(
        table.numbers(asked.y),
        table.numbers(asked.time),
        np.array(table.texts(asked.person)),
        group=None if asked.within is None else np.array(table.texts(asked.within)),
        covariates={name: table.numbers(name) for name in asked.covariates},
        slope=not asked.same_pace,
        reml=not asked.ml,
        level=asked.level,
    )


LINES = {
    "grm": Line("graded response model", _ask_grm, _run_grm),
    "persons": Line("where each person stands, by the graded response model", _ask_persons, _run_persons),
    "item-fit": Line("how well the graded response model fits each item", _ask_item_fit, _run_item_fit),
    "dif": Line("whether items work otherwise in another group", _ask_dif, _run_dif),
    "growth": Line("growth with random intercept and slope", _ask_growth, _run_growth),
}
