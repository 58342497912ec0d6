"""Answers as an indicator matrix, and the sums over persons that estimation needs.

One expectation step is two matrix products: indicators × log chances gives each person's likelihood at each node,
and indicatorsᵀ × posteriors gives the expected counts (Bock & Aitkin 1981). It runs over chunks of persons that
stay in the processor's cache; a missing answer is a row of zeros and drops out by itself.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.data.missing import Array

NODES = np.linspace(-6.0, 6.0, 61)
_CHUNK = 512


@dataclass(frozen=True, slots=True, eq=False)
class Indicators:
    """Which category each person chose. `matrix`: (persons, size), 0 or 1, persons sorted by group.

    `starts`: (groups + 1,), where each group begins. `size`: the columns, one for each category of each item.
    """

    matrix: NDArray[np.uint8]
    starts: NDArray[np.intp]

    @property
    def n(self) -> int:
        return len(self.matrix)

    @property
    def sizes(self) -> NDArray[np.intp]:
        """(groups,): persons."""
        return np.diff(self.starts)

    def some(self, most: int, seed: int = 20_241) -> "Indicators":
        """About `most` persons by chance, from each group in proportion but at least 500; the same ones each
        time.
        """
        chance = np.random.default_rng(seed)
        kept = []
        for start, size in zip(self.starts, self.sizes, strict=False):
            share = min(int(size), max(500, round(most * size / self.n)))
            kept.append(start + np.sort(chance.choice(size, share, replace=False)))
        starts = np.cumsum([0, *map(len, kept)])
        return Indicators(self.matrix[np.concatenate(kept)], starts)


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """`log_likelihood`; `counts`: (size, nodes) expected answers; `persons`: (groups, nodes) expected persons."""

    log_likelihood: float
    counts: Array
    persons: Array


def posteriors(matrix: Array, log_chance: Array, log_weight: Array) -> tuple[Array, Array]:
    """Of some persons: posterior (persons, nodes) and log-likelihood (persons,)."""
    post = matrix @ log_chance
    post += log_weight
    top = post.max(axis=1)
    post -= top[:, None]
    np.exp(post, out=post)
    total = post.sum(axis=1)
    post *= (1.0 / total)[:, None]
    return post, top + np.log(total)


def expected(data: Indicators, log_chance: Array, log_weights: Array) -> Expected:
    """`log_chance`: (size, nodes); `log_weights`: (groups, nodes), each row a distribution."""
    counts = np.zeros_like(log_chance)
    persons = np.zeros_like(log_weights)
    log_likelihood = 0.0
    for group, (start, stop) in enumerate(zip(data.starts, data.starts[1:], strict=False)):
        for first in range(int(start), int(stop), _CHUNK):
            matrix = data.matrix[first : min(first + _CHUNK, stop)].astype(np.float64)
            post, likelihoods = posteriors(matrix, log_chance, log_weights[group])
            counts += matrix.T @ post
            persons[group] += post.sum(axis=0)
            log_likelihood += float(likelihoods.sum())
    return Expected(log_likelihood, counts, persons)
