"""ω hierarchical: how much of a sum score is the one thing that all items share, beside groups of items.

Schmid & Leiman (1957, doi:10.1007/BF02289209) turn correlated factors into a general one and group factors. On
items that measure one thing the group factors are chance, and ω_h falls apart: so that is looked at first.
"""

from dataclasses import dataclass

import numpy as np

from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import correlations, moments
from tegenstroom.engines.psychometrics.data.refusals import (
    Impossible,
    NoSolution,
    need_items,
    need_persons,
    refuse_unless,
)
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.data.sentences import dutch
from tegenstroom.engines.psychometrics.factors.factoring import minres
from tegenstroom.engines.psychometrics.factors.rotation import quartimin
from tegenstroom.engines.psychometrics.structure.one_factor import one_factor

THREE_FACTORS = dutch("three-factors", "Hiervoor zijn minstens drie groepen van vragen nodig.")
ONE_DIMENSION = dutch(
    "one-dimension", "Deze vragen meten samen één ding. Gebruik de gewone omega: er zijn geen groepen van vragen."
)
EMPTY_GROUP = dutch(
    "empty-group", "Groep {group} van de vragen heeft niets eigens. Omega hiërarchisch is dan niet te vertrouwen."
)
FLIPPED = dutch("flipped", "De groepen van vragen gaan tegen elkaar in. Er is niet één ding dat ze delen.")

_SALIENT = 0.2  # a loading below it is not read (Revelle & Zinbarg 2009)
_ITEMS_OF_ITS_OWN = 2
_CHANCE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OmegaHierarchical(Result):
    """`value`: ω_h, the general factor's share of the spread of the sum, 0 to 1. `total`: of all common factors.

    `general`: (k,), loadings on the general factor. `groups`: (k, factors), on the group factors. `uniquenesses`:
    (k,). `between`: (factors, factors), correlations of the factors before. `explained`: the general factor's part
    of all that is common.
    """

    value: float
    total: float
    items: tuple[str, ...]
    general: Array
    groups: Array
    uniquenesses: Array
    between: Array
    explained: float


def omega_hierarchical(
    data: Answers, *, factors: int = 3, missing: Missing = Missing.LISTWISE
) -> OmegaHierarchical:
    """ω_h of standardised items: minimum residuals, quartimin, Schmid–Leiman.

    Needs three factors or more, two items for each, more persons than items. Refused when one factor is enough
    (its likelihood-ratio test at 5 %), when a group factor has not two items of its own with a loading of .20, and
    when the factors do not all share one thing.
    """
    refuse_unless(factors >= 3, Impossible, THREE_FACTORS)
    need_items(data.k, 2 * factors)
    found = moments(data, missing)
    need_persons(found.n, data.k + 2)
    _more_than_one(data, missing)
    correlation = correlations(found.covariance)
    pattern, between = quartimin(minres(correlation, factors))
    shared = minres(between, 1)[:, 0]
    refuse_unless(bool((shared > 0).all() and (shared < 0.999).all()), NoSolution, FLIPPED)
    general, groups = pattern @ shared, pattern * np.sqrt(1 - shared**2)
    _groups_are_there(groups)
    uniquenesses = 1 - np.einsum("ij,jl,il->i", pattern, between, pattern)
    spread = float(correlation.sum())
    return OmegaHierarchical(
        n=found.n,
        n_all=data.n,
        missing=missing,
        method=f"Schmid-Leiman after minimum residuals and quartimin, {factors} factors, {missing.value}",
        reference="Zinbarg, Revelle, Yovel & Li (2005), doi:10.1007/s11336-003-0974-7",
        warnings=found.warnings,
        value=float(general.sum() ** 2 / spread),
        total=float((spread - uniquenesses.sum()) / spread),
        items=data.items,
        general=general,
        groups=groups,
        uniquenesses=uniquenesses,
        between=between,
        explained=float((general**2).sum() / ((general**2).sum() + (groups**2).sum())),
    )


def _more_than_one(data: Answers, missing: Missing) -> None:
    """Refuse when one factor fits. Where its model finds no answer, more than one is the more likely."""
    try:
        model = one_factor(data, missing=Missing.LISTWISE if missing is Missing.PAIRWISE else missing)
    except NoSolution:
        return
    refuse_unless(model.p < _CHANCE, NoSolution, ONE_DIMENSION)


def _groups_are_there(groups: Array) -> None:
    """Refuse when a group factor has not enough items that load most on it, one way and not slightly."""
    strongest = np.abs(groups).argmax(axis=1)
    for group in range(groups.shape[1]):
        own = groups[strongest == group, group]
        enough = max(int((own >= _SALIENT).sum()), int((own <= -_SALIENT).sum())) >= _ITEMS_OF_ITS_OWN
        refuse_unless(enough, NoSolution, EMPTY_GROUP, group=group + 1)
