"""When an edition may move on, and what still stands in its way."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Channel(StrEnum):
    """Open to everyone, or made to measure for one organisation."""

    OPEN = "open"
    IN_COMPANY = "in_company"


class EditionState(StrEnum):
    """DRAFT is seen by the desk only; OPEN takes enrolments; CONFIRMED is sure to be given."""

    DRAFT = "draft"
    OPEN = "open"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    CLOSED = "closed"


NEXT_STATES = {
    EditionState.DRAFT: {EditionState.OPEN, EditionState.CANCELLED},
    EditionState.OPEN: {EditionState.CONFIRMED, EditionState.CANCELLED},
    EditionState.CONFIRMED: {EditionState.CLOSED, EditionState.CANCELLED},
    EditionState.CANCELLED: set(),
    EditionState.CLOSED: set(),
}


class Obstacle(StrEnum):
    """Why an edition cannot be announced or confirmed yet."""

    NO_DATES = "no_dates"
    DATES_PAST = "dates_past"
    NO_PLACE = "no_place"
    TRAINERS_MISSING = "trainers_missing"
    COACHES_MISSING = "coaches_missing"
    WRONG_STATE = "wrong_state"


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is known of an edition on the day that someone wants to move it."""

    state: EditionState
    starts_on: date | None
    has_place: bool
    trainers_confirmed: int
    trainers_needed: int
    coaches_confirmed: int
    coaches_needed: int


def obstacles_to_open(edition: Readiness, *, today: date) -> list[Obstacle]:
    """What stands in the way of announcing: dates to come and a place. Empty when nothing does."""
    found = []
    if EditionState.OPEN not in NEXT_STATES[edition.state]:
        found.append(Obstacle.WRONG_STATE)
    if edition.starts_on is None:
        found.append(Obstacle.NO_DATES)
    elif edition.starts_on < today:
        found.append(Obstacle.DATES_PAST)
    if not edition.has_place:
        found.append(Obstacle.NO_PLACE)
    return found


def obstacles_to_confirm(edition: Readiness) -> list[Obstacle]:
    """What stands in the way of confirming: above all, no tandem means no training."""
    found = []
    if EditionState.CONFIRMED not in NEXT_STATES[edition.state]:
        found.append(Obstacle.WRONG_STATE)
    if edition.starts_on is None:
        found.append(Obstacle.NO_DATES)
    if not edition.has_place:
        found.append(Obstacle.NO_PLACE)
    if edition.trainers_confirmed < edition.trainers_needed:
        found.append(Obstacle.TRAINERS_MISSING)
    if edition.coaches_confirmed < edition.coaches_needed:
        found.append(Obstacle.COACHES_MISSING)
    return found
