"""What happens by itself around logging in."""

from datetime import datetime

from tegenstroom.accounts.actions import throttle
from tegenstroom.base import clock


@clock.every(minutes=60)
def forget_old_counters(now: datetime) -> None:
    """Counters that ran empty go away."""
    throttle.forget(now)
