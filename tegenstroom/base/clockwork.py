"""What base itself does when time passes."""

from datetime import datetime

from django.core.management import call_command
from django.tasks import task_backends
from django_tasks_db import DatabaseBackend

from tegenstroom.base import clock, tasks
from tegenstroom.base.models import Letter


@clock.every(minutes=1)
def sweep_letters(now: datetime) -> None:
    """Wake the worker for mail whose next try has come, also when a worker died half-way one."""
    if Letter.objects.due().exists():
        tasks.deliver_due.enqueue()


@clock.every(minutes=24 * 60)
def tidy(now: datetime) -> None:
    """Forget sessions that ended and jobs that were done two weeks ago."""
    call_command("clearsessions")
    # Tests and one-off scripts keep their queue elsewhere.
    if isinstance(task_backends["default"], DatabaseBackend):
        call_command("prune_db_task_results", verbosity=0)
