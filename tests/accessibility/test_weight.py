"""What a public page weighs on the wire the first time: page, style, letters and mark."""

import pytest

from tegenstroom.training.models import Edition
from tegenstroom.training.tests.factories import EditionFactory
from tests.support.browser import PHONE, Invite
from tests.support.network import Network
from tests.support.weight import weight

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BUDGET = 50_000
# As many as one page of the offer shows, and more.
MANY = 30
PATHS = (
    "/",
    "/aanbod/",
    "/aanbod/opgroeien-en-opvoeden-in-armoede/",
    "/vormingen/{edition}/",
    "/vormingen/{edition}/inschrijven/",
    "/op-maat/",
    "/boeken/",
    "/themas/",
    "/themas/groepswerk/",
)


@pytest.fixture
def longest(network: Network) -> Edition:
    """The training with the most days, in an offer that is full."""
    longest = Edition.objects.filter(state="open", channel="open").order_by("-version__parts__order").first()
    assert longest
    for _number in range(MANY):
        EditionFactory(tandem_says="yes", version=longest.version)
    return longest


def test_a_public_page_weighs_little(invite: Invite, longest: Edition) -> None:
    weights = {path: weight(invite(screen=PHONE), path.format(edition=longest.pk)) for path in PATHS}
    assert all(0 < size <= BUDGET for size in weights.values()), weights
