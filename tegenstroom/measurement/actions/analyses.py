"""Asking for a long analysis, stopping one, and taking up again what was broken off."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.measurement.models import Analysis, InstrumentVersion
from tegenstroom.measurement.rules import analyses as rule
from tegenstroom.measurement.rules.analyses import RUNNING, SILENCE, Among, Kind, State, after_silence
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.tasks import analyse


@transaction.atomic
def ask(
    *, version: InstrumentVersion, kind: Kind, moment: Moment | None, among: Among | None, by: Person
) -> Analysis:
    """Put an analysis in the queue; the one that runs already when the same was asked."""
    options: dict[str, str | None] = {} if kind is Kind.INVARIANCE else {"moment": moment}
    if kind is Kind.DIF:
        options["among"] = among
    audit.take_turn()
    there = Analysis.objects.filter(version=version, kind=kind, options=options, state__in=RUNNING).first()
    if there:
        return there
    row = Analysis.objects.create(
        version=version, kind=kind, options=options, asked_by=by, alive_at=timezone.now()
    )
    audit.record("measurement.analyse", by=by, about=row, kind=kind)
    transaction.on_commit(partial(analyse.enqueue, row.pk))
    return row


@transaction.atomic
def stop(*, analysis: Analysis, by: Person) -> bool:
    """End it; whoever computes notices within a second. False when it had ended already."""
    runs = Analysis.objects.filter(pk=analysis.pk, state__in=RUNNING)
    if not runs.update(state=State.STOPPED, ended_at=timezone.now()):
        return False
    audit.record("measurement.stop_analysis", by=by, about=analysis)
    return True


def is_left(analysis: Analysis, now: datetime) -> bool:
    """Whether it waits, and nobody computes: this machine has no worker for analyses."""
    if analysis.state != State.WAITING:
        return False
    others = Analysis.objects.filter(state=State.RUNNING, alive_at__gt=now - SILENCE)
    return rule.is_left(analysis.asked_at, now, others_run=others.exists())


def take_up_again(now: datetime) -> None:
    """What nobody computes any more waits once more; what ended a worker twice is given up."""
    running = Analysis.objects.filter(state=State.RUNNING)
    for row in running.exclude(alive_at__gt=now - SILENCE):
        state = after_silence(row.tries)
        # Only as it was when we looked: it may have let hear of itself since.
        silent = running.filter(pk=row.pk, alive_at=row.alive_at)
        silent.update(state=state, alive_at=None, ended_at=now if state is State.FAILED else None)
    if running.exists():
        return
    waiting = Analysis.objects.filter(state=State.WAITING)
    for row in waiting.exclude(alive_at__gt=now - SILENCE):
        if waiting.filter(pk=row.pk, alive_at=row.alive_at).update(alive_at=now):
            analyse.enqueue(row.pk)
