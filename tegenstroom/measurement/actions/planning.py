"""Planning a measurement, and calling it off."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.measurement.actions.instruments import is_usable
from tegenstroom.measurement.models import InstrumentVersion, Measurement, Wave
from tegenstroom.measurement.rules.waves import PlannedWave, WavesFault, faults
from tegenstroom.training.models import Edition


class NotAllowedError(ValueError):
    """This questionnaire is not free, and nobody said that this organisation may use it."""


class WavesError(ValueError):
    """The waves cannot be planned so; `faults` says why."""

    def __init__(self, found: Sequence[WavesFault]) -> None:
        super().__init__(*found)
        self.faults = found


@transaction.atomic
def plan(
    *,
    edition: Edition,
    version: InstrumentVersion,
    waves: Sequence[PlannedWave],
    by: Person | None,
    for_research: bool = False,
    for_norms: bool = False,
) -> Measurement:
    """A measurement with its waves; the clock invites. Raises NotAllowedError and WavesError."""
    if not is_usable(version, edition.organisation_id):
        raise NotAllowedError(version.pk)
    if found := faults(waves, today=timezone.localdate()):
        raise WavesError(found)
    measurement = Measurement.objects.create(
        edition=edition, version=version, for_research=for_research, for_norms=for_norms, made_by=by
    )
    Wave.objects.bulk_create(
        Wave(measurement=measurement, moment=wave.moment, invites_on=wave.invites_on, closes_on=wave.closes_on)
        for wave in waves
    )
    audit.record("measurement.plan", by=by, about=measurement, edition=edition.pk, waves=len(waves))
    return measurement


@transaction.atomic
def call_off(*, measurement: Measurement, by: Person | None) -> None:
    """Ask nobody any more. What was answered stays, for who gave it. Twice is once."""
    waiting = Measurement.objects.filter(pk=measurement.pk, called_off_at=None)
    if waiting.update(called_off_at=timezone.now()):
        audit.record("measurement.call_off", by=by, about=measurement)
