"""Which answers stand in a report, so that no two readings of it give anyone away.

A report shows pictures: each round, and the change between two rounds of who answered both. Whoever lays one
reading beside another knows what was said by who is in one of them only. So answers join a round in wholes, a
smallest group at a time, and who joined together cannot be told apart by any reading. Who takes her answers back
leaves at once, always; so that nobody sees whose answers went, others of those who joined with her leave along,
for good: enough to be a group, and all of them when fewer than a group would be left.

Someone can be in two groups that are asked the same in the same weeks: two editions, a track and one of its
editions, a project. Then reports are laid beside one another, and added up and subtracted. Their codes do not say
who is in both, so the most who can be are counted (`elsewhere`). Of all such measurements one was planned last;
what it shows must rest on a smallest group of people whom no earlier one holds. Whatever is computed from any of
these reports with this one in it is then of that group or more.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import combinations
from typing import Any

type Joined[Code] = Mapping[Code, int]
"""Who stands in a round, and with which release each of them joined it."""
type Rounds[Round, Code] = Mapping[Round, Joined[Code]]
type Lot[Code] = Callable[[Collection[Code], int], Collection[Code]]

NOBODY: Mapping[Any, int] = {}


class Wait(StrEnum):
    """Why answers are not in a report yet: their round is open, the clock must come by, they are too few, or
    beside the report of another group they would show too much.
    """

    OPEN = "open"
    CLOCK = "clock"
    FEW = "few"
    OTHERS = "others"


def pair_shown[Code: Hashable](one: Joined[Code], other: Joined[Code], *, smallest: int) -> bool:
    """Whether change between two rounds may stand beside what is shown of each.

    Whom the two rounds tell apart, by being in one alone or by having joined with others, must be a group.
    """
    both = one.keys() & other.keys()
    return len(both) >= smallest and all(len(each) >= smallest for each in _together(one, other))


def counts_shown[Code: Hashable](one: Joined[Code], other: Joined[Code], *, smallest: int) -> bool:
    """Whether it may be counted how many of who is in both rounds changed: they joined both as groups.

    Such counts say nothing of who is in one round alone, so that may be anyone.
    """
    groups = _in_both(one, other)
    return bool(groups) and all(len(each) >= smallest for each in groups)


def all_shown[Code: Hashable](
    needed: Sequence[Joined[Code]], others: Sequence[Joined[Code]], *, smallest: int
) -> bool:
    """Whether changes among all of these may stand beside one another: whom any of them tell apart is a group.

    `needed`: enough people must be in each of these.
    """
    both = set(needed[0]).intersection(*needed)
    return len(both) >= smallest and all(len(each) >= smallest for each in _together(*needed, *others))


def alike[Round: Hashable, Code: Hashable](
    rounds: Rounds[Round, Code], *, smallest: int
) -> Iterator[frozenset[Code]]:
    """The groups whose members no reading tells apart: of each round, and of each two whose change is shown or
    counted.
    """
    for joined in rounds.values():
        yield from _together(joined)
    for one, other in combinations(rounds.values(), 2):
        if pair_shown(one, other, smallest=smallest):
            yield from _together(one, other)
        elif counts_shown(one, other, smallest=smallest):
            yield from _in_both(one, other)


def may_join[Round: Hashable, Code: Hashable](
    standing: Rounds[Round, Code],
    round_: Round,
    waiting: Collection[Code],
    *,
    smallest: int,
    elsewhere: Mapping[Round, int] = NOBODY,
) -> bool:
    """Whether all of these may join a round: they are a group, and no change that was shown has to go.

    `elsewhere`: of each round, how many at most stand in reports of other groups that were planned before.
    """
    if len(set(waiting)) - elsewhere.get(round_, 0) < smallest:
        return False
    here = standing[round_]
    joined = with_release(here, waiting)
    for each, other in standing.items():
        if each == round_:
            continue
        known = elsewhere.get(round_, 0) + elsewhere.get(each, 0)
        for shown in (pair_shown, counts_shown):
            was, will_be = (shown(there, other, smallest=smallest) for there in (here, joined))
            if was and not will_be:
                return False
            if will_be and known and not _alone_enough(here, joined, other, known, smallest, was=was):
                return False
    return True


def _alone_enough[Code: Hashable](
    here: Joined[Code], joined: Joined[Code], other: Joined[Code], known: int, smallest: int, *, was: bool
) -> bool:
    """Whether those who come into the change between two rounds are a group without whom others may know."""
    both = joined.keys() & other.keys()
    added = both - here.keys() if was else both
    return not added or len(added) - known >= smallest


def stays[Round: Hashable, Code: Hashable](
    standing: Rounds[Round, Code], *, smallest: int, elsewhere: Mapping[Round, int]
) -> bool:
    """Whether what stands would also rest on a smallest group, with so many of each round in earlier reports."""
    known = sum(elsewhere.values())
    return all(len(group) - known >= smallest for group in alike(standing, smallest=smallest))


def with_release[Code: Hashable](joined: Joined[Code], waiting: Collection[Code]) -> dict[Code, int]:
    """The round with these in it, who joined together."""
    number = next_release(joined)
    return {**joined, **dict.fromkeys(waiting, number)}


def next_release[Code: Hashable](joined: Joined[Code]) -> int:
    """The number of a release that comes now, from 1."""
    return max(joined.values(), default=0) + 1


def leaving[Round: Hashable, Code: Hashable](
    standing: Rounds[Round, Code], gone: Code, *, smallest: int, lot: Lot[Code], elsewhere: int = 0
) -> set[Code]:
    """Who leaves with `gone`, herself too. `lot` draws so many of those who are left of a group.

    `elsewhere`: how many at most stand in reports of other groups that were planned before, in any round.
    """
    out, groups = {gone}, list(alike(standing, smallest=smallest))
    settled = False
    while not settled:
        before = len(out)
        for group in groups:
            out |= _along(group, out, smallest, lot, elsewhere)
        settled = len(out) == before
    return out


def _along[Code: Hashable](
    group: frozenset[Code], out: set[Code], smallest: int, lot: Lot[Code], elsewhere: int
) -> set[Code]:
    """Who of a group leaves along when some of it are out: nobody is left as one of too few."""
    lost, left = group & out, group - out
    if not lost:
        return set()
    wanted = max(0, smallest - len(lost))
    if len(left) - wanted - elsewhere < smallest:
        return set(left)
    return set(lot(left, wanted))


def _in_both[Code: Hashable](one: Joined[Code], other: Joined[Code]) -> list[frozenset[Code]]:
    """Everyone in both rounds, by with whom she joined them."""
    both = one.keys() & other.keys()
    return [group for group in _together(one, other) if group <= both]


def _together[Code: Hashable](*rounds: Joined[Code]) -> list[frozenset[Code]]:
    """Everyone in any of these rounds, by with whom she joined each of them."""
    found: dict[tuple[int | None, ...], set[Code]] = {}
    for code in {code for joined in rounds for code in joined}:
        found.setdefault(tuple(joined.get(code) for joined in rounds), set()).add(code)
    return [frozenset(each) for each in found.values()]
