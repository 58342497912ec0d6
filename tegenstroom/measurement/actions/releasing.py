"""Letting answers into the report of their group, and out of it again. Nothing here says who answered when."""

import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tegenstroom.base import stamps
from tegenstroom.measurement.actions.overlap import elsewhere_of
from tegenstroom.measurement.figures import SMALLEST_GROUP
from tegenstroom.measurement.models import Consent, Measurement, Sheet, Wave
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.rules.release import Wait, leaving, may_join, next_release


def release_due(now: datetime) -> int:
    """Let into their report what was answered in rounds that are over, or whole; how many rounds that were."""
    waiting = Wave.objects.filter(sheets__finished=True, sheets__release=None).distinct()
    return sum(release(wave=wave, now=now) for wave in waiting.in_order())


@transaction.atomic
def release(*, wave: Wave, now: datetime) -> bool:
    """Let all answers of a round that wait for it into the report, or none of them."""
    measurement = Measurement.objects.select_for_update().get(pk=wave.measurement_id)
    standing = standing_of(measurement)
    waiting = _joining(wave, measurement, standing, now)
    if not waiting:
        return False
    wave.sheets.filter(code_hash__in=waiting).update(release=next_release(standing[wave.pk]))
    stamps.bump(stamps.UNSEEN)
    return True


def waits_for(*, wave: Wave, now: datetime) -> Wait:
    """Why what was handed in of this round does not stand in the report."""
    measurement = wave.measurement
    if not _is_whole(wave, measurement, now):
        return Wait.OPEN
    waiting = _waiting(wave)
    if len(waiting) < int(SMALLEST_GROUP.on(timezone.localdate(now))):
        return Wait.FEW
    return Wait.CLOCK if _joining(wave, measurement, standing_of(measurement), now) else Wait.OTHERS


def leave(measurement: Measurement, code_hash: str) -> None:
    """Take this code out of the report, and others with it, so that nobody sees whose answers went.

    The caller is in a transaction, holds the measurement, and still has to end her yes or erase her answers.
    """
    standing = standing_of(measurement)
    if not any(code_hash in joined for joined in standing.values()):
        return
    smallest = int(SMALLEST_GROUP.on(timezone.localdate()))
    shared = sum(elsewhere_of(measurement).values())
    out = leaving(standing, code_hash, smallest=smallest, lot=_drawn, elsewhere=shared)
    Sheet.objects.filter(wave__measurement=measurement, code_hash__in=out).update(release=Sheet.OUT)
    stamps.bump(stamps.UNSEEN)


def standing_of(measurement: Measurement) -> dict[int, dict[str, int]]:
    """By round, in order, the codes that stand in the report and with which release each of them joined."""
    found: dict[int, dict[str, int]] = {pk: {} for pk in measurement.waves.in_order().values_list("pk", flat=True)}
    rows = Sheet.objects.filter(wave__measurement=measurement, release__gt=Sheet.OUT)
    for wave, code, number in rows.values_list("wave", "code_hash", "release"):
        found[wave][code] = number or Sheet.OUT
    return found


def _joining(wave: Wave, measurement: Measurement, standing: dict[int, dict[str, int]], now: datetime) -> set[str]:
    """All who wait to join this round, or nobody while they may not."""
    if not _is_whole(wave, measurement, now) or not (waiting := _waiting(wave)):
        return set()
    smallest = int(SMALLEST_GROUP.on(timezone.localdate(now)))
    shared = elsewhere_of(measurement)
    may = may_join(standing, wave.pk, waiting, smallest=smallest, elsewhere=shared)
    return waiting if may else set()


def _is_whole(wave: Wave, measurement: Measurement, now: datetime) -> bool:
    """Whether nobody can add to it on a screen any more: its days are over, or everyone answered."""
    if measurement.ended_at is not None or timezone.localdate(now) > wave.closes_on:
        return True
    asked = wave.invitations.all()
    return asked.exists() and not asked.filter(done=False).exists()


def _waiting(wave: Wave) -> set[str]:
    """Who handed in, says yes to a report of her group, and was not let into it or out of it before."""
    yes = Consent.objects.for_use(Purpose.GROUP).filter(measurement=wave.measurement_id)
    finished = Sheet.objects.serving(Purpose.GROUP).filter(wave=wave, finished=True, release=None)
    return set(finished.filter(code_hash__in=yes.values("code_hash")).values_list("code_hash", flat=True))


def _drawn(people: Collection[str], count: int) -> Collection[str]:
    return secrets.SystemRandom().sample(sorted(people), count)
