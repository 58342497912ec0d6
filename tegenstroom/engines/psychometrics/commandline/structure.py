"""The lines of the command for structure: polychoric, suitability, efa, cfa, omegas, two-level, invariance.

    tegenstroom psychometrics polychoric DATA.csv --items i1 i2 i3
    tegenstroom psychometrics efa DATA.sav --factors 2 --rotation oblimin --correlations polychoric
    tegenstroom psychometrics cfa DATA.csv --factor kracht=i1:i3 --factor steun=i4,i5,i6 --estimator WLSMV
    tegenstroom psychometrics invariance DATA.csv --factor kracht=i1,i2,i3 --group land
    tegenstroom psychometrics invariance DATA.csv --factor kracht=v1,v2,v3/n1,n2,n3 --waves voor na
    tegenstroom psychometrics two-level DATA.csv --factor eigen=i1,i2,i3 --between sfeer=i1,i2,i3 --group team

A line adds its own arguments to a parser that already has the file, and makes a result of a table.
"""

from argparse import ArgumentParser, Namespace

from tegenstroom.engines.psychometrics.commandline.lines import Line, items, named, once, share
from tegenstroom.engines.psychometrics.correlations.correlated import Kind
from tegenstroom.engines.psychometrics.correlations.polychoric import Polychoric, polychoric
from tegenstroom.engines.psychometrics.data.answers import TWICE
from tegenstroom.engines.psychometrics.data.progress import Progress
from tegenstroom.engines.psychometrics.data.refusals import Impossible, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.factors.efa import Extraction, Rotation, efa
from tegenstroom.engines.psychometrics.factors.rotation import TOLERANCE
from tegenstroom.engines.psychometrics.factors.suitability import suitability
from tegenstroom.engines.psychometrics.reliability.factor_omegas import factor_omegas
from tegenstroom.engines.psychometrics.structure.cfa import cfa
from tegenstroom.engines.psychometrics.structure.describe import Unit
from tegenstroom.engines.psychometrics.structure.fitting import Estimator
from tegenstroom.engines.psychometrics.structure.invariance import invariance, invariance_of_waves
from tegenstroom.engines.psychometrics.structure.two_level import two_level_cfa
from tegenstroom.engines.psychometrics.tables import Table
from tegenstroom.engines.sentences import dutch

NOT_A_FACTOR = dutch("not-a-factor", "“{text}” beschrijft geen factor. Schrijf bijvoorbeeld: kracht=i1,i2,i3.")


def factors(texts: list[str], table: Table) -> dict[str, list[list[str]]]:
    """Factors from `name=item,first:last`, of each wave by `/` when there are more. Else `Impossible`."""
    found: dict[str, list[list[str]]] = {}
    for text in texts:
        name, equals, items = text.partition("=")
        waves = [[item.strip() for item in wave.split(",")] for wave in items.split("/")]
        if not equals or not name.strip() or not all(item for wave in waves for item in wave):
            raise Impossible(NOT_A_FACTOR(text=text))
        refuse_unless(name.strip() not in found, Impossible, TWICE, items=(name.strip(),))
        found[name.strip()] = [named(table, wave) or [] for wave in waves]
    return found


def _model(parser: ArgumentParser) -> None:
    share(parser, "missing")
    parser.add_argument("--factor", action="append", required=True, metavar="NAME=ITEM,ITEM,…", dest="factors")
    parser.add_argument("--estimator", type=Estimator, choices=list(Estimator), default=Estimator.ML)


def _ask_polychoric(parser: ArgumentParser) -> None:
    share(parser, "items", "missing")
    parser.add_argument("--estimator", type=Polychoric, choices=list(Polychoric), default=Polychoric.TWO_STEP)


def _ask_efa(parser: ArgumentParser) -> None:
    _ask_suitability(parser)
    parser.add_argument("--factors", type=int, required=True)
    parser.add_argument("--extraction", type=Extraction, choices=list(Extraction), default=Extraction.MINRES)
    parser.add_argument("--rotation", type=Rotation, choices=list(Rotation), default=Rotation.OBLIMIN)
    parser.add_argument("--tolerance", type=float, default=TOLERANCE, help="of varimax and promax; R takes 1e-5")


def _ask_suitability(parser: ArgumentParser) -> None:
    share(parser, "items", "missing")
    parser.add_argument("--correlations", type=Kind, choices=list(Kind), default=Kind.PEARSON)


def _ask_cfa(parser: ArgumentParser) -> None:
    _model(parser)
    parser.add_argument("--unit", type=Unit, choices=list(Unit), default=Unit.MARKER)
    parser.add_argument("--orthogonal", action="store_true", help="factors do not correlate")
    parser.add_argument(
        "--together", nargs=2, action="append", default=[], metavar="ITEM", help="two items whose rests correlate"
    )


def _ask_invariance(parser: ArgumentParser) -> None:
    _model(parser)
    among = parser.add_mutually_exclusive_group(required=True)
    among.add_argument("--group", metavar="COLUMN", help="the column that says to which group someone belongs")
    among.add_argument("--waves", nargs="+", metavar="NAME", help="names of the waves; items of waves apart by /")


def _run_polychoric(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    return polychoric(items(table, asked), missing=asked.missing, estimator=asked.estimator)


def _run_suitability(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    return suitability(items(table, asked), kind=asked.correlations, missing=asked.missing)


def _run_efa(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    return efa(
        items(table, asked),
        asked.factors,
        extraction=asked.extraction,
        rotation=asked.rotation,
        kind=asked.correlations,
        missing=asked.missing,
        tolerance=asked.tolerance,
    )


def _run_cfa(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    model = {name: waves[0] for name, waves in factors(asked.factors, table).items()}
    return cfa(
        table.answers(once(model.values())),
        model,
        estimator=asked.estimator,
        missing=asked.missing,
        unit=asked.unit,
        orthogonal=asked.orthogonal,
        covariances=[(one, other) for one, other in asked.together],
    )


def _run_omegas(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    model = {name: waves[0] for name, waves in factors(asked.factors, table).items()}
    data = table.answers(once(model.values()))
    return factor_omegas(data, model, estimator=asked.estimator, missing=asked.missing)


def _run_invariance(table: Table, asked: Namespace, progress: Progress | None = None) -> Result:
    model = factors(asked.factors, table)
    columns = once(wave for waves in model.values() for wave in waves)
    if asked.waves:
        return invariance_of_waves(
            table.answers(columns),
            model,
            asked.waves,
            estimator=asked.estimator,
            missing=asked.missing,
            progress=progress,
        )
    first = {name: waves[0] for name, waves in model.items()}
    answered = table.answers(columns, group=asked.group)
    return invariance(answered, first, estimator=asked.estimator, missing=asked.missing, progress=progress)


def _ask_two_level(parser: ArgumentParser) -> None:
    for option in ("--factor", "--between"):
        parser.add_argument(option, action="append", required=True, metavar="NAME=ITEM,ITEM,…")
    parser.add_argument("--group", required=True, metavar="COLUMN", help="to which group someone belongs")


def _run_two_level(table: Table, asked: Namespace, _progress: Progress | None = None) -> Result:
    within, between = (
        {name: waves[0] for name, waves in factors(texts, table).items()}
        for texts in (asked.factor, asked.between)
    )
    return two_level_cfa(table.answers(once(within.values()), group=asked.group), within, between)


LINES = {
    "polychoric": Line("polychoric correlations of ordered answers", _ask_polychoric, _run_polychoric),
    "suitability": Line("KMO, Bartlett's test, parallel analysis", _ask_suitability, _run_suitability),
    "efa": Line("exploratory factor analysis", _ask_efa, _run_efa),
    "cfa": Line("confirmatory factor analysis: ML, MLR, FIML, WLSMV", _ask_cfa, _run_cfa),
    "omegas": Line("omega of each factor of a model", _model, _run_omegas),
    "two-level": Line("factors of persons and of their groups", _ask_two_level, _run_two_level),
    "invariance": Line("whether a scale measures the same in groups or waves", _ask_invariance, _run_invariance),
}
