"""The lines of the command for scores and how reliable they are: score, alpha, the omegas, raters and groups.

tegenstroom psychometrics score DATA.csv --scale kracht=i1,i2,-i3 --scale steun=i4:i8 --low 1 --high 5
tegenstroom psychometrics alpha DATA.csv --items i1:i10 --reverse i3 i7 --low 1 --high 5
tegenstroom psychometrics agreement DATA.csv --items i1:i4 --group team --choices 5
"""

from argparse import ArgumentParser, Namespace

from tegenstroom.engines.psychometrics.commandline.lines import (
    SCALE,
    Line,
    items,
    named,
    once,
    scale,
    share,
)
from tegenstroom.engines.psychometrics.data.progress import Progress
from tegenstroom.engines.psychometrics.data.refusals import Impossible
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.data.scoring import Combine, Scale, score
from tegenstroom.engines.psychometrics.reliability.agreement import agreement, group_icc
from tegenstroom.engines.psychometrics.reliability.alpha import alpha
from tegenstroom.engines.psychometrics.reliability.categorical_omega import categorical_omega
from tegenstroom.engines.psychometrics.reliability.hierarchical import omega_hierarchical
from tegenstroom.engines.psychometrics.reliability.icc import icc
from tegenstroom.engines.psychometrics.reliability.omega import omega
from tegenstroom.engines.psychometrics.tables import Table
from tegenstroom.engines.sentences import dutch

NOT_A_SCALE = dutch("not-a-scale", "“{text}” beschrijft geen schaal. Schrijf bijvoorbeeld: kracht=i1,i2,-i3.")


def scales(texts: list[str], table: Table, *, minimum: int | None, combine: Combine) -> list[Scale]:
    """Scales from `name=item,first:last,-item`; a dash turns items around. `Impossible`: it is none."""
    found = []
    for text in texts:
        name, equals, told = text.partition("=")
        words = [word.strip() for word in told.split(",")]
        if not equals or not name.strip() or not all(word.strip("-") for word in words):
            raise Impossible(NOT_A_SCALE(text=text))
        plain = {word: word if word in table.columns else word.removeprefix("-") for word in words}
        parts = {word: named(table, [item]) or [] for word, item in plain.items()}
        away = once(part for word, part in parts.items() if word != plain[word])
        found.append(Scale(name.strip(), once(parts.values()), away, minimum=minimum, combine=combine))
    return found


def _ask_score(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--scale",
        action="append",
        required=True,
        metavar="NAME=ITEM,-ITEM,…",
        dest="scales",
        help="- turns one",
    )
    share(parser, "low", "high", "id")
    parser.add_argument("--minimum", type=int, help="answers that a score needs; half of them when left out")
    parser.add_argument("--sum", action="store_true", help="sums in place of means")


def _run_score(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    combine = Combine.SUM if asked.sum else Combine.MEAN
    wanted = scales(asked.scales, table, minimum=asked.minimum, combine=combine)
    data = table.answers(once(each.items for each in wanted))
    return score(data, wanted, low=asked.low, high=asked.high)


def _ask_alpha(parser: ArgumentParser) -> None:
    share(parser, *SCALE, "missing", "level")


def _run_alpha(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    return alpha(scale(table, asked), missing=asked.missing, level=asked.level)


def _run_omega(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    return omega(scale(table, asked), missing=asked.missing, level=asked.level)


def _run_categorical(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    return categorical_omega(scale(table, asked), missing=asked.missing, level=asked.level)


def _ask_hierarchical(parser: ArgumentParser) -> None:
    share(parser, *SCALE, "missing")
    parser.add_argument("--factors", type=int, default=3, help="groups of items (3)")
    parser.add_argument("--anyway", action="store_true", help="a figure also where it is not to be trusted")


def _run_hierarchical(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    return omega_hierarchical(
        scale(table, asked), factors=asked.factors, missing=asked.missing, anyway=asked.anyway
    )


def _ask_icc(parser: ArgumentParser) -> None:
    share(parser, "items", "level")


def _run_icc(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    return icc(items(table, asked), level=asked.level)


def _ask_group_icc(parser: ArgumentParser) -> None:
    share(parser, "items", "group", "level")


def _run_group_icc(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    return group_icc(items(table, asked, group=asked.group), level=asked.level)


def _ask_agreement(parser: ArgumentParser) -> None:
    share(parser, "items", "group")
    parser.add_argument("--choices", type=int, required=True, help="how many answers can be given")


def _run_agreement(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    return agreement(items(table, asked, group=asked.group), options=asked.choices)


LINES = {
    "score": Line("scores of persons on scales", _ask_score, _run_score),
    "alpha": Line("Cronbach's alpha, with what each item adds", _ask_alpha, _run_alpha),
    "omega": Line("omega of one factor", _ask_alpha, _run_omega),
    "omega-c": Line("omega of one factor, for ordered answers", _ask_alpha, _run_categorical),
    "omega-h": Line("omega hierarchical", _ask_hierarchical, _run_hierarchical),
    "icc": Line("the six intraclass correlations of raters or moments", _ask_icc, _run_icc),
    "group-icc": Line("ICC(1) and ICC(2) of persons in groups", _ask_group_icc, _run_group_icc),
    "agreement": Line("r*wg of persons in groups", _ask_agreement, _run_agreement),
}
