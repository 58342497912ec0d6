"""Someone asks to be erased: what the desk reads first, what happens once, and who cannot be erased so."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.actions import NotYetError, erase_person, print_card
from tegenstroom.accounts.models import Card, Person, RoleGrant
from tegenstroom.accounts.roles import ADMINISTRATOR, COACH, COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent, DataKey
from tegenstroom.base.models.letters import subject_of
from tegenstroom.base.sealing import datakeys

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture
def desk() -> Person:
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def she() -> Person:
    return PersonFactory(given_name="Zita", family_name="Zwaaiuyt", phone="0470 11 22 33", roles=[COACH])


def erasure(person: Person) -> str:
    return reverse("accounts:erasure", args=[person.pk])


def at(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_desk_reads_what_goes_and_what_stays_before_it_can_press(desk: Person, she: Person) -> None:
    page = at(desk).get(erasure(she))
    assertContains(page, "Het rekeningnummer.")
    assertContains(page, "Bedragen en dagen in de boeken")
    assertContains(page, "Ik wis Zita")


def test_pressed_by_accident_nothing_is_erased(desk: Person, she: Person) -> None:
    assertContains(at(desk).post(erasure(she), {"sure": ""}), "Er is nog niets gewist")
    she.refresh_from_db()
    assert (she.erased_at, she.family_name) == (None, "Zwaaiuyt")


def test_who_is_erased_has_no_name_no_card_no_role_and_no_key_any_more(desk: Person, she: Person) -> None:
    print_card(person=she, by=desk)
    datakeys.make(subject_of(she))
    assertRedirects(at(desk).post(erasure(she), {"sure": "on"}), reverse("accounts:people"))
    left = Person.objects.get(pk=she.pk)
    assert left.erased_at
    assert not left.is_active
    assert (left.name, left.email, left.phone, left.address) == ("–", None, "", "")
    assert not Card.objects.filter(person=she).exists()
    assert not RoleGrant.objects.filter(person=she).exists()
    assert not DataKey.objects.filter(subject=subject_of(she)).exists()


def test_the_audit_says_by_whom_and_names_nobody(desk: Person, she: Person) -> None:
    erase_person(person=she, by=desk)
    erase_person(person=she, by=desk)
    event = AuditEvent.objects.get(verb="accounts.erase_person")
    assert (event.actor, event.subject, event.details) == (desk.pk, subject_of(she), {})


def test_her_session_ends_with_her(desk: Person, she: Person) -> None:
    hers = at(she)
    assert hers.get(reverse("front:my_page")).status_code == 200
    erase_person(person=she, by=desk)
    assert hers.get(reverse("front:my_page")).status_code == 302


def test_nobody_finds_or_changes_who_was_erased(desk: Person, she: Person) -> None:
    erase_person(person=she, by=desk)
    assertNotContains(at(desk).get(reverse("accounts:people")), f"/bureau/mensen/{she.pk}/")
    page = at(desk).get(reverse("accounts:person", args=[she.pk]))
    assertContains(page, "Dit was iemand die gewist is")
    assertNotContains(page, "Ik druk een nieuwe kaart")
    assert at(desk).get(reverse("accounts:person_data", args=[she.pk])).status_code == 404
    assert at(desk).get(erasure(she)).status_code == 404


def test_an_administrator_gives_up_that_role_first(desk: Person) -> None:
    bas = PersonFactory(roles=[ADMINISTRATOR])
    with pytest.raises(NotYetError):
        erase_person(person=bas, by=desk)
    page = at(PersonFactory(roles=[ADMINISTRATOR])).get(erasure(bas))
    assertContains(page, "Neem eerst de rol van beheerder weg.")
    assertNotContains(page, '<button class="button"')


def test_nobody_erases_herself_or_is_erased_by_who_may_not(desk: Person, she: Person) -> None:
    assert at(desk).get(erasure(desk)).status_code == 404
    assert at(she).get(erasure(she)).status_code == 404
    assert at(desk).get(erasure(PersonFactory(roles=[ADMINISTRATOR]))).status_code == 404


def test_the_way_there_stands_on_the_page_of_others_and_not_on_ones_own(desk: Person, she: Person) -> None:
    assertContains(at(desk).get(reverse("accounts:person", args=[she.pk])), erasure(she))
    assertNotContains(at(desk).get(reverse("accounts:person", args=[desk.pk])), erasure(desk))


def test_the_address_of_who_was_erased_is_free_for_who_comes_back(desk: Person, she: Person) -> None:
    address = she.email
    erase_person(person=she, by=desk)
    assert PersonFactory(email=address).email == address
