"""The pages around an enrolment, as a visitor, a participant, a team leader and the desk meet them."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.organisations.models import Membership, Organisation
from tegenstroom.organisations.tests.factories import MembershipFactory, OrganisationFactory, TeamFactory
from tegenstroom.training.actions import enrolment as actions
from tegenstroom.training.actions.enrolment import Leader
from tegenstroom.training.doors import enrolment_token, in_company_url
from tegenstroom.training.models import CancellationTerm, Edition, Enrolment
from tegenstroom.training.rules.editions import Channel, EditionState
from tegenstroom.training.tests.factories import EditionFactory, PriceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

SOMEBODY = {"given_name": "An", "family_name": "Peeters", "email": "an@example.org", "kind": "professional"}


def key_of(client: Client, url: str) -> str:
    return client.get(url).context["form"]["form_key"].value()


def send(client: Client, edition: Edition, url: str = "", **typed: Any) -> Any:
    url = url or f"/vormingen/{edition.pk}/inschrijven/"
    return client.post(url, {"form_key": key_of(client, url), **SOMEBODY, **typed}, follow=True)


def seat_for(person: Person, edition: Edition | None = None, **choices: Any) -> Enrolment:
    edition = edition or EditionFactory()
    return actions.enrol(edition=edition, person=person, by=person, kind="professional", **choices)


# --- a visitor ---------------------------------------------------------------------------------------------------


def test_a_visitor_enrols_on_one_page_and_reads_what_happens_now(client: Client) -> None:
    price = PriceFactory(amount=240)
    page = client.get(f"/vormingen/{price.edition.pk}/inschrijven/")
    assert "Hulpverlener, begeleider: €\N{NO-BREAK SPACE}240,00" in page.text
    after = send(client, price.edition, needs="Ik hoor niet goed.")
    assert "Je hebt een plaats" in after.text
    row = Enrolment.objects.get()
    assert (row.person.email, row.needs, row.price, row.enrolled_by) == (
        "an@example.org",
        "Ik hoor niet goed.",
        240,
        row.person,
    )


def test_the_page_says_beforehand_which_number_you_will_be(client: Client) -> None:
    edition = EditionFactory(maximum=1)
    for _ in range(3):
        seat_for(PersonFactory(), edition)
    page = client.get(f"/vormingen/{edition.pk}/inschrijven/")
    assert "Er is nu geen plaats vrij. Je komt op de wachtlijst, als nummer 3." in page.text
    assert "Je bent nummer 3 op de lijst." in send(client, edition).text


def test_the_same_form_five_times_is_one_enrolment_and_one_answer(client: Client) -> None:
    edition = EditionFactory()
    url = f"/vormingen/{edition.pk}/inschrijven/"
    typed = {"form_key": key_of(client, url), **SOMEBODY}
    pages = [client.post(url, typed, follow=True) for _ in range(5)]
    assert Enrolment.objects.count() == 1
    assert all("Je hebt een plaats" in page.text for page in pages)


def test_a_tampered_form_says_so_and_loses_nothing(client: Client) -> None:
    edition = EditionFactory()
    page = client.post(f"/vormingen/{edition.pk}/inschrijven/", {**SOMEBODY, "form_key": "geknoeid"})
    assert "Dit formulier kwam niet goed toe." in page.text
    assert 'value="an@example.org"' in page.text
    assert not Enrolment.objects.exists()
    fresh = page.context["form"]["form_key"].value()
    again = client.post(f"/vormingen/{edition.pk}/inschrijven/", {**SOMEBODY, "form_key": fresh}, follow=True)
    assert "Je hebt een plaats" in again.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": ""}, "Heb je er geen? Vul dan je adres in"),
        ({"email": "", "street": "Straat 1"}, "Anders komt onze brief niet aan."),
        ({"email": "an@"}, "mailadres"),
        ({"kind": ""}, "Kies hoe je komt."),
        ({"kind": "koning"}, "koning"),
        ({"leader_name": "Rita"}, "Dan kunnen we de vraag stellen."),
        ({"leader_email": "rita@example.org"}, "Dan weten we aan wie we schrijven."),
        ({"leader_name": "An", "leader_email": "AN@example.org"}, "Dit is je eigen e-mailadres."),
    ],
)
def test_what_is_wrong_stands_at_the_field(client: Client, typed: dict[str, str], sentence: str) -> None:
    page = send(client, EditionFactory(), family_name="Van den Bergh", **typed)
    assert sentence in page.text
    assert "Van den Bergh" in page.text
    assert not Enrolment.objects.exists()
    assert not Person.objects.exists()


def test_who_has_no_email_gets_a_letter_by_post(client: Client) -> None:
    address = {"street": "Straat 1", "postcode": "2000", "municipality": "Antwerpen"}
    page = send(client, EditionFactory(), email="", **address)
    assert "We sturen je een brief met de post." in page.text
    assert Person.objects.get().address == "Straat 1\n2000 Antwerpen"


def test_a_known_organisation_is_recognised_whatever_the_capitals(client: Client) -> None:
    house = OrganisationFactory(name="OCMW Voorbeeldstad")
    send(client, EditionFactory(), organisation_name=" ocmw  voorbeeldstad ")
    send(client, EditionFactory(), organisation_name="Ons Huis")
    known, typed = Enrolment.objects.order_by("pk")
    assert (known.organisation, known.organisation_name) == (house, "")
    assert (typed.organisation, typed.organisation_name) == (None, "Ons Huis")


def test_who_types_the_address_of_someone_who_is_in_learns_nothing_of_how_she_stands(client: Client) -> None:
    edition = PriceFactory(kind="lived", amount=0).edition
    PriceFactory(edition=edition, amount=240)
    known = PersonFactory(given_name="Marieke", family_name="Geheim", email="marieke@example.org")
    boss = Leader("Bea Baas", "bea@example.org")
    actions.enrol(edition=edition, person=known, by=known, kind="lived", leader=boss)
    page = send(client, edition, email="marieke@example.org")
    assert "Je was al ingeschreven" in page.text
    for secret in ("Marieke", "Bea Baas", "240", "plaats", "agenda.ics", "/inschrijving/"):
        assert secret not in page.text.partition("<main")[2].partition("</main")[0], secret
    assert not page.redirect_chain
    assert edition.enrolments.count() == 1


def test_the_page_after_the_form_says_no_name_and_gives_no_handle(client: Client) -> None:
    edition = EditionFactory()
    PersonFactory(given_name="Marieke", family_name="Geheim", email="marieke@example.org")
    page = send(client, edition, email="marieke@example.org")
    row = Enrolment.objects.get()
    assert "Je hebt een plaats" in page.text
    assert "Marieke" not in page.text
    assert "/inschrijving/" not in page.text.replace("agenda.ics", "") or enrolment_token(row) not in page.text
    receipt = page.redirect_chain[-1][0].rstrip("/").split("/")[-1]
    assert client.get(f"/inschrijving/{receipt}/").status_code == 404


def test_an_edition_that_is_closed_says_why(client: Client) -> None:
    edition = EditionFactory(enrol_until=timezone.localdate() - timedelta(days=1))
    page = client.get(f"/vormingen/{edition.pk}/inschrijven/")
    assert "De laatste dag om in te schrijven is voorbij." in page.text
    assert '<button class="button">Ik schrijf me in' not in page.text


def test_an_edition_that_closes_while_someone_types_keeps_what_she_typed(client: Client) -> None:
    edition = EditionFactory()
    url = f"/vormingen/{edition.pk}/inschrijven/"
    key = key_of(client, url)
    Edition.objects.update(enrol_until=timezone.localdate() - timedelta(days=1))
    page = client.post(url, {"form_key": key, **SOMEBODY})
    assert "De laatste dag om in te schrijven is voorbij." in page.text
    assert not Person.objects.exists()


@pytest.mark.parametrize("hidden", [{"state": EditionState.DRAFT}, {"state": EditionState.CANCELLED}])
def test_what_is_not_announced_does_not_exist(client: Client, hidden: dict[str, Any]) -> None:
    assert client.get(f"/vormingen/{EditionFactory(**hidden).pk}/inschrijven/").status_code == 404


def test_an_edition_made_to_measure_opens_with_its_link_only(client: Client) -> None:
    house = OrganisationFactory()
    edition = EditionFactory(channel=Channel.IN_COMPANY, organisation=house)
    assert client.get(f"/vormingen/{edition.pk}/inschrijven/").status_code == 404
    url = in_company_url(edition).partition("//")[2].partition("/")[2]
    assert "Je hebt een plaats" in send(client, edition, f"/{url}").text
    assert Enrolment.objects.get().organisation == house


def test_who_is_logged_in_types_no_name_again(client: Client) -> None:
    person, edition = PersonFactory(email=None), EditionFactory()
    client.force_login(person)
    page = client.get(f"/vormingen/{edition.pk}/inschrijven/")
    assert "given_name" not in page.context["form"].fields
    after = send(client, edition)
    assert after.redirect_chain[-1][0] == f"/mijn/inschrijvingen/{Enrolment.objects.get().pk}/"
    assert Enrolment.objects.get().person == person


# --- her own enrolment -------------------------------------------------------------------------------------------


@pytest.fixture(params=["by link", "logged in"])
def door(request: pytest.FixtureRequest, client: Client) -> Any:
    """Both doors lead to the same pages: gives the address of an enrolment."""

    def address(row: Enrolment) -> str:
        if request.param == "by link":
            return f"/inschrijving/{enrolment_token(row)}/"
        client.force_login(row.person)
        return f"/mijn/inschrijvingen/{row.pk}/"

    return address


def test_she_sees_her_place_and_cancels_after_reading_what_it_costs(client: Client, door: Any) -> None:
    CancellationTerm.objects.create(
        valid_from=timezone.localdate(), days_before=60, percent=25, source="stuurgroep"
    )
    row = seat_for(PersonFactory(), PriceFactory(amount=200).edition)
    home = door(row)
    assert "Je hebt een plaats." in client.get(home).text
    asked = client.get(f"{home}annulering/")
    assert "dan betaal je €\N{NO-BREAK SPACE}50,00" in asked.text
    assert Enrolment.objects.get().state == "placed"
    done = client.post(f"{home}annulering/", follow=True)
    assert "Je inschrijving is geannuleerd. Je betaalt nog €\N{NO-BREAK SPACE}50,00." in done.text
    assert client.get(f"{home}annulering/").status_code == 302


def test_she_passes_her_place_on(client: Client, door: Any) -> None:
    row = seat_for(PersonFactory())
    home = door(row)
    wrong = client.post(f"{home}overdracht/", {"given_name": "Bo", "family_name": "Claes", "email": ""})
    assert "Vul je e-mailadres in." in wrong.text
    typed = {"given_name": "Bo", "family_name": "Claes", "email": "bo@example.org"}
    assert "Je gaf je plaats aan Bo Claes." in client.post(f"{home}overdracht/", typed, follow=True).text
    assert client.get(f"{home}overdracht/").status_code == 302


def test_who_passes_a_place_on_does_not_learn_whose_address_she_typed(client: Client, door: Any) -> None:
    PersonFactory(given_name="Fatima", family_name="Amrani", email="bo@example.org")
    row = seat_for(PersonFactory())
    home = door(row)
    typed = {"given_name": "Bo", "family_name": "Claes", "email": "bo@example.org"}
    assert "Je gaf je plaats aan Bo Claes." in client.post(f"{home}overdracht/", typed, follow=True).text
    assert "Fatima" not in client.get(home).text
    letter = Letter.objects.about(row).get(kind="enrolment.handed_over")
    assert "Bo Claes neemt jouw plaats in" in letter.body
    assert "Fatima" not in letter.body


@pytest.mark.parametrize(("answer", "state"), [("yes", "placed"), ("no", "cancelled"), ("", "offered")])
def test_she_answers_an_offer(client: Client, door: Any, answer: str, state: str) -> None:
    row = an_offer()
    home = door(row)
    assert "Ik neem de plaats" in client.get(home).text
    client.post(f"{home}aanbod/", {"answer": answer})
    row.refresh_from_db()
    assert row.state == state


def test_an_offer_answered_too_late_gets_a_sentence(client: Client) -> None:
    row = an_offer()
    with time_machine.travel(timezone.now() + timedelta(hours=50)):
        page = client.post(f"/inschrijving/{enrolment_token(row)}/aanbod/", {"answer": "yes"}, follow=True)
    assert "Dit aanbod is verlopen." in page.text


def test_a_link_opens_no_other_enrolment_and_nobody_sees_another_ones(client: Client) -> None:
    mine, other = seat_for(PersonFactory()), seat_for(PersonFactory())
    assert client.get(f"/inschrijving/{enrolment_token(mine)[:-1]}x/").status_code == 404
    client.force_login(mine.person)
    for tail in ("", "annulering/", "overdracht/"):
        assert client.get(f"/mijn/inschrijvingen/{other.pk}/{tail}").status_code == 404
    assert client.post(f"/mijn/inschrijvingen/{other.pk}/aanbod/").status_code == 404


# --- a team leader -----------------------------------------------------------------------------------------------


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


# --- the desk ----------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(client: Client) -> Person:
    person = PersonFactory(roles=[COORDINATOR])
    client.force_login(person)
    return person


def test_the_desk_sees_the_whole_road_and_cancels_without_cost(client: Client, desk: Person) -> None:
    CancellationTerm.objects.create(
        valid_from=timezone.localdate(), days_before=60, percent=25, source="stuurgroep"
    )
    row = seat_for(PersonFactory(), PriceFactory(amount=200).edition, needs="Ik hoor niet goed.")
    page = client.get(f"/bureau/inschrijvingen/{row.pk}/")
    assert "Ik hoor niet goed." in page.text
    assert "kost dat vandaag €\N{NO-BREAK SPACE}50,00" in page.text
    client.post(f"/bureau/inschrijvingen/{row.pk}/annulering/", {"why": "ziek", "free": "on"})
    row.refresh_from_db()
    assert (row.state, row.cancellation_fee) == ("cancelled", 0)
    assert "geannuleerd: ziek" in client.get(f"/bureau/inschrijvingen/{row.pk}/").text


def test_the_desk_gives_the_next_place_and_notes_that_she_takes_it(client: Client, desk: Person) -> None:
    edition = EditionFactory(maximum=1, days=(2,))
    placed, waiting = seat_for(PersonFactory(), edition), seat_for(PersonFactory(), edition)
    actions.cancel(enrolment=placed, by=desk)
    url = f"/bureau/inschrijvingen/{waiting.pk}/plaats/"
    assert "plaats aangeboden" in client.post(url, follow=True).text
    client.post(url)
    waiting.refresh_from_db()
    assert waiting.state == "placed"
    assert "wacht niet op een plaats" in client.post(url, follow=True).text or waiting.steps.count() == 3


def test_the_desk_passes_a_place_on(client: Client, desk: Person) -> None:
    row = seat_for(PersonFactory())
    wrong = client.post(f"/bureau/inschrijvingen/{row.pk}/overdracht/", {"given_name": "Bo"})
    assert "Kijk dit nog even na" in wrong.text
    typed = {"given_name": "Bo", "family_name": "Claes", "email": "bo@example.org"}
    page = client.post(f"/bureau/inschrijvingen/{row.pk}/overdracht/", typed, follow=True)
    assert "De plaats is nu van Bo Claes." in page.text


def test_nobody_else_reaches_the_desk(client: Client) -> None:
    row = seat_for(PersonFactory())
    client.force_login(row.person)
    assert client.get(f"/bureau/inschrijvingen/{row.pk}/").status_code == 404
    for act in ("annulering", "overdracht", "plaats"):
        assert client.post(f"/bureau/inschrijvingen/{row.pk}/{act}/").status_code == 404
    assert client.get("/bureau/annuleren/").status_code == 404


def test_the_desk_adds_a_dated_set_of_terms(client: Client, desk: Person) -> None:
    today = timezone.localdate()
    typed = {
        "valid_from": f"{today:%Y-%m-%d}",
        "days_1": "14",
        "percent_1": "50",
        "source": "stuurgroep van 12 maart",
    }
    page = client.post("/bureau/annuleren/", {**typed, "days_2": "2", "percent_2": "100"}, follow=True)
    assert "De nieuwe regels zijn bewaard." in page.text
    assert list(CancellationTerm.objects.values_list("days_before", "percent")) == [(2, 100), (14, 50)]
    assert "Voor die dag zijn er al regels." in client.post("/bureau/annuleren/", typed).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"valid_from": "2020-01-01"}, "Deze dag ligt in het verleden."),
        ({"days_2": "3"}, "Vul ook in hoeveel percent"),
        ({"percent_2": "3"}, "Vul ook in vanaf hoeveel dagen"),
        ({"days_2": "14", "percent_2": "3"}, "Dit aantal dagen staat er al."),
    ],
)
def test_terms_that_cannot_be_are_refused_at_the_field(
    client: Client, desk: Person, typed: dict[str, str], sentence: str
) -> None:
    good = {"valid_from": f"{timezone.localdate():%Y-%m-%d}", "days_1": "14", "percent_1": "50", "source": "wij"}
    assert sentence in client.post("/bureau/annuleren/", {**good, **typed}).text
    assert not CancellationTerm.objects.exists()


def an_offer() -> Enrolment:
    edition = EditionFactory(maximum=1)
    placed, offered = seat_for(PersonFactory(), edition), seat_for(PersonFactory(), edition)
    actions.cancel(enrolment=placed, by=placed.person)
    offered.refresh_from_db()
    return offered
