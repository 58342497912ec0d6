"""A group that is asked how it was, for tests of evaluation."""

from collections.abc import Iterator
from datetime import timedelta

import time_machine
from django.urls import reverse
from django.utils import timezone

from tegenstroom.training.actions import evaluation as actions
from tegenstroom.training.addresses import evaluation_token
from tegenstroom.training.models import Edition, EvaluationInvitation
from tegenstroom.training.rules.evaluation import Wave
from tegenstroom.training.tests.groups import (
    at,
    group,
    moved,
)

LAST_DAY = at(2026, 12, 10)


def a_group_on_its_last_day() -> Iterator[Edition]:
    """Six people whose last day is 10 December 2026, from 9.30 to 16.30 h."""
    with time_machine.travel(at(2026, 12, 10, 16, 10), tick=False) as clock:
        actions.load_questions()
        edition = group(days=(0,))
        moved(edition, LAST_DAY)
        edition.clock = clock
        yield edition


def go_to(edition: Edition, **passed: int) -> None:
    edition.clock.move_to(at(2026, 12, 10, 16, 10) + timedelta(**passed))


def asked(edition: Edition, wave: str = Wave.LAST_DAY) -> list[EvaluationInvitation]:
    actions.invite_due(timezone.now())
    return list(EvaluationInvitation.objects.filter(enrolment__edition=edition, wave=wave).order_by("pk"))


def link(invitation: EvaluationInvitation, *more: object) -> str:
    name = "evaluation_question" if more else "evaluation"
    return reverse(f"training:{name}", args=[evaluation_token(invitation), *more])
