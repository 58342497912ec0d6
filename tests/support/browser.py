"""A Chromium to walk the roads with: finds one, watches what it complains of, and closes it again."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tegenstroom.accounts.models import Person
from tests.support.chromium import FLAGS, on_the_path

REAL_STATIC_FILES = {"BACKEND": "tegenstroom.base.staticfiles.Storage"}
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}


@dataclass
class Visitor:
    """Someone at a screen: her page, and all that the browser complained of meanwhile."""

    context: BrowserContext
    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the site; an answer of 400 or more is an error."""
        response = self.page.goto(self.address + path)
        assert response is not None
        assert response.status < 400, f"{path}: {response.status}"
        return self.page

    def note(self, message: ConsoleMessage) -> None:
        """Keep what the browser complains of. That a page itself was refused is for the test to judge."""
        source = message.location.get("url", "")
        refused = message.text.startswith("Failed to load resource") and source == self.page.url
        # A file has no icon of its own: the browser then asks for the one of the house of long ago.
        if refused or source.endswith("/favicon.ico"):
            return
        if message.type == "error" or "Content Security Policy" in message.text:
            self.complaints.append(f"{message.text} ({source})")


type Invite = Callable[..., Visitor]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright runs a loop in this thread; our tests talk to the database between its steps.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=on_the_path(), args=FLAGS)
    yield browser
    browser.close()


class Server(LiveServer):
    """Serves static files as the real server does: collected, hashed, compressed, by WhiteNoise."""

    def start(self) -> None:
        self.thread.static_handler = lambda application: application
        super().start()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site over loopback, with the static files that users get, in a folder of this process alone."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": REAL_STATIC_FILES}, STATIC_ROOT=folder):
        call_command("collectstatic", interactive=False, verbosity=0)
        server = Server("localhost")
        yield server
        server.stop()


@pytest.fixture(scope="session")
def live_server(site: Server) -> Server:
    """The same, under the name at which pytest-django empties the database after the test."""
    return site


def open_visitor(
    browser: Browser,
    address: str,
    person: Person | None = None,
    *,
    scripts: bool = True,
    screen: dict[str, int] = DESK,
    dark: bool = False,
) -> Visitor:
    """Someone with a browser of her own, logged in when a person is given."""
    context = browser.new_context(
        viewport=screen,  # type: ignore[arg-type]
        java_script_enabled=scripts,
        color_scheme="dark" if dark else "light",
        locale="nl-BE",
    )
    context.set_default_timeout(10_000)
    visitor = Visitor(context, context.new_page(), address)
    visitor.page.on("console", visitor.note)
    visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    if person:
        context.add_cookies([session_cookie(person, address)])
    return visitor


@pytest.fixture
def invite(browser: Browser, live_server: Server) -> Iterator[Invite]:
    """`invite(person, scripts=False, screen=PHONE, dark=True)`: a visitor, logged in when a person is given.

    When the test ends, nothing may have been refused by the policy, and no script may have failed.
    """
    visitors: list[Visitor] = []

    def one(person: Person | None = None, **how: Any) -> Visitor:
        visitors.append(open_visitor(browser, live_server.url, person, **how))
        return visitors[-1]

    yield one
    for visitor in visitors:
        visitor.context.close()
    assert [complaint for visitor in visitors for complaint in visitor.complaints] == []


def session_cookie(person: Person, address: str) -> dict[str, str]:
    """A logged-in session without walking through the login."""
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": address}
