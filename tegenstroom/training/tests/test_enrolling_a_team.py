"""A team leader enrols several colleagues at once, approves, and sees her own people only."""

from typing import Any

import pytest
from django.test import Client

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import saying
from tegenstroom.base.models import Letter
from tegenstroom.organisations.models import Membership, Organisation
from tegenstroom.organisations.tests.factories import MembershipFactory, OrganisationFactory, TeamFactory
from tegenstroom.training.actions.enrolment import Leader
from tegenstroom.training.models import Edition, Enrolment
from tegenstroom.training.rules.editions import Channel
from tegenstroom.training.tests.enrolling import SOMEBODY, key_of, seat_for, send
from tegenstroom.training.tests.factories import EditionFactory, PriceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture
def house() -> Organisation:
    return OrganisationFactory(street="Kerkstraat 1", postcode="9000", municipality="Gent")


@pytest.fixture
def leader(client: Client, house: Organisation) -> Person:
    person = MembershipFactory(organisation=house, part=Membership.Part.TEAM_LEADER).person
    client.force_login(person)
    return person


def rows_of(*people: dict[str, str], total: int = 3) -> dict[str, str]:
    typed = {"rij-TOTAL_FORMS": str(total), "rij-INITIAL_FORMS": "0"}
    typed |= {f"rij-{number}-kind": "professional" for number in range(total)}
    for number, person in enumerate(people):
        typed |= {f"rij-{number}-{name}": value for name, value in person.items()}
    return typed


ELS = {"given_name": "Els", "family_name": "Maes", "email": "els@example.org"}
TOM = {"given_name": "Tom", "family_name": "Smet", "email": ""}


def group(client: Client, edition: Edition, house: Organisation, typed: dict[str, str]) -> Any:
    url = f"/vormingen/{edition.pk}/inschrijven/groep/"
    return client.post(url, {"form_key": key_of(client, url), "organisation": str(house.pk), **typed}, follow=True)


def test_a_leader_enrols_several_and_reads_who_has_a_place(
    client: Client, leader: Person, house: Organisation
) -> None:
    edition = EditionFactory(maximum=1)
    page = group(client, edition, house, rows_of(ELS, TOM))
    assert "Deze collega&#x27;s hebben een plaats: Els Maes." in page.text
    assert "Op de wachtlijst staan: Tom Smet (nummer 1)." in page.text
    tom = Enrolment.objects.get(person__given_name="Tom")
    assert (tom.organisation, tom.enrolled_by, tom.person.address) == (house, leader, "Kerkstraat 1\n9000 Gent")


@pytest.mark.usefixtures("leader")
def test_in_a_list_that_a_phone_cuts_off_the_price_comes_first(client: Client) -> None:
    edition = EditionFactory()
    PriceFactory(edition=edition, kind="professional", amount=150)
    assert f">{saying.euro(150)}, hulpverlener" in client.get(f"/vormingen/{edition.pk}/inschrijven/groep/").text


def test_a_leader_writes_what_makes_it_easier_for_a_colleague_and_only_the_desk_reads_it(
    client: Client, leader: Person, house: Organisation
) -> None:
    page = group(client, EditionFactory(), house, rows_of({**ELS, "needs": "Els hoort niet goed."}, TOM))
    assert "hoort niet goed" not in page.text
    els, tom = Enrolment.objects.order_by("pk")
    assert (els.needs, tom.needs) == ("Els hoort niet goed.", "")
    client.force_login(PersonFactory(roles=[COORDINATOR]))
    assert "Els hoort niet goed." in client.get(f"/bureau/inschrijvingen/{els.pk}/").text


def test_a_leader_does_not_learn_whose_address_she_typed(
    client: Client, leader: Person, house: Organisation
) -> None:
    known = PersonFactory(given_name="Fatima", family_name="Amrani", email=ELS["email"])
    edition = EditionFactory()
    for _ in range(2):
        page = group(client, edition, house, rows_of(ELS))
        assert "hebben een plaats: Els Maes." in page.text
        assert "Fatima" not in page.text
    assert edition.enrolments.get().person == known


def test_a_visitor_shows_her_leader_no_other_name_than_she_typed(client: Client) -> None:
    PersonFactory(given_name="Fatima", family_name="Amrani", email=SOMEBODY["email"])
    send(client, EditionFactory(), leader_name="Rita", leader_email="rita@example.org")
    letter = Letter.objects.get(kind="approval.question")
    assert "An Peeters" in letter.subject + letter.body
    assert "Fatima" not in letter.subject + letter.body


def test_the_group_sent_five_times_is_enrolled_once(client: Client, leader: Person, house: Organisation) -> None:
    edition = EditionFactory()
    url = f"/vormingen/{edition.pk}/inschrijven/groep/"
    typed = {"form_key": key_of(client, url), "organisation": str(house.pk), **rows_of(ELS, TOM)}
    for _ in range(5):
        client.post(url, typed)
    assert edition.enrolments.count() == 2


def test_more_rows_come_without_losing_or_judging_what_was_typed(
    client: Client, leader: Person, house: Organisation
) -> None:
    page = group(client, EditionFactory(), house, {**rows_of({"given_name": "Els"}), "more": "1"})
    assert 'value="Els"' in page.text
    assert "Kijk dit nog even na" not in page.text
    assert page.context["rows"].total_form_count() == 6
    assert not Enrolment.objects.exists()


def test_rows_that_were_added_may_stay_empty(client: Client, leader: Person, house: Organisation) -> None:
    edition = EditionFactory()
    group(client, edition, house, rows_of(ELS, total=12))
    assert edition.enrolments.count() == 1


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        ([], "Vul minstens één collega in."),
        ([{"given_name": "Els"}], "Collega 1"),
        ([ELS, {**ELS, "given_name": "Elsje"}], "staat twee keer in je lijst"),
    ],
)
def test_one_wrong_row_enrols_nobody_and_says_which(
    client: Client, leader: Person, house: Organisation, people: list[dict[str, str]], sentence: str
) -> None:
    page = group(client, EditionFactory(), house, rows_of(*people))
    assert "Kijk dit nog even na" in page.text
    assert sentence in page.text
    assert not Enrolment.objects.exists()


def test_a_leader_answers_on_her_own_page_and_sees_no_needs(
    client: Client, leader: Person, house: Organisation
) -> None:
    row = seat_for(
        PersonFactory(), organisation=house, needs="rolstoel", leader=Leader(leader.name, leader.email or "")
    )
    page = client.get(f"/mijn/team/{house.pk}/")
    assert row.person.name in page.text
    assert "rolstoel" not in page.text
    client.post(f"/mijn/team/{house.pk}/goedkeuringen/{row.approval.pk}/", {"answer": "yes"})
    row.approval.refresh_from_db()
    assert (row.approval.answer, row.approval.answered_by) == ("yes", leader)
    assert client.post(f"/mijn/team/{house.pk}/goedkeuringen/{row.approval.pk}/").status_code == 400


def test_the_leader_of_a_team_sees_her_own_people_only(client: Client) -> None:
    team = TeamFactory()
    leader = MembershipFactory(organisation=team.organisation, team=team, part=Membership.Part.TEAM_LEADER).person
    hers = MembershipFactory(organisation=team.organisation, team=team).person
    others = MembershipFactory(organisation=team.organisation).person
    for person in (hers, others):
        seat_for(person, organisation=team.organisation, leader=Leader("Iemand", "iemand@example.org"))
    client.force_login(leader)
    page = client.get(f"/mijn/team/{team.organisation.pk}/").text
    assert hers.name in page
    assert others.name not in page
    question = Enrolment.objects.get(person=others).approval
    answer = client.post(f"/mijn/team/{team.organisation.pk}/goedkeuringen/{question.pk}/", {"answer": "yes"})
    assert answer.status_code == 404


def test_who_does_not_lead_finds_nothing_here(client: Client, house: Organisation) -> None:
    edition = EditionFactory()
    client.force_login(MembershipFactory(organisation=house).person)
    assert client.get(f"/mijn/team/{house.pk}/").status_code == 404
    assert client.get(f"/vormingen/{edition.pk}/inschrijven/groep/").status_code == 404


def test_a_leader_enrols_nobody_for_another_house(client: Client, leader: Person) -> None:
    other = OrganisationFactory()
    made_for_other = EditionFactory(channel=Channel.IN_COMPANY, organisation=other)
    assert client.get(f"/vormingen/{made_for_other.pk}/inschrijven/groep/").status_code == 404
    group(client, EditionFactory(), other, rows_of(ELS))
    assert not Enrolment.objects.exists()
