"""Who may see figures of a group: never so few that someone can be read in them.

A part that is too small is hidden. One hidden part could be found by subtraction from the whole, so a second one
is hidden along with it: the smallest that is left, until what is hidden holds enough people and is more than one.
"""

from collections.abc import Hashable, Mapping


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


def both_shown(first: int, second: int, both: int, *, smallest: int) -> bool:
    """Whether figures of two overlapping groups may stand side by side: who is in one only is read from both."""
    apart = (first - both, second - both)
    return may_be_shown(both, smallest=smallest) and all(each == 0 or each >= smallest for each in apart)


def _is_safe[Part: Hashable](sizes: Mapping[Part, int], covered: set[Part], smallest: int) -> bool:
    return len(covered) > 1 and sum(sizes[part] for part in covered) >= smallest
