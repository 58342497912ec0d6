"""What a writer marked and what was found, where they meet: neither leaves less of a story taken out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

type Span = tuple[int, int]


@dataclass(slots=True)
class Together:
    """Places that meet, as wide as all of them: `hers`, which she marked, and `found`."""

    start: int
    end: int
    hers: list[Span] = field(default_factory=list)
    found: list[Span] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """From the first sign to after the last."""
        return self.start, self.end


def together(hers: Iterable[Span], found: Iterable[Span]) -> list[Together]:
    """All these places in the order of the text, those that meet as one. What is inside another goes with it."""
    places = [(span, True) for span in hers] + [(span, False) for span in found]
    groups: list[Together] = []
    for (start, end), is_hers in sorted(places, key=lambda one: (one[0][0], -one[0][1])):
        if not groups or start >= groups[-1].end:
            groups.append(Together(start, end))
        groups[-1].end = max(groups[-1].end, end)
        (groups[-1].hers if is_hers else groups[-1].found).append((start, end))
    return groups
