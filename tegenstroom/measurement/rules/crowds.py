"""Answers for research: nobody stands out there by what others know of her, and nobody is found by who is missing.

A trainer or a coordinator can know of someone in which group she was, in which rounds she answered, in which
language and how. So a row bears only as much of that as enough others share. And whoever has two tables, from
before and after someone left, sees who is missing: so she leaves together with others.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, replace

from tegenstroom.measurement.rules.waves import Moment


@dataclass(frozen=True, slots=True)
class Traits:
    """What a row says beside the answers. `group` None: among people of other groups; "" : not said."""

    group: int | None
    rounds: tuple[Moment, ...]
    language: str = ""
    how: str = ""


# What is given up, in this order, until enough people share what is left.
STEPS: tuple[Callable[[Traits], Traits], ...] = (
    lambda traits: traits,
    lambda traits: replace(traits, how=""),
    lambda traits: replace(traits, how="", language=""),
    lambda traits: replace(traits, how="", language="", group=None),
    lambda traits: replace(traits, how="", language="", group=None, rounds=traits.rounds[:1]),
)


def crowds[Person: Hashable](people: Mapping[Person, Traits], *, smallest: int) -> dict[Person, Traits]:
    """What may be said of each, so that at least `smallest` share it. Who is still alone after all is left out."""
    placed: dict[Person, Traits] = {}
    waiting = dict(people)
    for step in STEPS:
        less = {person: step(traits) for person, traits in waiting.items()}
        sizes = Counter(less.values())
        found = {person: traits for person, traits in less.items() if sizes[traits] >= smallest}
        placed |= found
        waiting = {person: traits for person, traits in waiting.items() if person not in found}
    return placed


def companions[Person: Hashable](
    crowd_of: Mapping[Person, Hashable],
    gone: Collection[Person],
    *,
    smallest: int,
    choose: Callable[[list[Person], int], Collection[Person]],
) -> set[Person]:
    """Who leaves along with `gone`: of each crowd so many that `smallest` leave, and as many stay or nobody.

    `crowd_of`: everyone who was there, with what was said of her. `choose` takes so many from a list, by chance.
    """
    along: set[Person] = set()
    for crowd in {crowd_of[person] for person in gone if person in crowd_of}:
        there = [person for person, which in crowd_of.items() if which == crowd]
        others = [person for person in there if person not in gone]
        needed = max(0, smallest - (len(there) - len(others)))
        if len(others) - needed < smallest:
            along.update(others)
        else:
            along.update(choose(others, needed))
    return along
