import pytest
from django.http import Http404

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.organisations import access, actions
from tegenstroom.organisations.models import Membership, Organisation
from tegenstroom.organisations.tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PlaceFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db


def test_an_organisation_is_found_by_its_number_before_its_name() -> None:
    known = OrganisationFactory(name="CAW Nergens", enterprise_number="0566988259")
    found = actions.find_or_add_organisation(name="Anders", enterprise_number="BE 0566.988.259", by=None)
    assert found == known
    assert actions.find_or_add_organisation(name="caw nergens", by=None) == known
    assert Organisation.objects.count() == 1


def test_a_new_organisation_gets_its_kind_from_its_name() -> None:
    added = actions.find_or_add_organisation(name="OCMW Voorbeeldegem", by=None)
    assert (added.kind, added.enterprise_number) == ("ocmw", None)
    assert AuditEvent.objects.get().verb == "organisations.organisation.add"


def test_joining_twice_is_joining_once() -> None:
    house, person = OrganisationFactory(), PersonFactory()
    first = actions.join(organisation=house, person=person, by=None, part=Membership.Part.TEAM_LEADER)
    again = actions.join(organisation=house, person=person, by=None)
    assert (first, again.part) == (again, "team_leader")
    assert AuditEvent.objects.count() == 1


def test_who_left_may_come_back_and_both_times_stay_known() -> None:
    membership = MembershipFactory(is_contact=True)
    actions.end_membership(membership=membership, by=None)
    actions.end_membership(membership=membership, by=None)
    actions.join(organisation=membership.organisation, person=membership.person, by=None)
    rows = Membership.objects.filter(person=membership.person)
    assert (rows.count(), rows.current().count()) == (2, 1)
    assert AuditEvent.objects.filter(verb="organisations.leave").count() == 1


def test_people_stay_when_their_team_goes() -> None:
    team = TeamFactory()
    membership = MembershipFactory(organisation=team.organisation, team=team)
    actions.remove_team(team=team, by=None)
    membership.refresh_from_db()
    assert membership.team is None


def test_a_place_that_nothing_needs_can_go() -> None:
    assert actions.remove_place(place=PlaceFactory(), by=None)
    assert AuditEvent.objects.filter(verb="organisations.place.remove").count() == 1


def test_a_leader_leads_her_own_house_while_she_works_there() -> None:
    membership = MembershipFactory(part=Membership.Part.TEAM_LEADER)
    leader, house = membership.person, membership.organisation
    assert access.led_organisation(leader, house.pk) == house
    with pytest.raises(Http404):
        access.led_organisation(leader, OrganisationFactory().pk)
    actions.end_membership(membership=membership, by=None)
    with pytest.raises(Http404):
        access.led_organisation(leader, house.pk)


def test_only_a_coordinator_finds_organisations_at_the_desk() -> None:
    house = OrganisationFactory()
    assert access.organisation_at_desk(PersonFactory(roles=[COORDINATOR]), house.pk) == house
    with pytest.raises(Http404):
        access.organisation_at_desk(PersonFactory(), house.pk)
