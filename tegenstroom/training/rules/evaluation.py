"""When people are asked, and when a result may be shown."""

from datetime import date, timedelta
from enum import StrEnum


class Wave(StrEnum):
    """On the last day; after six weeks (what did you do differently?); after three months."""

    LAST_DAY = "last_day"
    SIX_WEEKS = "six_weeks"
    THREE_MONTHS = "three_months"


DAYS_AFTER_THE_END = {Wave.LAST_DAY: 0, Wave.SIX_WEEKS: 42, Wave.THREE_MONTHS: 91}


def due_on(wave: Wave, ends_on: date) -> date:
    """The day on which the invitation of this wave goes out."""
    return ends_on + timedelta(days=DAYS_AFTER_THE_END[wave])


def may_be_shown(answers: int, *, smallest_group: int) -> bool:
    """A result is shown only when enough people stand behind it."""
    return answers >= smallest_group
