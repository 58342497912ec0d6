"""What makes it easier for someone, changed after she enrolled: by herself, and by the desk when she phones."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.training.actions.enrolment import EnrolmentRefused, change_needs
from tegenstroom.training.doors import enrolment_token
from tegenstroom.training.models import Enrolment
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.rules.places import EnrolmentState, needs_may_change
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory
from tegenstroom.training.tests.groups import logged_in

LONG_AGO, TODAY, LATER = date(2026, 1, 1), date(2026, 5, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("state", "edition", "ends_on", "may"),
    [
        ("placed", "open", LATER, True),
        ("waiting", "confirmed", LATER, True),
        ("offered", "open", None, True),
        ("placed", "confirmed", TODAY, True),
        ("placed", "confirmed", LONG_AGO, False),
        ("placed", "closed", LATER, False),
        ("placed", "cancelled", LATER, False),
        ("cancelled", "open", LATER, False),
        ("replaced", "open", LATER, False),
    ],
)
def test_they_may_change_until_the_last_day_for_who_takes_part_or_waits(
    state: str, edition: str, ends_on: date | None, may: bool
) -> None:
    found = needs_may_change(EnrolmentState(state), EditionState(edition), ends_on=ends_on, today=TODAY)
    assert found is may


@pytest.fixture(params=["by link", "logged in"])
def door(request: pytest.FixtureRequest, client: Client) -> Any:
    """The address of an enrolment, through each of the two doors."""

    def address(row: Enrolment) -> str:
        if request.param == "by link":
            return f"/inschrijving/{enrolment_token(row)}/"
        client.force_login(row.person)
        return f"/mijn/inschrijvingen/{row.pk}/"

    return address


@pytest.mark.django_db
@pytest.mark.usefixtures("figures")
class TestPages:
    def test_she_changes_what_makes_it_easier_and_empties_it_again(self, client: Client, door: Any) -> None:
        row = EnrolmentFactory(needs="Ik hoor niet goed.")
        home = door(row)
        assertContains(client.get(home), f"{home}noden/")
        assertContains(client.get(f"{home}noden/"), "Ik hoor niet goed.")
        after = client.post(f"{home}noden/", {"needs": "Ik kom met een begeleider."}, follow=True)
        assertContains(after, "Ik kom met een begeleider.")
        assertNotContains(after, "Ik hoor niet goed.")
        client.post(f"{home}noden/", {"needs": ""})
        row.refresh_from_db()
        assert row.needs == ""

    def test_what_is_too_long_is_said_and_not_lost(self, client: Client, door: Any) -> None:
        row = EnrolmentFactory(needs="Kort.")
        page = client.post(f"{door(row)}noden/", {"needs": "x" * 301})
        assertContains(page, "field--wrong")
        assertContains(page, "x" * 301)
        row.refresh_from_db()
        assert row.needs == "Kort."

    def test_afterwards_nothing_changes_any_more(self, client: Client, door: Any) -> None:
        row = EnrolmentFactory(edition=EditionFactory(days=(-14, -1)), needs="Ik hoor niet goed.")
        home = door(row)
        page = client.get(home)
        assertContains(page, "Ik hoor niet goed.")
        assertNotContains(page, f"{home}noden/")
        assert client.post(f"{home}noden/", {"needs": "Anders."}).status_code == 302
        with pytest.raises(EnrolmentRefused):
            change_needs(enrolment=row, needs="Anders.", by=row.person)
        row.refresh_from_db()
        assert row.needs == "Ik hoor niet goed."

    def test_the_desk_notes_it_for_who_phones_and_the_audit_keeps_no_words(self) -> None:
        row, coordinator = EnrolmentFactory(), PersonFactory(roles=[COORDINATOR])
        office = logged_in(coordinator)
        address = reverse("training:desk_enrolment_needs", args=[row.pk])
        assertContains(office.get(reverse("training:desk_enrolment", args=[row.pk])), address)
        for _twice in range(2):
            assertContains(office.post(address, {"needs": "Rolstoel."}, follow=True), "Rolstoel.")
        event = AuditEvent.objects.get(verb="training.change_needs")
        assert (event.actor, event.details) == (coordinator.pk, {})

    def test_the_desk_that_types_too_much_reads_so_in_the_form(self) -> None:
        row = EnrolmentFactory()
        office = logged_in(PersonFactory(roles=[COORDINATOR]))
        page = office.post(reverse("training:desk_enrolment_needs", args=[row.pk]), {"needs": "x" * 301})
        assertContains(page, "field--wrong")
        assertContains(page, "x" * 301)

    def test_an_enrolment_that_ended_meanwhile_is_said_at_the_desk(self) -> None:
        row = EnrolmentFactory(state="cancelled", seat=None)
        office = logged_in(PersonFactory(roles=[COORDINATOR]))
        page = office.post(
            reverse("training:desk_enrolment_needs", args=[row.pk]), {"needs": "Rolstoel."}, follow=True
        )
        assertContains(page, "Hier verandert niets meer")
        row.refresh_from_db()
        assert row.needs == ""
