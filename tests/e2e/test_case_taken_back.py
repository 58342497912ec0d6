"""A coach has the case open on her phone; another coach ends it, and it goes from her screen without a tap."""

import pytest
from playwright.sync_api import expect

from tegenstroom.dialogue.actions import leaving
from tegenstroom.dialogue.tests.factories import PLAIN, dialogue, group
from tests.support.browser import PHONE, Invite

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# She looks at her phone again: sooner than the page would ask by itself.
LOOKS_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


def test_what_is_taken_back_goes_from_an_open_screen(invite: Invite) -> None:
    who = group()
    of = dialogue(who)
    page = invite(who.coaches[0], screen=PHONE).go(f"/gesprekken/{of.pk}/casus/")
    with page.expect_response("**/casus/staat/") as asked:
        page.evaluate(LOOKS_AGAIN)
    # The negative control: as long as it stands, looking takes nothing away.
    assert asked.value.status == 204
    expect(page.get_by_text(PLAIN)).to_be_visible()
    leaving.veto(dialogue=of, by=who.coaches[1])
    page.evaluate(LOOKS_AGAIN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze casus is teruggenomen")
    expect(page.get_by_text(PLAIN)).to_have_count(0)


def test_its_writer_too_when_a_coach_ends_it(invite: Invite) -> None:
    who = group()
    of = dialogue(who)
    page = invite(who.writer, screen=PHONE).go(f"/gesprekken/casussen/{of.case_id}/")
    expect(page.get_by_text(PLAIN)).to_be_visible()
    leaving.veto(dialogue=of, by=who.coaches[1])
    page.evaluate(LOOKS_AGAIN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze casus is teruggenomen")


def test_without_scripts_it_goes_when_she_reloads(invite: Invite) -> None:
    who = group()
    of = dialogue(who)
    visitor = invite(who.coaches[0], screen=PHONE, scripts=False)
    page = visitor.go(f"/gesprekken/{of.pk}/casus/")
    leaving.veto(dialogue=of, by=who.coaches[1])
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze casus is teruggenomen")
