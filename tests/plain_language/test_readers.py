"""Who reads what is found out, not remembered: a page, a letter or a paper of a coach cannot be forgotten."""

import dataclasses
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest
from django.conf import settings
from django.template import Template
from django.test import Client
from django.test.signals import template_rendered

from tests.architecture import test_access_matrix as matrix
from tests.architecture.access import ALL, COACH, TABLE
from tests.plain_language import readers
from tests.plain_language.readers import Place, is_for_coaches
from tests.support.world import World, build

CACHED = (readers.of_coaches, readers.of_others)
DECLINING = "training:desk_request_declining"


@pytest.fixture
def anew() -> Iterator[None]:
    """Found out again, in this test and after it."""
    for found in CACHED:
        found.cache_clear()
    yield
    for found in CACHED:
        found.cache_clear()


def template(name: str) -> Place:
    return Place(f"{name.partition('/')[0]}/templates/{name}")


@pytest.mark.slow
@pytest.mark.parametrize(
    "place",
    [
        template("training/calendar.html"),
        template("accounts/ways_in.html"),
        template("front/emails/coach_page.txt"),
        template("training/emails/session_reminder.txt"),
        template("coaches/question.html"),
        template("base.html"),
        Place("billing/words.py", "METHODS"),
        Place("billing/words.py", "ENTRY_KINDS"),
        Place("coaches/forms/money.py", "AmountForm"),
        Place("coaches/papers/agreements.py", "_paper"),
        Place("training/own_data.py"),
    ],
    ids=lambda place: f"{place.file} {place.name}".strip(),
)
def test_what_a_coach_reads_is_found_wherever_it_stands(place: Place) -> None:
    assert is_for_coaches(place)


@pytest.mark.slow
@pytest.mark.parametrize(
    "place",
    [
        template("training/desk/decline.html"),
        template("coaches/desk/correction.html"),
        template("training/emails/enrolment_confirmed.txt"),
        Place("billing/words.py", "REFUSALS"),
        Place("coaches/papers/nominative.py", "nominative_pdf"),
    ],
    ids=lambda place: f"{place.file} {place.name}".strip(),
)
def test_what_only_others_read_is_left_to_them(place: Place) -> None:
    assert not is_for_coaches(place)


@pytest.mark.slow
@pytest.mark.usefixtures("anew")
def test_a_page_that_opens_to_coaches_is_held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: one row of the table of access, and its page, its parts and its words are hers."""
    assert not is_for_coaches(template("training/desk/decline.html"))
    opened = tuple(
        dataclasses.replace(row, reach={**row.reach, COACH: ALL}) if row.name == DECLINING else row
        for row in TABLE
    )
    monkeypatch.setattr(readers, "TABLE", opened)
    readers.of_coaches.cache_clear()
    assert is_for_coaches(template("training/desk/decline.html"))
    assert is_for_coaches(Place("training/forms/requests.py", "DeclineForm"))


@pytest.mark.slow
@pytest.mark.usefixtures("anew")
def test_a_letter_is_for_coaches_until_it_is_written_who_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = template("training/emails/enrolment_confirmed.txt")
    assert not is_for_coaches(letter)
    listed = {glob: who for glob, who in readers.FOR_OTHERS.items() if "enrolment_" not in glob}
    monkeypatch.setattr(readers, "FOR_OTHERS", listed)
    readers.of_coaches.cache_clear()
    assert is_for_coaches(letter)


@pytest.mark.slow
def test_a_template_to_which_nothing_leads_is_held_all_the_same() -> None:
    assert is_for_coaches(template("training/something_new.html"))
    assert is_for_coaches(template("coaches/emails/something_new.txt"))


def test_whoever_reads_it_instead_reads_something_that_exists() -> None:
    files = [PurePosixPath(file) for file in readers.files()]
    assert not [glob for glob in readers.FOR_OTHERS if not any(file.full_match(glob) for file in files)]
    by_link = {row.name for row in TABLE if row.by_link}
    assert set(readers.BEHIND_A_LINK_FOR_OTHERS) <= by_link
    assert set(readers.ALSO_FOR_COACHES) <= {row.name for row in TABLE} - by_link


@pytest.fixture
def world(db: None) -> World:
    return build()


@pytest.mark.slow
def test_every_template_that_a_coach_is_shown_is_held(world: World) -> None:
    """Beside what is found in the code, what comes out: a road that the code hides would show here."""
    client, shown = Client(raise_request_exception=False), set[str]()
    client.force_login(world.people[COACH], backend=settings.AUTHENTICATION_BACKENDS[-1])

    def note(template: Template, **_other: object) -> None:
        shown.add(template.name or "")

    template_rendered.connect(note)
    for row in TABLE:
        if COACH in row.reach and readers.opens_to_coaches(row):
            matrix.answer(client, "GET", matrix.url_of(row, world, COACH, own=True))
    template_rendered.disconnect(note)
    ours = {readers.templates()[name] for name in shown if name in readers.templates()}
    assert len(ours) > 60
    assert {file for file in ours if not is_for_coaches(Place(file))} == set()
