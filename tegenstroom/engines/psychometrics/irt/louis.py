"""Exact standard errors: the observed information by Louis' identity (1982).

What is known less what is not: the information that complete data would hold, minus the spread of its score over
the unknown ability of each person. No differencing. Persons are sorted by ability, so that a chunk of them
touches only the nodes around it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.irt.curves import Curves, Layout, derivatives
from tegenstroom.engines.psychometrics.irt.model import Density, Model, spread_counts
from tegenstroom.engines.psychometrics.irt.sums import NODES, Indicators, posteriors

_CHUNK = 512
_NEGLIGIBLE = 1e-10  # posterior chance of a node that no person of a chunk reaches


@dataclass(slots=True, eq=False)
class _Tally:
    """What one pass gathers. `counts`: (groups, size, nodes) expected answers; `persons`: (groups, nodes);
    `pairs`: (nodes, size, size) expected pairs of answers; `known`: (size, size) squares of each person's
    expected score.
    """

    counts: Array
    persons: Array
    pairs: Array
    known: Array


def observed_information(model: Model, data: Indicators, vector: Array) -> Array:
    """Minus the second derivatives of the log-likelihood: (size, size), by one pass over the persons."""
    found, groups = model.curves(vector), model.densities(vector)
    layout, width = model.layout, len(NODES)
    score = _scores(found, layout)
    tally = _Tally(
        np.zeros((model.groups, layout.size, width)),
        np.zeros((model.groups, width)),
        np.zeros((width, layout.size, layout.size)),
        np.zeros((model.size, model.size)),
    )
    log_chance = found.log_chance[layout.exists]
    for group, density in enumerate(groups):
        matrix = data.matrix[data.starts[group] : data.starts[group + 1]]
        own = _Own.of(model, score, group, density)
        for chunk, post in _chunks(matrix, log_chance, density.log_weight):
            _add(tally, group, chunk, post)
            scored = own.scored(chunk, post)
            tally.known += scored.T @ scored
    information = tally.known
    items = slice(0, layout.size)
    information[items, items] -= (score.transpose(0, 2, 1) @ tally.pairs @ score).sum(axis=0)
    information[items, items] += _complete(layout, vector, found, tally.counts.sum(axis=0))
    for group, density in enumerate(groups[1:], 1):
        block = slice(layout.size + 2 * (group - 1), layout.size + 2 * group)
        persons = tally.persons[group]
        cross = np.einsum("qcp,cq,uq->pu", score, tally.counts[group], density.score, optimize=True)
        information[items, block] -= cross
        information[block, items] -= cross.T
        information[block, block] -= density.hessian @ persons + (density.score * persons) @ density.score.T
    return information


def _scores(found: Curves, layout: Layout) -> Array:
    """(nodes, size, size): at each node the score of each answer; an answer moves only its own item's
    parameters.
    """
    by = derivatives(found, layout, NODES)
    item, place = np.nonzero(layout.exists)
    answer, parameter = np.nonzero(item[:, None] == item[None, :])
    score = np.zeros((len(NODES), layout.size, layout.size))
    score[:, answer, parameter] = by[item[answer], place[parameter], place[answer]].T
    return score


@dataclass(frozen=True, slots=True, eq=False)
class _Own:
    """The score that a person may expect of herself, in one group.

    `answer`: (pairs,), the columns of an item beside each of its parameters; `value`: (nodes, pairs), the score;
    `begins`: (size,), where each parameter's pairs begin. `place`: of the group's μ in the vector.
    """

    answer: NDArray[np.intp]
    value: Array
    begins: NDArray[np.intp]
    density: Density
    place: int | None
    size: int

    @classmethod
    def of(cls, model: Model, score: Array, group: int, density: Density) -> "_Own":
        item = model.layout.item
        parameter, answer = np.nonzero(item[:, None] == item[None, :])
        begins = np.flatnonzero(np.diff(parameter, prepend=-1))
        place = model.layout.size + 2 * (group - 1) if group else None
        return cls(answer, score[:, answer, parameter], begins, density, place, model.size)

    def scored(self, chunk: Array, post: Array) -> Array:
        """(persons, size)."""
        found = np.zeros((len(post), self.size))
        mine = np.add.reduceat((post @ self.value) * chunk[:, self.answer], self.begins, axis=1)
        found[:, : mine.shape[1]] = mine
        if self.place is not None:
            found[:, self.place : self.place + 2] = post @ self.density.score.T
        return found


def _chunks(matrix: NDArray[np.uint8], log_chance: Array, log_weight: Array) -> Iterator[tuple[Array, Array]]:
    """Indicators and posteriors of some persons at a time, from low ability to high."""
    ability = np.concatenate(
        [
            posteriors(matrix[first : first + _CHUNK].astype(np.float64), log_chance, log_weight)[0] @ NODES
            for first in range(0, len(matrix), _CHUNK)
        ]
    )
    order = np.argsort(ability)
    for first in range(0, len(matrix), _CHUNK):
        chunk = matrix[order[first : first + _CHUNK]].astype(np.float64)
        yield chunk, posteriors(chunk, log_chance, log_weight)[0]


def _add(tally: _Tally, group: int, chunk: Array, post: Array) -> None:
    tally.counts[group] += chunk.T @ post
    tally.persons[group] += post.sum(axis=0)
    roots = np.sqrt(post)
    for node in np.flatnonzero(post.max(axis=0) > _NEGLIGIBLE):
        weighted = chunk * roots[:, node, None]
        tally.pairs[node] += weighted.T @ weighted


def _complete(layout: Layout, vector: Array, found: Curves, counts: Array) -> Array:
    """Minus the expected second derivatives of the complete-data log-likelihood: (size, size), blocks by item.

    The log chance of category c is log P_c + log(1 − P_{c+1}) + log(1 − exp(d_{c+1} − d_c)), with P_c the chance
    of c or higher; so the second derivatives are −P(1 − P) of both boundaries, and a term in the intercepts
    alone.
    """
    table, chance = spread_counts(layout, counts), found.chance
    below = np.cumsum(chance, axis=1)[:, :-1]
    above = np.cumsum(chance[:, ::-1], axis=1)[:, -2::-1]
    weight = (table[:, :-1] + table[:, 1:]) * below * above  # items, boundaries, nodes
    shrink = np.exp(np.diff(layout.table(vector[: layout.size])[:, 1:], axis=1))
    tie = table[:, 1:-1].sum(axis=2) * shrink / (1 - shrink) ** 2
    k, most = layout.exists.shape
    blocks = np.zeros((k, most, most))
    blocks[:, 0, 0] = weight.sum(axis=1) @ NODES**2
    blocks[:, 0, 1:] = blocks[:, 1:, 0] = weight @ NODES
    place = np.arange(1, most)
    blocks[:, place, place] = weight.sum(axis=2)
    blocks[:, place[:-1], place[:-1]] += tie
    blocks[:, place[1:], place[1:]] += tie
    blocks[:, place[:-1], place[1:]] -= tie
    blocks[:, place[1:], place[:-1]] -= tie
    whole = np.zeros((k, most, k, most))
    whole[np.arange(k), :, np.arange(k)] = blocks
    kept: Array = whole[layout.exists][:, layout.exists]
    return kept
