"""The first screen of her page, on the smallest phone that still goes round: what comes next, and nothing else."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.actions import assignments, dependencies, late_pay
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.dependencies import Depended, Kind
from tegenstroom.coaches.rules.late_pay import InTheWay, Late
from tegenstroom.coaches.tests.factories import AssignmentFactory, coach, know
from tegenstroom.organisations.tests.factories import PlaceFactory
from tegenstroom.training.models import CoachDay, Edition, TandemMember
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory
from tests.support.browser import Invite

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("figures")]

SMALLEST = {"width": 320, "height": 568}
WHAT_TO_DO = "Wat wil je doen?"
LATE, LISTED = "Je geld is te laat.", "Er komt iemand van je lijst."
# Each stretch of words that stands on the page, with where it begins and ends below the top of the screen.
LINES = r"""() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), lines = [];
  while (walker.nextNode()) {
    const text = walker.currentNode, around = text.parentElement;
    const hidden = ".visually-hidden, .skip, script, style, details:not([open]) > :not(summary)";
    if (!text.data.trim() || around.closest(hidden)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const { top, bottom } = range.getBoundingClientRect();
    if (bottom > top) lines.push([text.data.trim().replace(/\s+/g, " "), top, bottom]);
  }
  return lines;
}"""


@pytest.fixture
def anita() -> Person:
    this_year = timezone.localdate().year
    for year in (this_year, this_year + 1):
        know(year)
    return coach(person__given_name="Anita")


def a_day_with_everything(who: Person) -> Assignment:
    """A group, two trainers and a coach beside her, a room, and a way there."""
    place = PlaceFactory(name="Huis van het Kind", directions="Neem tram 3 tot de halte Meir.")
    edition = EditionFactory(version__title="Samen sterk", days=(4,), place=place, tandem_says="yes")
    member = TandemMember.objects.create(edition=edition, person=who, part="coach", answer="yes")
    session = edition.sessions.get()
    hours = {"starts_at": session.starts_at, "ends_at": session.ends_at}
    asked = AssignmentFactory(coach=who, title="Samen sterk", place=place, room="lokaal 2", **hours)
    CoachDay.objects.create(member=member, session=session, assignment=asked)
    # The factory's names grow with the number of people that were made.
    Person.objects.exclude(pk=who.pk).update(given_name="Marieke")
    return asked


def is_of_her_day(line: str) -> bool:
    """Whether this line stands in her day: its title last, which long names push below the screen.

    What else there is to know takes one line of her day and no more; the rest stands under it.
    """
    short = {"Samen sterk (vorming)", LATE, LISTED, "Dat zie alleen jij."}
    return line in short or "voor jou, rond" in line


def first_screen(page: Page) -> tuple[str, list[str]]:
    """The words that stand whole on the screen as it opens, and those of which any part does."""
    lines = page.evaluate(LINES)
    whole = " ".join(text for text, _top, bottom in lines if bottom <= SMALLEST["height"])
    return whole.replace("\xa0", " "), [text for text, top, _bottom in lines if top < SMALLEST["height"]]


@pytest.fixture
def _late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Money that should have been there two months ago, whatever else she is owed."""
    since = timezone.localdate() - timedelta(days=60)
    money = Late(0, Decimal("40.00"), since, since, 60, InTheWay.NO_ACCOUNT, None, {})
    monkeypatch.setattr(late_pay, "of_coach", lambda _coach: money)


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("listed", [False, True])
def test_all_that_she_must_know_of_her_day_stands_on_the_first_screen(
    invite: Invite, anita: Person, late: bool, listed: bool, request: pytest.FixtureRequest
) -> None:
    asked = a_day_with_everything(anita)
    if late:
        request.getfixturevalue("_late")
    if listed:
        dependencies.add(coach=anita, depended=Depended(Kind.PERSON, "Bea Begeleider"), by=anita)
        bea = PersonFactory(given_name="Bea", family_name="Begeleider")
        EnrolmentFactory(edition=Edition.objects.get(), person=bea)
    assignments.answer(assignment=asked, answer=State.YES, by=anita)
    page = invite(anita, scripts=False, screen=SMALLEST).go("/mijn/")
    whole, touched = first_screen(page)
    day = page.locator("time").inner_text().replace("\n", " ")
    for said in (
        "Eerst komt",
        day,
        "9.30 u. tot 16.30 u.",
        "Huis van het Kind, lokaal 2",
        "Voorbeeldstraat 1, 2000 Antwerpen",
        "Hoe je er komt",
        "Met ",
        "€ 40,00",
        "voor jou, rond",
    ):
        assert said in whole, said
    assert is_of_her_day(touched[-1])
    # Nothing stands above her day, and what else there is cannot be missed below it.
    words = page.locator("main").inner_text()
    assert (LATE in words, LISTED in words) == (late, listed)
    for there, anchor in ((late, "#te-laat"), (listed, "#lijst")):
        if there:
            assert page.locator(anchor).bounding_box()["y"] > page.locator(".first").bounding_box()["y"]


@pytest.mark.parametrize("has_place", [True, False])
def test_nothing_else_comes_up_when_there_is_little_to_say(invite: Invite, anita: Person, has_place: bool) -> None:
    place = PlaceFactory() if has_place else None
    asked = AssignmentFactory(coach=anita, days=4, title="Samen sterk", place=place)
    assignments.answer(assignment=asked, answer=State.YES, by=anita)
    page = invite(anita, scripts=False, screen=SMALLEST).go("/mijn/")
    whole, touched = first_screen(page)
    assert "voor jou, rond" in whole
    assert is_of_her_day(touched[-1])
    assert WHAT_TO_DO in page.locator("main").inner_text()
