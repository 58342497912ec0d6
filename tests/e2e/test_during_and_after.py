"""The days themselves and what comes after: who is there, looking back, the certificate.

Time is moved for site and test alike; what the clock does by itself is called as the ticker calls it.
"""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tegenstroom.training.models import Certificate, Edition, Enrolment, EvaluationResponse, Session
from tests.support.browser import PHONE, Invite, Visitor
from tests.support.doors import log_in_by_mail
from tests.support.network import Network

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TOON, VERA = "toon.trainaers@example.org", "vera.verzonnen@example.org"


@pytest.fixture
def running(network: Network) -> Edition:
    """The training that is going on in the demo."""
    return Edition.objects.get(
        state="confirmed", starts_on__lt=timezone.localdate(), channel="open", ends_on__gt=timezone.localdate()
    )


@pytest.fixture
def on_the_day(network: Network, running: Edition) -> Iterator[Session]:
    """Its second day, a quarter of an hour after it begins."""
    session = running.sessions.order_by("starts_at")[1]
    with network.at(session.starts_at + timedelta(minutes=15)):
        yield session


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.usefixtures("on_the_day")
def test_a_trainer_taps_who_is_there_and_corrects_one(invite: Invite, scripts: bool) -> None:
    """On her phone, in the room."""
    page = log_in_by_mail(invite(screen=PHONE, scripts=scripts), TOON)
    page.get_by_role("link", name="Ik duid aan wie er is").click()
    page.wait_for_load_state()
    total = page.locator(".presence > li").count()
    assert total > 5
    tap(page, 0, "aanwezig")
    tap(page, 1, "aanwezig")
    expect(page.locator("#stand")).to_contain_text(f"2 van {total} aanwezig.")
    tap(page, 1, "verwittigd")
    expect(page.locator("#stand")).to_contain_text(f"1 van {total} aanwezig.")
    page.get_by_role("button", name="Wie nog niet aangeduid is: allemaal aanwezig").click()
    expect(page.locator("#stand")).to_contain_text(f"{total - 1} van {total} aanwezig. Iedereen is aangeduid.")
    expect(mark(page, 1, "verwittigd")).to_have_attribute("aria-pressed", "true")


def mark(page: Page, number: int, word: str) -> Locator:
    """The button of that word on that row."""
    return page.locator(".presence > li").nth(number).get_by_role("button", name=word)


def tap(page: Page, number: int, word: str) -> None:
    mark(page, number, word).click()
    expect(mark(page, number, word)).to_have_attribute("aria-pressed", "true")


def test_looking_back_one_question_a_page_with_a_stop(invite: Invite, network: Network, running: Edition) -> None:
    """In the last half hour of the last day the letter comes; she stops after two questions, and goes on later."""
    last = running.sessions.latest("starts_at")
    pim = network.person("Pim Deelnemans")
    with network.at(last.ends_at - timedelta(minutes=20)):
        network.tick()
        letter = next(one for one in network.letters_to(str(pim.email)) if "/terugblik/" in str(one.body))
        link = network.link_in(letter, "/terugblik/")
        page = invite(screen=PHONE, scripts=False).go(link)
        page.get_by_role("link", name="Ik begin").click()
        answer(page, 1, "4")
        page.get_by_role("button", name="Verder").click()
        answer(page, 2, "2")
        page.get_by_role("button", name="Ik stop nu").click()
        expect(page.locator("h1")).to_have_text("Je antwoorden zijn bewaard")
    with network.at(last.ends_at + timedelta(hours=5)):
        page = invite(screen=PHONE).go(link)
        page.get_by_role("link", name="Ik ga verder").click()
        expect(page.locator("[type=radio][value='4']")).to_be_checked()
        for number in (1, 2):
            expect(page.locator("h1")).to_have_text(f"Vraag {number} van 6")
            page.get_by_role("button", name="Verder").click()
        answer(page, 3, "5")
        page.get_by_role("button", name="Terug").click()
        expect(page.locator("[type=radio][value='2']")).to_be_checked()
        for _number in (2, 3, 4):
            page.get_by_role("button", name="Verder").click()
        page.get_by_role("textbox").fill("Dat zwijgen ook praten is.")
        page.get_by_role("button", name="Verder").click()
        page.get_by_role("button", name="Verder").click()
        page.get_by_label("De coaches mogen mijn woorden lezen").check()
        page.get_by_role("button", name="Ik geef mijn antwoorden af").click()
        expect(page.locator("h1")).to_have_text("Dank je voor je antwoorden")
    response = EvaluationResponse.objects.get(edition=running, finished=True)
    assert response.answers["last-day-worth"] == 4
    assert response.answers["last-day-from-coaches"] == "Dat zwijgen ook praten is."


def answer(page: Page, number: int, value: str) -> None:
    expect(page.locator("h1")).to_have_text(f"Vraag {number} van 6")
    page.locator(f"[type=radio][value='{value}']").check()


def test_a_certificate_is_issued_checked_and_taken_back(invite: Invite, network: Network) -> None:
    """From the desk to the participant, to an employer who doubts, and back."""
    edition = Edition.objects.filter(state="confirmed", ends_on__lt=timezone.localdate()).latest("ends_on")
    desk = invite()
    log_in_by_mail(desk, VERA)
    page = desk.go(f"/bureau/vormingen/{edition.pk}/attesten/")
    page.get_by_role("button", name="Ik maak de attesten op en verstuur ze").click()
    expect(page.locator("table")).to_contain_text("heeft een attest")

    enrolment = Enrolment.objects.filter(edition=edition, certificates__isnull=False, person__email__isnull=False)[
        0
    ]
    certificate, person = enrolment.certificates.get(), enrolment.person
    [paper] = network.newest_to(str(person.email)).attachments
    assert person.name in text_of(paper.content)

    own = invite(screen=PHONE)
    page = log_in_by_mail(own, str(person.email))
    address = page.get_by_role("link", name="Mijn attest").get_attribute("href")
    pdf = own.context.request.get(own.address + str(address)).body()
    assert person.name in text_of(pdf)
    assert certificate.code in text_of(pdf)

    expect(check(invite(screen=PHONE, scripts=False), certificate)).to_have_text("Dit attest is echt")
    page = desk.go(f"/bureau/attesten/{certificate.pk}/intrekking/")
    page.get_by_label("Waarom trek je dit attest in?").fill("De tweede dag stond verkeerd aangeduid.")
    page.get_by_role("button", name="Ik trek het attest in").click()
    expect(page.locator("table")).to_contain_text("ingetrokken")
    expect(check(invite(screen=PHONE, scripts=False), certificate)).to_have_text("Dit attest geldt niet meer")


def check(visitor: Visitor, certificate: Certificate) -> Locator:
    """The heading that a third party reads, who types the code in small letters with spaces."""
    page = visitor.go("/attest/")
    page.get_by_label("De code op het attest").fill(certificate.code.lower().replace("-", " "))
    page.get_by_role("button", name="Ik kijk het na").click()
    return page.locator("h1")


def text_of(pdf: bytes) -> str:
    return " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
