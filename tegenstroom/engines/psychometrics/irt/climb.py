"""The way to the maximum: quasi-Newton steps on top of EM.

An EM step with Fisher scoring is the gradient premultiplied by the inverse complete information. Taking that as
the starting matrix of a limited-memory BFGS update (Lange 1995; Nocedal 1980) keeps EM's safety and gains
Newton's speed: 10 to 15 passes where EM takes 60. With many persons the observed information of a subsample is a
better start still.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.data.progress import Progress
from tegenstroom.engines.psychometrics.data.refusals import NoSolution
from tegenstroom.engines.psychometrics.irt.model import Model, Point
from tegenstroom.engines.psychometrics.irt.sums import Indicators
from tegenstroom.engines.sentences import dutch

STOPPED = dutch("grm-stopped", "De berekening kwam na {steps} stappen niet tot rust. Het model past hier niet.")

type Precondition = Callable[[Point, Array], Array]

_MOST_PASSES = 400
_REMEMBERED = 12
_LONGEST = 2.0  # most change of a parameter in one step: further away the curvature means nothing


@dataclass(frozen=True, slots=True, eq=False)
class Summit:
    """Where the climb ended. `gain`: how much log-likelihood was still expected; `passes` over the data."""

    vector: Array
    point: Point
    gain: float
    passes: int


@dataclass(slots=True)
class _Memory:
    """The latest steps and changes of the gradient."""

    steps: list[Array] = field(default_factory=list)
    changes: list[Array] = field(default_factory=list)

    def keep(self, step: Array, change: Array) -> None:
        if float(step @ change) > 1e-12 * float(np.linalg.norm(step) * np.linalg.norm(change)):
            self.steps = [*self.steps, step][-_REMEMBERED:]
            self.changes = [*self.changes, change][-_REMEMBERED:]

    def direction(self, gradient: Array, start: Callable[[Array], Array]) -> Array:
        """The two-loop recursion."""
        found, shares = gradient.copy(), []
        for step, change in zip(reversed(self.steps), reversed(self.changes), strict=True):
            shares.append(float(step @ found) / float(step @ change))
            found -= shares[-1] * change
        found = start(found)
        for step, change, share in zip(self.steps, self.changes, reversed(shares), strict=True):
            found += step * (share - float(change @ found) / float(step @ change))
        return found


def climb(
    model: Model,
    data: Indicators,
    vector: Array,
    *,
    precondition: Precondition | None = None,
    gain: float = 1e-7,
    progress: Progress | None = None,
) -> Summit:
    """Maximise the likelihood from `vector` (size,) until a step is expected to gain less than `gain`.

    Raises `NoSolution` when that is not reached.
    """
    start = precondition or model.em_step
    memory = _Memory()
    point, passes = model.at(data, vector), 1
    first = None
    while passes < _MOST_PASSES:
        step = memory.direction(point.gradient, partial(start, point))
        left = 0.5 * float(point.gradient @ step)
        if not left > 0:  # the memory misleads: begin again from EM
            memory, step = _Memory(), model.em_step(point, point.gradient)
            left = 0.5 * float(point.gradient @ step)
        first = first or max(left, 10 * gain)
        if progress:
            progress(min(1.0, max(0.0, 1 - np.log(max(left, gain) / gain) / np.log(first / gain))))
        if left < gain:
            return Summit(vector, point, left, passes)
        reached, higher, tried = _search(model, data, vector, point, step)
        passes += tried
        memory.keep(reached - vector, point.gradient - higher.gradient)
        vector, point = reached, higher
    raise NoSolution(STOPPED(steps=passes))


def _search(model: Model, data: Indicators, vector: Array, point: Point, step: Array) -> tuple[Array, Point, int]:
    """The first of ever shorter steps that is allowed and does not descend."""
    length = min(1.0, _LONGEST / float(np.abs(step).max()))
    slack = 1e-12 * abs(point.log_likelihood)
    tried = 0
    for _halving in range(30):
        reached = vector + length * step
        if model.allows(reached):
            higher = model.at(data, reached)
            tried += 1
            if higher.log_likelihood >= point.log_likelihood - slack:
                return reached, higher, tried
        length *= 0.4
    raise NoSolution(STOPPED(steps=tried))
