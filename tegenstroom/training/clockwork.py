"""What happens by itself in training when time passes."""

from datetime import datetime

from tegenstroom.base import clock
from tegenstroom.training.actions import enrolment


@clock.every(minutes=5)
def lapse_offers(now: datetime) -> None:
    """An offer that nobody took goes to the next in line."""
    enrolment.lapse_offers(now)


@clock.every(minutes=60)
def approvals(now: datetime) -> None:
    """A leader is asked once more half-way; without an answer the seat comes free."""
    enrolment.remind_leaders(now)
    enrolment.lapse_approvals(now)
