"""The public pages hold every rule of axe, in both themes."""

import pytest

from tegenstroom.training.tests.factories import EditionFactory, PriceFactory
from tests.support.axe import findings
from tests.support.browser import PHONE, Invite

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("dark", [False, True])
def test_the_offer_a_module_and_an_edition(invite: Invite, dark: bool) -> None:
    edition = EditionFactory(tandem_says="yes")
    PriceFactory(edition=edition)
    visitor = invite(screen=PHONE, dark=dark)
    for path in ("/aanbod/", f"/aanbod/{edition.version.module.slug}/", f"/vormingen/{edition.pk}/"):
        assert findings(visitor.go(path)) == [], path
