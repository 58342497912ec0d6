"""How much the items tell, and about whom."""

from dataclasses import dataclass

import numpy as np

from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.irt.curves import curves
from tegenstroom.engines.psychometrics.irt.items import ItemParameters
from tegenstroom.engines.psychometrics.irt.sums import NODES


@dataclass(frozen=True, slots=True, eq=False)
class Information:
    """`theta`: (points,). `items`: (items, points), Fisher information of each item (Samejima 1969)."""

    theta: Array
    items: Array

    @property
    def test(self) -> Array:
        """(points,): of all items together."""
        found: Array = self.items.sum(axis=0)
        return found

    @property
    def error(self) -> Array:
        """(points,): the standard error that a maximum likelihood score would have."""
        return 1 / np.sqrt(self.test)


def information(parameters: ItemParameters, theta: Array = NODES) -> Information:
    """Information at `theta`, (points,)."""
    layout = parameters.layout
    found = curves(layout.table(parameters.vector), theta)
    rises = (found.lower + found.upper) * parameters.slopes[:, None, None]
    return Information(theta, (found.chance * rises**2).sum(axis=1))


def marginal_reliability(parameters: ItemParameters) -> float:
    """The mean of I / (I + 1) over a standard normal ability, from 0 to 1 (Green et al. 1984; as mirt does)."""
    told = information(parameters).test
    weight = np.exp(-0.5 * NODES**2)
    return float((told / (told + 1)) @ weight / weight.sum())
