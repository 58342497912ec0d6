"""Letting answers into the report of their group, and out of it again. Nothing here says who answered when."""

import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tegenstroom.base import stamps
from tegenstroom.measurement.figures import SMALLEST_GROUP
from tegenstroom.measurement.models import Consent, Measurement, Sheet, Wave
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.rules.release import leaving, may_join


def release_due(now: datetime) -> int:
    """Let into their report what was answered in rounds that are over, or whole; how many rounds that were."""
    waiting = Wave.objects.filter(sheets__finished=True, sheets__in_report=None).distinct()
    return sum(release(wave=wave, now=now) for wave in waiting.in_order().select_related("measurement"))


@transaction.atomic
def release(*, wave: Wave, now: datetime) -> bool:
    """Let all answers of a round that wait for it into the report, or none of them."""
    measurement = Measurement.objects.select_for_update().get(pk=wave.measurement_id)
    if not _is_whole(wave, now):
        return False
    yes = _yes(measurement)
    waiting = set(wave.sheets.filter(finished=True, in_report=None).values_list("code_hash", flat=True)) & yes
    smallest = int(SMALLEST_GROUP.on(timezone.localdate(now)))
    if not waiting or not may_join(_standing(measurement), wave.pk, waiting, smallest=smallest):
        return False
    wave.sheets.filter(code_hash__in=waiting).update(in_report=True)
    stamps.bump(stamps.UNSEEN)
    return True


def leave(measurement: Measurement, code_hash: str) -> None:
    """Take this code out of the report, and others with it, so that nobody sees whose answers went.

    The caller is in a transaction, holds the measurement, and still has to end her yes or erase her answers.
    """
    standing = _standing(measurement)
    if not any(code_hash in codes for codes in standing.values()):
        return
    smallest = int(SMALLEST_GROUP.on(timezone.localdate()))
    out = leaving(standing, code_hash, smallest=smallest, lot=_drawn)
    Sheet.objects.filter(wave__measurement=measurement, code_hash__in=out).update(in_report=False)
    stamps.bump(stamps.UNSEEN)


def _is_whole(wave: Wave, now: datetime) -> bool:
    """Whether nobody can add to it on a screen any more: its days are over, or everyone answered."""
    invitations = wave.invitations
    return timezone.localdate(now) > wave.closes_on or (
        invitations.exists() and not invitations.filter(done=False).exists()
    )


def _yes(measurement: Measurement) -> set[str]:
    rows = Consent.objects.for_use(Purpose.GROUP).filter(measurement=measurement)
    return set(rows.values_list("code_hash", flat=True))


def _standing(measurement: Measurement) -> dict[int, set[str]]:
    """By round the codes that stand in the report."""
    found: dict[int, set[str]] = {pk: set() for pk in measurement.waves.in_order().values_list("pk", flat=True)}
    rows = Sheet.objects.filter(wave__measurement=measurement, in_report=True)
    for wave, code in rows.values_list("wave", "code_hash"):
        found[wave].add(code)
    return found


def _drawn(people: Collection[str], count: int) -> Collection[str]:
    return secrets.SystemRandom().sample(sorted(people), count)
