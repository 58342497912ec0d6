"""What the offer says of an edition: is there room, and what may someone do now?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tegenstroom.training.rules.places import Closed

# From this many places left on, the offer names the number: fewer is worth knowing.
FEW = 3


class Entrance(StrEnum):
    """What the button of an edition leads to."""

    PLACES = "places"
    LAST_PLACES = "last_places"
    WAITING_LIST = "waiting_list"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Room:
    """Seats of an edition, those held, and how many people wait."""

    maximum: int
    seated: int = 0
    waiting: int = 0

    @property
    def left(self) -> int:
        """Places for someone who comes now: none while anyone waits, because nobody passes the waiting list."""
        return 0 if self.waiting else max(self.maximum - self.seated, 0)


def entrance(room: Room, closed: Closed | None) -> Entrance:
    """What someone who comes now finds."""
    if closed:
        return Entrance.CLOSED
    if not room.left:
        return Entrance.WAITING_LIST
    return Entrance.LAST_PLACES if room.left <= FEW else Entrance.PLACES


def months_from(first: date, count: int = 12) -> list[date]:
    """The first day of this month and of the months after it."""
    start = first.year * 12 + first.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(start, start + count)]
