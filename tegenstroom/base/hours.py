"""When people hear from us."""

from datetime import datetime

# Nobody is woken by a letter of ours, and nobody finds one at bedtime.
FIRST_HOUR, LAST_HOUR = 9, 20


def letters_may_go(local_now: datetime) -> bool:
    """By day only, in the time of the place where people live."""
    return FIRST_HOUR <= local_now.hour < LAST_HOUR
