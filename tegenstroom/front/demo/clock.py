"""Other moments than now: when something happened, and when a day of a training falls."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.db import connection
from django.utils import timezone

from tegenstroom.base.models import Letter
from tegenstroom.training.rules.editions import Day

SATURDAY = 5
# Month and day. Between Christmas and New Year nobody comes either.
FREE_DAYS = {(1, 1), (1, 2), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), *((12, day) for day in range(24, 32))}
# The clock on the wall, also inside a block that plays another moment.
real_now = timezone.now
# Letters of the last days stay in the queue: the worker really sends them, and the demo shows them.
STILL_FRESH = timedelta(days=1)


def today() -> date:
    """The day on which the demo is built."""
    return timezone.localdate(real_now())


def working_day(offset: int) -> date:
    """The working day nearest to `offset` days from today; what is past stays past, what comes stays to come."""
    day, step = today() + timedelta(days=offset), timedelta(days=-1 if offset < 0 else 1)
    while day.weekday() >= SATURDAY or (day.month, day.day) in FREE_DAYS:
        day += step
    return day


def moment(offset: int, hour: int = 10, minute: int = 0) -> datetime:
    """That hour of the day, `offset` days from today."""
    day = today() + timedelta(days=offset)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def training_day(offset: int, begin: time = time(9, 30), end: time = time(16, 30)) -> Day:
    """A day of a training, never in a weekend."""
    day = working_day(offset)
    begins, ends = (timezone.make_aware(datetime.combine(day, hour)) for hour in (begin, end))
    return Day(begins, ends)


@contextmanager
def at(then: datetime) -> Iterator[None]:
    """For the length of the block it is another moment; what is written in it left at that moment too."""
    # As timezone.now() says it: in UTC, also in the hash of an audit row.
    then = then.astimezone(UTC)
    left: dict[str, Any] = {"queued_at": then, "next_try_at": then}
    if then < real_now() - STILL_FRESH:
        left |= {"state": Letter.State.SENT, "sent_at": then + timedelta(minutes=1)}
    with ExitStack() as stack:
        stack.enter_context(patch.object(timezone, "now", lambda: then))
        for name, value in left.items():
            # As its default, and so without a question to the database for each of many hundred moments.
            row = Letter._meta.get_field(name)
            stack.enter_context(patch.object(row, "get_default", partial(_as_it_is, value)))
        yield


@contextmanager
def in_one_piece() -> Iterator[None]:
    """For the length of the block nothing is undone by itself: no statement goes to places to come back to."""
    with patch.object(connection, "savepoint", lambda: None):
        yield


@contextmanager
def rows_at_the_same_moment() -> Iterator[None]:
    """For the length of the block a row says by itself that it was made at the moment that plays.

    Fields keep the real clock as their default, and would say the day on which the demo is built.
    """
    with ExitStack() as stack:
        for model in apps.get_models():
            for row in model._meta.local_fields:
                if row.default is real_now:
                    stack.enter_context(patch.object(row, "get_default", lambda: timezone.now()))  # noqa: PLW0108  patched by `at`
        yield


def _as_it_is(value: object) -> object:
    return value
