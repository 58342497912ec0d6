"""When letters go out by themselves before and after the days of an edition."""

from datetime import date, timedelta

AFTERWARDS_DAYS = range(1, 8)


def reminder_is_due(day: date, *, today: date, days: int) -> bool:
    """From `days` days before a part until the day before."""
    return today < day <= today + timedelta(days=days)


def practical_is_due(first_day: date, *, today: date, days: int, reminder_days: int) -> bool:
    """From `days` days before the first part, until the reminder comes: that one says the same."""
    return today + timedelta(days=reminder_days) < first_day <= today + timedelta(days=days)


def afterwards_is_due(last_day: date, *, today: date) -> bool:
    """The day after the last part, or within that week."""
    return (today - last_day).days in AFTERWARDS_DAYS
