"""How long the books keep a name."""

from datetime import date


def kept_until(last_day: date, years: int) -> date:
    """The last day on which the books of the year of `last_day` are kept: so many whole years follow it."""
    return date(last_day.year + years, 12, 31)
