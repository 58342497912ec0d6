"""What must happen by itself when time passes.

    @clock.every(minutes=60)
    def lapse_offers(now: datetime) -> None: ...

in a module `clockwork.py` of an app. The ticker (`tegenstroom tick`) calls it; it must be safe to run twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.utils import timezone

from tegenstroom.base.models import Beat

log = structlog.get_logger("tegenstroom.clock")

type Work = Callable[[datetime], object]

# The row that says when a ticker last came by, whatever there was to do.
TICKER = "ticker"

PAUSE_AFTER_FAILURE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Job:
    """A function and how often it runs."""

    name: str
    work: Work
    period: timedelta


JOBS: dict[str, Job] = {}


def every(*, minutes: int) -> Callable[[Work], Work]:
    """Register a function of the moment. The same name twice raises ValueError."""

    def register(work: Work) -> Work:
        name = f"{work.__module__}.{work.__qualname__}"
        if name in JOBS:
            raise ValueError(name)
        JOBS[name] = Job(name, work, timedelta(minutes=minutes))
        return work

    return register


def tick(now: datetime | None = None, *, everything: bool = False) -> int:
    """Run what is due (or everything) and count what failed. One failure never stops the others."""
    now = now or timezone.now()
    Beat.objects.update_or_create(name=TICKER, defaults={"due_at": now})
    failed = 0
    for job in list(JOBS.values()):
        if everything or _claim(job, now):
            failed += not _run(job, now)
    return failed


def last_tick() -> datetime | None:
    """When a ticker last came by."""
    return Beat.objects.filter(name=TICKER).values_list("due_at", flat=True).first()


def _claim(job: Job, now: datetime) -> bool:
    """True for the one ticker that may run this job now."""
    Beat.objects.get_or_create(name=job.name, defaults={"due_at": now})
    return bool(Beat.objects.filter(name=job.name, due_at__lte=now).update(due_at=now + job.period))


def _run(job: Job, now: datetime) -> bool:
    try:
        job.work(now)
    except Exception:
        log.exception("clock failed", job=job.name)
        _again_soon(job, now)
        return False
    log.debug("clock ran", job=job.name)
    return True


def _again_soon(job: Job, now: datetime) -> None:
    # Work of once a day must not wait a day because the database was away for a minute.
    Beat.objects.filter(name=job.name).update(due_at=now + min(job.period, PAUSE_AFTER_FAILURE))
