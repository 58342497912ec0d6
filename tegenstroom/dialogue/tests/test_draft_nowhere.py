"""A word of a raw draft stands on its writer's own pages only: in no log, audit, session, cache or error."""

import logging
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import ADMINISTRATOR, COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import export
from tegenstroom.dialogue.actions import draft_contents, looking
from tegenstroom.dialogue.tests.factories import PLAIN, Group, group
from tegenstroom.dialogue.tests.nowhere import places_of
from tegenstroom.dialogue.tests.writing import Writer, writer_of
from tegenstroom.engines import remembering
from tests.support.memory import patterns_with

pytestmark = pytest.mark.django_db

MARKER = "Kwartelbos"
# What she types beside the story: it is no less raw.
TYPED = ("Zwijgtitel", "Zwijgnaam", "Zwijgreden", "Zwijgwoord")
TEXT = f"Zwijgnaam {MARKER} belde. Samira van {MARKER} was boos in Diksmuide. Zwarda zweeg."


class Heard(logging.Handler):
    """Every line that is logged, with all that hangs on it."""

    def __init__(self) -> None:
        super().__init__(level=0)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.getMessage()} {record.args} {record.exc_text} {record.__dict__}")


@pytest.fixture
def heard() -> Iterator[Heard]:
    handler, root = Heard(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(0)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def who(simple_engine: None) -> Group:
    return group()


@pytest.fixture
def she(client: Client, who: Group, heard: Heard) -> Writer:
    """She walks over every page with words that stand nowhere else, and makes every mistake."""
    she = writer_of(client, who)
    she.client.raise_request_exception = False
    she.post("story", title="Zwijgtitel", text="")
    she.post("story", title="Zwijgtitel", text=TEXT)
    she.post("names", names="Zwijgnaam", nobody="on")
    she.post("names", names=f"Zwijgnaam {MARKER}\nZwijgnaam\nSamira")
    she.post("marks", go="mark", words="Zwijgwoord")
    she.post("marks", go="mark", words=MARKER)
    for row in she.rows():
        she.post("findings", **she.row(row, "leave"))
    left = next(row for row in she.rows() if she.words(row) == "Diksmuide")
    she.post("findings", **she.row(left, "leave", why="Zwijgreden"))
    she.post("story", title="Zwijgtitel", text=MARKER * 5_000)
    she.post("plain", plain=f"{MARKER} werd geconfronteerd met implementatie.")
    for name in ("story", "names", "findings", "marks", "questions", "details", "themes", "plain", "last"):
        she.get(name)
    return she


def everywhere_but_hers(she: Writer, heard: Heard, word: str) -> list[str]:
    """All places of one word that are not a page or a sealed field of her own."""
    found = [place for place in places_of(word) if not place.startswith("dialogue.RawDraft.sealed_")]
    found += [f"log: {line[:80]}" for line in heard.lines if word in line]
    kept = [str(value) for cache in caches.all() for value in getattr(cache, "_cache", {}).values()]
    found += ["a page that was kept"] * sum(word in page for page in kept)
    found += [f"a pattern that Python keeps: {pattern}" for pattern in patterns_with(word)]
    found += ["answers about words"] * bool(remembering.kept())
    found += ["her session"] * (word in str(dict(she.client.session)))
    found += ["a cookie"] * (word in she.client.cookies.output())
    return found


@pytest.mark.parametrize("word", [MARKER, *TYPED])
def test_her_words_are_nowhere_else(she: Writer, heard: Heard, word: str) -> None:
    assert everywhere_but_hers(she, heard, word) == []


def test_a_word_that_leaks_is_seen(she: Writer, heard: Heard) -> None:
    """The negative control, place by place."""
    from tegenstroom.base import audit

    audit.record("test.leak", by=None, about=she.draft, words="Lekwoord1")
    logging.getLogger("tegenstroom.test").info("Lekwoord2")
    caches["default"].set("leak", "Lekwoord3")
    session = she.client.session
    session["leak"] = "Lekwoord4"
    session.save()
    caches["pages"].set("leak", "Lekwoord5")
    assert re.search("Lekwoord6", TEXT) is None
    for number in range(1, 7):
        assert everywhere_but_hers(she, heard, f"Lekwoord{number}"), number
    assert places_of(MARKER)


def test_her_own_pages_do_show_them(she: Writer) -> None:
    assert MARKER in she.get("marks")
    assert MARKER in export_of(she.draft.writer)


def export_of(person: Person) -> str:
    return str(export.as_json(person))


def test_nobody_else_takes_them_along_or_reads_them(she: Writer, who: Group) -> None:
    staff = [PersonFactory(roles=[role]) for role in (ADMINISTRATOR, COORDINATOR)]
    for person in [*(one for one in who.people if one != who.writer), *staff]:
        assert MARKER not in export_of(person)
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
        pages = [reverse("dialogue:drafts"), reverse("front:my_page"), she.address("marks")]
        pages += [reverse("accounts:person", args=[who.writer.pk]), reverse("front:letters")]
        assert all(MARKER not in client.get(page).content.decode() for page in pages)


def test_every_page_of_hers_is_kept_by_no_browser(she: Writer) -> None:
    for name in ("story", "names", "findings", "marks", "questions", "details", "plain", "last", "discard"):
        assert she.client.get(she.address(name)).headers["Cache-Control"] == "no-store", name


def test_no_message_repeats_her_words(she: Writer) -> None:
    response = she.client.post(she.address("marks"), {"go": "mark", "words": "zweeg"})
    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert said
    assert not any("zweeg" in message for message in said)


def test_an_error_of_ours_shows_and_logs_none_of_it(
    she: Writer, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_given: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(looking, "find", fails)
    heard.lines.clear()
    page = she.client.post(she.address("story"), {"title": "Zwijgtitel", "text": f"Anders {MARKER}"})
    assert page.status_code == 500
    assert MARKER not in page.content.decode()
    assert heard.lines
    assert everywhere_but_hers(she, heard, MARKER) == []
    # Nothing of the failed change was kept.
    assert draft_contents.text_of(she.draft) != f"Anders {MARKER}"


def test_after_sending_not_even_her_own_seals_hold_them(client: Client, who: Group, heard: Heard) -> None:
    she = writer_of(client, who)
    she.tell(f"Samira van {MARKER} was boos.", names=f"Samira\n{MARKER}", title="Een gesprek")
    assert she.decide("findings", choice="replace") == "marks"
    she.post("questions", **dict.fromkeys(she.questions, "nee"))
    she.post("details")
    she.post("themes", none="on")
    she.post("plain", plain=PLAIN)
    assert places_of(MARKER)
    assert she.post("last") == "sent"
    assert places_of(MARKER, people=who.people) == []
    assert everywhere_but_hers(she, heard, MARKER) == []
