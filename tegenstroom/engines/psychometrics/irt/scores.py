"""Where each person stands: scores from item parameters, also for a group far too small to fit them.

EAP is the mean of what her answers leave possible, MAP its top; both lean to the group's mean when she answered
little, and their standard error says how much is left open (Bock & Mislevy 1982).
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.refusals import Impossible, NotEnough, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.irt.coding import coded_as
from tegenstroom.engines.psychometrics.irt.curves import curves
from tegenstroom.engines.psychometrics.irt.grm import GradedResponse
from tegenstroom.engines.psychometrics.irt.items import ItemParameters
from tegenstroom.engines.psychometrics.irt.sums import NODES, posteriors
from tegenstroom.engines.sentences import dutch

EMPTY_PERSONS = dutch(
    "empty-persons", "Wie op niets antwoordde, krijgt het gemiddelde van de groep als score. Zo zijn er {n}."
)
UNKNOWN_GROUP = dutch("unknown-group", "Voor deze groep is het model niet geschat: {group}.")
NO_SPREAD = dutch("no-prior-spread", "De spreiding van de groep moet groter zijn dan nul.")

_CHUNK = 2_048
_STEPS = 60


class Score(StrEnum):
    """Which point of what is possible."""

    EAP = "EAP"
    MAP = "MAP"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scores(Result):
    """`theta`, `error`: (persons,), score and standard error in standard deviations of the reference group.

    `reliability`: the share of the scores' variance that is not error, var(θ) / (var(θ) + mean error²); None for
    one person. It says how well *these* persons are told apart.
    """

    theta: Array
    error: Array
    reliability: float | None


def score(
    data: Answers,
    parameters: ItemParameters,
    *,
    how: Score = Score.EAP,
    mean: float = 0.0,
    sd: float = 1.0,
) -> Scores:
    """Score persons on known parameters; ability is taken as N(`mean`, `sd`²) beforehand.

    Refuses items without parameters, answers that the parameters do not know, and sd ≤ 0. One person is enough.
    """
    refuse_unless(sd > 0 and bool(np.isfinite([mean, sd]).all()), Impossible, NO_SPREAD)
    theta, error = _scored(data, parameters.for_items(data.items), how, mean, sd)
    return _result(data, theta, error, how)


def score_fitted(data: Answers, fit: GradedResponse, *, how: Score = Score.EAP) -> Scores:
    """Score persons on a fitted model, each with the parameters and the ability of her own group."""
    theta, error = np.empty(data.n), np.empty(data.n)
    labels = np.array(data.groups if data.groups is not None else [fit.groups[0]] * data.n)
    for label in np.unique(labels).tolist():
        refuse_unless(label in fit.groups, Impossible, UNKNOWN_GROUP, group=label)
        place = fit.groups.index(label)
        there = labels == label
        known = fit.parameters.for_items(data.items, label)
        theta[there], error[there] = _scored(
            data.persons(there), known, how, float(fit.means[place]), float(fit.sds[place])
        )
    return _result(data, theta, error, how)


def _scored(data: Answers, known: ItemParameters, how: Score, mean: float, sd: float) -> tuple[Array, Array]:
    matrix = coded_as(data, known.categories)
    nodes = mean + NODES * max(1.0, sd)  # the grid of the fit where the group is the reference
    raw = -0.5 * ((nodes - mean) / sd) ** 2
    log_weight = raw - np.log(np.exp(raw).sum())
    layout = known.layout
    table = layout.table(known.vector)
    log_chance = curves(table, nodes).log_chance[layout.exists]
    theta, error = np.empty(data.n), np.empty(data.n)
    for first in range(0, data.n, _CHUNK):
        part = slice(first, first + _CHUNK)
        chunk = matrix[part].astype(np.float64)
        post, _likelihood = posteriors(chunk, log_chance, log_weight)
        theta[part] = post @ nodes
        error[part] = np.sqrt(np.maximum(post @ nodes**2 - theta[part] ** 2, 0.0))
    if how is Score.MAP:
        return _tops(matrix.astype(np.float64), table, layout.exists, theta, mean=mean, sd=sd)
    return theta, error


def _tops(
    matrix: Array, table: Array, exists: NDArray[np.bool_], start: Array, *, mean: float, sd: float
) -> tuple[Array, Array]:
    """Newton's method for all persons at once: the posterior of a graded response model has one top."""
    theta = start.copy()
    slopes = table[:, 0]
    curved = np.full(len(theta), 1 / sd**2)
    for _step in range(_STEPS):
        slope, curved = -(theta - mean) / sd**2, np.full(len(theta), 1 / sd**2)
        for first in range(0, len(theta), _CHUNK):
            part = slice(first, first + _CHUNK)
            found = curves(table, theta[part])
            chance = found.chance
            below = np.cumsum(chance, axis=1)[:, :-1]
            weight = below * np.cumsum(chance[:, ::-1], axis=1)[:, -2::-1]
            bend = np.zeros_like(chance)
            bend[:, :-1] += weight
            bend[:, 1:] += weight
            rises = ((found.lower + found.upper) * slopes[:, None, None])[exists]
            slope[part] += np.einsum("nc,cn->n", matrix[part], rises)
            curved[part] += np.einsum("nc,cn->n", matrix[part], (bend * slopes[:, None, None] ** 2)[exists])
        step = np.clip(slope / curved, -1.0, 1.0)
        theta = theta + step
        if float(np.abs(step).max()) < 1e-10:
            break
    return theta, 1 / np.sqrt(curved)


def _result(data: Answers, theta: Array, error: Array, how: Score) -> Scores:
    refuse_unless(bool(np.isfinite(theta).all()), NotEnough, EMPTY_PERSONS, n=data.n)
    empty = int((~data.answered.any(axis=1)).sum())
    spread = float(np.var(theta, ddof=1)) if data.n > 1 else 0.0
    return Scores(
        n=data.n,
        n_all=data.n,
        missing=Missing.FULL,
        method=f"{how.value} on 61 nodes" if how is Score.EAP else how.value,
        reference="Bock & Mislevy (1982)",
        warnings=(EMPTY_PERSONS(n=empty),) if empty else (),
        theta=theta,
        error=error,
        reliability=spread / (spread + float(np.mean(error**2))) if spread > 0 else None,
    )
