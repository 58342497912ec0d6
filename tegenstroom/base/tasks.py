"""Sending the mail that waits in the queue."""

from django.tasks import task

from tegenstroom.base import delivery
from tegenstroom.base.models import Letter

# So many letters in one sweep: the worker also has other things to do.
SWEEP = 200


@task()
def deliver(letter_id: int) -> None:
    """Try once to send one letter. Safe to run twice: only one run may claim a try."""
    delivery.try_once(letter_id)


@task()
def deliver_due() -> None:
    """Try every letter whose next try has come."""
    for letter_id in Letter.objects.due().order_by("next_try_at").values_list("pk", flat=True)[:SWEEP]:
        delivery.try_once(letter_id)
