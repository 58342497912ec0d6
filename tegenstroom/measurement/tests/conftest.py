"""What several tests of measuring ask for."""

import pytest
from django.test import Client

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory


@pytest.fixture
def desk(client: Client) -> Client:
    """A coordinator at her screen."""
    client.force_login(PersonFactory(roles=[COORDINATOR]))
    return client
