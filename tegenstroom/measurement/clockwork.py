"""What happens by itself in measurements when time passes."""

from datetime import datetime

from tegenstroom.base import clock
from tegenstroom.measurement.actions import analyses, drafts, inviting, releasing, settling


@clock.every(minutes=60)
def ask(now: datetime) -> None:
    """Whoever's round is open is asked, by day only."""
    inviting.invite_due(now)


@clock.every(minutes=60)
def ask_once_more(now: datetime) -> None:
    """Who did not answer is reminded, a few times at most."""
    inviting.remind_due(now)


@clock.every(minutes=60)
def release(now: datetime) -> None:
    """What was answered in rounds that are over joins its report."""
    releasing.release_due(now)


@clock.every(minutes=24 * 60)
def forget(now: datetime) -> None:
    """Who took part is forgotten in time, and later what was answered."""
    inviting.forget_old(now)


@clock.every(minutes=24 * 60)
def settle(now: datetime) -> None:
    """What groups answered that are done, comes to researchers once a month, together."""
    settling.settle_all()


@clock.every(minutes=60)
def forget_drafts(now: datetime) -> None:
    """Forms that nobody confirmed do not lie about."""
    drafts.forget_old_drafts(now)


@clock.every(minutes=1)
def take_up_again(now: datetime) -> None:
    """An analysis of which nothing is heard any more is taken up again, or given up."""
    analyses.take_up_again(now)
