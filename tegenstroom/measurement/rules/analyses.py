"""Long analyses: which there are, and the states through which one goes."""

from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What can be asked of the answers of many."""

    RELIABILITY = "reliability"
    STRUCTURE = "structure"
    GRADED = "graded"
    DIF = "dif"
    INVARIANCE = "invariance"


class Among(StrEnum):
    """Between whom questions may differ."""

    LANGUAGE = "language"
    HOW = "how"


class State(StrEnum):
    """Where an analysis is. The last four are ends."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    STOPPED = "stopped"
    FAILED = "failed"


RUNNING = (State.WAITING, State.RUNNING)
# Who computes lets hear of herself every second; a machine that is very busy may skip some.
SILENCE = timedelta(seconds=90)
MOST_TRIES = 2
# One that waits longer while nothing is computed, waits for a worker that is not there.
NOBODY = timedelta(minutes=5)


def is_silent(alive_at: datetime | None, now: datetime) -> bool:
    """Whether nothing was heard for so long that nobody computes any more."""
    return alive_at is None or now - alive_at > SILENCE


def is_left(asked_at: datetime, now: datetime, *, others_run: bool) -> bool:
    """Whether one that waits has nobody who will compute it."""
    return not others_run and now - asked_at > NOBODY


def after_silence(tries: int) -> State:
    """Once more from the start, or given up: what ended a worker twice will do so a third time."""
    return State.WAITING if tries < MOST_TRIES else State.FAILED
