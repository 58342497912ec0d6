"""A number that a law sets each year holds for that year, and is never guessed for the next."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest

from tegenstroom.base.figures import DECLARED, NoFigureError, declare, july_of, quarter_of, together, year_of
from tegenstroom.base.models import Figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def declared() -> Iterator[None]:
    yield
    DECLARED.pop("test.anew", None)


def set_on(day: date) -> None:
    Figure.objects.create(key="test.anew", valid_from=day, value=Decimal("44.02"), source="test")


@pytest.mark.parametrize(
    ("anew", "since", "last_day", "first_day_after"),
    [
        (year_of, date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)),
        (year_of, date(2024, 1, 1), date(2024, 2, 29), date(2025, 2, 28)),
        (quarter_of, date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1)),
        (july_of, date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1)),
    ],
)
def test_what_one_period_set_is_not_taken_for_the_next(
    declared: None, anew: Callable[[date], date], since: date, last_day: date, first_day_after: date
) -> None:
    number = declare("test.anew", "proef", "euro", anew=anew)
    set_on(since)
    assert number.on(last_day) == Decimal("44.02")
    with pytest.raises(NoFigureError, match="proef"):
        number.on(first_day_after)
    assert number.on_each([last_day, first_day_after]) == {last_day: Decimal("44.02")}


def test_a_number_without_a_period_goes_on_to_hold(declared: None) -> None:
    number = declare("test.anew", "proef", "euro")
    set_on(date(2004, 9, 1))
    assert together(date(2026, 1, 1), number) == [Decimal("44.02")]
