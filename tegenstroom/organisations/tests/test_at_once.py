"""Two forms that name one house at the same moment. SQLite lets one write at a time; PostgreSQL takes turns."""

import pytest
from django.db import connection

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.tests.helpers import together
from tegenstroom.organisations import actions
from tegenstroom.organisations.models import Membership, Organisation
from tegenstroom.organisations.tests.factories import OrganisationFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]

ROUNDS = 10


def test_one_house_is_made_once() -> None:
    for number in range(ROUNDS):
        name = f"Huis {number}"
        assert together(*[lambda name=name: actions.find_or_add_organisation(name=name, by=None)] * 3) == []
        assert Organisation.objects.filter(name=name).count() == 1


def test_someone_joins_a_house_once() -> None:
    for _ in range(ROUNDS):
        who = {"organisation": OrganisationFactory(), "person": PersonFactory()}
        assert together(*[lambda who=who: actions.join(**who, by=None)] * 3) == []
        assert Membership.objects.filter(**who).count() == 1
