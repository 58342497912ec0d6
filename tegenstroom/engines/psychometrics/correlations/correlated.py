"""The correlations that exploratory analyses start from: product-moment, or polychoric for ordered answers."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tegenstroom.engines.psychometrics.correlations.polychoric import polychoric
from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import correlations, moments, pair_correlations
from tegenstroom.engines.psychometrics.data.refusals import (
    NoSolution,
    NotEnough,
    need_items,
    need_persons,
    refuse_unless,
)
from tegenstroom.engines.sentences import Said, dutch

NOT_INVERTIBLE = dutch(
    "correlations-not-invertible",
    "De samenhang van deze vragen spreekt zichzelf tegen of is volledig. Neem minder vragen of meer personen.",
)


class Kind(StrEnum):
    """Which correlations."""

    PEARSON = "pearson"
    POLYCHORIC = "polychoric"


@dataclass(frozen=True, slots=True, eq=False)
class Correlated:
    """Correlations (k, k), positive definite, and the persons behind them."""

    matrix: Array
    n: int
    warnings: tuple[Said, ...]

    @property
    def k(self) -> int:
        return len(self.matrix)


def correlated(data: Answers, kind: Kind, missing: Missing) -> Correlated:
    """Correlations of all items. Refuses under 3 items, no more persons than items, and no correlation matrix."""
    need_items(data.k, 3)
    if kind is Kind.POLYCHORIC:
        ordered = polychoric(data, missing=missing)
        found = Correlated(ordered.correlations, ordered.n, ordered.warnings)
    else:
        plain = moments(data, missing)
        matrix = pair_correlations(data) if missing is Missing.PAIRWISE else correlations(plain.covariance)
        found = Correlated(matrix, plain.n, plain.warnings)
    need_persons(found.n, data.k + 1)
    refuse_unless(bool(np.isfinite(found.matrix).all()), NotEnough, NOT_INVERTIBLE)
    refuse_unless(float(np.linalg.eigvalsh(found.matrix)[0]) > 1e-9, NoSolution, NOT_INVERTIBLE)
    return found
