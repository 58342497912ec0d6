"""Means and covariances with missing answers: listwise, pairwise, or by full information."""

from dataclasses import dataclass

import numpy as np

from tegenstroom.engines.psychometrics.data.answers import Answers, check_items
from tegenstroom.engines.psychometrics.data.missing import Array, Missing, Stack, stacks
from tegenstroom.engines.psychometrics.data.refusals import NoSolution, NotEnough, need_persons, refuse_unless
from tegenstroom.engines.sentences import Said, dutch

NO_PAIR = dutch("no-pair", "Er zijn te weinig personen die deze vragen allebei beantwoordden: {items}.")
NOT_POSITIVE = dutch(
    "not-positive",
    "De paarsgewijze samenhang spreekt zichzelf tegen. Gebruik “listwise” of “full-information”.",
)
EM_STOPPED = dutch(
    "em-stopped", "Te veel antwoorden ontbreken: de berekening kwam na {steps} stappen niet tot rust."
)
NO_TOP = dutch(
    "full-information-no-top",
    "Alle {k} vragen samen kregen antwoord van {complete} personen. Daarmee ligt hun volledige samenhang niet"
    " vast. Neem minder vragen; alfa kan ook “pairwise”.",
)
LEFT_OUT = dutch("left-out", "Van {n_all} personen tellen er {n} mee. De anderen lieten een vraag open.")
EMPTY_HANDED = dutch("empty-handed", "Van {n_all} personen tellen er {n} mee. De anderen antwoordden op niets.")

_MOST_STEPS = 10_000
_TOLERANCE = 1e-10  # on standardised moments


@dataclass(frozen=True, slots=True)
class Moments:
    """Means (k,) and covariances (k, k) of the items.

    `n`: persons used; `n_all`: persons in the data; `n_pair`: the fewest persons behind one covariance.
    Covariances are divided by n − 1 when listwise or pairwise, by n under full information (maximum likelihood).
    """

    mean: Array
    covariance: Array
    n: int
    n_all: int
    n_pair: int
    missing: Missing
    warnings: tuple[Said, ...] = ()


def moments(data: Answers, missing: Missing = Missing.LISTWISE) -> Moments:
    """Means and covariances. Refuses under 2 usable persons, constant or unanswered items, and no solution."""
    if missing is Missing.LISTWISE or not data.has_missing:
        return _listwise(data, missing)
    return _pairwise(data) if missing is Missing.PAIRWISE else _full(data)


def usable(data: Answers, missing: Missing, needed: int) -> Answers:
    """The persons who count: all answered when listwise, at least one item otherwise. Refuses under `needed`."""
    kept = data.complete() if missing is Missing.LISTWISE else data.anything()
    need_persons(kept.n, needed)
    check_items(kept)
    return kept


def left_out(n: int, n_all: int, missing: Missing = Missing.LISTWISE) -> tuple[Said, ...]:
    """The sentence that says how many persons do not count; nothing when everyone does."""
    sentence = LEFT_OUT if missing is Missing.LISTWISE else EMPTY_HANDED
    return (sentence(n=n, n_all=n_all),) if n < n_all else ()


def correlations(covariance: Array) -> Array:
    """Correlations from covariances (k, k); the diagonal is exactly one."""
    scale = np.sqrt(np.diag(covariance))
    found: Array = covariance / np.outer(scale, scale)
    np.fill_diagonal(found, 1.0)
    return found


def pair_correlations(data: Answers) -> Array:
    """Correlation of each pair of items, (k, k), with means and spreads of who answered both: as R's `cor`."""
    answered = data.answered.astype(np.float64)
    around = np.where(data.answered, data.values - np.nanmean(data.values, axis=0), 0.0)
    pairs, sums, squares = answered.T @ answered, around.T @ answered, (around**2).T @ answered
    spread = squares - sums**2 / pairs
    found: Array = (around.T @ around - sums * sums.T / pairs) / np.sqrt(spread * spread.T)
    np.fill_diagonal(found, 1.0)
    return found


def _listwise(data: Answers, missing: Missing) -> Moments:
    kept = usable(data, Missing.LISTWISE, 2)
    mean = kept.values.mean(axis=0)
    around = kept.values - mean
    divisor = kept.n if missing is Missing.FULL else kept.n - 1
    return Moments(mean, around.T @ around / divisor, kept.n, data.n, kept.n, missing, left_out(kept.n, data.n))


def _pairwise(data: Answers) -> Moments:
    kept = usable(data, Missing.PAIRWISE, 2)
    answered = kept.answered.astype(np.float64)
    mean = np.nanmean(kept.values, axis=0)
    around = np.where(kept.answered, kept.values - mean, 0.0)
    pairs = answered.T @ answered
    _need_pairs(kept, pairs)
    sums = around.T @ answered
    covariance = (around.T @ around - sums * sums.T / pairs) / (pairs - 1)
    warnings = left_out(kept.n, data.n, Missing.PAIRWISE)
    if float(np.linalg.eigvalsh(covariance)[0]) <= 0:
        warnings += (NOT_POSITIVE(),)
    return Moments(mean, covariance, kept.n, data.n, int(pairs.min()), Missing.PAIRWISE, warnings)


def _need_pairs(data: Answers, pairs: Array) -> None:
    row, place = np.unravel_index(int(np.argmin(pairs)), pairs.shape)
    refuse_unless(pairs[row, place] > 2, NotEnough, NO_PAIR, items=(data.items[row], data.items[place]))


def _full(data: Answers) -> Moments:
    kept = usable(data, Missing.FULL, 2)
    answered = kept.answered.astype(np.float64)
    pairs = answered.T @ answered
    _need_pairs(kept, pairs)
    centre, scale = np.nanmean(kept.values, axis=0), np.nanstd(kept.values, axis=0)
    found = _em(stacks((kept.values - centre) / scale), kept.k)
    complete = int(kept.answered.all(axis=1).sum())
    refuse_unless(found is not None, NoSolution, NO_TOP, k=kept.k, complete=complete)
    assert found is not None
    mean, covariance = found
    return Moments(
        centre + scale * mean,
        covariance * np.outer(scale, scale),
        kept.n,
        data.n,
        int(pairs.min()),
        Missing.FULL,
        left_out(kept.n, data.n, Missing.FULL),
    )


def _em(parts: tuple[Stack, ...], k: int) -> tuple[Array, Array] | None:
    """Maximum likelihood of a normal distribution (Dempster, Laird & Rubin 1977), on standardised items.

    None where the likelihood has no top but rises for ever towards items that follow from each other, whatever the
    start: k persons or fewer who answered everything lie in one plane, and a distribution may close in on it.
    """
    n = sum(float(part.n.sum()) for part in parts)
    mean, covariance = np.zeros(k), np.eye(k)
    for _step in range(_MOST_STEPS):
        first, second = np.zeros(k), np.zeros((k, k))
        for part in parts:
            expected, spread = _expected(part, mean, covariance)
            first += part.n @ expected
            second += spread + np.einsum("p,pi,pj->ij", part.n, expected, expected, optimize=True)
        new_mean = first / n
        new = second / n - np.outer(new_mean, new_mean)
        change = max(np.abs(new - covariance).max(), np.abs(new_mean - mean).max())
        mean, covariance = new_mean, (new + new.T) / 2
        if float(np.linalg.eigvalsh(covariance)[0]) < 1e-8:
            return None
        if change < _TOLERANCE:
            return mean, covariance
    raise NoSolution(EM_STOPPED(steps=_MOST_STEPS))


def _expected(part: Stack, mean: Array, covariance: Array) -> tuple[Array, Array]:
    """For each pattern the mean of all items given what was answered, and the sum of all spreads around it."""
    both = part.seen[:, :, None] & part.seen[:, None, :]
    weight = np.where(both, np.linalg.inv(np.where(both, covariance, np.eye(len(mean)))), 0.0)
    regression = covariance @ weight
    off = np.where(part.seen, part.mean - mean, 0.0)
    expected: Array = mean + np.einsum("pij,pj->pi", regression, off)
    spread = covariance - regression @ covariance
    if part.spread is not None:
        spread = spread + regression @ part.spread @ regression.transpose(0, 2, 1)
    return expected, np.einsum("p,pij->ij", part.n, spread)
