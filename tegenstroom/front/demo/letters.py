"""A queue as it looks on an ordinary day: most letters left, one came back, one waits for a better moment."""

from datetime import timedelta

from django.utils import timezone

from tegenstroom.base.models import Letter
from tegenstroom.front.demo.clock import at, moment
from tegenstroom.front.demo.network import Network
from tegenstroom.training.actions import reminders


def build(network: Network) -> None:
    """What the clock wrote until two days ago, and then a queue with something in every corner."""
    then = moment(-2)
    with at(then):
        reminders.send_practical(then)
        reminders.remind(then)
        reminders.send_afterwards(then)
    _disturb()


def _disturb() -> None:
    """One recent mail failed, another is tried again later; the newest paper letters wait for the printer."""
    recent = Letter.objects.filter(state=Letter.State.SENT).order_by("-queued_at")
    failed, tried = recent.filter(channel=Letter.Channel.MAIL)[:2]
    failed.state, failed.sent_at, failed.tries = Letter.State.FAILED, None, 1
    failed.why_failed = Letter.Failure.REFUSED
    failed.save()
    tried.state, tried.sent_at, tried.tries = Letter.State.QUEUED, None, 3
    tried.why_failed, tried.next_try_at = Letter.Failure.BUSY, timezone.now() + timedelta(hours=2)
    tried.save()
    newest = recent.filter(channel=Letter.Channel.PAPER).values_list("pk", flat=True)[:3]
    Letter.objects.filter(pk__in=list(newest)).update(state=Letter.State.QUEUED, sent_at=None)
