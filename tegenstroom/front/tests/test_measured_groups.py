"""Projects and tracks that are measured, on the pages that bring everything together."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.roles import COORDINATOR, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.front.subjects import subject_page
from tegenstroom.measurement.actions import groups
from tegenstroom.measurement.tests.factories import group, invited, measured, project
from tegenstroom.training.models import TandemMember

pytestmark = pytest.mark.django_db


def test_a_letter_of_a_project_leads_the_desk_to_that_project(client: Client) -> None:
    client.force_login(PersonFactory(roles=[COORDINATOR]))
    found = measured(project(1, name="Buurtwerk Noord"))
    invited(found)
    page = client.get(reverse("front:letter", args=[Letter.objects.get(kind="measurement").pk]))
    assertContains(page, reverse("measurement:desk_group", args=[found.group_id]))
    assert subject_page("measurement.measuredgroup:999999") is None


def test_a_trainer_finds_what_is_measured_of_a_track_with_her_edition(client: Client) -> None:
    hers, other = group(1), group(1)
    trainer = PersonFactory(roles=[TRAINER])
    TandemMember.objects.create(edition=hers, person=trainer, part="trainer", answer=TandemMember.Answer.YES)
    client.force_login(trainer)
    address = reverse("measurement:of_group", args=[hers.pk])
    assertNotContains(client.get(reverse("front:my_page")), address)
    measured(groups.make_track(name="Een jaar samen", editions=[hers, other], by=trainer))
    assertContains(client.get(reverse("front:my_page")), address)
