"""Whoever reads with effort can listen: each page that a coach may open has one button that reads it aloud."""

import pytest
from django.conf import settings
from django.test import Client

from tests.architecture.access import COACH, TABLE, Address
from tests.architecture.test_access_matrix import answer, url_of
from tests.plain_language import readers
from tests.support.world import World, build

BUTTON = '<p class="aloud"'
EMPTIES = "{% block aloud %}{% endblock %}"
PLACES = "{% read_aloud %}"


def read(address: Address, world: World, client: Client) -> str:
    """The page as a coach gets it; nothing when it is a file, a part of a page, or sends her on."""
    response = answer(client, "GET", url_of(address, world, COACH, own=True))
    is_page = response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")
    return response.content.decode() if is_page and "<main" in response.content.decode() else ""


@pytest.fixture
def world(db: None) -> World:
    return build()


@pytest.mark.slow
def test_every_page_that_a_coach_may_open_is_read_aloud(world: World) -> None:
    client = Client()
    client.force_login(world.people[COACH], backend=settings.AUTHENTICATION_BACKENDS[-1])
    pages = {row.name: read(row, world, client) for row in TABLE if COACH in row.reach}
    buttons = {name: page.count(BUTTON) for name, page in pages.items() if page}
    assert len(buttons) > 70
    assert {name: count for name, count in buttons.items() if count != 1} == {}


def wrong_in(template: str) -> str:
    """What is wrong with this page: where the end of its text is left empty, the button stands elsewhere on it."""
    empties, placed = template.count(EMPTIES), template.count(PLACES)
    if empties > placed:
        return "silent"
    return "twice" if placed > empties else ""


@pytest.mark.slow
def test_no_page_behind_a_letter_or_a_form_is_silent() -> None:
    """Also where no walk comes: the page after a form, and the page behind a link in a letter."""
    texts = {
        place.file: readers.files()[place.file].read_text(encoding="utf-8")
        for place in readers.of_coaches()
        if "/templates/" in place.file and not readers.is_written(place.file)
    }
    assert len(texts) > 100
    base = texts.pop("base/templates/base.html")
    assert PLACES in base
    of_pages = {file: wrong_in(text) for file, text in texts.items()}
    assert {file: wrong for file, wrong in of_pages.items() if wrong} == {}
    assert [file for file, text in texts.items() if "<!doctype" in text.lower()] == [], "beside the one base"


@pytest.mark.parametrize(
    ("template", "wrong"),
    [
        ("{% block main %}{% endblock %}", ""),
        ("{% block aloud %}{% endblock %}{% block main %}{% read_aloud %}{% endblock %}", ""),
        ("{% block aloud %}{% endblock %}{% block main %}{% endblock %}", "silent"),
        ("{% block main %}{% read_aloud %}{% endblock %}", "twice"),
    ],
)
def test_a_silent_page_is_heard(template: str, wrong: str) -> None:
    """The negative control."""
    assert wrong_in(template) == wrong
