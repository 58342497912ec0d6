"""How long a team leader has to say yes or no."""

from datetime import date, datetime, time, timedelta, tzinfo


def deadline(asked_at: datetime, *, days: int, starts_on: date, zone: tzinfo) -> datetime:
    """Until when an answer counts: `days` days, but never into the first day itself."""
    return min(asked_at + timedelta(days=days), datetime.combine(starts_on, time.min, tzinfo=zone))


def reminder_at(asked_at: datetime, until: datetime) -> datetime:
    """When the leader is asked once more: half-way."""
    return asked_at + (until - asked_at) / 2
