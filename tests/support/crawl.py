"""Follows every link that someone sees, and looks at each page with many eyes."""

import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error

from tests.support.axe import findings
from tests.support.browser import DESK, PHONE, Visitor
from tests.support.depth import THOROUGH

LOOK = (Path(__file__).parent / "look.js").read_text(encoding="utf-8")
WAYS = (("phone", PHONE, "light"), ("desk", DESK, "dark"))
LINKS = "[...document.querySelectorAll('a[href]')].map(link => link.href)"
WATCH_POLICY = """
window.refusedByPolicy = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refusedByPolicy.push(`refused by the policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
# What differs each time a page is made.
TOKENS = re.compile(r'name="(?:csrfmiddlewaretoken|form_key)" value="[^"]*"')
# One page of a kind is enough; of these there are more kinds than the address says.
ONCE = 1
MORE = {
    "measurement:analysis": 5,
    "training:desk_edition": 8,
    "training:edition": 3,
    "training:desk_request": 5,
    "training:my_enrolment": 3,
    "training:enrolment_link": 8,
    "training:enrol": 2,
    "training:attendance": 3,
    "training:desk_enrolment": 3,
    "training:evaluation_results": 2,
    "training:certificates": 2,
    "front:letter": 3,
    "accounts:person": 2,
    "coaches:question_link": 8,
    "coaches:desk_coach": 3,
    "coaches:desk_assignment": 3,
    "coaches:story": 4,
    "billing:desk_run": 2,
    # Each phase is another page.
    "dialogue:room": 12,
    "dialogue:circle": 2,
    # It waits for its text, or for a yes.
    "dialogue:dictation": 2,
    "dialogue:lesson": 4,
    "dialogue:line": 4,
    "dialogue:lessons": 4,
    "dialogue:circle_contract": 2,
    "dialogue:circle_people": 2,
    # Over, going on with someone on paper, and made in a test.
    "measurement:desk_measurement": 5,
}


@dataclass
class Seen:
    """What all walks together saw: which pages by their main part, how many of a kind, which kinds of address."""

    pages: set[bytes] = field(default_factory=set)
    looks: Counter[str] = field(default_factory=Counter)
    routes: set[str] = field(default_factory=set)


@dataclass
class Walk:
    """Someone's way through the site, and what was wrong on it.

    `judged`: by the rules of axe too. Not in a hurry where another walk has these pages judged.
    """

    visitor: Visitor
    seen: Seen
    judged: bool = True
    opened: Counter[tuple[str, ...]] = field(default_factory=Counter)
    # The kinds of address that a link led to, on pages that were followed.
    linked: set[str] = field(default_factory=set)
    looked: int = 0

    def __post_init__(self) -> None:
        self.visitor.context.add_init_script(WATCH_POLICY)

    @property
    def complaints(self) -> list[str]:
        """What was wrong, beside what the browser itself complained of."""
        return self.visitor.complaints

    def follow(self, starts: Iterable[str]) -> None:
        """Open the pages of `starts` and every page that they lead to."""
        waiting = deque(starts)
        known = set(waiting)
        while waiting:
            path = waiting.popleft()
            if self._is_new(path) and self._open(path):
                links = list(dict.fromkeys(self._links()))
                self.linked.update(map(route_of, links))
                found = [link for link in links if link not in known]
                known.update(found)
                waiting.extend(found)

    def visit(self, paths: Iterable[str]) -> None:
        """Open these pages, whatever was opened before, and go no further."""
        for path in paths:
            self._open(path)

    def look(self, source: str) -> None:
        """Look at the page that is open, by day on a phone and by night on a desk; at more of its kind by turns.

        In a hurry one of both, by turns over the kinds, and the rules of axe only for the first page of a kind:
        `depth` says when.

        Not when its main part was looked at before: what everybody reads is the same for everybody, and what
        stands around it is looked at on the first page of each walk.
        """
        page = self.visitor.page
        path = page.url.removeprefix(self.visitor.address)
        route = route_of(path)
        self.seen.routes.add(route)
        mark = blake2b(TOKENS.sub("", _main_part(source)).encode()).digest()
        if mark in self.seen.pages and self.looked:
            return
        self.looked += 1
        self.seen.pages.add(mark)
        first = not self.seen.looks[route]
        self.seen.looks[route] += 1
        both = THOROUGH and first
        for turn, (name, screen, scheme) in enumerate(WAYS if both else [WAYS[self.looked % 2]]):
            page.set_viewport_size(screen)  # type: ignore[arg-type]
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            wrong = page.evaluate(LOOK, source)
            if THOROUGH or (first and self.judged):
                wrong += findings(page, again=turn > 0)
            self.complaints.extend(f"{path} ({name}): {line}" for line in wrong)

    def _is_new(self, path: str) -> bool:
        """Whether this kind of page was not opened often enough yet. A filter makes another kind."""
        route = route_of(path)
        kind = (route, *sorted(parse_qs(urlsplit(path).query, keep_blank_values=True)))
        self.opened[kind] += 1
        self.seen.routes.add(route)
        return self.opened[kind] <= MORE.get(route, ONCE)

    def _open(self, path: str) -> bool:
        """Open and look at it; True for a page, False for a file."""
        try:
            response = self.visitor.page.goto(self.visitor.address + path)
        except Error as error:
            # A file is not shown but saved.
            if not any(words in error.message for words in ("Download is starting", "ERR_ABORTED")):
                raise
            answer = self.visitor.context.request.get(self.visitor.address + path)
            self._note_status(path, answer.status)
            return False
        assert response is not None
        self._note_status(path, response.status)
        if not response.headers.get("content-type", "").startswith("text/html"):
            return False
        self.look(response.text())
        return True

    def _note_status(self, path: str, status: int) -> None:
        if status >= HTTPStatus.BAD_REQUEST:
            self.complaints.append(f"{path}: {status}")

    def _links(self) -> list[str]:
        found = [urlsplit(link) for link in self.visitor.page.evaluate(LINKS)]
        own = [link for link in found if link.netloc == urlsplit(self.visitor.address).netloc]
        return [link.path + (f"?{link.query}" if link.query else "") for link in own]


def _main_part(source: str) -> str:
    """A page and how it is dressed, without what stands around it; a page without such a part whole."""
    before, opening, rest = source.partition("<main")
    dress = before.rpartition("<body")[2].partition(">")[0]
    return dress + rest.partition("</main>")[0] if opening else source


def route_of(path: str) -> str:
    """The name of the address, or an empty string where there is none."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""
