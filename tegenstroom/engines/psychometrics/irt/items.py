"""Item parameters: what a fit finds, what an instrument brings along, what scoring needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.data.refusals import Impossible, refuse_unless
from tegenstroom.engines.psychometrics.irt.curves import Layout
from tegenstroom.engines.sentences import dutch

NOT_PARAMETERS = dutch(
    "not-parameters",
    "De waarden van “{item}” kloppen niet. Er is één grens minder nodig dan er antwoorden zijn. De grenzen gaan"
    " omhoog.",
)
NO_PARAMETERS = dutch("no-parameters", "Voor deze vragen zijn er geen waarden: {items}.")


@dataclass(frozen=True, slots=True, eq=False)
class ItemParameters:
    """Parameters of the graded response model.

    `items`: names. `categories`: of each item its answers, low to high. `slopes`: (items,), a. `intercepts`:
    (items, most categories − 1), d_1 > d_2 > …, NaN where an item has fewer. `groups`: for whom an item's
    parameters hold, None for everyone.
    """

    items: tuple[str, ...]
    categories: tuple[tuple[float, ...], ...]
    slopes: Array
    intercepts: Array
    groups: tuple[str | None, ...]

    @classmethod
    def known(
        cls,
        items: Sequence[str],
        categories: Sequence[Sequence[float]],
        slopes: Sequence[float],
        difficulties: Sequence[Sequence[float]],
    ) -> "ItemParameters":
        """Imported parameters, with difficulties b as papers print them. `Impossible` when they contradict."""
        lengths = {len(items), len(categories), len(slopes), len(difficulties)}
        refuse_unless(len(lengths) == 1 and len(items) > 0, Impossible, NOT_PARAMETERS, item=", ".join(items))
        most = max(map(len, categories)) - 1
        intercepts = np.full((len(items), most), np.nan)
        for place, (item, slope, bounds) in enumerate(zip(items, slopes, difficulties, strict=True)):
            found = -slope * np.asarray(bounds, dtype=np.float64)
            sound = (
                len(bounds) == len(set(categories[place])) - 1 > 0
                and np.isfinite(found).all()
                and (np.diff(found) < 0).all()
            )
            refuse_unless(bool(sound), Impossible, NOT_PARAMETERS, item=item)
            intercepts[place, : len(bounds)] = found
        kept = tuple(tuple(sorted(map(float, each))) for each in categories)
        return cls(tuple(items), kept, np.asarray(slopes, dtype=np.float64), intercepts, (None,) * len(items))

    @property
    def difficulties(self) -> Array:
        """b = −d / a, (items, most categories − 1): the θ at which half answer this category or higher."""
        return -self.intercepts / self.slopes[:, None]

    @property
    def layout(self) -> Layout:
        return Layout.of([len(each) for each in self.categories])

    @property
    def vector(self) -> Array:
        """What the likelihood takes."""
        found: Array = np.column_stack([self.slopes, self.intercepts])[self.layout.exists]
        return found

    def for_items(self, names: Sequence[str], group: str | None = None) -> "ItemParameters":
        """Those of these items, in this order, as they hold in `group`."""
        places = {
            item: place
            for place, (item, whom) in enumerate(zip(self.items, self.groups, strict=True))
            if whom is None or whom == group
        }
        missing = tuple(name for name in names if name not in places)
        refuse_unless(not missing, Impossible, NO_PARAMETERS, items=missing)
        return self.at([places[name] for name in names])

    def at(self, places: Sequence[int]) -> "ItemParameters":
        chosen = list(places)
        categories = tuple(self.categories[place] for place in chosen)
        most = max(map(len, categories)) - 1
        return replace(
            self,
            items=tuple(self.items[place] for place in chosen),
            categories=categories,
            slopes=self.slopes[chosen],
            intercepts=self.intercepts[chosen][:, :most],
            groups=tuple(self.groups[place] for place in chosen),
        )
