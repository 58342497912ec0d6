"""DIF by ordinal logistic regression, purified: items that differ do not help to say who stands equally high.

An item that favours one group lifts that group's score, and so makes the honest items look as if they favour the
other. Round by round the score is made again without what was found, until the same items are found twice running
(Choi, Gibbons & Crane 2011, the way of the R package lordif).

In two things our θ is not that of lordif. It knows that groups may differ in ability: as one population the found
items would take part of that difference for their own. And an item that was found is tested on a θ in which it
means the same to everyone, while the other found ones do not: a score that leaves the tested item out finds too
much (Holland & Thayer 1988). Without the two, one honest item in six stays found beside three that differ; with
them one in forty, as many as without any difference.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import left_out
from tegenstroom.engines.psychometrics.data.progress import Progress
from tegenstroom.engines.psychometrics.data.refusals import Impossible, NoSolution, refuse_unless
from tegenstroom.engines.psychometrics.irt.dif import GAIN, Dif, ItemDif, comparable, regressed
from tegenstroom.engines.psychometrics.irt.grm import grm
from tegenstroom.engines.psychometrics.irt.scores import score
from tegenstroom.engines.sentences import Said, dutch

NO_ANCHOR_LEFT = dutch(
    "dif-no-anchor-left",
    "Elke vraag lijkt anders te werken in een andere groep. Dan blijft er geen vraag over om de groepen aan te"
    " meten. Met {n} personen ziet een toets ook kleine verschillen. “r2” kijkt hoe groot ze zijn.",
)
NOT_AT_REST = dutch(
    "dif-not-at-rest",
    "Na {rounds} rondes stond nog niet vast welke vragen anders werken. Deze wisselden: {items}.",
)
FEW_ANCHORS = dutch(
    "dif-few-anchors",
    "Van {k} vragen werken er {found} anders. De andere {anchors} zijn weinig om de groepen aan te meten.",
)
NO_ROUNDS = dutch("dif-no-rounds", "Er is minstens één ronde nodig.")
NO_BOUND = dutch("dif-no-bound", "De grens ligt tussen 0 en 1.")

MOST_ROUNDS = 10


class Matching(StrEnum):
    """By what score persons stand equally high."""

    THETA = "theta"  # EAP of a graded response model; what was found has parameters of its own in each group
    MEAN = "mean"  # of the items that were not found, and the item that is tested


class Criterion(StrEnum):
    """When an item is found. The names are those of lordif's own three."""

    CHI_SQUARE = "chi-square"  # one of its three tests (uniform, non-uniform, both) has p under the bound
    R2 = "r2"  # both steps together gain that much of McFadden's R²
    BETA = "beta"  # the slope changes by that share when the group comes in


BOUNDS = {Criterion.CHI_SQUARE: 0.01, Criterion.R2: 0.02, Criterion.BETA: 0.1}


@dataclass(frozen=True, slots=True, kw_only=True)
class PurifiedDif(Dif):
    """`items`: of the last round. `flagged`: what it found; `rounds`: what each round found, in order.

    `converged`: the last two rounds found the same, or the first found nothing. Otherwise `warnings` names the
    items that came and went, and `flagged` is no more than the last of several answers.
    """

    flagged: tuple[str, ...]
    rounds: tuple[tuple[str, ...], ...]
    converged: bool
    matching: Matching
    criterion: Criterion
    bound: float

    @property
    def anchors(self) -> tuple[str, ...]:
        """The items that were not found."""
        return tuple(each.item for each in self.items if each.item not in self.flagged)


def purified_dif(
    data: Answers,
    *,
    matching: Matching = Matching.THETA,
    criterion: Criterion = Criterion.CHI_SQUARE,
    bound: float | None = None,
    reference: str | None = None,
    most_rounds: int = MOST_ROUNDS,
    progress: Progress | None = None,
) -> PurifiedDif:
    """Find the items that work otherwise in another group, all of them tested in every round.

    `bound`: of the criterion, by default lordif's .01, .02 or .1. The regressions are listwise; θ counts every
    answer. It stops when a round finds what the one before it found, when a round returns to what an earlier one
    found, or after `most_rounds`: `converged` says which.

    Refuses what `dif_by_regression` refuses, with θ what `grm` refuses (under 150 persons: take the mean), and
    data in which every item is found: of many thousands the three tests find the least thing that one item does to
    all others, and `Criterion.R2` is the one to take.
    """
    bound = BOUNDS[criterion] if bound is None else bound
    refuse_unless(0 < bound < 1, Impossible, NO_BOUND)
    refuse_unless(most_rounds > 0, Impossible, NO_ROUNDS)
    kept, complete = comparable(data)
    rounds: list[tuple[str, ...]] = []
    flagged: tuple[str, ...] = ()
    while len(rounds) < most_rounds:
        levels = _levels(data, kept, complete, flagged=flagged, matching=matching, reference=reference)
        groups, items = regressed(kept, levels, reference)
        before, flagged = flagged, tuple(each.item for each in items if _is_found(each, criterion, bound))
        refuse_unless(len(flagged) < kept.k, NoSolution, NO_ANCHOR_LEFT, n=kept.n)
        rounds.append(flagged)
        if progress:
            progress(len(rounds) / most_rounds)
        if flagged == before or flagged in rounds[:-1]:
            break
    if progress:
        progress(1.0)
    converged = flagged == before
    return PurifiedDif(
        n=kept.n,
        n_all=data.n,
        missing=Missing.LISTWISE,
        method=f"ordinal logistic regression on {_SCORE[matching]}, purified, rounds: {len(rounds)}",
        reference="Choi, Gibbons & Crane (2011), doi:10.18637/jss.v039.i08; Zumbo (1999)",
        warnings=left_out(kept.n, data.n) + _warnings(rounds, kept.k, converged=converged),
        items=items,
        groups=groups,
        effect=GAIN,
        flagged=flagged,
        rounds=tuple(rounds),
        converged=converged,
        matching=matching,
        criterion=criterion,
        bound=bound,
    )


_SCORE = {
    Matching.THETA: "θ of a graded response model",
    Matching.MEAN: "the mean of the items not found",
}


def _is_found(item: ItemDif, criterion: Criterion, bound: float) -> bool:
    assert item.uniform is not None
    assert item.non_uniform is not None
    assert item.mcfadden is not None
    match criterion:
        case Criterion.CHI_SQUARE:
            return min(item.p, item.uniform[1], item.non_uniform[1]) < bound
        case Criterion.R2:
            return item.mcfadden.both >= bound
        case Criterion.BETA:
            return item.slope_change is not None and item.slope_change >= bound


def _levels(
    data: Answers,
    kept: Answers,
    complete: NDArray[np.bool_],
    *,
    flagged: tuple[str, ...],
    matching: Matching,
    reference: str | None,
) -> dict[str, Array]:
    """By item: the level of each person who is compared, (persons,). The item itself always counts as an honest
    one.
    """
    if matching is Matching.THETA:
        theta = dict.fromkeys(kept.items, _theta(data, flagged, reference)[complete])
        for name in flagged:
            others = tuple(each for each in flagged if each != name)
            theta[name] = _theta(data, others, reference)[complete]
        return theta
    anchor = np.array([name not in flagged for name in kept.items])
    total, size = kept.values[:, anchor].sum(axis=1), int(anchor.sum())
    return {
        name: total / size if is_anchor else (total + kept.values[:, place]) / (size + 1)
        for place, (name, is_anchor) in enumerate(zip(kept.items, anchor.tolist(), strict=True))
    }


def _theta(data: Answers, flagged: tuple[str, ...], reference: str | None) -> Array:
    """EAP of each person, (persons,), NaN of who has no group or answered nothing.

    Groups differ in ability in the fit, but all are scored from one population: whoever answers alike stands
    equally high, whatever her group, save for the items that were found.
    """
    counts = np.array([bool(group) for group in data.groups or ()]) & data.answered.any(axis=1)
    there = data.persons(counts)
    fit = grm(there, errors=False, own=flagged, reference=reference)
    labels = np.array(there.groups)
    share = np.array([np.mean(labels == name) for name in fit.groups])
    mean = float(share @ fit.means)
    sd = float(np.sqrt(share @ (fit.sds**2 + (fit.means - mean) ** 2)))
    found = np.empty(there.n)
    for name in fit.groups:
        own = replace(fit.parameters.for_items(there.items, name), groups=(None,) * there.k)
        found[labels == name] = score(there.persons(labels == name), own, mean=mean, sd=sd).theta
    theta = np.full(data.n, np.nan)
    theta[counts] = found
    return theta


def _warnings(rounds: list[tuple[str, ...]], k: int, *, converged: bool) -> tuple[Said, ...]:
    said: tuple[Said, ...] = ()
    if not converged:
        restless = set(rounds[-1]) ^ set(rounds[-2] if len(rounds) > 1 else ())
        said += (NOT_AT_REST(rounds=len(rounds), items=tuple(sorted(restless))),)
    found = len(rounds[-1])
    if 2 * found > k:
        said += (FEW_ANCHORS(k=k, found=found, anchors=k - found),)
    return said
