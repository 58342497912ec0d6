"""What happens by itself around logging in."""

from datetime import datetime

from tegenstroom.accounts.actions import guesses
from tegenstroom.base import clock


@clock.every(minutes=60)
def forget_old_guesses(now: datetime) -> None:
    """Counters that ran empty go away."""
    guesses.forget(now)
