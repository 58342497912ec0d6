"""A group is measured: the desk plans, eight people answer each in their own way, the trainer reads the report.

One answers on paper, one is read to on a slow phone, one stops half-way and comes back. Time is moved for site and
test alike; what the clock does by itself is called as the ticker calls it.
"""

import re
from datetime import datetime, time
from io import BytesIO
from pathlib import Path

import openpyxl
import pyreadstat
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import figures
from tegenstroom.base.models import Letter
from tegenstroom.engines import psychometrics
from tegenstroom.measurement.actions import inviting, registry, releasing
from tegenstroom.measurement.models import Measurement, Sheet, Wave
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.training.models import Edition, TandemMember
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory
from tests.e2e.test_read_aloud import LOCAL, VOICES
from tests.support.browser import PHONE, Invite, Visitor
from tests.support.depth import only_thorough

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SLOWER = 4
# Twelve answers of each of eight people, in each of two rounds.
BEFORE = ("323342343233", "233443242342", "342233434223", "223344322434", "333243243328", "243332334243")
BEFORE += ("322334233243", "234342323334")
END = ("434351453234", "344452354354", "453242545233", "334353433543", "444252354439", "354342445254")
END += ("434444343353", "344353434445")


@pytest.fixture
def vera() -> Person:
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def edition() -> Edition:
    """A training of two days in some weeks, with eight people who are sure to come; one of them has no mail."""
    figures.load()
    registry.load_shipped()
    registry.load_wordings()
    edition = EditionFactory(state=EditionState.CONFIRMED)
    for number in range(8):
        EnrolmentFactory(edition=edition, **({} if number else {"person": PersonFactory(email=None)}))
    return edition


@pytest.fixture
def toon(edition: Edition) -> Person:
    person: Person = PersonFactory()
    TandemMember.objects.create(edition=edition, person=person, part="trainer", answer="yes")
    return person


def planned(page: Page) -> Measurement:
    """Three rounds, as the form proposes them."""
    page.get_by_label("Vragenlijst").select_option(label="Tegenstroom kort (0.1)")
    page.get_by_label("Vraag ook of het voor onderzoek mag").check()
    page.get_by_role("button", name="Ik plan deze meting").click()
    expect(page.locator("main")).to_contain_text("De meting staat klaar.")
    found = Measurement.objects.get()
    assert [wave.moment for wave in found.waves.in_order()] == [*Moment]
    return found


def noon(wave: Wave) -> datetime:
    return datetime.combine(wave.opens_on, time(12), tzinfo=timezone.get_current_timezone())


def letters() -> list[str]:
    """The paths of the links in all letters about this measurement that went by mail."""
    bodies = Letter.objects.filter(kind="measurement", channel=Letter.Channel.MAIL).values_list("body", flat=True)
    return [found[1] for body in bodies if (found := re.search(r"https?://[^/]+(/meten/\S+)", body))]


def begin(visitor: Visitor, link: str, *, read: str = "ik las het zelf") -> Page:
    page = visitor.go(link)
    page.get_by_label("Ja, voor het verslag van deze groep").check()
    page.get_by_label("Ja, voor onderzoek").check()
    page.get_by_label(read).check()
    page.get_by_role("button", name="Ik begin").click()
    return page


def answers(page: Page, digits: str, *, begins: int = 1) -> None:
    for number, digit in enumerate(digits, begins):
        expect(page.locator("h1")).to_have_text(f"Vraag {number} van 12")
        page.locator(f"[name=answer][value='{digit}']").check()
        page.get_by_role("button", name="Verder", exact=True).click()


def hands_in(page: Page) -> None:
    page.get_by_role("button", name="Ik geef mijn antwoorden af").click()
    expect(page.locator("h1")).to_have_text("Jouw resultaat")


def on_paper(vera: Visitor, wave: Wave, digits: str) -> None:
    """The desk prints the sheets, and types over what comes back on one."""
    paper = vera.context.request.get(vera.address + reverse("measurement:desk_paper", args=[wave.pk])).body()
    printed = " ".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    code = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", printed)
    assert code
    page = vera.go(reverse("measurement:desk_typing", args=[wave.pk]))
    page.get_by_label("De code op het blad").fill(code[0].lower())
    page.get_by_label("Ja, voor het verslag van deze groep").check()
    for place, digit in enumerate(digits, 1):
        page.get_by_label(f"Vraag {place}", exact=True).fill(digit)
    page.get_by_role("button", name="Ik bewaar dit blad").click()
    expect(page.locator("main")).to_contain_text("bewaard")


@only_thorough
def test_a_group_is_measured_and_its_trainer_reads_what_changed(
    invite: Invite, vera: Person, toon: Person, edition: Edition, tmp_path: Path
) -> None:
    # The first score loads numpy, which on a busy machine takes longer than a page waits.
    assert psychometrics.score
    found = planned(invite(vera).go(reverse("measurement:desk_plan", args=[edition.pk])))
    before, end = (found.waves.get(moment=moment) for moment in (Moment.BEFORE, Moment.END))
    with time_machine.travel(noon(before), tick=True):
        links = asked()
        is_read_to_on_a_slow_phone(invite, links[0], BEFORE[0])
        stops_half_way_and_comes_back(invite, links[1], BEFORE[1])
        for link, digits in zip(links[2:], BEFORE[2:], strict=False):
            answers_all(invite, link, digits)
        on_paper(invite(vera), before, BEFORE[-1])
        all_are_in_the_report(before)
    with time_machine.travel(noon(end), tick=True):
        for link, digits in zip(asked(), END, strict=False):
            answers_all(invite, link, digits)
        on_paper(invite(vera), end, END[-1])
        all_are_in_the_report(end)
        reads_the_report(invite(toon), found, tmp_path)


def asked() -> list[str]:
    """Everyone gets a letter; the links of the seven that went by mail."""
    Letter.objects.all().delete()
    assert inviting.invite_due(timezone.now()) == 8
    links = letters()
    assert len(links) == 7
    return links


def answers_all(invite: Invite, link: str, digits: str) -> None:
    page = begin(invite(screen=PHONE, scripts=False), link)
    answers(page, digits)
    hands_in(page)


def all_are_in_the_report(wave: Wave) -> None:
    assert wave.sheets.filter(finished=True).count() == 8
    assert releasing.release_due(timezone.now()) == 1


def is_read_to_on_a_slow_phone(invite: Invite, link: str, digits: str) -> None:
    visitor = invite(screen=PHONE)
    visitor.context.add_init_script(VOICES % f"[{LOCAL}]")
    wire = visitor.context.new_cdp_session(visitor.page)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page = begin(visitor, link, read="mijn telefoon las het voor")
    page.get_by_role("button", name="Lees voor").click()
    said = " ".join(text for text, _voice in page.evaluate("window.said"))
    assert "Ik beslis zelf over de dingen die belangrijk zijn in mijn leven." in said
    answers(page, digits)
    hands_in(page)
    assert Sheet.objects.filter(how="aloud", finished=True).count() == 1


def stops_half_way_and_comes_back(invite: Invite, link: str, digits: str) -> None:
    page = begin(invite(screen=PHONE, scripts=False), link)
    answers(page, digits[:6])
    page.get_by_role("button", name="Ik stop nu").click()
    expect(page.locator("h1")).to_have_text("Je antwoorden zijn bewaard")
    page = invite(screen=PHONE, scripts=False).go(link)
    page.get_by_role("link", name="Ik ga verder").click()
    answers(page, digits[6:], begins=7)
    hands_in(page)


def reads_the_report(visitor: Visitor, found: Measurement, folder: Path) -> None:
    """On the page, in a workbook, and as pyreadstat reads it: the same figures."""
    page = visitor.go(reverse("measurement:of_group", args=[found.edition_id]))
    page.get_by_role("link", name="Tegenstroom kort").click()
    expect(page.locator("main")).to_contain_text("Dit zegt iets van de groep, nooit van één mens.")
    expect(page.locator("main")).to_contain_text("Van 8 mensen ging het gemiddelde omhoog")
    table = page.locator("figure", has=page.get_by_role("heading", name="Hoeveel mensen"))
    expect(table.locator("tbody tr").first).to_contain_text("8")
    shown = {text.strip() for text in page.locator("td.number").all_text_contents()} - {"", "–"}
    # The libraries of a statistics program are loaded when the first file is asked.
    request = visitor.context.request
    address = f"{visitor.address}/metingen/{found.pk}/verslag"
    file = folder / "verslag.sav"
    file.write_bytes(request.get(f"{address}.sav", timeout=60_000).body())
    frame, meta = pyreadstat.read_sav(str(file))
    assert meta.column_names == ["chapter", "part", "row", "figure", "value"]
    book = openpyxl.load_workbook(BytesIO(request.get(f"{address}.xlsx", timeout=60_000).body()))
    cells = [
        cell
        for sheet in book.worksheets[1:]
        for row in sheet.iter_rows(min_row=2, min_col=2, values_only=True)
        for cell in row
        if isinstance(cell, int | float)
    ]
    assert sorted(cells) == sorted(frame["value"])
    assert {float(text.replace(",", ".")) for text in shown} == set(cells)
