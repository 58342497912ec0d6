"""Who may see figures of a group: never so few that someone can be read in them.

A part that is too small is hidden. One hidden part could be found by subtraction from the whole, so a second one
is hidden along with it: the smallest that is left, until what is hidden holds enough people and is more than one.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence


def may_be_shown(people: int, *, smallest: int) -> bool:
    """Whether enough people stand behind a figure."""
    return people >= smallest


def hidden[Part: Hashable](sizes: Mapping[Part, int], *, smallest: int) -> set[Part]:
    """The parts of a whole that may not be shown beside it, empty ones too: that nobody is there tells something.

    `sizes`: people in each part; the parts exclude one another. All of them when the whole is too small.
    """
    if not may_be_shown(sum(sizes.values()), smallest=smallest):
        return set(sizes)
    covered = {part for part, people in sizes.items() if not may_be_shown(people, smallest=smallest)}
    # The order of equals is that of the parts as given, so that the same table is hidden in the same way.
    left = sorted((part for part in sizes if part not in covered), key=lambda part: sizes[part])
    while covered and left and not _is_safe(sizes, covered, smallest):
        covered.add(left.pop(0))
    return covered


def merged(*tables: Sequence[int], smallest: int) -> list[tuple[int, int]]:
    """Neighbours in an order put together until in each table no part holds fewer people than `smallest`.

    `tables`: people at each place, the same places in each. Where each part begins and ends, as in a slice; none
    when only the whole would be left, which tells what everybody said.
    """
    parts, begins = list[tuple[int, int]](), 0
    for ends in range(1, len(tables[0]) + 1):
        if all(may_be_shown(sum(sizes[begins:ends]), smallest=smallest) for sizes in tables):
            parts.append((begins, ends))
            begins = ends
    if parts:
        # What is left at the end is too small to stand alone.
        parts[-1] = (parts[-1][0], len(tables[0]))
    return parts if len(parts) > 1 else []


def tells_all[Value: Hashable](values: Sequence[Value], *, smallest: int) -> bool:
    """Whether nearly everyone said the same, so that a figure of the group is a figure of each of them."""
    return any(len(values) - count < smallest for count in Counter(values).values())


def _is_safe[Part: Hashable](sizes: Mapping[Part, int], covered: set[Part], smallest: int) -> bool:
    return len(covered) > 1 and sum(sizes[part] for part in covered) >= smallest
