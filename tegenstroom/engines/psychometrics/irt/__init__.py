"""Item response theory: the graded response model, scores, information, item fit, and DIF.

>>> from tegenstroom.engines.psychometrics import answers
>>> from tegenstroom.engines.psychometrics.irt import ItemParameters, score
>>> known = ItemParameters.known(["a", "b"], [[1, 2, 3], [0, 1]], [1.5, 2.1], [[-1.0, 0.8], [0.3]])
>>> found = score(answers([[3, 1], [1, 0]], ["a", "b"]), known)
>>> found.theta.round(2).tolist(), found.error.round(2).tolist()
([1.1, -1.0], [0.71, 0.75])
"""

from tegenstroom.engines.psychometrics.irt.dif import (
    Dif,
    Gains,
    ItemDif,
    Size,
    dif_by_likelihood,
    dif_by_regression,
)
from tegenstroom.engines.psychometrics.irt.grm import GradedResponse, grm
from tegenstroom.engines.psychometrics.irt.information import Information, information, marginal_reliability
from tegenstroom.engines.psychometrics.irt.item_fit import ItemFit, item_fit
from tegenstroom.engines.psychometrics.irt.items import ItemParameters
from tegenstroom.engines.psychometrics.irt.joining import Joining
from tegenstroom.engines.psychometrics.irt.purified import Criterion, Matching, PurifiedDif, purified_dif
from tegenstroom.engines.psychometrics.irt.scores import Score, Scores, score, score_fitted

__all__ = [
    "Criterion",
    "Dif",
    "Gains",
    "GradedResponse",
    "Information",
    "ItemDif",
    "ItemFit",
    "ItemParameters",
    "Joining",
    "Matching",
    "PurifiedDif",
    "Score",
    "Scores",
    "Size",
    "dif_by_likelihood",
    "dif_by_regression",
    "grm",
    "information",
    "item_fit",
    "marginal_reliability",
    "purified_dif",
    "score",
    "score_fitted",
]
