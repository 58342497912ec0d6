"""No role but herself reaches an answer."""

import pytest
from django.http import Http404

from tegenstroom.accounts.roles import ROLES
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.measurement import access
from tegenstroom.measurement.tests.factories import invitation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
def test_no_role_opens_the_questionnaire_of_another(role: object) -> None:
    asked = invitation()
    with pytest.raises(Http404):
        access.invitation_of_herself(PersonFactory(roles=[role]), asked.pk)
    assert access.invitation_of_herself(asked.participation.person, asked.pk) == asked


def test_her_page_names_what_waits_for_her_alone() -> None:
    asked = invitation()
    assert access.invitations_waiting(asked.participation.person) == [asked]
    assert access.invitations_waiting(PersonFactory()) == []
