"""What happens by itself in measurements when time passes."""

from datetime import datetime

from tegenstroom.base import clock
from tegenstroom.measurement.actions import inviting


@clock.every(minutes=60)
def ask(now: datetime) -> None:
    """Whoever's round is open is asked, by day only."""
    inviting.invite_due(now)


@clock.every(minutes=60)
def ask_once_more(now: datetime) -> None:
    """Who did not answer is reminded, a few times at most."""
    inviting.remind_due(now)


@clock.every(minutes=24 * 60)
def forget(now: datetime) -> None:
    """Who took part is forgotten in time, and later what was answered."""
    inviting.forget_old(now)
