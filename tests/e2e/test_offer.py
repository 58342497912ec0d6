"""A stranger finds a training, on a phone as on a desk, with scripts or without."""

import re

import pytest
from playwright.sync_api import expect

from tegenstroom.training.tests.factories import EditionFactory, PriceFactory
from tests.support.browser import DESK, PHONE, Invite

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("screen", [PHONE, DESK])
def test_from_the_offer_to_the_button(invite: Invite, screen: dict[str, int], scripts: bool) -> None:
    edition = EditionFactory(version__title="Groepswerk dat krachten ziet", tandem_says="yes")
    PriceFactory(edition=edition)
    EditionFactory(version__title="Hechting")
    visitor = invite(screen=screen, scripts=scripts)
    page = visitor.go("/aanbod/")
    page.get_by_role("link", name="Groepswerk dat krachten ziet").click()
    expect(page).to_have_url(re.compile(f"/vormingen/{edition.pk}/$"))
    expect(page.get_by_role("link", name="Ik schrijf me in").first).to_be_visible()
    page.get_by_role("link", name="Alles over deze vorming").click()
    expect(page.locator("h1")).to_have_text("Groepswerk dat krachten ziet")


@pytest.mark.parametrize("screen", [PHONE, DESK])
def test_nothing_runs_off_the_side(invite: Invite, screen: dict[str, int]) -> None:
    edition = EditionFactory(version__title="Ondersteuningsnetwerkversterkend groepswerk", tandem_says="yes")
    visitor = invite(screen=screen)
    for path in ("/aanbod/", f"/aanbod/{edition.version.module.slug}/", f"/vormingen/{edition.pk}/"):
        page = visitor.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"], path
