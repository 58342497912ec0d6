"""What the offer says of an edition."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.training.rules.offer import Entrance, Room, entrance, months_from
from tegenstroom.training.rules.places import Closed


@pytest.mark.parametrize(
    ("room", "found"),
    [
        (Room(16, seated=0), Entrance.PLACES),
        (Room(16, seated=12), Entrance.PLACES),
        (Room(16, seated=13), Entrance.LAST_PLACES),
        (Room(16, seated=16), Entrance.WAITING_LIST),
        (Room(16, seated=15, waiting=1), Entrance.WAITING_LIST),
    ],
)
def test_what_someone_finds(room: Room, found: Entrance) -> None:
    assert entrance(room, None) is found


def test_a_closed_edition_is_closed_even_with_room() -> None:
    assert entrance(Room(16), Closed.TOO_LATE) is Entrance.CLOSED


@given(st.integers(1, 100), st.integers(0, 120), st.integers(0, 5))
def test_places_left_are_never_negative_and_none_while_anyone_waits(
    maximum: int, seated: int, waiting: int
) -> None:
    left = Room(maximum, seated, waiting).left
    assert 0 <= left <= maximum
    assert not (waiting and left)


def test_months_run_over_the_new_year() -> None:
    assert months_from(date(2026, 11, 22), 3) == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]
