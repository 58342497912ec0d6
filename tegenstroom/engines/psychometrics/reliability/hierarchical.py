"""ω hierarchical: how much of a sum score is the one thing that all items share, beside groups of items.

Schmid & Leiman (1957, doi:10.1007/BF02289209) turn correlated factors into a general one and group factors. On
items that measure one thing the group factors are chance, and ω_h falls apart: so that is looked at first.
"""

from dataclasses import dataclass

import numpy as np

from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import correlations, moments, pair_correlations
from tegenstroom.engines.psychometrics.data.refusals import (
    Impossible,
    NoSolution,
    need_items,
    need_persons,
    refuse_unless,
)
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.factors.factoring import few_for_factors, minres
from tegenstroom.engines.psychometrics.factors.rotation import quartimin
from tegenstroom.engines.psychometrics.reliability.omega import MIXED_SIGNS
from tegenstroom.engines.psychometrics.structure.one_factor import one_factor
from tegenstroom.engines.sentences import Said, dutch

TWO_FACTORS = dutch("two-factors", "Hiervoor zijn minstens twee groepen van vragen nodig.")
TWO_TAKEN = dutch(
    "two-groups-taken",
    "Met twee groepen is niet te zien welke het meest met het geheel deelt. We nemen aan: allebei evenveel.",
)
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
    data: Answers, *, factors: int = 3, missing: Missing = Missing.LISTWISE, anyway: bool = False
) -> OmegaHierarchical:
    """ω_h of standardised items: minimum residuals, quartimin, Schmid–Leiman.

    Needs two items for each factor and more persons than items; of two factors each shares equally with the whole.
    Refused when one factor is enough (its likelihood-ratio test at 5 %), when a group factor has not two items of
    its own with a loading of .20, and when the factors do not share one thing. `anyway` makes warnings of these,
    as psych::omega prints a figure in any case. Items that point the other way are turned, as there: a
    warning names them, and `general` and `groups` are those of the turned items.
    """
    refuse_unless(factors >= 2, Impossible, TWO_FACTORS)
    need_items(data.k, 2 * factors)
    found = moments(data, missing)
    need_persons(found.n, data.k + 2)
    said = _more_than_one(data, missing, anyway)
    correlation = pair_correlations(data) if missing is Missing.PAIRWISE else correlations(found.covariance)
    pattern, between = quartimin(minres(correlation, factors))
    shared, doubt = _shared(between, anyway)
    general, groups = pattern @ shared, pattern * np.sqrt(np.maximum(1 - shared**2, 0.0))
    said += doubt + _groups_are_there(groups, anyway) + ((TWO_TAKEN(),) if factors == 2 else ())
    key = np.where(general < 0, -1.0, 1.0)
    away = tuple(item for item, sign in zip(data.items, key, strict=True) if sign < 0)
    general, groups, correlation = key * general, key[:, None] * groups, correlation * np.outer(key, key)
    uniquenesses = 1 - np.einsum("ij,jl,il->i", pattern, between, pattern)
    spread = float(correlation.sum())
    return OmegaHierarchical(
        n=found.n,
        n_all=data.n,
        missing=missing,
        method=f"Schmid-Leiman after minimum residuals and quartimin, {factors} factors, {missing.value}",
        reference="Zinbarg, Revelle, Yovel & Li (2005), doi:10.1007/s11336-003-0974-7",
        warnings=found.warnings + few_for_factors(found.n) + said + ((MIXED_SIGNS(items=away),) if away else ()),
        value=float(general.sum() ** 2 / spread),
        total=float((spread - uniquenesses.sum()) / spread),
        items=data.items,
        general=general,
        groups=groups,
        uniquenesses=uniquenesses,
        between=between,
        explained=float((general**2).sum() / ((general**2).sum() + (groups**2).sum())),
    )


def _shared(between: Array, anyway: bool) -> tuple[Array, tuple[Said, ...]]:
    """What each factor shares with the whole, (factors,), and the doubt about it. A negative one belongs to a
    factor of turned items.
    """
    if len(between) == 2:
        size = float(np.sqrt(abs(between[0, 1])))
        shared = np.array([size, np.sign(between[0, 1]) * size])
    else:
        shared = minres(between, 1)[:, 0]
        shared = shared * (-1.0 if shared.sum() < 0 else 1.0)
    alike = bool((np.abs(shared) > 1e-6).all() and (np.abs(shared) < 0.999).all())
    refuse_unless(anyway or alike, NoSolution, FLIPPED)
    return shared, () if alike else (FLIPPED(),)


def _more_than_one(data: Answers, missing: Missing, anyway: bool) -> tuple[Said, ...]:
    """Refuse when one factor fits. Where its model finds no answer, more than one is the more likely."""
    try:
        model = one_factor(data, missing=Missing.LISTWISE if missing is Missing.PAIRWISE else missing)
    except NoSolution:
        return ()
    refuse_unless(anyway or model.p < _CHANCE, NoSolution, ONE_DIMENSION)
    return () if model.p < _CHANCE else (ONE_DIMENSION(),)


def _groups_are_there(groups: Array, anyway: bool) -> tuple[Said, ...]:
    """Refuse when a group factor has not enough items that load most on it, one way and not slightly."""
    said: tuple[Said, ...] = ()
    strongest = np.abs(groups).argmax(axis=1)
    for group in range(groups.shape[1]):
        own = groups[strongest == group, group]
        enough = max(int((own >= _SALIENT).sum()), int((own <= -_SALIENT).sum())) >= _ITEMS_OF_ITS_OWN
        refuse_unless(anyway or enough, NoSolution, EMPTY_GROUP, group=group + 1)
        said += () if enough else (EMPTY_GROUP(group=group + 1),)
    return said
