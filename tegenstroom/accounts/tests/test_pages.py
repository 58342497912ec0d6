"""One's own pages, and people at the desk."""

from io import BytesIO

import pytest
from django.conf import settings
from django.urls import reverse
from pypdf import PdfReader

from tegenstroom.accounts.actions import cards, find_or_add_person, print_card
from tegenstroom.accounts.models import Card, Person
from tegenstroom.accounts.roles import ADMINISTRATOR, COACH, COORDINATOR, EDITOR, ROLES
from tegenstroom.accounts.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    person = PersonFactory(given_name="Leen", family_name="Coördinator", roles=[COORDINATOR])
    client.force_login(person)
    return person


@pytest.fixture
def administrator(client):
    person = PersonFactory(roles=[ADMINISTRATOR])
    client.force_login(person)
    return person


DATA = {"given_name": "Ann", "family_name": "Peeters", "language": "nl", "reached_by": "mail"}


# Language


def test_a_visitor_chooses_her_language(client):
    response = client.post(reverse("accounts:language"), {"language": "en", "next": "/aanbod/"})
    assert response.headers["Location"] == "/aanbod/"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert client.get(reverse("accounts:language")).headers["Content-Language"] == "en"


def test_the_choice_never_leads_to_another_site(client):
    response = client.post(reverse("accounts:language"), {"language": "fr", "next": "https://evil.example/"})
    assert response.headers["Location"] == "/"


def test_a_language_that_is_not_there_is_refused_in_words(client):
    page = client.post(reverse("accounts:language"), {"language": "xx"})
    assert "Kies een van deze talen" in page.content.decode()
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


def test_her_letters_follow_the_language_she_chose(client):
    person = PersonFactory()
    client.force_login(person)
    client.post(reverse("accounts:language"), {"language": "fr"})
    person.refresh_from_db()
    assert person.language == "fr"


# Own data


def test_she_changes_her_own_data(client):
    person = PersonFactory()
    client.force_login(person)
    page = reverse("accounts:data")
    assert client.post(page, DATA | {"called": "Anneke"}).headers["Location"] == page
    person.refresh_from_db()
    assert person.short_name == "Anneke"
    assert person.name == "Ann Peeters"


def test_letters_on_paper_need_an_address_and_the_form_keeps_the_rest(client):
    client.force_login(PersonFactory())
    page = client.post(reverse("accounts:data"), DATA | {"reached_by": "paper", "phone": "0470 12 34 56"})
    body = page.content.decode()
    assert "hebben we je straat en gemeente nodig" in body
    assert "0470 12 34 56" in body


def test_her_ways_in_are_shown(client):
    person = find_or_add_person(given_name="Ann", email="ann@example.org")
    print_card(person=person, by=None)
    client.force_login(person)
    body = client.get(reverse("accounts:ways_in")).content.decode()
    assert "We mailen ze naar ann@example.org" in body.replace("<wbr>", "")
    assert "Gedrukt op" in body


def test_everyone_of_the_house_reads_what_each_role_may(client):
    assert client.get(reverse("accounts:roles")).status_code == 302
    client.force_login(PersonFactory(roles=[COACH]))
    body = client.get(reverse("accounts:roles")).content.decode()
    assert all(str(role.may).replace("'", "&#x27;") in body for role in ROLES)
    assert body.count("dat ben jij") == 1


# The desk


@pytest.mark.parametrize("roles", [[], [COACH], [EDITOR]])
def test_the_desk_does_not_exist_for_others(client, roles):
    someone = PersonFactory()
    client.force_login(PersonFactory(roles=roles))
    for name, args in [
        ("people", []),
        ("person_add", []),
        ("person", [someone.pk]),
        ("person_data", [someone.pk]),
        ("person_roles", [someone.pk]),
    ]:
        assert client.get(reverse(f"accounts:{name}", args=args)).status_code == 404
    for name in ("card_print", "card_revoke", "role_grant", "role_end"):
        assert client.post(reverse(f"accounts:{name}", args=[someone.pk])).status_code == 404


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("words", ["peet", "an PEE", "ann@ex", "anneke"])
def test_people_are_found_by_parts_of_their_names(client, words):
    PersonFactory(given_name="Ann", family_name="Peeters", called="Anneke", email="ann@example.org")
    PersonFactory(given_name="Mia", family_name="Claes")
    page = client.get(reverse("accounts:people"), {"q": words})
    assert [person.given_name for person in page.context["page"]] == ["Ann"]


@pytest.mark.usefixtures("coordinator")
def test_nobody_found_says_what_to_try(client):
    assert "Probeer een deel van de naam" in client.get(reverse("accounts:people"), {"q": "xyz"}).content.decode()


@pytest.mark.usefixtures("coordinator")
def test_the_list_asks_eight_questions_at_most(client, django_assert_max_num_queries):
    for _person in range(60):
        PersonFactory(roles=[COACH])
    with django_assert_max_num_queries(8):
        page = client.get(reverse("accounts:people"))
    assert page.context["page"].paginator.num_pages == 2


def test_the_coordinator_adds_someone(client, coordinator):
    response = client.post(reverse("accounts:person_add"), DATA | {"email": "ann@example.org"})
    person = Person.objects.by_email("ann@example.org")
    assert response.headers["Location"] == reverse("accounts:person", args=[person.pk])
    assert "Ann Peeters" in client.get(response.headers["Location"]).content.decode()


@pytest.mark.usefixtures("coordinator")
def test_an_address_that_is_someones_is_refused_with_her_name(client):
    PersonFactory(given_name="Mia", family_name="Claes", email="mia@example.org")
    body = client.post(reverse("accounts:person_add"), DATA | {"email": "MIA@example.org"}).content.decode()
    assert "Mia Claes heeft dit e-mailadres al" in body
    assert 'value="Peeters"' in body


@pytest.mark.usefixtures("coordinator")
def test_the_coordinator_changes_someones_data(client):
    person = PersonFactory(email="oud@example.org")
    client.post(reverse("accounts:person_data", args=[person.pk]), DATA | {"email": ""})
    person.refresh_from_db()
    assert person.email is None
    assert person.given_name == "Ann"


@pytest.mark.usefixtures("coordinator")
def test_a_printed_card_holds_number_pin_and_code_and_opens(client):
    person = PersonFactory(given_name="Ann", family_name="Peeters", called="Anneke")
    response = client.post(reverse("accounts:card_print", args=[person.pk]))
    assert response.headers["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(response.content))
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    number = "".join(
        next(line for line in text.splitlines() if line.replace(" ", "").isdigit() and len(line) > 15).split()
    )
    pin = next(line.strip() for line in text.splitlines() if line.strip().isdigit() and len(line.strip()) == 4)
    card = cards.find_card(number)
    assert card.person == person
    assert cards.opens(card, number, pin)
    assert "Anneke" in text


@pytest.mark.usefixtures("coordinator")
def test_a_lost_card_is_revoked_at_the_desk(client):
    person = PersonFactory()
    print_card(person=person, by=None)
    client.post(reverse("accounts:card_revoke", args=[person.pk]))
    assert not Card.objects.valid().exists()
    assert "werkt niet meer sinds" in client.get(reverse("accounts:person", args=[person.pk])).content.decode()


@pytest.mark.usefixtures("coordinator")
def test_a_coordinator_cannot_become_the_administrator_through_a_card(client):
    boss = PersonFactory(roles=[ADMINISTRATOR])
    assert client.get(reverse("accounts:person", args=[boss.pk])).status_code == 200
    assert client.post(reverse("accounts:card_print", args=[boss.pk])).status_code == 404
    assert client.get(reverse("accounts:person_data", args=[boss.pk])).status_code == 404
    assert client.get(reverse("accounts:person_roles", args=[boss.pk])).status_code == 404


# Roles


def test_the_administrator_gives_and_ends_a_role(client, administrator):
    person = PersonFactory()
    client.post(reverse("accounts:role_grant", args=[person.pk]), {"role": "coach"})
    assert Person.objects.get(pk=person.pk).has_role(COACH)
    page = client.get(reverse("accounts:person_roles", args=[person.pk])).content.decode()
    assert f"gegeven door {administrator.name}" in page
    client.post(reverse("accounts:role_end", args=[person.pk]), {"role": "coach"})
    assert not Person.objects.get(pk=person.pk).has_role(COACH)


def test_a_role_that_nobody_is_known_to_have_given_names_nobody(client, administrator):
    person = PersonFactory(roles=[COACH])
    page = client.get(reverse("accounts:person_roles", args=[person.pk])).content.decode()
    assert "Coach: sinds " in page
    assert "gegeven door" not in page


def test_the_last_administrator_is_told_why_she_stays(client, administrator):
    address = reverse("accounts:role_end", args=[administrator.pk])
    page = client.post(address, {"role": "administrator"}, follow=True)
    assert "Dit is de enige beheerder" in page.content.decode()


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("role", ["participant", "team_leader", "koning", ""])
def test_only_roles_of_the_network_can_be_given(client, role):
    person = PersonFactory()
    client.post(reverse("accounts:role_grant", args=[person.pk]), {"role": role})
    assert not person.grants.exists()
