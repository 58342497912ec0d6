"""The desk plans, the clock invites and reminds, and calling off ends both."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.measurement.actions import expiring, inviting, planning
from tegenstroom.measurement.models import Invitation, Measurement, Participation, Sheet
from tegenstroom.measurement.tests.factories import MeasurementFactory, invitation, short_list
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


def noon(days: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(12)))


def test_the_coordinator_plans_three_moments_as_they_are_proposed(client: Client) -> None:
    edition, version = EditionFactory(), short_list()
    client.force_login(PersonFactory(roles=[COORDINATOR]))
    url = reverse("measurement:desk_plan", args=[edition.pk])
    form = client.get(url).context["form"]
    filled = {name: field.initial for name, field in form.fields.items() if field.initial}
    client.post(url, {**filled, "version": version.pk})
    assert Measurement.objects.get().waves.count() == 3
    assert client.get(reverse("measurement:desk_one", args=[Measurement.objects.get().pk])).status_code == 200
    assert "Meten" in client.get(reverse("measurement:desk_of_edition", args=[edition.pk])).content.decode()


def test_everyone_with_a_place_is_asked_once() -> None:
    wave = MeasurementFactory().waves.get()
    EnrolmentFactory.create_batch(3, edition=wave.measurement.edition)
    assert inviting.invite_due(noon()) == 3
    assert inviting.invite_due(noon()) == 0
    assert Letter.objects.filter(kind="measurement").count() == 3


def test_who_gets_letters_on_paper_reads_her_code_there() -> None:
    wave = MeasurementFactory().waves.get()
    EnrolmentFactory(edition=wave.measurement.edition, person=PersonFactory(email=None))
    inviting.invite_due(noon())
    letter = Letter.objects.get(kind="measurement")
    assert letter.channel == Letter.Channel.PAPER
    assert "deze code" in letter.body


def test_nobody_is_reminded_more_than_twice_and_who_is_done_not_at_all() -> None:
    wave = MeasurementFactory(waves={"before": 0}).waves.get()
    EnrolmentFactory.create_batch(2, edition=wave.measurement.edition)
    inviting.invite_due(noon())
    Invitation.objects.filter(pk=Invitation.objects.first().pk).update(done=True)
    sent = []
    for day in range(20):
        with time_machine.travel(noon(day), tick=False):
            sent.append(inviting.remind_due(timezone.now()))
    assert sum(sent) == 2


def test_a_measurement_that_is_called_off_asks_nobody() -> None:
    asked = invitation()
    EnrolmentFactory(edition=asked.wave.measurement.edition)
    planning.call_off(measurement=asked.wave.measurement, by=None)
    assert inviting.invite_due(noon()) == 0
    assert inviting.remind_due(noon(6)) == 0


def test_by_night_no_letter_is_written() -> None:
    wave = MeasurementFactory().waves.get()
    EnrolmentFactory(edition=wave.measurement.edition)
    assert inviting.invite_due(noon() + timedelta(hours=11)) == 0


def test_who_was_asked_is_forgotten_before_what_was_answered() -> None:
    asked = invitation()
    Sheet.objects.create(wave=asked.wave, code_hash="x", week=timezone.localdate())
    expiring.forget_old(noon(300))
    assert Participation.objects.exists()
    expiring.forget_old(noon(400))
    assert (Participation.objects.exists(), Sheet.objects.exists()) == (False, True)
    expiring.forget_old(noon(1900))
    assert not Sheet.objects.exists()
