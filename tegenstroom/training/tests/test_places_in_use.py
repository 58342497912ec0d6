"""A place that a training needs."""

import pytest

from tegenstroom.base.models import AuditEvent
from tegenstroom.organisations.actions import remove_place
from tegenstroom.training.tests.factories import EditionFactory


@pytest.mark.django_db
def test_a_place_where_a_training_is_given_stays() -> None:
    assert not remove_place(place=EditionFactory().place, by=None)
    assert not AuditEvent.objects.exists()
