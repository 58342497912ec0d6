"""Logging in with a code in the mail, or with a password."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.account.adapter import DefaultAccountAdapter
from django.core import mail
from django.urls import reverse
from django.utils.translation import get_language

from tegenstroom.accounts.actions import change_person, end_sessions, find_or_add_person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent

pytestmark = pytest.mark.django_db

ASK, CONFIRM = reverse("account_request_login_code"), reverse("account_confirm_login_code")


def code_in_the_mail() -> str:
    return re.search(r"^\s+([0-9]{4}-[0-9]{4})$", mail.outbox[-1].body, re.M)[1]


def ask_for_a_code(client, email: str):
    return client.post(ASK, {"email": email}, follow=True)


def logged_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_a_person_added_at_the_desk_logs_in_with_a_code(client):
    person = find_or_add_person(given_name="Ann", email="Ann@example.org")
    page = ask_for_a_code(client, "ANN@example.org ")
    assert "Kijk in je mail" in page.content.decode()
    assert mail.outbox[-1].to == ["ann@example.org"]
    assert mail.outbox[-1].subject == "Je code om aan te melden"
    assert mail.outbox[-1].body.startswith("Dag Ann,")
    response = client.post(CONFIRM, {"code": code_in_the_mail().replace("-", " ")})
    assert response.headers["Location"] == reverse("front:my_page")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_page_that_was_asked_for_comes_back_after_the_code(client):
    find_or_add_person(given_name="Ann", email="ann@example.org")
    first = client.get(reverse("accounts:data"))
    asked = client.post(first.headers["Location"], {"email": "ann@example.org"})
    response = client.post(asked.headers["Location"], {"code": code_in_the_mail()})
    assert response.headers["Location"] == reverse("accounts:data")


def test_a_code_works_once(client):
    find_or_add_person(given_name="Ann", email="ann@example.org")
    ask_for_a_code(client, "ann@example.org")
    code = code_in_the_mail()
    client.post(CONFIRM, {"code": code})
    client.post(reverse("account_logout"))
    client.post(CONFIRM, {"code": code})
    assert not logged_in(client)


def test_a_code_is_old_after_ten_minutes(client):
    find_or_add_person(given_name="Ann", email="ann@example.org")
    start = datetime(2026, 3, 1, 9, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        ask_for_a_code(client, "ann@example.org")
        clock.shift(timedelta(minutes=10, seconds=1))
        client.post(CONFIRM, {"code": code_in_the_mail()})
    assert not logged_in(client)


def test_three_wrong_codes_and_the_right_one_is_too_late(client):
    find_or_add_person(given_name="Ann", email="ann@example.org")
    ask_for_a_code(client, "ann@example.org")
    first = client.post(CONFIRM, {"code": "0000-0000"})
    assert "Deze code klopt niet" in first.content.decode()
    client.post(CONFIRM, {"code": "0000-0001"})
    last = client.post(CONFIRM, {"code": "0000-0002"}, follow=True)
    assert "een paar keer fout" in last.content.decode()
    client.post(CONFIRM, {"code": code_in_the_mail()})
    assert not logged_in(client)


def test_a_code_has_at_least_twenty_bits(settings):
    assert 10 ** settings.ACCOUNT_LOGIN_BY_CODE_FORMAT["length"] >= 2**20
    assert settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT <= 600


def test_an_unknown_address_sees_the_same_page_and_gets_a_mail_of_its_own(client):
    find_or_add_person(given_name="Ann", email="ann@example.org")
    known = ask_for_a_code(client, "ann@example.org").content.decode()
    client.post(reverse("account_logout"))
    unknown = ask_for_a_code(client, "mia@example.org").content.decode()

    def same(page: str) -> str:
        return re.sub(r'value="[^"]+"', "", page).replace("mia@", "ann@")

    assert same(unknown) == same(known)
    assert mail.outbox[-1].subject == "Dit e-mailadres kennen we niet"
    assert client.post(CONFIRM, {"code": "1234-5678"}).status_code == 200
    assert not logged_in(client)


def test_the_mail_speaks_the_language_of_the_person(client, monkeypatch):
    find_or_add_person(given_name="Ann", email="ann@example.org", language="fr")
    spoken = []
    monkeypatch.setattr(DefaultAccountAdapter, "send_mail", lambda *_mail: spoken.append(get_language()))
    ask_for_a_code(client, "ann@example.org")
    assert spoken == ["fr"]


def test_when_no_mail_can_leave_the_page_says_so(client, monkeypatch):
    find_or_add_person(given_name="Ann", email="ann@example.org")

    def refuse(*_args, **_kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    page = client.post(ASK, {"email": "ann@example.org"})
    assert page.status_code == 503
    assert "mailserver antwoordt niet" in page.content.decode()


def test_a_new_address_logs_in_and_the_old_one_does_not(client):
    person = find_or_add_person(given_name="Ann", email="oud@example.org")
    change_person(person=person, by=person, email="nieuw@example.org")
    ask_for_a_code(client, "oud@example.org")
    assert mail.outbox[-1].subject == "Dit e-mailadres kennen we niet"
    client.post(reverse("account_logout"))
    ask_for_a_code(client, "nieuw@example.org")
    client.post(CONFIRM, {"code": code_in_the_mail()})
    assert client.session["_auth_user_id"] == str(person.pk)


def test_she_changes_her_own_address_with_a_link(client):
    person = find_or_add_person(given_name="Ann", email="oud@example.org")
    client.force_login(person)
    page = client.post(reverse("account_email"), {"action_add": "1", "email": "nieuw@example.org"}, follow=True)
    assert "Open de link in die mail" in page.content.decode()
    person.refresh_from_db()
    assert person.email == "oud@example.org"
    link = re.search(r"http://testserver(/account/confirm-email/\S+)", mail.outbox[-1].body)[1]
    opened = client.get(link)
    assert "Ja, dit is mijn adres" in opened.content.decode()
    person.refresh_from_db()
    assert person.email == "oud@example.org"
    client.post(link)
    person.refresh_from_db()
    assert person.email == "nieuw@example.org"
    assert [address.email for address in person.emailaddress_set.all()] == ["nieuw@example.org"]
    assert AuditEvent.objects.filter(verb="accounts.email_changed", actor=person.pk).count() == 1


def test_a_first_address_is_written_down_though_there_is_none_to_tell_it_to(client):
    person = find_or_add_person(given_name="Ann")
    client.force_login(person)
    client.post(reverse("account_email"), {"action_add": "1", "email": "ann@example.org"})
    client.post(re.search(r"http://testserver(/account/confirm-email/\S+)", mail.outbox[-1].body)[1])
    person.refresh_from_db()
    assert person.email == "ann@example.org"
    assert AuditEvent.objects.get(verb="accounts.email_changed").subject == f"accounts.person:{person.pk}"


def test_nobody_takes_an_address_that_is_someones(client):
    find_or_add_person(given_name="Mia", email="mia@example.org")
    person = find_or_add_person(given_name="Ann", email="ann@example.org")
    client.force_login(person)
    client.post(reverse("account_email"), {"action_add": "1", "email": "mia@example.org"})
    link = re.search(r"http://testserver(/account/confirm-email/\S+)", mail.outbox[-1].body)[1]
    page = client.get(link).content.decode()
    assert "Iemand anders gebruikt mia@example.org al" in page.replace("<wbr>", "")
    client.post(link)
    person.refresh_from_db()
    assert person.email == "ann@example.org"


def test_who_chose_a_password_logs_in_with_it(client):
    person = find_or_add_person(given_name="Ann", email="ann@example.org")
    client.force_login(person)
    words = "vier losse woorden samen"
    client.post(reverse("account_set_password"), {"password1": words, "password2": words})
    assert mail.outbox[-1].subject == "Je hebt nu een wachtwoord"
    assert AuditEvent.objects.get(verb="accounts.password_set").actor == person.pk
    client.post(reverse("account_logout"))
    wrong = client.post(reverse("account_login"), {"login": "ann@example.org", "password": "verkeerd"})
    assert "horen niet samen" in wrong.content.decode()
    client.post(reverse("account_login"), {"login": "ann@example.org", "password": words})
    assert logged_in(client)


def test_a_forgotten_password_is_replaced_with_a_code(client):
    find_or_add_person(given_name="Ann", email="ann@example.org")
    page = client.post(reverse("account_reset_password"), {"email": "ann@example.org"}, follow=True)
    assert "nieuw wachtwoord" in page.content.decode()
    page = client.post(page.redirect_chain[-1][0], {"code": code_in_the_mail()}, follow=True)
    assert "Kies een nieuw wachtwoord" in page.content.decode()
    words = "vier losse woorden samen"
    done = client.post(page.redirect_chain[-1][0], {"password1": words, "password2": words + "x"})
    assert "niet hetzelfde" in done.content.decode()
    client.post(page.redirect_chain[-1][0], {"password1": words, "password2": words})
    client.post(reverse("account_login"), {"login": "ann@example.org", "password": words})
    assert logged_in(client)


def test_nobody_signs_herself_up(client):
    page = client.get(reverse("account_signup"))
    assert "Je hoeft geen account te maken" in page.content.decode()
    client.post(reverse("account_signup"), {"email": "mia@example.org", "password1": "vier losse woorden samen"})
    assert not logged_in(client)


def test_logging_out_takes_a_button(client):
    client.force_login(PersonFactory())
    assert "Ik meld me af" in client.get(reverse("account_logout")).content.decode()
    assert logged_in(client)
    client.post(reverse("account_logout"))
    assert not logged_in(client)


def test_ending_her_sessions_closes_every_device(client):
    person = PersonFactory()
    client.force_login(person)
    assert client.get(reverse("accounts:data")).status_code == 200
    end_sessions(person=person, by=None)
    assert client.get(reverse("accounts:data")).status_code == 302


def test_she_ends_them_herself_and_stays_in_here(client):
    person = PersonFactory()
    client.force_login(person)
    lent = type(client)()
    lent.force_login(person)
    client.post(reverse("accounts:end_sessions"))
    assert client.get(reverse("accounts:data")).status_code == 200
    assert lent.get(reverse("accounts:data")).status_code == 302
