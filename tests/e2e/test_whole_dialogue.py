"""A whole dialogue, seven people at seven screens: from a raw story to what is learnt in three voices.

Two coaches on phones, one of them with a card and without scripts; three professionals, a trainer, a researcher.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.utils import timezone
from playwright.sync_api import Page, expect

from tegenstroom.accounts.actions import print_card
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.rules import grouped
from tegenstroom.base.models import Letter
from tegenstroom.coaches.actions import care
from tegenstroom.coaches.models import CareCall
from tegenstroom.dialogue.actions import lessons
from tegenstroom.dialogue.models import Case, Dialogue, Insight, RawDraft
from tegenstroom.dialogue.tests.factories import Group, group
from tegenstroom.dialogue.tests.nowhere import places_of
from tests.support.browser import PHONE, Invite, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

NAME = "Vanderbekenst"
STORY = f"Ik begeleid mevrouw {NAME}. Zij opent geen enkele brief. Als ik erover begin, zet zij koffie."
PLAIN = "Ik help een vrouw. Ze doet geen brief open. Als ik dat zeg, zet ze koffie. Hoe begin ik er dan over?"
AMONG_US = "Dat van mijn zus blijft hier."
SIGNAL = "Brieven van diensten zijn te moeilijk."
# Milliseconds: the room promises two seconds, and seven browsers share this machine.
SOON = 8000
LESSON = "Eén brief samen openen is een begin"


@dataclass
class Table:
    """Everyone at her own screen."""

    carded: Visitor
    coach: Visitor
    writer: Visitor
    second: Visitor
    third: Visitor
    trainer: Visitor
    researcher: Visitor
    room: str = ""

    @property
    def everyone(self) -> list[Visitor]:
        return [self.carded, self.coach, self.writer, self.second, self.third, self.trainer, self.researcher]

    @property
    def others(self) -> list[Visitor]:
        """Who is neither a coach nor guides them."""
        return [self.writer, self.second, self.third, self.researcher]


@pytest.fixture(autouse=True)
def read_while_others_write(transactional_db: None) -> Iterator[None]:
    """The threads of the test's server share one database in memory, whose tables lock each other out at once.

    Real databases are files or servers, where who reads waits for nobody: `tests/concurrency` runs on those.
    """

    def do_not_lock(connection: BaseDatabaseWrapper, **given: object) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA read_uncommitted = 1")

    do_not_lock(connection)
    connection_created.connect(do_not_lock)
    yield
    connection_created.disconnect(do_not_lock)
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA read_uncommitted = 0")


@pytest.fixture
def who() -> Group:
    return group(professionals=3)


@pytest.fixture
def table(who: Group, invite: Invite) -> Table:
    first, second = who.coaches
    # Without an address: she comes in with her card.
    Person.objects.filter(pk=first.pk).update(email=None, reached_by=Letter.Channel.PAPER)
    first.refresh_from_db()
    return Table(
        carded=with_card(invite(screen=PHONE, scripts=False), first),
        coach=invite(second, screen=PHONE),
        writer=invite(who.professionals[0]),
        second=invite(who.professionals[1]),
        third=invite(who.professionals[2]),
        trainer=invite(who.trainer),
        researcher=invite(who.researcher),
    )


def with_card(visitor: Visitor, person: Person) -> Visitor:
    printed = print_card(person=person, by=None)
    page = visitor.go("/kaart/")
    page.get_by_label("Nummer van je kaart").fill(grouped(printed.number))
    page.get_by_label("PIN").fill(printed.pin)
    press(page, "Ik meld me aan")
    return visitor


def press(page: Page, name: str, *, exact: bool = True) -> None:
    page.get_by_role("button", name=name, exact=exact).first.click()
    page.wait_for_load_state()


@contextmanager
def days_pass(**much: float) -> Iterator[Dialogue]:
    """So much time passes for this dialogue: what waits for a moment has waited long enough."""
    of = Dialogue.objects.get()
    yield of
    for name in ("own_group_from", "ask_done_at", "done_until"):
        if moment := getattr(of, name):
            setattr(of, name, moment - timedelta(**much))
    of.save(update_fields=["own_group_from", "ask_done_at", "done_until"])


def reads(page: Page, text: str) -> None:
    """These words are among what was said, within the seconds that a slow machine needs."""
    expect(page.locator("#room-words").get_by_text(text)).to_be_visible(timeout=SOON)


def say(visitor: Visitor, path: str, text: str, heard: str = "") -> None:
    """Open the page and say something, as with and without scripts."""
    page = visitor.go(path)
    if heard:
        page.get_by_label("Wat ik gehoord heb").fill(heard)
    page.get_by_label("Wat ik wil zeggen").fill(text)
    press(page, "Ik zeg dit")
    reads(page, text)


def on(table: Table) -> None:
    """The trainer takes it further."""
    page = table.trainer.go(table.room)
    page.locator("#step").click()
    page.wait_for_load_state()


def harvest(visitor: Visitor, room: str, *answers: str) -> None:
    """The four questions one by one; what is left open is skipped."""
    page = visitor.go(room)
    page.get_by_role("link", name="Ik begin").click()
    for number, answer in enumerate((*answers, *[""] * (4 - len(answers))), start=1):
        expect(page.get_by_role("heading", name=f"Oogst, vraag {number} van 4")).to_be_visible()
        page.get_by_role("textbox").fill(answer)
        press(page, "Verder")
    for answer in answers:
        reads(page, answer)


def make_unrecognisable(page: Page, circle: int) -> None:
    """From the story as it happened to a case that nobody can be known by."""
    page.get_by_role("button", name="Ik breng een casus in").click()
    page.get_by_label("Geef het een titel").fill("De brieven en de koffie")
    page.get_by_label("Wat gebeurde er?").fill(STORY)
    press(page, "Verder")
    page.get_by_label("Namen en roepnamen, elk op een lijn").fill(NAME)
    press(page, "Verder")
    expect(page).to_have_url(re.compile("/wat-opvalt/"))
    for finding in page.locator("section.finding").all():
        finding.locator("input[type=radio]").first.check()
    press(page, "Verder")
    expect(page.locator("#verhaal")).not_to_contain_text("Dat van mijn zus")
    page.locator("#aangeduid").get_by_role("button", name="Verder").click()
    for question in page.get_by_role("radio", name="nee").all():
        question.check()
    press(page, "Verder")
    expect(page).to_have_url(re.compile("/bijzonderheden/"))
    press(page, "Verder")
    page.get_by_role("checkbox", name="Geen van deze").check()
    press(page, "Verder")
    page.get_by_role("textbox").first.fill(PLAIN)
    press(page, "Verder")
    expect(page.locator("main")).not_to_contain_text(NAME)
    if (checked := page.get_by_role("checkbox")).count():
        checked.first.check()
    press(page, "Ik stuur dit naar de groep")
    expect(page.get_by_role("heading", name="Je casus is bij de groep")).to_be_visible()


def test_from_a_raw_story_to_what_is_learnt(who: Group, table: Table) -> None:
    a_case_comes(who, table)
    the_coaches_are_among_themselves(table)
    the_coaches_speak_first(table)
    everyone_speaks(table)
    research_speaks(table)
    what_they_take_along(table)
    what_they_did(who, table)
    what_is_learnt(table)


def a_case_comes(who: Group, table: Table) -> None:
    page = table.writer.go(f"/gesprekken/groepen/{who.circle.pk}/")
    make_unrecognisable(page, who.circle.pk)
    assert not RawDraft.objects.exists()
    assert places_of(NAME, people=who.people) == []
    case = Case.objects.get()
    lead = table.trainer.go(f"/gesprekken/groepen/{who.circle.pk}/casussen/{case.pk}/gesprek/")
    lead.get_by_role("radio", name=who.guide.name).check()
    press(lead, "Ik open het gesprek")
    press(lead, "Ik geef de coaches de casus")
    # One of them reads on paper: the trainer brings it along.
    expect(lead.get_by_text("De casus moet nog op papier naar een coach.")).to_be_visible()
    press(lead, "Ik gaf de casus af", exact=False)
    table.room = f"/gesprekken/{Dialogue.objects.get().pk}/"
    # Coaches have it already, in plain words; nobody else does.
    for coach in (table.carded, table.coach):
        coach.go(f"{table.room}casus/")
        expect(coach.page.get_by_text("Ze doet geen brief open.")).to_be_visible()
    for other in (table.second, table.third, table.researcher):
        assert other.page.goto(f"{other.address}{table.room}casus/").status == 404


def the_coaches_are_among_themselves(table: Table) -> None:
    expect(table.trainer.go(table.room).get_by_text("Dat kan nog niet.")).to_be_visible()
    with days_pass(days=3, minutes=1):
        pass
    on(table)
    for other in table.others:
        other.go(table.room)
    say(table.carded, f"{table.room}coaches/", AMONG_US)
    reads(table.coach.go(f"{table.room}coaches/"), AMONG_US)
    table.carded.go(f"{table.room}coaches/")
    press(table.carded.page, "Ik ben klaar")
    expect(table.carded.page.get_by_text("We wachten op de anderen.")).to_be_visible()
    table.coach.go(f"{table.room}coaches/")
    expect(table.coach.page.get_by_text("Jij bent de laatste.")).to_be_visible()
    press(table.coach.page, "Ik ben klaar")
    press(table.coach.page, "Ja, ik ben klaar")
    # Their own door closes behind them, and the room opens on every screen by itself.
    expect(table.coach.page.get_by_role("heading", name="Jij spreekt nu.")).to_be_visible()
    for other in table.others:
        expect(other.page.get_by_role("heading", name="Nu luister je.")).to_be_visible(timeout=SOON)


def the_coaches_speak_first(table: Table) -> None:
    for other in table.others:
        assert other.page.get_by_role("button", name="Ik zeg dit").count() == 0
    say(table.carded, table.room, "In elke brief zit iemand die kwaad is.")
    reads(table.writer.page, "In elke brief zit iemand die kwaad is.")
    expect(table.writer.page.get_by_role("heading", name="Nu luister je.")).to_be_visible()
    table.coach.go(table.room)
    press(table.coach.page, "Ik luister liever")
    expect(table.writer.page.get_by_role("heading", name="De coaches spraken. Nu jij.")).to_be_visible(
        timeout=SOON
    )
    say(table.writer, table.room, "Dan ben ik de volgende die kwaad is.")


def everyone_speaks(table: Table) -> None:
    on(table)
    page = table.second.go(table.room)
    page.get_by_label("Wat ik wil zeggen").fill("Bij ons staan er vier wetten in.")
    press(page, "Ik zeg dit")
    expect(page.get_by_text("Schrijf eerst wat je gehoord hebt.").first).to_be_visible()
    expect(page.get_by_label("Wat ik wil zeggen")).to_have_value("Bij ons staan er vier wetten in.")
    say(table.second, table.room, "Bij ons staan er vier wetten in.", heard="Dat een brief bang maakt.")
    say(table.coach, table.room, "Zet bovenaan wat je wil.", heard="Dat ze zelf zulke brieven stuurt.")
    say(table.third, table.room, "Dat kan ik morgen doen.", heard="Dat bovenaan moet staan wat we willen.")
    # Two who speak from where they are, and all on the screen of a phone without scripts after one tap.
    table.carded.page.get_by_role("link", name="Ik kijk of er iets nieuws is").click()
    reads(table.carded.page, "Dat kan ik morgen doen.")


def research_speaks(table: Table) -> None:
    on(table)
    expect(table.third.go(table.room).get_by_role("button", name="Ik zeg dit")).to_have_count(0)
    heard = "Dat een gesloten brief beschermt."
    say(table.researcher, table.room, "Niet openen is ervaring, geen onwil.", heard=heard)
    say(table.carded, table.room, "Dat klopt met mijn kast.", heard="Dat het ervaring is.")


def what_they_take_along(table: Table) -> None:
    on(table)
    harvest(table.coach, table.room, "Dat iemand van een dienst dit durft te zeggen.")
    harvest(table.carded, table.room, "Eén brief is genoeg om te beginnen.")
    harvest(
        table.writer, table.room, "Ik vroeg naar de stapel, en nooit naar één.", "Ik vraag welke brief zij kiest."
    )
    harvest(table.researcher, table.room, "Wie vaak gestraft werd, verwacht het van elke brief.")
    page = table.coach.go(f"{table.room}signalen/")
    page.get_by_label("Wat komt telkens terug?").fill(SIGNAL)
    press(page, "Ik zet dit erbij")
    expect(page.get_by_text(SIGNAL, exact=True)).to_be_visible()


def what_they_did(who: Group, table: Table) -> None:
    on(table)
    table.carded.go(table.room)
    press(table.carded.page, "Bel mij over dit gesprek", exact=False)
    with days_pass(weeks=4, minutes=1):
        pass
    page = table.writer.go(table.room)
    page.get_by_role("link", name="Ik vertel wat ik deed").click()
    page.get_by_role("textbox").fill("We openden er samen één. Ze koos zelf.")
    press(page, "Ik vertel dit")
    told = Letter.objects.filter(kind="dialogue_coaches_hear").values_list("person", flat=True)
    assert sorted(told) == sorted(coach.pk for coach in who.coaches)
    for coach in (table.carded, table.coach):
        reads(coach.go(table.room), "We openden er samen één. Ze koos zelf.")
    # It does not close as long as a coach waits for a call.
    expect(table.trainer.go(table.room).get_by_text("Een coach wacht nog op een telefoontje.")).to_be_visible()
    care.made(call=CareCall.objects.open().get(), by=who.trainer)
    on(table)
    expect(table.coach.go(table.room).get_by_role("heading", name="Dit gesprek is afgerond.")).to_be_visible()


def what_is_learnt(table: Table) -> None:
    page = table.trainer.go(f"{table.room}lessen/nieuw/")
    page.get_by_label("Hoe heet de les?").fill(LESSON)
    for words in ("Eén brief is genoeg", "Ik vroeg naar de stapel", "Wie vaak gestraft werd"):
        page.get_by_label(words).check()
    press(page, "Ik stel deze les voor")
    insight = Insight.objects.get()
    expect(
        table.trainer.go(f"/gesprekken/lessen/{insight.pk}/").get_by_text("Overdragen kan nog niet.")
    ).to_be_visible()
    for speaker in (table.carded, table.writer, table.researcher):
        speaker.go(f"{table.room}lessen/").get_by_role("link", name="Mogen mijn woorden mee?").click()
        press(speaker.page, "Ja, dit mag mee")
    page = table.trainer.go(f"/gesprekken/lessen/{insight.pk}/")
    press(page, "Ik draag deze les over")
    [learnt] = lessons.standing()
    assert [line.voice.value for line in lessons.lines(learnt)] == ["lived", "practice", "research"]
    for visitor in table.everyone:
        expect(visitor.go(f"/gesprekken/lessen/{insight.pk}/").get_by_role("heading", name=LESSON)).to_be_visible()
    # What coaches said among themselves was on their own screens, and is on no other.
    for other in table.others:
        other.go(table.room)
        assert AMONG_US not in other.page.content()
    assert AMONG_US in table.coach.go(f"{table.room}coaches/").content()
    assert Dialogue.objects.get().steps.last().at <= timezone.now()
