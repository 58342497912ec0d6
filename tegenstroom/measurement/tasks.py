"""Long analyses, in a worker of their own: letters never wait for them."""

from django.tasks import task

from tegenstroom.base.queues import ANALYSES
from tegenstroom.measurement.research import running


@task(queue_name=ANALYSES)
def analyse(analysis_id: int) -> None:
    """Compute one analysis. Safe to run twice: only one run may claim it."""
    running.run(analysis_id)
