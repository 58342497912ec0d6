"""Every core task of a coach on an old phone: 320 px, no scripts, 400 kbit/s, a processor four times slower.

What a page weighs is counted on the wire; what it takes is the time from her tap until the page stands.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tegenstroom.accounts.actions import print_card
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.rules import grouped
from tegenstroom.base.models import Letter
from tegenstroom.coaches.actions import assignments, consent
from tegenstroom.coaches.actions.wordings import load_wordings
from tegenstroom.coaches.models import Assignment, CareCall
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.stories import Read, Use
from tegenstroom.coaches.tests.factories import AssignmentFactory, coach, know, story
from tegenstroom.organisations.tests.factories import PlaceFactory
from tests.support.axe import findings
from tests.support.browser import PHONE, Invite, Visitor
from tests.support.depth import only_thorough

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("figures")]

BYTES_A_SECOND = 400_000 / 8
ROUND_TRIP = 100  # milliseconds
SLOWER = 4
SECONDS, PAGE, HTML, WHOLE_VISIT = 3, 50_000, 14_000, 300_000


@dataclass
class Step:
    """One page as it came in: bytes on the wire, and seconds until it stood."""

    path: str
    seconds: float
    weight: int
    html: int


@dataclass
class OldPhone:
    """Counts what every tap costs."""

    page: Page
    steps: list[Step] = field(default_factory=list)
    _weights: dict[str, int] = field(default_factory=dict)
    _pages: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, visitor: Visitor) -> "OldPhone":
        phone, wire = cls(visitor.page), visitor.context.new_cdp_session(visitor.page)
        wire.send("Network.enable")
        slow = {"offline": False, "latency": ROUND_TRIP}
        wire.send(
            "Network.emulateNetworkConditions",
            {**slow, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND},
        )
        wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        wire.on("Network.responseReceived", phone._came)
        wire.on("Network.loadingFinished", phone._weighed)
        return phone

    def tap(self, doing: Callable[[], Any]) -> Page:
        """Do something that leads to a page, and wait until the page stands."""
        self._weights.clear()
        self._pages.clear()
        start = monotonic()
        with self.page.expect_navigation(wait_until="load"):
            doing()
        seconds = monotonic() - start
        self._wait_until_weighed()
        html = sum(self._weights.get(request, 0) for request in self._pages)
        path = self.page.url.partition("://")[2].partition("/")[2]
        self.steps.append(Step(f"/{path}", round(seconds, 2), sum(self._weights.values()), html))
        return self.page

    def go(self, address: str) -> Page:
        return self.tap(lambda: self.page.goto(address))

    def _wait_until_weighed(self) -> None:
        """What a page weighed can be told some milliseconds after it stands."""
        deadline = monotonic() + SECONDS
        while not (self._pages and self._pages <= self._weights.keys()) and monotonic() < deadline:
            self.page.wait_for_timeout(10)

    def _came(self, event: dict[str, Any]) -> None:
        if event["type"] == "Document":
            self._pages.add(event["requestId"])

    def _weighed(self, event: dict[str, Any]) -> None:
        self._weights[event["requestId"]] = event["encodedDataLength"]


@pytest.fixture
def anita(live_server: object) -> Person:
    """A coach without e-mail: two questions wait, one day is agreed, one story may be read in all trainings."""
    for year in (2026, 2027):
        know(year)
    load_wordings()
    person = coach(person__given_name="Anita", person__email=None, person__reached_by=Letter.Channel.PAPER)
    place = PlaceFactory()
    agreed = AssignmentFactory(coach=person, days=4, title="Samen sterk", place=place)
    assignments.answer(assignment=agreed, answer=State.YES, by=person)
    for days, title in ((9, "Groepswerk"), (16, "Opgroeien")):
        AssignmentFactory(coach=person, days=days, title=title, place=place)
    consent.give(story=story(person), use=Use.ALL_TRAININGS, read=Read.HERSELF, by=person)
    return person


def log_in(phone: OldPhone, address: str, number: str, pin: str) -> None:
    page = phone.go(f"{address}/kaart/")
    page.get_by_label("Nummer van je kaart").fill(number)
    page.get_by_label("PIN").fill(pin)
    phone.tap(page.get_by_role("button", name="Ik meld me aan").click)


def answer(phone: OldPhone, title: str, word: str) -> None:
    page = phone.page
    phone.tap(
        page.get_by_role("link", name="vraag voor jou").or_(page.get_by_role("link", name="vragen voor jou")).click
    )
    phone.tap(page.get_by_role("link", name=re.compile(f"Ik antwoord.*{title}")).click)
    phone.tap(page.get_by_role("button", name=word, exact=True).click)


def home(phone: OldPhone, address: str) -> None:
    phone.go(f"{address}/mijn/")


def test_she_does_all_that_a_coach_does(invite: Invite, live_server: Any, anita: Person) -> None:
    printed = print_card(person=anita, by=None)
    phone = OldPhone.of(invite(screen=PHONE, scripts=False))
    page, address = phone.page, live_server.url
    log_in(phone, address, grouped(printed.number), printed.pin)
    first = page.get_by_role("region", name="Eerst komt")
    assert "Samen sterk" in first.inner_text()
    assert "€" in first.inner_text()
    answer(phone, "Groepswerk", "Ik kom")
    home(phone, address)
    answer(phone, "Opgroeien", "Ik kom niet")
    home(phone, address)
    phone.tap(page.get_by_role("link", name="Mijn geld").click)
    expect(page.locator("main")).to_contain_text("we betalen rond")
    home(phone, address)
    phone.tap(page.get_by_role("link", name="Mijn verhalen").click)
    phone.tap(page.get_by_role("link", name="De brieven").click)
    phone.tap(page.get_by_role("link", name="Ik neem dit terug").first.click)
    phone.tap(page.get_by_role("button", name="Ik neem dit terug").click)
    expect(page.locator("main")).to_contain_text("nam je dit terug")
    home(phone, address)
    phone.tap(page.get_by_role("link", name="Bel mij").click)
    page.get_by_label("Op welk nummer bellen we?").fill("0470 12 34 56")
    phone.tap(page.get_by_role("button", name="Bel mij").click)
    expect(page.locator("main")).to_contain_text("bellen je")

    states = dict(Assignment.objects.filter(coach=anita).values_list("title", "state"))
    assert states == {"Samen sterk": State.YES, "Groepswerk": State.YES, "Opgroeien": State.NO}
    assert CareCall.objects.open().filter(coach=anita).count() == 1
    weigh(phone)


def weigh(phone: OldPhone) -> None:
    """Hold what every page cost to what we promise, and say the worst of it."""
    worst = {
        "seconds": max(step.seconds for step in phone.steps),
        "page": max(step.weight for step in phone.steps),
        "html": max(step.html for step in phone.steps),
        "visit": sum(step.weight for step in phone.steps),
        "pages": len(phone.steps),
    }
    print(f"\ncoach on an old phone: {worst}")  # noqa: T201  the figures of the promise
    assert all(step.weight for step in phone.steps)
    heavy = [step for step in phone.steps if step.seconds > SECONDS or step.weight > PAGE or step.html > HTML]
    assert heavy == []
    assert worst["visit"] <= WHOLE_VISIT


@only_thorough
@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
def test_axe_finds_nothing_on_what_she_sees(invite: Invite, live_server: Any, anita: Person, dark: bool) -> None:
    """Every page of hers that a link leads to."""
    visitor = invite(anita, screen=PHONE, dark=dark)
    waiting, seen, found = ["/mijn/"], set[str](), list[str]()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        page = visitor.go(path)
        found += [f"{path}: {finding}" for finding in findings(page, again=dark)]
        links = {link.get_attribute("href") or "" for link in page.query_selector_all("main a")}
        waiting += sorted(link for link in links - seen - set(waiting) if is_page_of_hers(link))
    assert len(seen) > 15
    assert found == []


def is_page_of_hers(link: str) -> bool:
    return link.startswith("/coach/") and not link.endswith((".pdf", "/afspraak/"))
