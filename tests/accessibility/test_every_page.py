"""Every page that someone can reach, looked at by day on a phone and by night on a desk.

Each role follows every link from its own first page. What only a letter leads to is added in `behind_letters`.
On each page: no finding of axe (WCAG 2.2 A and AA, best practice, contrast 7 : 1), nothing refused by the policy,
nothing off the side, targets of 44 px, letters of 18 px, and the same heading and forms without scripts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import URLPattern
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

from tests.accessibility import behind_letters, groups, measuring
from tests.architecture.access import COACH, SIGNED_IN, TABLE
from tests.architecture.test_access_marks import patterns
from tests.support.axe import findings
from tests.support.browser import PHONE, Server, open_visitor
from tests.support.crawl import LOOK, Seen, Walk, route_of
from tests.support.network import Network, borrowed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WHO = {
    "visitor": "",
    "participant": "Pim Deelnemans",
    "coach": "Cas Coachmans",
    "coach over the ceiling": "Coen Coachaert",
    "trainer": "Toon Trainaers",
    "team_leader": "Lea Leidraedt",
    "editor": "Rik Redactiers",
    "researcher": "Odile Onderzoekx",
    "administrator": "Bas Beheermans",
    "coordinator": "Vera Verzonnen",
    "secures herself": "",
    "half-way the door": "",
}

# What nobody opened on these walks, and why.
NOT_WALKED = {
    "account_change_password": "for who has a password; looked at in tests/e2e/test_doors.py",
    "account_complete_password_reset": "the second step of a forgotten password; accounts/tests/test_login.py",
    "account_confirm_email": "behind a key in a mail; looked at in tests/e2e/test_doors.py",
    "account_reauthenticate": "asks again after some minutes; accounts/tests/test_pages.py",
    "accounts:card_scan": "keeps the number and sends on to accounts:card_login; tests/e2e/test_doors.py",
    "dialogue:case_still_there": "answers a script; tests/e2e/test_case_taken_back.py",
    "dialogue:own_group_news": "answers a script; tests/e2e/test_room.py",
    "dialogue:recording": "a file",
    "dialogue:dictation_sound": "a file",
    "dialogue:desk_of_edition": "a part of the page of an edition",
    "dialogue:room_news": "answers a script; tests/e2e/test_room.py",
    "dialogue:room_screen_news": "answers a script; tests/e2e/test_room.py",
    "dialogue:own_case_still_there": "answers a script; tests/e2e/test_case_taken_back.py",
    "base:health": "for machines, not a page",
    "measurement:desk_of_edition": "a part of the page of an edition",
    "measurement:not_now": "stands there once, after a button; measurement/tests/test_saying_no.py",
    "mfa_download_recovery_codes": "a file",
    "mfa_edit_webauthn": "needs a passkey in the browser; looked at in tests/e2e/test_doors.py",
    "mfa_login_webauthn": "answers a script",
    "mfa_reauthenticate_webauthn": "needs a passkey in the browser",
    "mfa_remove_webauthn": "needs a passkey in the browser; looked at in tests/e2e/test_doors.py",
}

# To what a coach comes by sending a form, and on which page that form stands.
AFTER_A_FORM = {
    "coaches:benefit_in_order": "coaches:benefit_question",
    "coaches:benefit_list": "coaches:benefit_question",
    "coaches:benefit_until": "coaches:benefit_question",
    "coaches:outside_amount": "coaches:outside_day",
    "coaches:story_how_long": "coaches:story_use",
}

# What opens to whoever sits in her group, and is asked of others there.
OF_OTHERS_IN_HER_GROUP = {"dialogue:done": "whoever took something along for practice tells what came of it"}


@dataclass
class Walks:
    """The walks of all roles through one network; each is walked once, when first asked for."""

    browser: Browser
    network: Network
    seen: Seen = field(default_factory=Seen)
    walked: dict[str, Walk] = field(default_factory=dict)
    # Where links led a coach from her first page, before she was put on a page that we name.
    linked_for_coaches: frozenset[str] = frozenset()

    def of(self, role: str) -> Walk:
        """The walk of this role."""
        if role not in self.walked:
            person = self.network.person(WHO[role]) if WHO[role] else None
            visitor = open_visitor(self.browser, self.network.address, person)
            self.walked[role] = walk = Walk(visitor, self.seen)
            self._go(role, walk)
            visitor.context.close()
        return self.walked[role]

    def _go(self, role: str, walk: Walk) -> None:
        match role:
            case "visitor":
                walk.follow(["/", *behind_letters.paths(self.network), *behind_letters.signed_out()])
                walk.visit(groups.behind_letters(self.network))
                walk.follow(measuring.behind_letters(self.network))
            case "participant":
                walk.follow(["/mijn/", *behind_letters.of_a_participant(self.network)])
            case "coach":
                groups.of_a_coach(walk, self.network)
                named = behind_letters.of_a_coach(walk, self.network)
                walk.follow(["/mijn/"])
                self.linked_for_coaches = frozenset(walk.linked)
                walk.follow(named)
            case "coach over the ceiling":
                behind_letters.of_a_coach_over_the_ceiling(walk)
            case "trainer":
                groups.of_a_trainer(walk)
                walk.follow(["/mijn/", *behind_letters.of_a_trainer(self.network)])
            case "coordinator":
                walk.follow(["/mijn/", *behind_letters.of_the_desk(walk, self.network)])
            case "secures herself":
                behind_letters.of_whoever_secures_herself(walk, self.network)
            case "half-way the door":
                self.of("secures herself")  # since then a second factor is asked
                behind_letters.half_way_the_door(walk, self.network)
            case _:
                walk.follow(["/mijn/"])


@pytest.fixture(scope="module")
def walks(
    browser: Browser,
    demo_folder: Path,
    site: Server,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Walks]:
    with borrowed(demo_folder, site, django_db_blocker) as network, behind_letters.on_a_training_day(network):
        groups.begin(network)
        measuring.begin(network)
        yield Walks(browser, network)


@pytest.mark.parametrize("role", WHO)
def test_every_page_of(role: str, walks: Walks) -> None:
    found = walks.of(role).complaints
    assert not found, "\n".join(["", *found])


def pages_of_coaches() -> set[str]:
    """Every address that opens to a coach, and not to all who logged in, and that gives something to read."""
    reads = {name for name, entry in patterns() if not only_takes_forms(entry)}
    hers = {row.name for row in TABLE if COACH in row.reach and not set(row.reach) >= set(SIGNED_IN)}
    return hers & reads - set(NOT_WALKED) - set(OF_OTHERS_IN_HER_GROUP)


def test_a_link_or_a_letter_leads_to_every_page_of_a_coach(walks: Walks) -> None:
    """A page that only a test knows by name is a page that she never finds."""
    for role in ("visitor", "coach"):
        walks.of(role)
    found = walks.linked_for_coaches | {route_of(path) for path in behind_letters.to_a_coach()}
    lost = pages_of_coaches() - found
    assert not lost - set(AFTER_A_FORM), " ".join(["no link leads to:", *sorted(lost - set(AFTER_A_FORM))])
    assert not set(AFTER_A_FORM) - lost, " ".join(["linked after all:", *sorted(set(AFTER_A_FORM) - lost)])
    assert not set(AFTER_A_FORM.values()) - found, "the page with the form is not linked either"


def test_no_address_was_forgotten(walks: Walks) -> None:
    """An address that nobody reached is one that only takes forms, or is named above with its reason."""
    for role in WHO:
        walks.of(role)
    reachable = {name for name, entry in patterns() if not only_takes_forms(entry)}
    unseen = reachable - walks.seen.routes
    assert not unseen - set(NOT_WALKED), " ".join(["nobody opened:", *sorted(unseen - set(NOT_WALKED))])
    assert not set(NOT_WALKED) - unseen, " ".join(["opened after all:", *sorted(set(NOT_WALKED) - unseen)])


@pytest.mark.parametrize(
    ("path", "status"), [("/nergens/", 404), ("/attest/NIET-ECHT/", 404), ("/mijn/", 200), ("/bureau/", 200)]
)
def test_who_comes_to_a_closed_door_can_read_what_to_do(walks: Walks, path: str, status: int) -> None:
    """A page that is not there, a certificate that is not ours, a page of who logged in."""
    visitor = open_visitor(walks.browser, walks.network.address, screen=PHONE)
    walk = Walk(visitor, Seen())
    response = visitor.page.goto(visitor.address + path)
    assert response is not None
    assert response.status == status
    walk.look(response.text())
    visitor.context.close()
    assert walk.complaints == []


def test_a_bad_page_is_seen_for_what_it_is(walks: Walks) -> None:
    """The negative control: whoever looks at all these pages has eyes."""
    visitor = open_visitor(walks.browser, walks.network.address, screen=PHONE)
    visitor.page.set_content(
        "<main><h1>Anders</h1><p><button>x</button></p><p><small>klein</small></p>"
        "<p><i style='color: #ccc'>bleek</i> <b style='color: #666'>minder bleek</b></p>"
        "<pre>" + "breed" * 99 + "</pre><form><input></form></main>"
    )
    found = visitor.page.evaluate(LOOK, "<main><h1>Eerst</h1></main>")
    bad, still_bad = findings(visitor.page), findings(visitor.page, again=True)
    visitor.context.close()
    for words in ("scrolls sideways", "too small to hit", "letters of", "the heading is: Eerst", "form is gone"):
        assert any(words in line for line in found), words
    assert any(line.startswith("label") for line in bad)
    # 1.6 : 1 and 5.7 : 1, both below what we promise.
    for lines in (bad, still_bad):
        pale = [line for line in lines if line.startswith("color-contrast-enhanced")]
        assert [line.partition("['")[2][0] for line in pale] == ["i", "b"]


def test_a_small_link_is_seen_unless_it_stands_in_a_sentence(walks: Walks) -> None:
    """The other negative control: in a table, among links and in a menu every link is a target of its own."""
    visitor = open_visitor(walks.browser, walks.network.address, screen=PHONE)
    visitor.page.set_content(
        "<main><table><tr><td><a href='#'>weghalen</a></td></tr></table>"
        "<p><b><a href='#'>CSV</a></b> · <a href='#'>PDF</a></p>"
        "<p>Lees <em>eerst <a href='#'>deze zin</a></em>.</p><nav>Je bent <a href='#'>hier</a></nav></main>"
    )
    found = visitor.page.evaluate(LOOK, visitor.page.content())
    visitor.context.close()
    small = [line.partition('#">')[2].partition("<")[0] for line in found if "too small" in line]
    assert small == ["weghalen", "CSV", "PDF", "hier"]


def only_takes_forms(entry: URLPattern) -> bool:
    """Whether a GET is refused before the view looks at anything."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    try:
        response = entry.callback(request, **dict.fromkeys(entry.pattern.converters, 1))
    except Exception:
        return False
    return response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
