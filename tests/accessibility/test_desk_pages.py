"""The coordinator's pages, and those of a training made to measure, hold every rule of axe in both themes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.training.actions import requests
from tegenstroom.training.doors import proposal_url, tandem_url
from tegenstroom.training.models import Proposal
from tegenstroom.training.rules.editions import Day
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, PriceFactory
from tests.support.axe import findings
from tests.support.browser import DESK, PHONE, Invite

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("figures"),
]


def a_proposal(edition) -> Proposal:
    begin = timezone.now() + timedelta(days=40)
    asked = requests.ask_training(
        organisation_name="OCMW Voorbeeld",
        contact_name="Lut Voorbeeld",
        contact_email="lut@example.org",
        question="Hoe luisteren we beter?",
        module=edition.version.module,
    )
    offer = requests.Offer(
        version=edition.version,
        days=[Day(begin, begin + timedelta(hours=6))],
        price=Decimal(1800),
        valid_until=timezone.localdate() + timedelta(days=30),
    )
    return requests.propose(request=asked, offer=offer, by=None)


@pytest.mark.parametrize(("dark", "screen"), [(False, DESK), (True, PHONE)])
def test_the_desk(invite: Invite, dark: bool, screen: dict[str, int]) -> None:
    edition = EditionFactory(tandem_says="asked", maximum=1)
    PriceFactory(edition=edition)
    EnrolmentFactory(edition=edition)
    EnrolmentFactory(edition=edition, state=EnrolmentState.WAITING)
    module, asked = edition.version.module_id, a_proposal(edition).request_id
    visitor = invite(PersonFactory(roles=[COORDINATOR]), scripts=True, screen=screen, dark=dark)
    for name, args in (
        ("desk", []),
        ("desk_edition", [edition.pk]),
        ("desk_edit", [edition.pk]),
        ("desk_call_off", [edition.pk]),
        ("desk_choice", []),
        ("desk_plan", [module]),
        ("desk_modules", []),
        ("desk_module", [module]),
        ("desk_module_add", []),
        ("desk_requests", []),
        ("desk_request", [asked]),
        ("desk_proposal", [asked]),
        ("desk_request_declining", [asked]),
    ):
        path = reverse(f"training:{name}", args=args)
        page = visitor.go(path)
        assert page.url.endswith(path)
        assert findings(page) == [], name
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(width) <= 0, name


@pytest.mark.parametrize("dark", [False, True])
def test_what_an_organisation_and_a_coach_get(invite: Invite, dark: bool) -> None:
    edition = EditionFactory(tandem_says="asked")
    visitor = invite(screen=PHONE, dark=dark)
    addresses = [proposal_url(a_proposal(edition)), tandem_url(edition.tandem.first())]
    paths = [address.removeprefix(settings.SITE_URL) for address in addresses]
    for path in (reverse("training:request"), reverse("training:request_received"), *paths):
        assert findings(visitor.go(path)) == [], path


def test_a_plan_is_made_without_scripts(invite: Invite) -> None:
    edition = EditionFactory()
    visitor = invite(PersonFactory(roles=[COORDINATOR]), scripts=False, screen=PHONE)
    page = visitor.go(reverse("training:desk_plan", args=[edition.version.module_id]))
    day = timezone.localdate() + timedelta(days=60)
    for number in (0, 1):
        page.fill(f"[name=dag-{number}-date]", (day + timedelta(days=number * 14)).isoformat())
    page.get_by_role("button", name="Een dag erbij").click()
    assert page.input_value("[name=dag-0-date]") == day.isoformat()
    page.fill("[name=dag-2-date]", (day + timedelta(days=28)).isoformat())
    page.fill("[name=dag-2-start]", "09:30")
    page.fill("[name=dag-2-end]", "12:30")
    page.get_by_role("button", name="Ik plan deze vorming").click()
    page.get_by_role("button", name="Ik kondig ze aan").click()
    assert page.get_by_text("Vanaf nu kunnen mensen inschrijven.").is_visible()
