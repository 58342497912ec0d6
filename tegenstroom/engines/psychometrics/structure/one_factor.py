"""The one-factor model by maximum likelihood, also with missing answers: what ω stands on.

Σ = λλ' + diag(θ). Fisher scoring (Jöreskog 1969, doi:10.1007/BF02289343); with missing answers the likelihood of
all that was answered, and standard errors from the observed information (Savalei 2010, doi:10.1037/a0020143).
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from tegenstroom.engines.psychometrics.data import normal
from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing, Stack, stacks
from tegenstroom.engines.psychometrics.data.moments import Moments, moments
from tegenstroom.engines.psychometrics.data.refusals import (
    Impossible,
    NoSolution,
    NotEnough,
    need_items,
    need_persons,
    refuse_unless,
)
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.sentences import dutch

HEYWOOD = dutch("heywood", "Bij deze vragen blijft er geen eigen spreiding over: {items}. Het model past niet.")
NOT_AT_REST = dutch("not-at-rest", "Het model kwam na {steps} stappen niet tot rust.")
MORE_THAN_ITEMS = dutch(
    "more-persons-than-items",
    "Met {n} personen en {k} vragen kan dit niet. Er zijn meer personen dan vragen nodig.",
)
SINGULAR = dutch("singular", "Sommige vragen zeggen samen precies hetzelfde. Laat er een weg.")
NO_PAIRWISE_MODEL = dutch(
    "no-pairwise-model", "Dit model kan niet paarsgewijs. Kies listwise of full-information."
)

_MOST_STEPS = 500
_SMALLEST = 1e-4  # of an item's variance: less is no variance of its own


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OneFactor(Result):
    """`loadings` (k,) in points for a factor with variance 1, `uniquenesses` (k,) in squared points, `mean` (k,).

    `covariance`: (2k, 2k) sampling covariance of loadings and uniquenesses, in that order. `chi2` on `df` degrees
    tests the model against any covariance matrix, `p` being its tail; for three items df is 0 and p is 1.
    """

    items: tuple[str, ...]
    loadings: Array
    uniquenesses: Array
    mean: Array
    covariance: Array
    log_likelihood: float
    chi2: float
    df: int
    p: float

    @property
    def implied(self) -> Array:
        """The covariance matrix (k, k) that the model says."""
        return np.outer(self.loadings, self.loadings) + np.diag(self.uniquenesses)


def one_factor(data: Answers, *, missing: Missing = Missing.LISTWISE) -> OneFactor:
    """Fit one factor. Needs three items and more persons than items; refuses pairwise, and improper solutions."""
    refuse_unless(missing is not Missing.PAIRWISE, Impossible, NO_PAIRWISE_MODEL)
    need_items(data.k, 3)
    found = moments(data, missing)
    need_persons(found.n, 4)
    refuse_unless(found.n > data.k + 1, NotEnough, MORE_THAN_ITEMS, n=found.n, k=data.k)
    kept = data.complete() if missing is Missing.LISTWISE else data.anything()
    scale = np.sqrt(np.diag(found.covariance))
    centred = (kept.values - found.mean) / scale
    standard = _Standard.of(centred, found, scale)
    loadings, uniquenesses, mean, here = standard.climb()
    _proper(uniquenesses, data.items)
    spread = standard.sampling(loadings, here, observed=data.has_missing and missing is Missing.FULL)
    back = np.concatenate([scale, scale**2])
    chi2 = max(0.0, 2 * (standard.saturated.log_likelihood - here.log_likelihood))
    df = data.k * (data.k - 3) // 2
    return OneFactor(
        n=found.n,
        n_all=data.n,
        missing=missing,
        method=f"one-factor model, maximum likelihood, {missing.value}",
        reference="Jöreskog (1969), doi:10.1007/BF02289343",
        warnings=found.warnings,
        items=data.items,
        loadings=loadings * scale,
        uniquenesses=uniquenesses * scale**2,
        mean=found.mean + mean * scale,
        covariance=spread * np.outer(back, back),
        log_likelihood=here.log_likelihood - float(kept.answered.sum(axis=0) @ np.log(scale)),
        chi2=chi2,
        df=df,
        p=float(stats.chi2.sf(chi2, df)) if df else 1.0,
    )


@dataclass(frozen=True, slots=True)
class _Standard:
    """The fit on items of mean 0 and variance about 1. Parameters: mean, loadings, uniquenesses, (3k,)."""

    parts: tuple[Stack, ...]
    saturated: normal.Normal
    correlation: Array

    @classmethod
    def of(cls, values: Array, found: Moments, scale: Array) -> "_Standard":
        parts = stacks(values)
        correlation = found.covariance / np.outer(scale, scale)
        # Listwise moments are divided by n − 1; the likelihood is highest at those divided by n.
        divided = 1.0 if found.missing is Missing.FULL else (found.n - 1) / found.n
        try:
            return cls(parts, normal.at(parts, np.zeros(len(scale)), correlation * divided), correlation)
        except np.linalg.LinAlgError:
            raise NoSolution(SINGULAR()) from None

    def climb(self) -> tuple[Array, Array, Array, normal.Normal]:
        k = len(self.correlation)
        values, vectors = np.linalg.eigh(self.correlation)
        loadings = vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0.3 * values[-1]) * 0.9)
        loadings *= 1.0 if loadings.sum() >= 0 else -1.0
        place = np.concatenate([np.zeros(k), loadings, np.maximum(1 - loadings**2, 0.2)])
        here = self._at(place)
        for _step in range(_MOST_STEPS):
            slope = self._slope(place, here)
            move = np.linalg.lstsq(self._expected(place, here), slope, rcond=None)[0]
            gain = float(slope @ move)
            if gain < 1e-12:
                return place[k : 2 * k], place[2 * k :], place[:k], here
            place, here = self._step(place, here, move, gain)
            if (place[2 * k :] <= _SMALLEST).any() and _step > 50:
                return place[k : 2 * k], place[2 * k :], place[:k], here
        raise NoSolution(NOT_AT_REST(steps=_MOST_STEPS))

    def sampling(self, loadings: Array, here: normal.Normal, *, observed: bool) -> Array:
        """The sampling covariance of loadings and uniquenesses, (2k, 2k)."""
        k = len(loadings)
        place = np.concatenate([np.zeros(k), loadings, np.zeros(k)])
        information = self._observed(place, here) if observed else self._expected(place, here)
        try:
            found = np.asarray(np.linalg.inv(information)[k:, k:])
        except np.linalg.LinAlgError:
            raise NoSolution(normal.FLAT()) from None
        refuse_unless(bool((np.diag(found) > 0).all()), NoSolution, normal.FLAT)
        return found

    def _at(self, place: Array) -> normal.Normal:
        mean, loadings, uniquenesses = np.split(place, 3)
        return normal.at(self.parts, mean, np.outer(loadings, loadings) + np.diag(uniquenesses))

    def _slope(self, place: Array, here: normal.Normal) -> Array:
        to_mean, to_covariance = here.slope()
        return _chained(to_mean, to_covariance, np.split(place, 3)[1])

    def _expected(self, place: Array, here: normal.Normal) -> Array:
        loadings = np.split(place, 3)[1]
        k = len(loadings)
        found = np.zeros((3 * k, 3 * k))
        for part, weight in zip(here.parts, here.weight, strict=True):
            pulled = weight @ loadings
            strength = pulled @ loadings
            found[:k, :k] += np.einsum("p,pij->ij", part.n, weight)
            both = weight * strength[:, None, None] + pulled[:, :, None] * pulled[:, None, :]
            found[k : 2 * k, k : 2 * k] += np.einsum("p,pij->ij", part.n, both)
            found[k : 2 * k, 2 * k :] += np.einsum("p,pij,pj->ij", part.n, weight, pulled)
            found[2 * k :, 2 * k :] += np.einsum("p,pij->ij", part.n / 2, weight**2)
        found[2 * k :, k : 2 * k] = found[k : 2 * k, 2 * k :].T
        return found

    def _observed(self, place: Array, here: normal.Normal) -> Array:
        loadings = np.split(place, 3)[1]
        k = len(loadings)
        _to_mean, to_covariance = here.slope()
        found = np.empty((3 * k, 3 * k))
        for each in range(3 * k):
            unit = np.eye(3 * k)[each]
            mean, along, own = np.split(unit, 3)
            turned = np.outer(along, loadings)
            found[each] = _chained(*here.curve(mean, turned + turned.T + np.diag(own)), loadings)
        found[k : 2 * k, k : 2 * k] += 2 * to_covariance
        return -found

    def _step(self, place: Array, here: normal.Normal, move: Array, gain: float) -> tuple[Array, normal.Normal]:
        """As far along `move` as the likelihood rises; a uniqueness never falls below a tenth of what it was."""
        k = len(place) // 3
        length = 1.0
        for _halving in range(40):
            there = place + length * move
            there[2 * k :] = np.maximum(there[2 * k :], 0.1 * place[2 * k :])
            try:
                found = self._at(there)
            except np.linalg.LinAlgError:
                length /= 2
                continue
            if found.log_likelihood >= here.log_likelihood - 1e-9 * max(1.0, gain):
                return there, found
            length /= 2
        raise NoSolution(NOT_AT_REST(steps=_halving + 1))


def _chained(to_mean: Array, to_covariance: Array, loadings: Array) -> Array:
    return np.concatenate([to_mean, 2 * to_covariance @ loadings, np.diag(to_covariance)])


def _proper(uniquenesses: Array, items: tuple[str, ...]) -> None:
    improper = tuple(name for name, own in zip(items, uniquenesses, strict=True) if own <= _SMALLEST)
    refuse_unless(not improper, NoSolution, HEYWOOD, items=improper)
