"""What measuring does by itself when time passes."""

from datetime import datetime

from tegenstroom.base import clock
from tegenstroom.measurement.actions import expiring, inviting


@clock.every(minutes=60)
def invite(now: datetime) -> None:
    """Ask people in the waves that are open, by day only."""
    inviting.invite_due(now)


@clock.every(minutes=60)
def remind(now: datetime) -> None:
    """Ask once more who is not done, by day only."""
    inviting.remind_due(now)


@clock.every(minutes=24 * 60)
def forget(now: datetime) -> None:
    """Who answered is forgotten after a year, what was answered after five."""
    expiring.forget_old(now)
