"""How the machine is doing, in numbers that betray nobody."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cache

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Min
from django.utils import timezone

from tegenstroom.base import clock
from tegenstroom.base.models import Letter

# The ticker comes by every minute; mail that is due leaves within minutes.
OLDEST_TICK = timedelta(minutes=10)
OLDEST_MAIL = timedelta(minutes=30)


class _StillPendingError(Exception):
    """Keeps `cache` from remembering an answer that will change."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What a watchman asks for. Ages in whole minutes, None where there is nothing."""

    database: bool
    migrated: bool = False
    oldest_due_letter: int | None = None
    last_tick: int | None = None
    well: bool = False

    def as_json(self) -> dict[str, object]:
        """The same for a machine, with one word for all of it."""
        values = asdict(self)
        return {"status": "ok" if values.pop("well") else "ill", **values}


def pulse() -> Pulse:
    """Look at everything once."""
    if not is_migrated():
        return Pulse(database=True)
    mail = _age(Letter.objects.due().aggregate(oldest=Min("next_try_at"))["oldest"])
    tick = _age(clock.last_tick())
    # A new installation has a few minutes for its first tick.
    silent = tick if tick is not None else _age(_installed_at())
    well = (mail or timedelta()) <= OLDEST_MAIL and (silent or timedelta()) <= OLDEST_TICK
    return Pulse(
        database=True, migrated=True, oldest_due_letter=_minutes(mail), last_tick=_minutes(tick), well=well
    )


def is_migrated() -> bool:
    """True when the database has every table that this code expects."""
    try:
        return _no_migration_is_pending()
    except _StillPendingError:
        return False


@cache
def _no_migration_is_pending() -> bool:
    # The code of a running process does not change: once complete is complete.
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _StillPendingError
    return True


def _installed_at() -> datetime | None:
    first: datetime | None = MigrationRecorder(connection).migration_qs.aggregate(first=Min("applied"))["first"]
    return first


def _age(moment: datetime | None) -> timedelta | None:
    return timezone.now() - moment if moment else None


def _minutes(age: timedelta | None) -> int | None:
    return None if age is None else int(age.total_seconds() // 60)
