"""What base itself does when time passes."""

from datetime import datetime

from tegenstroom.base import clock, tasks
from tegenstroom.base.models import Letter


@clock.every(minutes=1)
def sweep_letters(now: datetime) -> None:
    """Wake the worker for mail whose next try has come, also when a server died before it could do so."""
    if Letter.objects.due().exists():
        tasks.deliver_due.enqueue()
