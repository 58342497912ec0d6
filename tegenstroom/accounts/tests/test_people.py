"""Adding and changing people."""

import pytest
from allauth.account.models import EmailAddress

from tegenstroom.accounts.actions import change_person, find_or_add_person
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_a_new_person_can_log_in_by_mail():
    person = find_or_add_person(given_name="Ann", email=" Ann@Example.org ", municipality="Gent")
    assert person.email == "ann@example.org"
    assert person.municipality == "Gent"
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.primary, address.verified) == ("ann@example.org", True, True)
    assert not person.has_usable_password()
    event = AuditEvent.objects.get(verb="accounts.add_person")
    assert event.details == {"email": True}


def test_the_same_address_is_the_same_person_and_nothing_of_her_changes():
    first = find_or_add_person(given_name="Ann", family_name="Peeters", email="ann@example.org", phone="09 1")
    again = find_or_add_person(given_name="Anneke", email="ANN@example.org", phone="09 2")
    again.refresh_from_db()
    assert again == first
    assert (again.given_name, again.family_name, again.phone) == ("Ann", "Peeters", "09 1")
    assert AuditEvent.objects.filter(verb="accounts.add_person").count() == 1


def test_people_without_an_address_are_different_people():
    first = find_or_add_person(given_name="Ann")
    second = find_or_add_person(given_name="Ann", email="")
    assert first != second
    assert Person.objects.count() == 2
    assert not EmailAddress.objects.exists()


def test_a_changed_address_replaces_the_old_one_at_login():
    person = find_or_add_person(given_name="Ann", email="oud@example.org")
    change_person(person=person, by=PersonFactory(), email="nieuw@example.org")
    assert [row.email for row in EmailAddress.objects.filter(user=person)] == ["nieuw@example.org"]
    change_person(person=person, by=person, email=None)
    assert not EmailAddress.objects.filter(user=person).exists()


def test_the_audit_names_fields_and_never_what_stands_in_them():
    person = find_or_add_person(given_name="Ann", email="ann@example.org")
    change_person(person=person, by=person, phone="0470 12 34 56", given_name="Ann")
    event = AuditEvent.objects.get(verb="accounts.change_person")
    assert event.details == {"fields": ["phone"]}


def test_saving_the_same_data_leaves_no_trace():
    person = find_or_add_person(given_name="Ann")
    change_person(person=person, by=person, given_name="Ann")
    assert not AuditEvent.objects.filter(verb="accounts.change_person").exists()
