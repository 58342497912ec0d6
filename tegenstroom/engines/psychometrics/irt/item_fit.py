"""Item fit: S-X² (Orlando & Thissen 2000; Kang & Chen 2008 for graded answers).

Among persons with the same sum score, as many should choose each category as the model expects. The expected
shares come from the recursion of Lord and Wingersky (1984) over the other items.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import left_out
from tegenstroom.engines.psychometrics.data.refusals import Impossible, need_persons, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.irt.coding import coded_as
from tegenstroom.engines.psychometrics.irt.curves import curves
from tegenstroom.engines.psychometrics.irt.grm import FEWEST, GradedResponse
from tegenstroom.engines.psychometrics.irt.items import ItemParameters
from tegenstroom.engines.psychometrics.irt.joining import Joining, cells
from tegenstroom.engines.psychometrics.irt.sums import NODES
from tegenstroom.engines.sentences import dutch

ONE_POPULATION = dutch("one-population", "Hoe goed een vraag past, meten we in één groep tegelijk.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ItemFit(Result):
    """For each item, (items,): `s_x2`, `df`, `p` and `rmsea`. NaN where the table left no degree of freedom."""

    items: tuple[str, ...]
    s_x2: Array
    df: Array
    p: Array
    rmsea: Array


def item_fit(
    data: Answers, fit: GradedResponse, *, smallest: float = 1.0, joining: Joining = Joining.MIRT
) -> ItemFit:
    """S-X² of each item among those who answered all. Cells are joined until each expects `smallest` persons.

    Programs differ in how they join, and so in the statistic: `joining` says which way, that of mirt unless asked.

    Refuses a model of several groups, and fewer than 150 complete persons.
    """
    refuse_unless(len(fit.groups) == 1, Impossible, ONE_POPULATION)
    kept = data.complete()
    need_persons(kept.n, FEWEST)
    known = fit.parameters.for_items(data.items)
    layout = known.layout
    matrix = coded_as(kept, known.categories)
    place = np.nonzero(layout.exists)[1]
    chance = curves(layout.table(known.vector), NODES).chance
    total = matrix @ place
    found = []
    for item in range(layout.k):
        columns = layout.item == item
        chosen = matrix[:, columns].argmax(axis=1)
        observed = np.zeros((int(place[columns].max()) + 1, _highest(known) + 1))
        np.add.at(observed, (chosen, total), 1)
        shares = _shares(known, chance, item)
        found.append(_statistic(observed, observed.sum(axis=0) * shares, smallest, joining, len(observed)))
    s_x2, df = np.array(found).T
    with np.errstate(invalid="ignore"):
        p = np.where(df > 0, stats.chi2.sf(s_x2, np.maximum(df, 1)), np.nan)
        rmsea = np.sqrt(np.maximum(s_x2 - df, 0) / np.where(df > 0, df * (kept.n - 1), np.nan))
    return ItemFit(
        n=kept.n,
        n_all=data.n,
        missing=Missing.LISTWISE,
        method=f"S-X², sparse cells joined {joining.value}",
        reference="Orlando & Thissen (2000); Kang & Chen (2008)",
        warnings=left_out(kept.n, data.n),
        items=data.items,
        s_x2=np.where(df > 0, s_x2, np.nan),
        df=df,
        p=p,
        rmsea=rmsea,
    )


def sum_scores(chances: list[Array]) -> Array:
    """(scores, nodes): the chance of each sum score of items whose categories count 0, 1, …"""
    found = np.ones((1, chances[0].shape[1]))
    for chance in chances:
        longer = np.zeros((len(found) + len(chance) - 1, found.shape[1]))
        for category, each in enumerate(chance):
            longer[category : category + len(found)] += found * each
        found = longer
    return found


def _highest(known: ItemParameters) -> int:
    return sum(len(each) - 1 for each in known.categories)


def _shares(known: ItemParameters, chance: Array, item: int) -> Array:
    """(categories, sum scores): the share that chooses each category of the item, given the sum score."""
    layout = known.layout
    weight = np.exp(-0.5 * NODES**2)
    each = [chance[other, layout.exists[other]] for other in range(layout.k)]
    rest = sum_scores(each[:item] + each[item + 1 :])
    joint = np.zeros((len(each[item]), _highest(known) + 1))
    for category, own in enumerate(each[item]):
        joint[category, category : category + len(rest)] = (rest * own) @ weight
    return joint / joint.sum(axis=0)


def _statistic(
    observed: Array, wanted: Array, smallest: float, joining: Joining, categories: int
) -> tuple[float, float]:
    """The statistic and its degrees of freedom: cells less one a score group, less the item's parameters."""
    inner = slice(1, observed.shape[1] - 1)  # everyone with the lowest or highest sum chose the same
    seen, hoped, groups = cells(observed[:, inner].T, wanted[:, inner].T, smallest, joining)
    return float(((seen - hoped) ** 2 / hoped).sum()), float(max(len(hoped) - groups - categories, 0))
