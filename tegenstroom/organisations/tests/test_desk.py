import pytest
from django.test import Client
from django.urls import reverse

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.organisations.models import Organisation, Place
from tegenstroom.organisations.tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PlaceFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(PersonFactory(roles=[COORDINATOR]))
    return client


DETAILS = {"name": "CAW Nergens", "kind": "caw"}


def test_the_list_finds_by_name_town_number_and_kind(desk: Client) -> None:
    OrganisationFactory(name="CAW Nergens", kind="caw", municipality="Verzonnendam")
    OrganisationFactory(name="OCMW Voorbeeldegem", enterprise_number="0566988259")
    address = reverse("organisations:organisations")
    for asked, found in (
        ({"zoek": "verzonnendam"}, "CAW Nergens"),
        ({"zoek": "0566.988"}, "OCMW Voorbeeldegem"),
        ({"soort": "caw"}, "CAW Nergens"),
    ):
        names = [row.name for row in desk.get(address, asked).context["page"]]
        assert names == [found]
    assert len(desk.get(address, {"soort": "bestaat niet"}).context["page"].object_list) == 2


def test_the_list_takes_as_many_queries_for_forty_houses_as_for_one(
    desk: Client, django_assert_max_num_queries: object
) -> None:
    for _ in range(45):
        MembershipFactory()
    with django_assert_max_num_queries(8):
        page = desk.get(reverse("organisations:organisations"))
    assert len(page.context["page"].object_list) == 40


def test_a_wrong_number_gets_a_sentence_and_nothing_is_lost(desk: Client) -> None:
    page = desk.post(reverse("organisations:organisation_add"), DETAILS | {"enterprise_number": "0566.988.258"})
    assert "Dit ondernemingsnummer klopt niet" in page.content.decode()
    assert 'value="0566' in page.content.decode()
    assert 'value="CAW Nergens"' in page.content.decode()
    assert not Organisation.objects.exists()


def test_a_number_is_kept_as_digits_and_shown_with_dots(desk: Client) -> None:
    desk.post(reverse("organisations:organisation_add"), DETAILS | {"enterprise_number": "BE 0566.988.259"})
    house = Organisation.objects.get()
    assert house.enterprise_number == "0566988259"
    assert "0566.988.259" in desk.get(reverse("organisations:organisation", args=[house.pk])).content.decode()
    assert 'value="0566.988.259"' in (
        desk.get(reverse("organisations:organisation_edit", args=[house.pk])).content.decode()
    )


def test_a_number_belongs_to_one_house(desk: Client) -> None:
    OrganisationFactory(enterprise_number="0566988259")
    page = desk.post(reverse("organisations:organisation_add"), DETAILS | {"enterprise_number": "0566988259"})
    assert "Een andere organisatie heeft dit ondernemingsnummer al." in page.content.decode()


def test_two_houses_may_be_without_a_number(desk: Client) -> None:
    for name in ("Eerste", "Tweede"):
        desk.post(reverse("organisations:organisation_add"), {"name": name, "kind": "other"})
    assert Organisation.objects.filter(enterprise_number=None).count() == 2


def test_someone_is_added_changed_and_leaves(desk: Client) -> None:
    house = OrganisationFactory()
    team = TeamFactory(organisation=house)
    desk.post(
        reverse("organisations:member_add", args=[house.pk]),
        {"given_name": "Vera", "family_name": "Verzonnen", "email": "vera@example.org", "part": "colleague"},
    )
    membership = house.memberships.current().get()
    one = [house.pk, membership.pk]
    desk.post(
        reverse("organisations:member", args=one), {"part": "team_leader", "team": team.pk, "is_contact": "on"}
    )
    membership.refresh_from_db()
    assert (membership.part, membership.team, membership.is_contact) == ("team_leader", team, True)
    desk.post(reverse("organisations:member_end", args=one))
    assert not house.memberships.current().exists()
    assert desk.get(reverse("organisations:member", args=one)).status_code == 404


def test_who_is_already_there_is_not_added_again(desk: Client) -> None:
    membership = MembershipFactory(person=PersonFactory(given_name="Vera", family_name="Verzonnen"))
    for who in ({"email": membership.person.email}, {"family_name": "verzonnen"}):
        page = desk.post(
            reverse("organisations:member_add", args=[membership.organisation.pk]),
            {"given_name": "Vera", "part": "colleague"} | who,
        )
        assert "staat al bij deze organisatie" in page.content.decode()
    assert Person.objects.filter(given_name="Vera").count() == 1


def test_a_team_of_another_house_cannot_be_chosen(desk: Client) -> None:
    membership, elsewhere = MembershipFactory(), TeamFactory()
    page = desk.post(
        reverse("organisations:member", args=[membership.organisation.pk, membership.pk]),
        {"part": "colleague", "team": elsewhere.pk},
    )
    assert page.status_code == 200
    assert page.context["form"].errors["team"]


def test_teams_come_and_go(desk: Client) -> None:
    house = OrganisationFactory()
    for name in ("Onthaal", "onthaal"):
        page = desk.post(reverse("organisations:teams", args=[house.pk]), {"name": name})
    assert "Dit team staat al in de lijst." in page.content.decode()
    removal = reverse("organisations:team_removal", args=[house.pk, house.teams.get().pk])
    assert [desk.post(removal).status_code for _ in range(2)] == [302, 302]
    assert not house.teams.exists()


def test_places_are_added_changed_and_taken_away(desk: Client) -> None:
    details = {"name": "Zaal", "street": "Straat 1", "postcode": "9999", "municipality": "Nergens"}
    desk.post(reverse("organisations:place_add"), details)
    place = Place.objects.get()
    desk.post(reverse("organisations:place", args=[place.pk]), details | {"step_free": "on"})
    assert "zonder trappen" in desk.get(reverse("organisations:places")).content.decode()
    desk.post(reverse("organisations:place_removal", args=[place.pk]))
    assert not Place.objects.exists()


def test_for_anyone_else_the_desk_does_not_exist(client: Client) -> None:
    membership = MembershipFactory()
    client.force_login(PersonFactory(roles=[TRAINER]))
    house, place = membership.organisation.pk, PlaceFactory().pk
    for name, numbers in (
        ("organisations", []),
        ("organisation", [house]),
        ("member", [house, membership.pk]),
        ("places", []),
        ("place", [place]),
    ):
        assert client.get(reverse(f"organisations:{name}", args=numbers)).status_code == 404
    assert client.post(reverse("organisations:member_end", args=[house, membership.pk])).status_code == 404


def test_a_member_is_not_found_under_another_house(desk: Client) -> None:
    membership, other = MembershipFactory(), OrganisationFactory()
    assert desk.get(reverse("organisations:member", args=[other.pk, membership.pk])).status_code == 404
