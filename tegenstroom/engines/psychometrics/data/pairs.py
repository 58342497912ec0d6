"""Two scores of each person: who has both."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.data.answers import column
from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.data.refusals import Impossible, refuse_unless
from tegenstroom.engines.sentences import dutch

LENGTHS_DIFFER = dutch("lengths-differ", "Er zijn {first} scores vooraf en {second} scores nadien.")

type Scored = Array | Sequence[float | None]


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """`first` and `second`: (n,), of the persons who have both. `both`: (n_all,), who these are."""

    first: Array
    second: Array
    both: NDArray[np.bool_]

    @property
    def n(self) -> int:
        return len(self.first)

    @property
    def n_all(self) -> int:
        """Persons with at least one place in the data."""
        return len(self.both)

    @property
    def difference(self) -> Array:
        """Second minus first, (n,)."""
        return self.second - self.first

    def spread(self, values: Array) -> Array:
        """Values of who has both, (n,), back among everyone, (n_all,), with NaN for the others."""
        found = np.full(self.n_all, np.nan)
        found[self.both] = values
        return found


def scores(given: Scored) -> Array:
    """Scores as floats, (persons,), NaN for missing. `Unusable` for what is no number."""
    return column(np.asarray(given, dtype=None if isinstance(given, np.ndarray) else object), "score")


def paired(first: Scored, second: Scored) -> Pair:
    """Both scores of who has both. `Impossible` when the lengths differ, `Unusable` for what is no number."""
    one, other = scores(first), scores(second)
    refuse_unless(len(one) == len(other), Impossible, LENGTHS_DIFFER, first=len(one), second=len(other))
    both = ~np.isnan(one) & ~np.isnan(other)
    return Pair(one[both], other[both], both)
