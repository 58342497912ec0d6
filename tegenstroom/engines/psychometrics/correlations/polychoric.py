"""Polychoric correlations: of the continuous answers that ordered ones are taken to stand for."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tegenstroom.engines.psychometrics.correlations.joint import joint
from tegenstroom.engines.psychometrics.correlations.ordinal import Coded, Tables, code, tables
from tegenstroom.engines.psychometrics.correlations.two_step import NEAR_ONE, two_step
from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import NO_PAIR, left_out, usable
from tegenstroom.engines.psychometrics.data.refusals import (
    Impossible,
    NotEnough,
    Unusable,
    need_items,
    refuse_unless,
)
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.sentences import Said, dutch

NO_FULL_INFORMATION = dutch(
    "ordinal-full-information",
    "Voor geordende antwoorden bestaat hier geen “full-information”. Gebruik “listwise” of “pairwise”.",
)
AT_ONE = dutch(
    "correlation-at-one",
    "Deze vragen hangen volledig samen, of er zijn te weinig antwoorden om dat te weten: {items}.",
)
ALIKE_IN_PAIR = dutch(
    "alike-in-pair",
    "Wie deze vragen allebei beantwoordde, koos bij één ervan hetzelfde: {items}. Neem “two-step” of laat ze weg.",
)
NOT_DEFINITE = dutch(
    "correlations-not-definite",
    "De polychorische correlaties spreken elkaar tegen: er zijn te weinig personen voor {k} vragen.",
)

FEWEST = 5


class Polychoric(StrEnum):
    """How the correlations are estimated."""

    TWO_STEP = "two-step"  # thresholds from each item alone: one set of thresholds, and a fast answer
    JOINT = "ml"  # thresholds and correlation of each pair together: maximum likelihood of that table


@dataclass(frozen=True, slots=True, kw_only=True)
class Polychorics(Result):
    """Correlations (k, k) and their standard errors (k, k), of items in the order of `items`.

    `thresholds`: for each item where its answers part, in standard deviations, one fewer than its `categories`.
    `threshold_errors`: their standard errors. `n_pair`: the fewest persons behind a correlation.
    """

    items: tuple[str, ...]
    correlations: Array
    errors: Array
    thresholds: tuple[Array, ...]
    threshold_errors: tuple[Array, ...]
    categories: tuple[Array, ...]
    n_pair: int


def polychoric(
    data: Answers, *, missing: Missing = Missing.LISTWISE, estimator: Polychoric = Polychoric.TWO_STEP
) -> Polychorics:
    """Polychoric correlations of all pairs of items (tetrachoric where both have two answers).

    Standard errors: in two steps after Muthén (1984), the thresholds being estimates too; jointly from the
    observed information. Refuses under 5 persons, under 2 items, items that are constant, that nobody answered or
    that have more than 20 different answers, pairs that fewer than 5 persons answered, and full information.
    Jointly also a pair of which one is constant among those who answered both.
    """
    coded, counted = counts(data, missing)
    pairs = two_step(counted)
    if estimator is Polychoric.TWO_STEP:
        rho, variance = pairs.rho, pairs.variance
    else:
        _refuse_alike(counted, data.items)
        rho, variance = joint(counted.double, pairs.cuts[counted.first], pairs.cuts[counted.second], pairs.rho)
    correlations = square(rho, coded.k, 1.0)
    careful = coded.warnings + warn(counted, rho, correlations, data.items)
    single = np.sqrt(np.sum(counted.single[:, :, None] * pairs.single**2, axis=1))
    return Polychorics(
        n=coded.n,
        n_all=data.n,
        missing=missing,
        method=f"polychoric, {estimator}",
        reference="Olsson (1979), Psychometrika 44, 443–460; Muthén (1984), Psychometrika 49, 115–132",
        warnings=left_out(coded.n, data.n, missing) + careful,
        items=data.items,
        correlations=correlations,
        errors=square(np.sqrt(variance), coded.k, 0.0),
        thresholds=tuple(row[1:count] for row, count in zip(pairs.cuts, coded.counts, strict=True)),
        threshold_errors=tuple(row[: count - 1] for row, count in zip(single, coded.counts, strict=True)),
        categories=coded.levels,
        n_pair=counted.n_pair,
    )


def counts(data: Answers, missing: Missing) -> tuple[Coded, Tables]:
    """The answers that count, coded and counted, or a refusal."""
    refuse_unless(missing is not Missing.FULL, Impossible, NO_FULL_INFORMATION)
    need_items(data.k, 2)
    coded = code(usable(data, missing, FEWEST))
    counted = tables(coded)
    together = counted.double.sum(axis=(1, 2))
    least = int(np.argmin(together))
    pair = (data.items[counted.first[least]], data.items[counted.second[least]])
    refuse_unless(together[least] >= FEWEST, NotEnough, NO_PAIR, items=pair)
    return coded, counted


def _refuse_alike(counted: Tables, items: tuple[str, ...]) -> None:
    """A table of one row or column says nothing about its own thresholds, and so nothing about a correlation."""
    sides = ((counted.double.sum(axis=axis) > 0).sum(axis=1) for axis in (1, 2))
    alike = tuple(
        f"{items[counted.first[pair]]} × {items[counted.second[pair]]}"
        for pair in np.flatnonzero(np.minimum(*sides) < 2)
    )
    refuse_unless(not alike, Unusable, ALIKE_IN_PAIR, items=alike)


def warn(counted: Tables, rho: Array, correlations: Array, items: tuple[str, ...]) -> tuple[Said, ...]:
    """What to be careful about: pairs at one, and a matrix that is no correlation matrix."""
    at_one = tuple(
        f"{items[counted.first[pair]]} × {items[counted.second[pair]]}"
        for pair in np.flatnonzero(np.abs(rho) >= NEAR_ONE)
    )
    said: tuple[Said, ...] = (AT_ONE(items=at_one),) if at_one else ()
    if float(np.linalg.eigvalsh(correlations)[0]) <= 0:
        said += (NOT_DEFINITE(k=len(items)),)
    return said


def square(pairs: Array, k: int, diagonal: float) -> Array:
    """Values of pairs as a symmetric matrix (k, k)."""
    found = np.full((k, k), diagonal)
    rows, columns = np.triu_indices(k, 1)
    found[rows, columns] = found[columns, rows] = pairs
    return found
