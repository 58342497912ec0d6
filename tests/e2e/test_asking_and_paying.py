"""From someone who becomes a coach to the money on her account, and the list that the law asks for.

The days, the trainer and the second coach stand by actions (`test_towards_a_training` walks those roads); her card
is printed the same way.
"""

from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tegenstroom.accounts.actions import find_or_add_person, print_card
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.rules import grouped
from tegenstroom.base import saying
from tegenstroom.front.demo.clock import training_day
from tegenstroom.organisations.models import Place
from tegenstroom.training.actions import coach_days, editions, tandem
from tegenstroom.training.actions.company import candidates
from tegenstroom.training.actions.enrolment import enrol
from tegenstroom.training.models import Edition, ModuleVersion, TandemMember
from tests.support.browser import PHONE, Invite, Visitor
from tests.support.doors import log_in_by_mail, log_in_with_card
from tests.support.network import Network

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VERA = "vera.verzonnen@example.org"
IBAN = "BE68 5390 0754 7034"
# What the network gives for a day and for a preparation, as long as no coordinator says otherwise.
A_DAY, BEFORE, TOGETHER = (saying.euro(amount) for amount in (40, 22, 62))


@pytest.fixture
def nora(network: Network) -> Person:
    """Someone without e-mail who wants to come along."""
    return find_or_add_person(
        given_name="Nora",
        family_name="Nieuwelinckx",
        email=None,
        reached_by="paper",
        street="Kiekeboestraat 7",
        postcode="9999",
        municipality="Voorbeeldegem",
        by=network.person("Vera Verzonnen"),
    )


@pytest.fixture
def edition(network: Network) -> Edition:
    """One day about a heavy theme, some weeks ahead: one coach is still to be found."""
    vera, tine, pim = map(network.person, ("Vera Verzonnen", "Tine Trainiers", "Pim Deelnemans"))
    heavy = ModuleVersion.objects.filter(themes__is_heavy=True, published_at__isnull=False)
    terms = editions.Terms(place=Place.objects.first(), minimum=1, maximum=8)
    day = next(day for day in map(training_day, (45, 60)) if day.starts_at.year == week_before(day.starts_at).year)
    planned = editions.plan(version=heavy.latest("pk"), days=[day], terms=terms, by=vera)
    edition = editions.announce(edition=planned, by=vera)
    trainer = tandem.ask(edition=edition, person=tine, by=vera)
    other = coach_days.ask(edition=edition, coach=candidates(edition).free[0], by=vera).member
    for member in (trainer, other):
        tandem.answer(member=member, answer=TandemMember.Answer.YES, by=member.person)
    enrol(edition=edition, person=pim, kind="professional", by=pim)
    return edition


def week_before(moment: datetime) -> datetime:
    return moment - timedelta(days=7)


def test_a_coach_is_found_asked_called_and_paid(
    invite: Invite, network: Network, nora: Person, edition: Edition
) -> None:
    session = edition.sessions.get()
    year = session.starts_at.year
    desk = invite()
    log_in_by_mail(desk, VERA)
    become_a_coach(desk, nora)
    ask_with_a_preparation(desk, edition, nora)

    printed = print_card(person=nora, by=None)
    card = grouped(printed.number), printed.pin
    hers = invite(screen=PHONE, scripts=False)
    log_in_with_card(hers, *card)
    for amount in (BEFORE, A_DAY):
        say_yes(hers, edition, amount)
    give_an_account(hers)
    page = hers.go(f"/coach/geld/{year}/")
    expect(page.locator(".money", has_text="we betalen rond")).to_have_count(2)

    page = desk.go(f"/bureau/vormingen/{edition.pk}/")
    page.get_by_role("button", name="Ik bevestig: ze gaat door").click()
    expect(page.locator(".lead .state")).to_have_text("gaat zeker door")

    with network.at(session.ends_at + timedelta(hours=16)):
        network.tick()
        desk = invite()
        log_in_by_mail(desk, VERA)
        call_before_closing(desk, edition, nora)
        with override_settings(NETWORK=settings.NETWORK | {"iban": "BE71 0961 2345 6769"}):
            pay(desk, nora)
        hers = invite(screen=PHONE, scripts=False)
        log_in_with_card(hers, *card)
        page = hers.go(f"/coach/geld/{year}/")
        paid = f"betaald op {saying.day(timezone.now())}"
        expect(page.locator(".money", has_text=paid)).to_have_count(2)
        page = desk.go(f"/bureau/coaches/lijst/{year}/")
        listed = page.get_by_role("row", name="Nieuwelinckx Nora")
        for number, amount in enumerate((BEFORE, A_DAY, TOGETHER)):
            expect(listed.nth(number).get_by_role("cell").last).to_have_text(amount)


def become_a_coach(desk: Visitor, person: Person) -> None:
    """Her terms, and the paper that she signs: until then nobody can ask her."""
    page = desk.go(f"/bureau/mensen/{person.pk}/")
    page.get_by_role("link", name="Ik maak haar coach").click()
    page.get_by_role("button", name="Ik maak haar coach").click()
    expect(page.locator("main")).to_contain_text("Zonder getekende afspraak kan niemand haar vragen.")
    # The paper opens beside the page, where this browser shows none: it is looked at by its link.
    with desk.context.expect_page():
        page.get_by_role("button", name="Ik druk een afspraak om te tekenen").click()
    page.reload()
    paper = page.get_by_role("link", name="Het blad").get_attribute("href")
    content = desk.context.request.get(desk.address + str(paper)).body()
    assert person.name in " ".join(PdfReader(BytesIO(content)).pages[0].extract_text().split())
    page.get_by_role("button", name="Ze tekende, het blad is hier").click()
    expect(page.locator("main")).to_contain_text("getekend")


def ask_with_a_preparation(desk: Visitor, edition: Edition, person: Person) -> None:
    """For the day, and for a morning a week before it."""
    page = desk.go(f"/bureau/vormingen/{edition.pk}/")
    page.get_by_role("link", name="Ik vraag een coach").click()
    page.get_by_label(person.name).check()
    before = page.get_by_role("group", name="Samen voorbereiden")
    before.get_by_label("Dag", exact=True).fill(week_before(edition.sessions.get().starts_at).date().isoformat())
    before.get_by_label("Begint").fill("10:00")
    before.get_by_label("Eindigt").fill("12:00")
    page.get_by_role("button", name="Ik vraag het").click()
    expect(page.get_by_role("status")).to_contain_text("een brief met de 2 vragen")


def say_yes(hers: Visitor, edition: Edition, amount: str) -> None:
    """She reads what she gets before she says yes, and it stands there after."""
    page = hers.go("/coach/vragen/")
    waiting = page.get_by_role("region", name="Kom je?").locator(".card", has_text=edition.version.title)
    waiting.first.get_by_role("link", name="Ik antwoord").click()
    expect(page.locator(".today")).to_contain_text(f"{amount} voor jou")
    page.get_by_role("button", name="Ik kom", exact=True).click()
    expect(page.locator("main")).to_contain_text(f"Je krijgt {amount}. We betalen rond")


def give_an_account(hers: Visitor) -> None:
    """On her own page, with the number as it stands on her bank card."""
    page = hers.go("/coach/geld/")
    page.get_by_role("link", name="Mijn rekening").click()
    page.get_by_role("textbox").fill(IBAN)
    page.get_by_role("button", name="Ik bewaar mijn rekening").click()
    expect(page.locator("main")).to_contain_text(f"de rekening die eindigt op {IBAN[-4:]}")


def call_before_closing(desk: Visitor, edition: Edition, person: Person) -> None:
    """The call stands at the desk; until both coaches were called, no way of closing works."""
    page = desk.go(f"/bureau/vormingen/{edition.pk}/")
    steps = page.locator(".steps")
    expect(steps).to_contain_text("Dit kan pas als elke coach gebeld is.")
    expect(page.get_by_role("button", name="Ik rond ze af")).to_have_count(0)
    press_close_though_it_is_not_there(page, edition)
    expect(page.locator("main")).to_contain_text("Bel eerst: een coach wacht nog op een telefoontje")
    edition.refresh_from_db()
    assert edition.state == "confirmed"
    for coach in edition.tandem.filter(part=TandemMember.Part.COACH).select_related("person"):
        page = desk.go("/bureau/coaches/bellen/")
        waiting = page.get_by_role("row", name=coach.person.name)
        for _call in range(waiting.count()):
            waiting.first.get_by_role("button", name="Ik heb gebeld").click()
            expect(page.get_by_role("status")).to_contain_text("Gebeld met")
        expect(waiting).to_have_count(0)
    expect(page.get_by_role("listitem").filter(has_text=f"{person.name}, ")).to_contain_text("door Vera Verzonnen")
    page = desk.go(f"/bureau/vormingen/{edition.pk}/")
    expect(page.locator(".steps")).to_contain_text("Dit kan pas als elke dag rond is.")
    page.get_by_role("button", name="Deze dag is rond").click()
    expect(page.locator("main")).to_contain_text("Duid eerst aan of 1 mens er was.")
    page.get_by_role("link", name="nog aan te duiden").click()
    page.get_by_role("button", name="allemaal aanwezig").click()
    page.get_by_role("button", name="Deze dag is rond").click()
    expect(page.locator(".notice--done").last).to_contain_text("door Vera Verzonnen.")
    page = desk.go(f"/bureau/vormingen/{edition.pk}/")
    page.get_by_role("button", name="Ik rond ze af").click()
    expect(page.locator(".lead .state")).to_have_text("afgerond")


def press_close_though_it_is_not_there(page: Page, edition: Edition) -> None:
    """What someone does who changes the page in her browser: another button sends the closing."""
    page.evaluate(
        "address => { document.querySelector('section[aria-labelledby=klaar] form').action = address }",
        f"/bureau/vormingen/{edition.pk}/afronding/",
    )
    page.locator("section[aria-labelledby=klaar] form button").first.click()


def pay(desk: Visitor, person: Person) -> None:
    """A run with all that waits: looked at, sent, its file fetched for the bank, settled."""
    page = desk.go("/bureau/uitbetalingen/")
    now = page.get_by_role("region", name="Nu te betalen")
    expect(now.get_by_role("row", name=person.name)).to_contain_text(TOGETHER)
    now.get_by_role("button", name="Ik maak deze uitbetaling").click()
    page.get_by_role("button", name="Ik betaal deze mensen").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Ik haal het bestand voor de bank").click()
    assert order_to(IBAN.replace(" ", ""), Path(download.value.path())) == (person.name, "62.00")
    page.get_by_role("button", name="De bank heeft betaald").click()
    expect(page.get_by_role("row", name=person.name)).to_contain_text("betaald op")


def order_to(iban: str, file: Path) -> tuple[str, str]:
    """To whom and how much the bank is asked to pay on this account, in the file that it gets."""
    found = ElementTree.parse(file).getroot()
    names = {"bank": found.tag[1:].partition("}")[0]}
    [order] = [
        row
        for row in found.iterfind(".//bank:CdtTrfTxInf", names)
        if row.findtext("bank:CdtrAcct/bank:Id/bank:IBAN", namespaces=names) == iban
    ]
    said = (order.findtext(path, "", names) for path in ("bank:Cdtr/bank:Nm", "bank:Amt/bank:InstdAmt"))
    name, amount = said
    return name, amount
