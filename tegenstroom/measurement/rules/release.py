"""Which answers stand in a report, so that no two readings of it give anyone away.

A report shows pictures: each round, and the change between each two rounds of who answered both. Whoever lays an
older reading of a picture beside a newer one knows what was said by who is in one of them only. So what joins a
picture that was shown, and what leaves it, is nobody or a smallest group. Who takes her answers back leaves at
once, always; others, drawn by lot, leave along with her for good.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Set
from itertools import combinations

type Rounds[Round, Code] = Mapping[Round, Set[Code]]
type Lot[Code] = Callable[[Collection[Code], int], Collection[Code]]


def pictures[Round: Hashable, Code: Hashable](rounds: Rounds[Round, Code]) -> Iterator[frozenset[Code]]:
    """Who stands behind each picture, in a fixed order: each round, then who answered both of two."""
    yield from (frozenset(codes) for codes in rounds.values())
    yield from (frozenset(one & other) for one, other in combinations(rounds.values(), 2))


def may_join[Round: Hashable, Code: Hashable](
    standing: Rounds[Round, Code], round_: Round, waiting: Set[Code], *, smallest: int
) -> bool:
    """Whether these may join a round, all of them: every picture that was shown grows by nobody or by a group."""
    joined = {**standing, round_: standing[round_] | waiting}
    if len(joined[round_]) < smallest:
        return False
    pairs = zip(pictures(standing), pictures(joined), strict=True)
    return all(
        len(before) < smallest or len(after - before) == 0 or len(after - before) >= smallest
        for before, after in pairs
    )


def leaving[Round: Hashable, Code: Hashable](
    standing: Rounds[Round, Code], gone: Code, *, smallest: int, lot: Lot[Code]
) -> set[Code]:
    """Who leaves with `gone`, herself too: from every picture that was shown goes nobody, or at least a group.

    `lot` draws so many of those who are left in a picture; all of them when there are not enough.
    """
    out = {gone}
    moved = True
    while moved:
        moved = False
        for shown in pictures(standing):
            lost = shown & out
            if len(shown) >= smallest and 0 < len(lost) < smallest:
                rest = shown - out
                out |= set(lot(rest, min(len(rest), smallest - len(lost))))
                moved = True
    return out
