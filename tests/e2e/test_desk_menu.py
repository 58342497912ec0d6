"""The menu of the desk: behind one word on a phone, open on a wide screen, and neither asks for a script."""

from itertools import pairwise

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.support.browser import DESK, PHONE, Invite
from tests.support.network import Network

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VERA = "Vera Verzonnen"
# The name of the house and the word of the menu, beside each other.
ONE_LINE = 90
TARGET = 44


def test_on_a_phone_the_menu_is_one_word_that_opens_without_a_mouse(invite: Invite, network: Network) -> None:
    page = invite(network.person(VERA), screen=PHONE, scripts=False).go("/bureau/coaches/")
    bar, menu = page.locator(".top"), page.get_by_role("navigation", name="Bureau")
    expect(menu).to_be_hidden()
    box = bar.bounding_box()
    assert box is not None
    assert box["height"] <= ONE_LINE
    page.get_by_text("Menu", exact=True).press("Enter")
    expect(menu).to_be_visible()
    expect(bar.get_by_role("button", name="Ik meld me af")).to_be_visible()
    for word in ("Mijn pagina", "Uitbetalingen"):
        target = menu.get_by_role("link", name=word).bounding_box()
        assert target is not None
        assert target["height"] >= 44
    menu.get_by_role("link", name="Mijn pagina").press("Enter")
    expect(page).to_have_url(f"{network.address}/mijn/")


@pytest.mark.parametrize("width", [500, 700, 900, 1200])
def test_between_a_phone_and_a_wide_screen_the_bar_takes_one_line(
    invite: Invite, network: Network, width: int
) -> None:
    screen = {"width": width, "height": 800}
    page = invite(network.person(VERA), screen=screen, scripts=False).go("/bureau/coaches/")
    expect(page.get_by_role("navigation", name="Bureau")).to_be_hidden()
    box = page.locator(".top").bounding_box()
    assert box is not None
    assert box["height"] <= ONE_LINE
    page.get_by_text("Menu", exact=True).press("Enter")
    expect(page.get_by_role("navigation", name="Bureau").get_by_role("link", name="Mijn pagina")).to_be_visible()


def test_on_a_wide_screen_it_lies_open_with_no_word_before_it(invite: Invite, network: Network) -> None:
    page = invite(network.person(VERA), screen=DESK, scripts=False).go("/bureau/coaches/")
    expect(page.get_by_text("Menu", exact=True)).to_be_hidden()
    expect(page.get_by_role("navigation", name="Bureau").get_by_role("link", name="Coaches")).to_be_visible()
    expect(page.get_by_role("link", name="Mijn pagina")).to_have_count(1)
    expect(page.get_by_role("button", name="Ik meld me af")).to_be_visible()


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_on_a_wide_screen_its_words_take_one_line_wherever_she_is(
    invite: Invite, network: Network, language: str
) -> None:
    visitor = invite(network.person(VERA), screen=DESK, scripts=False)
    visitor.context.add_cookies([{"name": "django_language", "value": language, "url": visitor.address}])
    # The longest word is heavier where she is; a bar to scroll with takes some of the width.
    page = visitor.go("/bureau/uitbetalingen/")
    words = page.locator(".nav--desk")
    expect(words.locator("[aria-current]")).to_have_count(1)
    for width in (1280, 1240):
        page.set_viewport_size({"width": width, "height": 900})
        box = words.bounding_box()
        assert box is not None
        assert box["height"] < 2 * TARGET


def test_one_word_leads_to_all_of_measuring(invite: Invite, network: Network) -> None:
    page = invite(network.person(VERA), screen=DESK, scripts=False).go("/bureau/metingen/")
    menu, tabs = (page.get_by_role("navigation", name=name) for name in ("Bureau", "Metingen"))
    for word in ("Projecten en trajecten", "Vragenlijsten", "Metingen"):
        tabs.get_by_role("link", name=word).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(word)
        expect(tabs.locator("[aria-current]")).to_have_text(word)
        expect(menu.locator("[aria-current]")).to_have_text("Metingen")


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_the_keyboard_goes_as_the_eye_does(invite: Invite, network: Network, screen: ViewportSize) -> None:
    """From left to right, and then to the next line."""
    page = invite(network.person(VERA), screen=screen, scripts=False).go("/bureau/coaches/")
    if screen is PHONE:
        page.get_by_text("Menu", exact=True).press("Enter")
    expect(page.get_by_role("navigation", name="Bureau")).to_be_visible()
    page.locator(".skip").focus()
    places = []
    while True:
        page.keyboard.press("Tab")
        here = page.locator(".top :focus")
        if not here.count():
            break
        box = here.bounding_box()
        assert box is not None
        places.append(box)
    assert len(places) >= 10
    for before, after in pairwise(places):
        is_lower = after["y"] >= before["y"] + before["height"] / 2
        is_further = after["x"] >= before["x"] + before["width"]
        assert is_lower or (is_further and after["y"] > before["y"] - before["height"] / 2), (before, after)
