import pytest

from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db


def test_an_edition_comes_with_its_days_and_its_tandem() -> None:
    edition = EditionFactory(tandem_says="yes")
    assert edition.sessions.count() == 2
    assert edition.starts_on < edition.ends_on
    assert sorted(edition.tandem.values_list("part", flat=True)) == ["coach", "coach", "trainer"]


def test_enrolments_take_the_next_seat_or_none() -> None:
    edition = EditionFactory()
    seats = [EnrolmentFactory(edition=edition).seat for _ in range(3)]
    waiting = EnrolmentFactory(edition=edition, state=EnrolmentState.WAITING)
    assert (seats, waiting.seat) == ([1, 2, 3], None)
