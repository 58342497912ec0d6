"""How long a team leader has to say yes or no."""

from datetime import date, datetime, time, timedelta, tzinfo

# Early enough to say so before people sleep: who does not come on the first day hears it the evening before.
LAST_EVENING = time(18)


def deadline(asked_at: datetime, *, days: int, starts_on: date, zone: tzinfo) -> datetime:
    """Until when an answer counts: `days` days, but no longer than the evening before the first day.

    A leader who is asked later than that has until midnight.
    """
    evening = datetime.combine(starts_on - timedelta(days=1), LAST_EVENING, tzinfo=zone)
    midnight = datetime.combine(starts_on, time.min, tzinfo=zone)
    return min(asked_at + timedelta(days=days), evening if asked_at < evening else midnight)


def reminder_at(asked_at: datetime, until: datetime) -> datetime:
    """When the leader is asked once more: half-way."""
    return asked_at + (until - asked_at) / 2
