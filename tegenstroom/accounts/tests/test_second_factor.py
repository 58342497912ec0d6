"""Staff sets a second factor before anything else."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse

from tegenstroom.accounts.actions import find_or_add_person, grant_role, print_card
from tegenstroom.accounts.middleware import lacks_second_factor
from tegenstroom.accounts.roles import COACH, COORDINATOR, ROLES
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent

pytestmark = pytest.mark.django_db

SECURITY = reverse("mfa_index")


@pytest.fixture
def required(settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True


def totp_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.mark.usefixtures("required")
def test_staff_is_sent_to_the_page_where_she_sets_one(client):
    client.force_login(PersonFactory(roles=[COORDINATOR]))
    assert client.get(reverse("accounts:people")).headers["Location"] == SECURITY
    assert client.post(reverse("accounts:data"), {}).headers["Location"] == SECURITY


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize(
    "address",
    [
        SECURITY,
        reverse("account_logout"),
        reverse("accounts:language"),
        reverse("base:health"),
        "/",
        "/account/email/",
    ],
)
def test_these_pages_stay_open(client, address):
    client.force_login(PersonFactory(roles=[COORDINATOR]))
    response = client.get(address)
    assert response.headers.get("Location") != SECURITY


@pytest.mark.usefixtures("required")
def test_others_need_none(client):
    client.force_login(PersonFactory(roles=[COACH]))
    assert client.get(reverse("accounts:data")).status_code == 200


def test_without_the_setting_nobody_is_sent_away(client, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    client.force_login(PersonFactory(roles=[COORDINATOR]))
    assert client.get(reverse("accounts:people")).status_code == 200


@pytest.mark.usefixtures("required")
def test_with_a_second_factor_the_desk_opens(client):
    person = PersonFactory(roles=[COORDINATOR])
    TOTP.activate(person, generate_totp_secret())
    client.force_login(person)
    assert client.get(reverse("accounts:people")).status_code == 200


def test_recovery_codes_alone_are_no_second_factor():
    person = PersonFactory(roles=[COORDINATOR])
    Authenticator.objects.create(user=person, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert lacks_second_factor(person)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
def test_who_sees_other_peoples_data_needs_one(role):
    assert lacks_second_factor(PersonFactory(roles=[role])) is role.staff


def test_a_visitor_costs_no_question(django_assert_num_queries):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with django_assert_num_queries(0):
        assert not lacks_second_factor(request.user)


def test_who_logged_in_costs_one_question_and_staff_two(django_assert_num_queries):
    coach, coordinator = PersonFactory(roles=[COACH]), PersonFactory(roles=[COORDINATOR])
    with django_assert_num_queries(1):
        lacks_second_factor(coach)
    with django_assert_num_queries(2):
        lacks_second_factor(coordinator)


def test_she_sets_an_app_and_needs_it_at_the_next_login(client):
    person = find_or_add_person(given_name="Ann", email="ann@example.org")
    grant_role(person=person, role=COORDINATOR, by=None)
    client.force_login(person)
    page = client.get(reverse("mfa_activate_totp"))
    body = page.content.decode()
    assert "<svg" in body
    assert "data:image" not in body
    secret = page.context["form"].secret
    assert f"<span>{secret[:4]}</span><span>{secret[4:8]}</span>" in body
    client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})
    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert "Je reservecodes" in codes.content.decode()
    client.post(reverse("account_logout"))
    # A card does not go around it.
    card = print_card(person=person, by=None)
    response = client.post(reverse("accounts:card_login"), {"number": card.number, "pin": card.pin}, follow=True)
    assert "Nog één stap" in response.content.decode()
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": codes.context["unused_codes"][0]})
    assert "_auth_user_id" in client.session


@pytest.mark.django_db(transaction=True)
def test_an_app_that_comes_or_goes_leaves_a_row_of_the_audit(client):
    person = find_or_add_person(given_name="Ann")
    client.force_login(person)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})
    client.post(reverse("mfa_deactivate_totp"))
    rows = AuditEvent.objects.filter(actor=person.pk, subject=f"accounts.person:{person.pk}")
    assert list(rows.values_list("verb", flat=True)) == ["accounts.totp_activated", "accounts.totp_deactivated"]
