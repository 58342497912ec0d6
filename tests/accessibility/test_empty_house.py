"""The first day of a network: nothing is planned, nobody enrolled, and each page says what will come."""

import pytest
from playwright.sync_api import Browser

from tegenstroom.accounts.roles import COORDINATOR, Role
from tegenstroom.accounts.tests.factories import PersonFactory
from tests.support.browser import Server, open_visitor
from tests.support.crawl import Seen, Walk

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("figures"),
]


@pytest.mark.parametrize("role", [None, COORDINATOR])
def test_no_page_is_bare_and_no_link_leads_nowhere(
    role: Role | None, browser: Browser, live_server: Server
) -> None:
    person = PersonFactory(roles=[role]) if role else None
    visitor = open_visitor(browser, live_server.url, person)
    walk = Walk(visitor, Seen(), judged=False)
    walk.follow(["/bureau/" if role else "/"])
    visitor.context.close()
    assert not walk.complaints, "\n".join(["", *walk.complaints])
