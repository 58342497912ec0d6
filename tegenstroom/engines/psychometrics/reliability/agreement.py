"""Persons in groups: how much they resemble one another, how reliable a group's mean is, how far they agree."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from tegenstroom.engines.psychometrics.data.answers import Answers, check_items
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import left_out
from tegenstroom.engines.psychometrics.data.refusals import (
    Impossible,
    NoSolution,
    NotEnough,
    need_items,
    need_persons,
    refuse_unless,
)
from tegenstroom.engines.psychometrics.data.results import Interval, Result
from tegenstroom.engines.sentences import Said, dutch

NO_GROUPS = dutch("no-groups", "Zeg eerst in welke groep elke persoon zit.")
TOO_FEW_GROUPS = dutch(
    "too-few-groups", "Hiervoor zijn minstens {needed} groepen nodig. Het aantal is hier {groups}."
)
ALL_ALONE = dutch("all-alone", "In geen enkele groep zitten twee personen. Dan valt er niets te vergelijken.")
GROUPS_ALIKE = dutch("groups-alike", "Binnen de groepen is er geen verschil. Deze maat zegt dan niets.")
UNEVEN = dutch("uneven-groups", "De groepen zijn niet even groot. Het interval is bij benadering.")
TWO_OPTIONS = dutch("two-options", "Voor deze maat zijn minstens twee mogelijke antwoorden nodig.")
SMALL_GROUPS = dutch("small-groups", "Te kleine groepen tellen niet mee: {groups}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupIcc(Result):
    """`icc1`: share of the spread that lies between groups, at most 1. `icc2`: reliability of a group's mean.

    `size`: persons in a group, weighed for uneven groups. `icc1_mean_size`: by the plain mean of the sizes, as
    the R package multilevel has it. `f` on `df1` and `df2` tests that groups do not differ.
    """

    groups: int
    size: float
    icc1: float
    icc1_interval: Interval
    icc1_mean_size: float
    icc2: float
    icc2_interval: Interval
    f: float
    df1: int
    df2: int
    p: float


@dataclass(frozen=True, slots=True)
class GroupAgreement:
    """r*wg of one group: 1 is full agreement, 0 what chance gives, below 0 two camps. `n`: its persons.

    `james`: r_wg(J) of James, Demaree & Wolf (1984), 0 to 1, which grows with the number of items.
    """

    group: str
    n: int
    value: float
    james: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Result):
    """r*wg for each group, their mean and median; the same of r_wg(J). `options`: possible answers to an item."""

    options: int
    groups: tuple[GroupAgreement, ...]
    mean: float
    median: float
    james_mean: float
    james_median: float


def group_icc(data: Answers, *, level: float = 0.95) -> GroupIcc:
    """ICC(1) and ICC(2) of one item or score by group: one-way analysis of variance with groups as a random draw.

    Needs two groups and more persons than groups. Uneven groups count by n₀ = (N − Σn²/N) / (J − 1). Interval of
    Searle (1971, *Linear models*): exact for even groups.
    """
    values, labels = _in_groups(data)
    between, within, sizes = _mean_squares(values, labels)
    groups, n = len(sizes), len(values)
    size = float((n - (sizes**2).sum() / n) / (groups - 1))
    f, df1, df2 = between / within, groups - 1, n - groups
    low = f / float(stats.f.ppf((1 + level) / 2, df1, df2))
    high = f * float(stats.f.ppf((1 + level) / 2, df2, df1))
    uneven: tuple[Said, ...] = (UNEVEN(),) if sizes.min() < sizes.max() else ()
    return GroupIcc(
        n=n,
        n_all=data.n,
        missing=Missing.LISTWISE,
        method="one-way analysis of variance, random groups",
        reference="Bliese (2000), in Klein & Kozlowski, *Multilevel theory, research, and methods*",
        warnings=left_out(n, data.n) + uneven,
        groups=groups,
        size=size,
        icc1=(f - 1) / (f + size - 1),
        icc1_interval=Interval((low - 1) / (low + size - 1), (high - 1) / (high + size - 1), level, "Searle"),
        icc1_mean_size=(f - 1) / (f + n / groups - 1),
        icc2=1 - 1 / f,
        icc2_interval=Interval(1 - 1 / low, 1 - 1 / high, level, "Searle"),
        f=f,
        df1=df1,
        df2=df2,
        p=float(stats.f.sf(f, df1, df2)),
    )


def agreement(data: Answers, *, options: int, smallest: int = 2) -> Agreement:
    """r*wg(J) = 1 − mean variance of the items / variance of answers by chance, (options² − 1) / 12.

    `options`: how many answers can be given, 2 or more. `smallest`: persons that a group needs. Without groups
    everyone is one group. Listwise within a group; variances are divided by n − 1.
    """
    refuse_unless(options >= 2, Impossible, TWO_OPTIONS)
    need_items(data.k, 1)
    kept = data.placed().complete()
    need_persons(kept.n, 2)
    chance = (options**2 - 1) / 12
    parts = kept.by_group()
    small = tuple(name for name, part in parts.items() if part.n < max(2, smallest))
    found = tuple(_of_group(name, part, chance) for name, part in parts.items() if part.n >= max(2, smallest))
    refuse_unless(bool(found), NotEnough, ALL_ALONE)
    values = np.array([each.value for each in found])
    return Agreement(
        n=sum(each.n for each in found),
        n_all=data.n,
        missing=Missing.LISTWISE,
        method="r*wg(J), uniform answers by chance",
        reference="Lindell, Brandt & Whitney (1999), doi:10.1177/01466219922031257",
        warnings=left_out(kept.n, data.n) + ((SMALL_GROUPS(groups=small),) if small else ()),
        options=options,
        groups=found,
        mean=float(values.mean()),
        median=float(np.median(values)),
        james_mean=float(np.mean([each.james for each in found])),
        james_median=float(np.median([each.james for each in found])),
    )


def _of_group(name: str, part: Answers, chance: float) -> GroupAgreement:
    share = float(part.values.var(axis=0, ddof=1).mean()) / chance
    agreed = part.k * (1 - min(share, 1.0))
    return GroupAgreement(name, part.n, 1 - share, agreed / (agreed + min(share, 1.0)))


def _in_groups(data: Answers) -> tuple[Array, NDArray[np.intp]]:
    """The scores and the place of each person's group, of who has one; several items are averaged."""
    refuse_unless(data.groups is not None, Impossible, NO_GROUPS)
    kept = data.placed().complete()
    need_persons(kept.n, 3)
    check_items(kept)
    names, labels = np.unique(np.array(kept.groups), return_inverse=True)
    refuse_unless(len(names) >= 2, NotEnough, TOO_FEW_GROUPS, groups=len(names), needed=2)
    refuse_unless(kept.n > len(names), NotEnough, ALL_ALONE)
    return kept.values.mean(axis=1), labels


def _mean_squares(values: Array, labels: NDArray[np.intp]) -> tuple[float, float, Array]:
    """Between and within groups, and the size of each group."""
    sizes = np.bincount(labels).astype(np.float64)
    centred = values - values.mean()
    means = np.bincount(labels, weights=centred) / sizes
    within = float(((centred - means[labels]) ** 2).sum() / (len(values) - len(sizes)))
    between = float(sizes @ means**2 / (len(sizes) - 1))
    total = float((centred**2).sum())
    refuse_unless(within > 1e-12 * max(total, 1e-300), NoSolution, GROUPS_ALIKE)
    refuse_unless(between > 1e-12 * max(total, 1e-300), NoSolution, GROUPS_ALIKE)
    return between, within, sizes
