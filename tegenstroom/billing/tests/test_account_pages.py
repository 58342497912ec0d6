"""Her account on her own page, and at the desk that writes it down: nobody sees the number again."""

import pytest
from django.test import Client

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import ADMINISTRATOR, COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.billing.actions import accounts, askers
from tegenstroom.billing.rules.payruns import Method
from tegenstroom.billing.tests.factories import belgian_iban

pytestmark = pytest.mark.django_db
NUMBER = belgian_iban(1234567)


def logged_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def anke() -> Person:
    return PersonFactory(given_name="Anke", family_name="Maes")


@pytest.fixture
def office() -> Client:
    return logged_in(PersonFactory(roles=[COORDINATOR]))


def test_she_is_asked_for_her_number_once_and_then_sees_only_how_it_ends(anke: Person) -> None:
    phone = logged_in(anke)
    assert phone.get("/rekening/").headers["Location"] == "/rekening/nummer/"
    kept = phone.post("/rekening/nummer/", {"iban": f" {NUMBER.lower()[:4]} {NUMBER[4:]} "}, follow=True)
    assert "bewaard" in kept.text
    page = phone.get("/rekening/").text
    assert NUMBER[-4:] in page
    assert "Anke Maes" in page
    for address in ("/rekening/", "/rekening/nummer/", "/rekening/naam/", "/mijn/"):
        text = phone.get(address).text.replace(" ", "")
        assert NUMBER not in text
        assert NUMBER[4:12] not in text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Vul een rekeningnummer in."),
        ("BE68 5390 0754 7035", "Dit nummer klopt niet."),
        ("TR330006100519786457841326", "Kies een rekening van een bank in Europa."),
    ],
)
def test_a_wrong_number_stays_on_the_page_in_fours_and_nothing_is_kept(
    anke: Person, typed: str, sentence: str
) -> None:
    page = logged_in(anke).post("/rekening/nummer/", {"iban": typed.replace(" ", "")})
    assert sentence in page.text
    assert typed[:4] in page.text
    if typed.startswith("BE"):
        assert typed in page.text
    assert accounts.account_of(anke) is None


def test_the_name_on_the_account_may_be_another_and_stays_with_the_next_number(anke: Person) -> None:
    phone = logged_in(anke)
    phone.post("/rekening/nummer/", {"iban": NUMBER})
    assert "gewone letters" in phone.post("/rekening/naam/", {"holder": "★"}).text
    assert phone.post("/rekening/naam/", {"holder": "Piet Maes"}).status_code == 302
    phone.post("/rekening/nummer/", {"iban": belgian_iban(2)})
    known = accounts.account_of(anke)
    assert known
    assert accounts.holder_of(known) == "Piet Maes"
    assert accounts.ending_of(known) == belgian_iban(2)[-4:]


def test_there_is_no_name_to_change_before_there_is_a_number(anke: Person) -> None:
    assert logged_in(anke).get("/rekening/naam/").headers["Location"] == "/rekening/nummer/"


def test_she_takes_her_account_away_with_one_button(anke: Person) -> None:
    phone = logged_in(anke)
    phone.post("/rekening/nummer/", {"iban": NUMBER})
    assert "Wij bewaren het nummer niet meer" in phone.post("/rekening/verwijdering/", follow=True).text
    assert accounts.account_of(anke) is None


def test_the_desk_writes_down_a_number_and_never_sees_it_again(anke: Person, office: Client) -> None:
    address = f"/bureau/mensen/{anke.pk}/rekening/"
    assert "nog geen rekening" in office.get(address).text
    page = office.post(address, {"iban": NUMBER, "holder": "Anke Maes"}, follow=True)
    assert f"eindigt op {NUMBER[-4:]}" in page.text
    assert NUMBER not in page.text.replace(" ", "")
    assert address in office.get(f"/bureau/mensen/{anke.pk}/").text
    gone = office.post(f"{address}verwijdering/", follow=True)
    assert "nog geen rekening" in gone.text


def test_the_desk_is_told_at_the_field_what_is_wrong(anke: Person, office: Client) -> None:
    page = office.post(f"/bureau/mensen/{anke.pk}/rekening/", {"iban": "BE00", "holder": ""})
    assert "Dit nummer klopt niet." in page.text
    assert "Vul de naam in die op de rekening staat." in page.text


def test_who_gives_out_roles_reads_no_account(anke: Person) -> None:
    client = logged_in(PersonFactory(roles=[ADMINISTRATOR]))
    assert client.get(f"/bureau/mensen/{anke.pk}/rekening/").status_code == 404


def test_an_account_that_cannot_be_read_says_so_and_can_be_given_anew(anke: Person, office: Client) -> None:
    phone = logged_in(anke)
    phone.post("/rekening/nummer/", {"iban": NUMBER})
    known = accounts.account_of(anke)
    assert known
    known.sealed_iban = known.sealed_holder
    known.save()
    assert "niet meer lezen" in phone.get("/rekening/").text
    assert "niet meer lezen" in office.get(f"/bureau/mensen/{anke.pk}/rekening/").text
    phone.post("/rekening/nummer/", {"iban": NUMBER})
    assert NUMBER[-4:] in phone.get("/rekening/").text


def test_who_is_paid_in_her_hand_is_not_told_that_it_comes_on_her_account(
    anke: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = logged_in(anke)
    accounts.keep(person=anke, iban=NUMBER, holder="Anke Maes", by=anke)
    promise = "Je geld komt op de rekening"
    assert promise in phone.get("/rekening/").text
    monkeypatch.setattr(askers, "WAYS", [lambda people: {anke.pk: Method.CASH}])
    page = phone.get("/rekening/").text
    assert promise not in page
    assert "Je krijgt je geld in je hand." in page
    assert NUMBER[-4:] in page
    asked = phone.get("/rekening/nummer/").text
    assert "Op deze rekening komt je geld." not in asked
