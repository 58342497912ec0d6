"""What a public page weighs on the wire: page, style, letters and mark, as an old phone gets them the first time."""

import pytest

from tegenstroom.training.models import Edition
from tests.support.browser import PHONE, Invite
from tests.support.network import Network

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BUDGET = 50_000
PAGES = {
    "first page": "/",
    "offer": "/aanbod/",
    "a theme": "/aanbod/?thema=groepswerk",
    "module": "/aanbod/opgroeien-en-opvoeden-in-armoede/",
    "edition": "/vormingen/{edition}/",
    "enrolling": "/vormingen/{edition}/inschrijven/",
    "books": "/boeken/",
    "themes": "/themas/",
    "made to measure": "/op-maat/",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_public_page_weighs_little(name: str, invite: Invite, network: Network) -> None:
    longest = Edition.objects.filter(state="open", channel="open").order_by("-version__parts").first()
    visitor = invite(screen=PHONE)
    wire = visitor.context.new_cdp_session(visitor.page)
    wire.send("Network.enable")
    sizes: list[int] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    visitor.go(PAGES[name].format(edition=longest and longest.pk))
    visitor.page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) <= BUDGET
