"""The whole road from a raw story to a case that nobody can be known by, on a phone without scripts."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tegenstroom.dialogue.actions import drafts, looking, reading
from tegenstroom.dialogue.models import Case, RawDraft
from tegenstroom.dialogue.tests import factories, fake_engine
from tegenstroom.dialogue.tests.factories import Group
from tegenstroom.library.models import Theme
from tests.support import axe
from tests.support.browser import DESK, PHONE, Invite, Visitor
from tests.support.depth import only_thorough
from tests.support.weight import weight

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

TEXT = (
    "Samira (34 jaar) uit Diksmuide belde mij op. Haar nummer is 0470 12 34 56.\n\n"
    "Samira was boos op Glorix. In de bakkerij zei ze niets. Samira heeft een drieling."
)
PLAIN = "Ik help een moeder. Ze zegt ja. En dan komt ze niet."
BUDGET = 50_000


@pytest.fixture
def who(monkeypatch: pytest.MonkeyPatch) -> Group:
    monkeypatch.setattr(looking, "find", fake_engine.find)
    Theme.objects.create(slug="schulden", name="Schulden")
    return factories.group()


@pytest.fixture
def draft(who: Group) -> RawDraft:
    """As the page of her group begins one."""
    return drafts.begin(circle=who.circle, key=uuid4(), by=who.writer)


def on(page: Page) -> None:
    page.get_by_role("button", name="Verder").click()
    page.wait_for_load_state()


def at(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def choose(page: Page, words: str, choice: str, **typed: str) -> None:
    """Decide on the first row of these words."""
    row = page.locator("section.finding", has=page.get_by_role("heading", name=words, exact=True)).first
    row.get_by_label(re.compile(f"^{choice}")).first.check()
    for label, text in typed.items():
        row.get_by_label(label.replace("_", " ")).fill(text)


def tell(page: Page) -> None:
    """The story and its names."""
    page.get_by_label("Geef het een titel").fill("Een lastig gesprek")
    page.get_by_label("Wat gebeurde er?").fill(TEXT)
    on(page)
    at(page, "Wie komt erin voor?")
    page.get_by_label("Namen en roepnamen").fill("Samira")
    on(page)


def test_the_whole_road_on_a_phone_without_scripts(invite: Invite, who: Group, draft: RawDraft) -> None:
    page = invite(who.writer, screen=PHONE, scripts=False).go(reverse("dialogue:draft", args=[draft.pk]))
    at(page, "Vertel het zoals het was")
    on(page)
    expect(page.locator("main")).to_contain_text("Er staat nog niets.")
    tell(page)

    at(page, "Wat komt er in de plaats?")
    expect(page.locator("main")).to_contain_text("Nog 8 te beslissen.")
    choose(page, "Samira", "Vervang door")
    choose(page, "0470 12 34 56", "Vervang door")
    choose(page, "Diksmuide", "Laat staan")
    choose(page, "34", "Maak algemener")
    choose(page, "een drieling", "Maak algemener", **{"Wat_schrijf_je_in_het_algemeen?": "kinderen"})
    choose(page, "Glorix", "Dit is geen naam")
    on(page)
    expect(page.locator("main")).to_contain_text("Zeg waarom dit mag blijven staan.")
    choose(page, "Diksmuide", "Maak algemener")
    on(page)

    at(page, "Staat er nog iets?")
    page.get_by_label("Welke woorden moeten weg?").fill("slagerij")
    page.get_by_role("button", name="Ik duid dit aan").click()
    expect(page.locator("main")).to_contain_text("Deze woorden staan niet in je verhaal.")
    page.get_by_label("Welke woorden moeten weg?").fill("bakkerij")
    page.get_by_role("button", name="Ik duid dit aan").click()
    choose(page, "bakkerij", "Vervang door", **{"Wat_komt_er_in_de_plaats?": "winkel"})
    on(page)

    at(page, "Vijf vragen")
    for question in page.locator("fieldset").all():
        question.get_by_label("nee").check()
    page.locator("fieldset").last.get_by_label("ja").check()
    on(page)
    at(page, "Wat blijft staan?")
    on(page)
    page.get_by_label(who.trainer.name).check()
    page.get_by_role("button", name="Ik vraag het").click()
    expect(page.locator("main")).to_contain_text("Je vraag is weg.")
    on(page)
    at(page, "Waarover gaat het?")
    page.get_by_label("Schulden").check()
    page.get_by_role("button", name="Terug").click()
    on(page)
    assert page.get_by_label("Schulden").is_checked()
    on(page)
    at(page, "In klare taal")
    page.get_by_label("Vertel het nog eens").fill(
        "De implementatie van het begeleidingstraject wordt gefaciliteerd door een multidisciplinair OCMW-team."
    )
    on(page)
    expect(page.locator("main")).to_contain_text("nog te moeilijk om te sturen")
    page.get_by_label("Vertel het nog eens").fill(PLAIN)
    on(page)
    at(page, "Lees alles na")
    expect(page.locator("main")).to_contain_text("Laat iemand anders dit eerst lezen.")
    assert not page.get_by_role("button", name="Ik stuur dit naar de groep").count()

    reader = invite(who.trainer, screen=PHONE, scripts=False).go(reverse("dialogue:drafts"))
    reader.get_by_role("link", name="Een tekst voor de groep").click()
    assert "Samira" not in reader.content()
    expect(reader.locator("main")).to_contain_text("[persoon 1] (een dertiger) uit een kleine stad belde mij op.")
    reader.get_by_role("button", name="Ik herken niemand").click()

    page.reload()
    page.get_by_role("button", name="Ik stuur dit naar de groep").click()
    at(page, "Je casus is bij de groep")
    expect(page.locator("main")).to_contain_text("Je klad is weg, met alle namen erin.")
    assert not RawDraft.objects.exists()
    told = reading.read_own_case(case=Case.objects.get(), by=who.writer)
    assert told.text.endswith("In de winkel zei ze niets. [persoon 1] heeft kinderen.")
    assert told.plain == PLAIN


def test_with_scripts_she_selects_the_words_in_the_text(invite: Invite, who: Group, draft: RawDraft) -> None:
    visitor = invite(who.writer, screen=PHONE)
    tell(visitor.go(reverse("dialogue:draft_story", args=[draft.pk])))
    page = visitor.go(reverse("dialogue:draft_marks", args=[draft.pk]))
    # The second "ze" of the story: one that no finding holds.
    page.evaluate(
        """() => {
          const story = document.getElementById("verhaal");
          const walker = document.createTreeWalker(story, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const place = node.data.indexOf("bakkerij zei");
            if (place >= 0) getSelection().setBaseAndExtent(node, place - 1, node, place + 9);
          }
        }"""
    )
    expect(page.get_by_label("Welke woorden moeten weg?")).to_have_value("bakkerij")
    page.get_by_role("button", name="Ik duid dit aan").click()
    expect(page.locator("#nog")).to_contain_text("Aangeduid op 1 plaats.")
    on(page)
    expect(page.locator("#nog")).to_have_text("Nog 1 te beslissen.")
    expect(page.locator("#nog")).to_be_focused()
    assert draft.findings.get(source="writer").start == TEXT.index("bakkerij")


def every_page(visitor: Visitor, draft: RawDraft) -> list[str]:
    """Every page of the road, with something on it."""
    page = visitor.go(reverse("dialogue:draft_story", args=[draft.pk]))
    tell(page)
    choose(page, "Samira", "Vervang door")
    page.get_by_role("button", name="Terug").click()
    page.goto(f"{visitor.address}{reverse('dialogue:draft_marks', args=[draft.pk])}")
    page.get_by_label("Welke woorden moeten weg?").fill("bakkerij")
    page.get_by_role("button", name="Ik duid dit aan").click()
    steps = ("story", "names", "findings", "marks", "questions", "details", "themes", "plain", "last", "discard")
    return [reverse("dialogue:drafts"), *(reverse(f"dialogue:draft_{step}", args=[draft.pk]) for step in steps)]


@only_thorough
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_on_these_pages_is_too_small_or_badly_named(
    invite: Invite, who: Group, draft: RawDraft, dark: bool
) -> None:
    paths = every_page(invite(who.writer), draft)
    found = {}
    for screen in (PHONE, DESK):
        visitor = invite(who.writer, screen=screen, dark=dark)
        again = dark or screen is DESK
        found |= {(path, screen["width"]): axe.findings(visitor.go(path), again=again) for path in paths}
    assert {place: problems for place, problems in found.items() if problems} == {}


@only_thorough
def test_every_page_weighs_little(invite: Invite, who: Group, draft: RawDraft) -> None:
    weights = {
        path: weight(invite(who.writer, screen=PHONE), path) for path in every_page(invite(who.writer), draft)
    }
    # The page of the plain version bears htmx, with which it reads along; without scripts it goes without.
    plain = weights.pop(reverse("dialogue:draft_plain", args=[draft.pk]))
    assert all(0 < size <= BUDGET for size in weights.values()), weights
    assert plain <= 2 * BUDGET
