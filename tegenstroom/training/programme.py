"""What the public pages know of editions, in a fixed number of queries however many there are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tegenstroom.training.models import Edition, Enrolment, Session
from tegenstroom.training.models.editions import EditionQuerySet
from tegenstroom.training.rules import places
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.rules.offer import Entrance, Room, entrance
from tegenstroom.training.rules.places import SEATED, Closed, EnrolmentState


@dataclass(frozen=True, slots=True)
class Card:
    """An edition as a reader of the offer sees it."""

    edition: Edition
    days: Sequence[Session]
    room: Room
    closed: Closed | None

    @property
    def entrance(self) -> Entrance:
        return entrance(self.room, self.closed)


def upcoming() -> EditionQuerySet:
    """Open editions to come, with what a card shows of module and place."""
    return Edition.objects.public().to_come().select_related("version__module", "place")


def cards(editions: Iterable[Edition], *, today: date | None = None) -> list[Card]:
    """Cards of these editions: two more queries, for all days and all seats."""
    rows = list(editions)
    days = _days(rows)
    seats = _seats(rows)
    today = today or timezone.localdate()
    return [Card(row, days[row.pk], _room(row, seats), _closed(row, today)) for row in rows]


def _days(editions: Sequence[Edition]) -> dict[int, list[Session]]:
    days: dict[int, list[Session]] = {edition.pk: [] for edition in editions}
    for session in Session.objects.filter(edition__in=editions).select_related("part", "place"):
        days[session.edition_id].append(session)
    return days


def _seats(editions: Sequence[Edition]) -> Counter[tuple[int, str]]:
    """How many enrolments of each state each edition has."""
    held = Enrolment.objects.active().filter(edition__in=editions).order_by()
    return Counter(held.values_list("edition_id", "state"))


def _room(edition: Edition, seats: Counter[tuple[int, str]]) -> Room:
    return Room(
        edition.maximum,
        seated=sum(seats[edition.pk, state] for state in SEATED),
        waiting=seats[edition.pk, EnrolmentState.WAITING],
    )


def _closed(edition: Edition, today: date) -> Closed | None:
    return places.closed_because(
        EditionState(edition.state), starts_on=edition.starts_on, enrol_until=edition.enrol_until, today=today
    )
