"""Who may be marked when, and how people are named on a list in the room."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime


def may_be_marked(day: date, *, today: date) -> bool:
    """A part is marked on its day and ever after: what has not happened yet cannot be attended."""
    return day <= today


def may_be_excused(starts_at: datetime, *, now: datetime) -> bool:
    """Whoever cannot come says so until the part begins."""
    return now < starts_at


def room_code_holds(day: date, *, today: date) -> bool:
    """The code on the screen in the room opens the list on the day itself only."""
    return day == today


def room_names[K](people: Mapping[K, tuple[str, str]]) -> dict[K, str]:
    """What each person is called on the list in the room, from her first and family name.

    “Fatima B.”; where two people would share that, their family names are written further until they differ.
    Two people whose whole names are the same stay the same.
    """
    letters = dict.fromkeys(people, 1)
    while True:
        names = {key: _shown(*people[key], letters[key]) for key in people}
        # A dot is all that tells “An Bo” from “An Bo.”: not enough to find oneself by.
        shared = Counter(name.rstrip(".") for name in names.values())
        growing = [
            key for key in people if shared[names[key].rstrip(".")] > 1 and letters[key] < len(people[key][1])
        ]
        if not growing:
            return names
        for key in growing:
            letters[key] += 1


def _shown(given: str, family: str, letters: int) -> str:
    if not family:
        return given
    return f"{given} {family}" if letters >= len(family) > 1 else f"{given} {family[:letters].rstrip()}."
