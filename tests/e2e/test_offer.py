"""A stranger finds a training, on a phone as on a desk, with scripts or without."""

import pytest

from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, PriceFactory
from tests.support.browser import DESK, PHONE, Invite

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BUDGET = 50_000


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("screen", [PHONE, DESK])
def test_from_the_offer_to_the_button(invite: Invite, screen: dict[str, int], scripts: bool) -> None:
    edition = EditionFactory(version__title="Groepswerk dat krachten ziet", tandem_says="yes")
    PriceFactory(edition=edition)
    EditionFactory(version__title="Hechting")
    visitor = invite(screen=screen, scripts=scripts)
    page = visitor.go("/aanbod/")
    page.get_by_role("link", name="Groepswerk dat krachten ziet").click()
    assert page.url.endswith(f"/vormingen/{edition.pk}/")
    assert page.get_by_role("link", name="Ik schrijf me in").first.is_visible()
    page.get_by_role("link", name="Alles over deze vorming").click()
    assert page.locator("h1").inner_text() == "Groepswerk dat krachten ziet"


@pytest.mark.parametrize("screen", [PHONE, DESK])
def test_nothing_runs_off_the_side(invite: Invite, screen: dict[str, int]) -> None:
    edition = EditionFactory(version__title="Ondersteuningsnetwerkversterkend groepswerk", tandem_says="yes")
    visitor = invite(screen=screen)
    for path in ("/aanbod/", f"/aanbod/{edition.version.module.slug}/", f"/vormingen/{edition.pk}/"):
        page = visitor.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"], path


def test_a_page_weighs_little(invite: Invite) -> None:
    """Everything counted, as it comes over the wire: page, style, font, mark."""
    for _number in range(20):
        edition = EditionFactory(tandem_says="yes")
        EnrolmentFactory(edition=edition)
    for path in ("/aanbod/", f"/aanbod/{edition.version.module.slug}/", f"/vormingen/{edition.pk}/"):
        visitor = invite()
        wire = visitor.context.new_cdp_session(visitor.page)
        wire.send("Network.enable")
        sizes: list[int] = []
        wire.on("Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]))
        visitor.go(path)
        visitor.page.wait_for_load_state("networkidle")
        assert 0 < sum(sizes) <= BUDGET, f"{path}: {sum(sizes)} bytes"
