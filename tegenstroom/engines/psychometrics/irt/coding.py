"""From answers to the indicator matrix that the likelihood takes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.data.answers import OUTSIDE, Answers
from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.data.refusals import Impossible, Unusable, refuse_unless
from tegenstroom.engines.psychometrics.irt.curves import Layout
from tegenstroom.engines.psychometrics.irt.sums import Indicators
from tegenstroom.engines.sentences import dutch

TOO_MANY_CATEGORIES = dutch(
    "too-many-categories",
    "Bij “{item}” staan {found} verschillende antwoorden. Dit model is voor vragen met ten hoogste {most}"
    " antwoorden.",
)
CONSTANT_IN_GROUP = dutch(
    "constant-in-group",
    "In de groep “{group}” gaf iedereen hetzelfde antwoord op “{item}”, of niemand een antwoord.",
)

NO_SUCH_REFERENCE = dutch("no-such-reference", "Er is geen groep “{group}”. De groepen zijn: {groups}.")

MOST_CATEGORIES = 15
_WHOLE = 1_000  # whole numbers from 0 to here are counted without sorting


@dataclass(frozen=True, slots=True)
class Column:
    """An item as the model sees it: its answers, for everyone or for one group alone."""

    item: str
    categories: tuple[float, ...]
    group: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """`data`: the indicators, persons sorted by group. `order`: (persons,), their places in the answers.

    `groups`: names, the reference first.
    """

    data: Indicators
    columns: tuple[Column, ...]
    order: NDArray[np.intp]
    groups: tuple[str, ...]

    @property
    def layout(self) -> Layout:
        return Layout.of([len(column.categories) for column in self.columns])


def coded(data: Answers, own: Collection[str] = (), reference: str | None = None) -> Coded:
    """Code the answers; items in `own` become a column for each group. The first group in the alphabet is the
    reference unless another is named. `Unusable`: a continuous item, or one that does not vary where it must.
    """
    names, order, starts = _sorted(data, reference)
    values = data.values[order]
    columns, parts = [], []
    for place, item in enumerate(data.items):
        if item not in own:
            column = Column(item, categories_of(values[:, place], item))
            columns.append(column)
            parts.append(indicators(values[:, place], column.categories))
            continue
        for name, start, stop in zip(names, starts, starts[1:], strict=False):
            there = values[start:stop, place]
            column = Column(item, categories_of(there, item), name)
            refuse_unless(len(column.categories) > 1, Unusable, CONSTANT_IN_GROUP, group=name, item=item)
            part = np.zeros((len(values), len(column.categories)), dtype=np.uint8)
            part[start:stop] = indicators(there, column.categories)
            columns.append(column)
            parts.append(part)
    return Coded(Indicators(np.concatenate(parts, axis=1), starts), tuple(columns), order, names)


def coded_as(data: Answers, categories: Sequence[Sequence[float]]) -> NDArray[np.uint8]:
    """(persons, size) with the answers that parameters know. `Unusable` names an answer that they do not know."""
    found: NDArray[np.uint8] = np.concatenate(list(_known(data, categories)), axis=1)
    return found


def categories_of(column: Array, item: str) -> tuple[float, ...]:
    """The different answers, low to high. `Unusable` when they are too many to be categories."""
    there = column[~np.isnan(column)]
    if len(there) and (there >= 0).all() and (there < _WHOLE).all() and (there == np.floor(there)).all():
        found = np.flatnonzero(np.bincount(there.astype(np.intp))).astype(np.float64)
    else:
        found = np.unique(there)
    refuse_unless(
        len(found) <= MOST_CATEGORIES,
        Unusable,
        TOO_MANY_CATEGORIES,
        item=item,
        found=len(found),
        most=MOST_CATEGORIES,
    )
    return tuple(found.tolist())


def indicators(column: Array, categories: Sequence[float]) -> NDArray[np.uint8]:
    """(persons, categories): 1 for the answer given; zeros where there is none."""
    found: NDArray[np.uint8] = (column[:, None] == np.asarray(categories)).astype(np.uint8)
    return found


def check_reference(data: Answers, reference: str | None) -> None:
    """`Impossible` when a group is named that nobody belongs to."""
    there = tuple(sorted(set(data.groups or ())))
    known = reference is None or data.groups is None or reference in there
    refuse_unless(known, Impossible, NO_SUCH_REFERENCE, group=reference, groups=there)


def _known(data: Answers, categories: Sequence[Sequence[float]]) -> Iterator[NDArray[np.uint8]]:
    for place, known in enumerate(categories):
        values = data.values[:, place]
        outside = ~np.isnan(values) & ~np.isin(values, known)
        row = int(np.argmax(outside))
        refuse_unless(
            not outside.any(), Unusable, OUTSIDE, item=data.items[place], row=row + 1, value=f"{values[row]:g}"
        )
        yield indicators(values, known)


def _sorted(data: Answers, reference: str | None) -> tuple[tuple[str, ...], NDArray[np.intp], NDArray[np.intp]]:
    check_reference(data, reference)
    if data.groups is None:
        return ("",), np.arange(data.n), np.array([0, data.n])
    names, which = np.unique(np.array(data.groups), return_inverse=True)
    ranks = np.arange(len(names))
    if reference is not None:
        ranks = np.where(names == reference, -1, ranks)
    order = np.argsort(ranks[which], kind="stable")
    ordered = names[np.argsort(ranks, kind="stable")]
    sizes = np.bincount(which, minlength=len(names))[np.argsort(ranks, kind="stable")]
    return tuple(ordered.tolist()), order, np.cumsum([0, *sizes])
