"""Counting guesses and filled-in forms in the database, so that all processes count together."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tegenstroom.accounts.models import Throttle
from tegenstroom.accounts.rules import Bucket

type Buckets = Mapping[str, Bucket]


def spend(buckets: Buckets) -> None:
    """Count one guess or form in each bucket beforehand. TooSoonError when one is full: then none is counted."""
    now = timezone.now()
    # A flood is turned away on a read, and leaves the one writer of SQLite to others.
    _after_one_more(buckets, Throttle.objects.filter(key__in=buckets), now)
    with transaction.atomic():
        keys = sorted(buckets)
        Throttle.objects.bulk_create([Throttle(key=key, empty_at=now) for key in keys], ignore_conflicts=True)
        # Locked in one order, so that two at the same moment wait for each other and never deadlock.
        rows = Throttle.objects.select_for_update().filter(key__in=keys).order_by("key")
        Throttle.objects.bulk_update(_after_one_more(buckets, rows, now), ["empty_at"])


def _after_one_more(buckets: Buckets, rows: Iterable[Throttle], now: datetime) -> list[Throttle]:
    counted = list(rows)
    for row in counted:
        row.empty_at = buckets[row.key].after_one_more(row.empty_at, now)
    return counted


@transaction.atomic
def give_back(buckets: Buckets) -> None:
    """Take back a guess that turned out right: who knows her PIN is never slowed down."""
    for key in sorted(buckets):
        Throttle.objects.filter(key=key).update(empty_at=F("empty_at") - buckets[key].interval)


def forget(now: datetime) -> None:
    """Remove counters that have run empty: they say no more than a counter that is not there."""
    Throttle.objects.filter(empty_at__lte=now).delete()
