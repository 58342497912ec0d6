"""From a module to a training that is sure to be given: planned, its tandem asked, answered, confirmed.

One thing is not walked by browser: the one participant whom the smallest group needs enrols through the action
(`test_enrolling` walks the form).
"""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tegenstroom.training.actions.enrolment import enrol
from tegenstroom.training.models import Edition, TandemMember
from tests.support.browser import DESK, PHONE, Invite
from tests.support.doors import log_in_by_mail, log_in_with_card
from tests.support.network import Network

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VERA = "vera.verzonnen@example.org"
# Past all that the demo plans, whose free days move on to the next working day: nobody is elsewhere.
FAR_OFF = timedelta(days=203)


def plan(page: Page, first_day: date) -> Edition:
    """From the desk to the page of a new edition, for one person at least."""
    page.get_by_role("link", name="Naar het bureau").first.click()
    page.get_by_role("link", name="Ik plan een vorming").click()
    page.get_by_role("link", name="Krachtgericht groepswerk").click()
    for number in range(3):
        day = page.get_by_role("group", name=f"Dag {number + 1}")
        day.get_by_label("Dag", exact=True).fill((first_day + timedelta(days=14 * number)).isoformat())
    page.get_by_label("Plaats").select_option(index=1)
    page.get_by_label("Minstens").fill("1")
    page.get_by_role("button", name="Ik plan deze vorming").last.click()
    page.get_by_role("button", name="Ik kondig ze aan").click()
    expect(page.get_by_role("status")).to_contain_text("Vanaf nu kunnen mensen inschrijven.")
    return Edition.objects.latest("pk")


def ask_trainer(page: Page, name: str) -> None:
    """On the page of the edition."""
    page.get_by_label("Wie vraag je?").select_option(label=name)
    page.get_by_role("button", name="Ik vraag het").click()
    expect(page.locator("section[aria-labelledby=tandem]")).to_contain_text(name)


def ask_coach(page: Page, name: str) -> None:
    """For every day of the edition, on a page of its own; all days are ticked already."""
    page.get_by_role("link", name="Ik vraag een coach").click()
    expect(page.locator("main")).to_contain_text("Coaches die nu niet kunnen, staan hier niet.")
    page.get_by_label(name).check()
    page.get_by_role("button", name="Ik vraag het").click()
    expect(page.locator("section[aria-labelledby=tandem]")).to_contain_text(name)


def press_confirm_though_it_is_not_there(page: Page, edition: Edition) -> None:
    """What someone does who changes the page in her browser: another button sends the confirmation."""
    page.evaluate(
        "address => { document.querySelector('section[aria-labelledby=klaar] form').action = address }",
        f"/bureau/vormingen/{edition.pk}/bevestiging/",
    )
    page.locator("section[aria-labelledby=klaar] form button").first.click()


def test_no_training_is_confirmed_without_its_tandem(invite: Invite, network: Network) -> None:
    """The coordinator plans; trainer and coaches answer by letter, and one with her card and PIN."""
    desk = invite(screen=DESK)
    page = log_in_by_mail(desk, VERA)
    edition = plan(page, timezone.localdate() + FAR_OFF)
    guest = network.person("Wout Werkzogezegd")
    enrol(edition=edition, person=guest, kind="professional", by=guest)

    page = desk.go(f"/bureau/vormingen/{edition.pk}/")
    expect(page.locator(".steps")).to_contain_text("Nog 2 coaches te vinden.")
    expect(page.get_by_role("button", name="Ik bevestig: ze gaat door")).to_have_count(0)
    press_confirm_though_it_is_not_there(page, edition)
    expect(page.locator("main")).to_contain_text("Er zijn nog niet op elke dag genoeg coaches die ja zeiden.")
    expect(page.locator("main")).to_contain_text("Er zijn nog niet genoeg trainers die ja zeiden.")

    ask_trainer(page, "Tine Trainiers")
    for name in ("Cas Coachmans", "Carla Coachiers"):
        ask_coach(page, name)
    trainer, carla = (str(network.person(name).email) for name in ("Tine Trainiers", "Carla Coachiers"))
    say_yes(invite, network.link_in(network.newest_to(trainer), "/tandem/"), "Je zei dat je komt.")
    say_yes_with_a_card(invite, network, edition)
    question = network.link_in(network.newest_to(carla), "/coach/vragen/samen/")
    say_yes_to_some(invite, question, 2)
    page = desk.go(f"/bureau/vormingen/{edition.pk}/")
    expect(page.locator("section[aria-labelledby=tandem]")).to_contain_text("Coaches op elke dag: 1 van 2.")
    expect(page.get_by_role("button", name="Ik bevestig: ze gaat door")).to_have_count(0)
    say_yes_to_some(invite, question, 3)

    page = desk.go(f"/bureau/vormingen/{edition.pk}/")
    page.get_by_role("button", name="Ik bevestig: ze gaat door").click()
    expect(page.locator(".lead .state")).to_have_text("gaat zeker door")
    assert "gaat" in network.newest_to(str(guest.email)).subject
    page = invite(screen=PHONE).go(f"/vormingen/{edition.pk}/")
    expect(page.locator("main")).to_contain_text("gaat zeker door")
    expect(page.locator(".people")).to_contain_text("Cas")


def say_yes(invite: Invite, link: str, thanks: str) -> None:
    """By the link of a letter."""
    page = invite(screen=PHONE).go(link)
    page.get_by_role("button", name="Ik kom", exact=True).click()
    expect(page.locator("main")).to_contain_text(thanks)


def say_yes_to_some(invite: Invite, link: str, how_many: int) -> None:
    """A letter about several days: on an old phone, without scripts, the first ones are ticked."""
    page = invite(screen=PHONE, scripts=False).go(link)
    for number in range(how_many):
        page.get_by_role("radio", name="Ik kom", exact=True).nth(number).check()
    page.get_by_role("button", name="Dit is mijn antwoord").click()
    expect(page.locator("main")).to_contain_text("We weten het. Dank je wel.")
    expect(page.get_by_role("radio", checked=True)).to_have_count(how_many)


def say_yes_with_a_card(invite: Invite, network: Network, edition: Edition) -> None:
    """A borrowed phone, 320 px wide, without scripts; one question a page, day by day."""
    page = log_in_with_card(invite(screen=PHONE, scripts=False), *network.card())
    for _day in range(3):
        page.get_by_role("link", name=re.compile(r"^\d+ vragen voor jou")).click()
        waiting = page.get_by_role("region", name="Kom je?").locator(".card", has_text=edition.version.title)
        waiting.first.get_by_role("link", name="Ik antwoord").click()
        page.get_by_role("button", name="Ik kom", exact=True).click()
        expect(page.locator("main")).to_contain_text("Je komt. Dank je wel.")
        page.goto(f"{network.address}/mijn/")
    cas = network.person("Cas Coachmans")
    assert edition.tandem.get(person=cas).answer == TandemMember.Answer.YES


def test_a_day_more_without_scripts(invite: Invite, network: Network) -> None:
    """On a phone; what was typed before the button was pressed is still there."""
    page = invite(network.person("Vera Verzonnen"), scripts=False, screen=PHONE).go("/bureau/vormingen/nieuw/")
    page.get_by_role("link", name="Krachtgericht groepswerk").click()
    first = timezone.localdate() + timedelta(days=60)
    days = page.get_by_role("group", name="Dag")
    page.wait_for_load_state()
    before = days.count()
    for number in range(before):
        day = (first + timedelta(days=14 * number)).isoformat()
        days.nth(number).get_by_label("Dag", exact=True).fill(day)
    page.get_by_role("button", name="Een dag erbij").click()
    expect(days).to_have_count(before + 1)
    expect(days.first.get_by_label("Dag", exact=True)).to_have_value(first.isoformat())
    days.last.get_by_label("Dag", exact=True).fill((first + timedelta(days=90)).isoformat())
    days.last.get_by_label("Begint").fill("09:30")
    days.last.get_by_label("Eindigt").fill("12:30")
    page.get_by_role("button", name="Ik plan deze vorming").last.click()
    expect(page.get_by_role("button", name="Ik kondig ze aan")).to_be_visible()
    assert Edition.objects.latest("pk").sessions.count() == before + 1
