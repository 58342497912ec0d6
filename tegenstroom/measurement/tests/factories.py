"""Measurements for tests: `MeasurementFactory()` runs now, with one wave that takes answers."""

from datetime import timedelta

import factory
from django.utils import timezone

from tegenstroom.engines.questionnaires import shipped_pack
from tegenstroom.measurement.actions import codes
from tegenstroom.measurement.actions.instruments import add
from tegenstroom.measurement.models import InstrumentVersion, Invitation, Measurement, Participation, Wave
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory


def short_list() -> InstrumentVersion:
    return add(questionnaire=shipped_pack("tegenstroom-kort"), by=None)


class MeasurementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Measurement
        skip_postgeneration_save = True

    edition = factory.SubFactory(EditionFactory)
    version = factory.LazyFunction(short_list)

    @factory.post_generation
    def waves(self, create: bool, extracted: dict[str, int] | None) -> None:
        """`waves={"before": -3}`: each opens that many days from today, for two weeks."""
        today = timezone.localdate()
        for moment, days in ({"before": -1} if extracted is None else extracted).items():
            opens = today + timedelta(days=days)
            Wave.objects.create(
                measurement=self, moment=moment, invites_on=opens, closes_on=opens + timedelta(days=14)
            )


def invitation(wave: Wave | None = None, person: object = None) -> Invitation:
    """Someone of the group who was asked in this wave, with her secret."""
    wave = wave or MeasurementFactory().waves.get()
    measurement = wave.measurement
    person = person or EnrolmentFactory(edition=measurement.edition).person
    participation, made = Participation.objects.get_or_create(measurement=measurement, person=person)
    if made:
        codes.new_secret(participation)
    return Invitation.objects.create(participation=participation, wave=wave)
