"""A room with people in it: words come to each screen while others type, and what is among coaches to no other."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from playwright.sync_api import Browser, Page, Request, expect

from tegenstroom.dialogue.actions import dialogues, seats, speaking
from tegenstroom.dialogue.models import Dialogue
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.factories import Group, dialogue, group, say
from tests.e2e.test_read_aloud import LOCAL, VOICES
from tests.support.browser import PHONE, Invite, Server, session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# What the room promises, in milliseconds of its own clock, and how often it looks for news that must not come.
SOON, STEP, ROUNDS = 2000, 250, 3
COACH_BUDGET, HTML_BUDGET = 50_000, 14_000


@pytest.fixture(autouse=True)
def _pages_ask_while_the_test_writes() -> Iterator[None]:
    """A database in memory locks a whole table for whoever reads it; one in a file lets readers be."""

    def let_be(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA read_uncommitted = 1")

    for connection in connections.all(initialized_only=True):
        let_be(connection)
    connection_created.connect(let_be)
    yield
    connection_created.disconnect(let_be)


@pytest.fixture
def who() -> Group:
    return group()


def waits(page: Page, times: int = ROUNDS) -> None:
    """Until the page asked for news so many times."""
    for _time in range(times):
        with page.expect_response("**/nieuws/"):
            pass


def stands_still(page: Page) -> None:
    """Stop the clock of a page right after a question: what is said now waits longest for the next one."""
    waits(page, 1)
    page.clock.pause_at(page.evaluate("Date.now() / 1000") + 1)
    # One that was slow to be answered, as long as the clock ran, comes before.
    runs(page, 2 * SOON)
    assert any(runs(page, STEP) for _step in range(0, 2 * SOON, STEP))


def runs(page: Page, time: int) -> int:
    """Let its clock run so long; it stands still while a question is under way. How many there were.

    How busy this machine is says nothing of the page. How quick the server answers is measured in
    benchmarks/rooms.py.
    """
    asked: list[Request] = []
    under_way: set[Request] = set()

    def asks(request: Request) -> None:
        asked.append(request)
        under_way.add(request)

    def is_answered(request: Request) -> None:
        under_way.discard(request)

    heard = {"request": asks, "requestfinished": is_answered, "requestfailed": is_answered}
    for event, hears in heard.items():
        page.on(event, hears)  # type: ignore[call-overload]
    for _step in range(0, time, STEP):
        page.clock.run_for(STEP)
        while under_way:
            page.wait_for_timeout(10)
    for event, hears in heard.items():
        page.remove_listener(event, hears)
    return len(asked)


def test_a_word_comes_to_another_screen_within_two_seconds(who: Group, invite: Invite) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    coach = invite(who.coaches[0], screen=PHONE).go(f"/gesprekken/{of.pk}/")
    visitor = invite(who.writer)
    visitor.page.clock.install()
    other = visitor.go(f"/gesprekken/{of.pk}/")
    stands_still(other)
    coach.get_by_label("Wat ik gehoord heb").fill("Dat een brief bang maakt.")
    coach.get_by_label("Wat ik wil zeggen").fill("Open ze samen.")
    coach.get_by_role("button", name="Ik zeg dit").click()
    expect(coach.get_by_text("Open ze samen.").first).to_be_visible()
    expect(other.locator("#room-words").get_by_text("Open ze samen.")).to_have_count(0)
    runs(other, SOON)
    expect(other.locator("#room-words").get_by_text("Open ze samen.")).to_be_visible()
    # Who cannot see it hears it.
    expect(other.locator("#room-news")).to_contain_text("Open ze samen.")
    assert of.words.filter(phase=Phase.ROUNDS).count() == 1


def test_what_she_types_and_where_she_is_stay_while_others_speak(who: Group, invite: Invite) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    page = invite(who.coaches[0], screen=PHONE).go(f"/gesprekken/{of.pk}/")
    field = page.get_by_label("Wat ik wil zeggen")
    field.fill("Half een zin")
    say(of, who.writer, "Nog iets van mij.", heard="Dat wachten zwaar is.")
    expect(page.locator("#room-words").get_by_text("Nog iets van mij.")).to_be_visible(timeout=5000)
    expect(field).to_be_focused()
    expect(field).to_have_value("Half een zin")
    # Also when the dialogue goes on: a line says so, and sending gives everything back.
    dialogues.next_phase(dialogue=of, by=who.trainer)
    expect(page.get_by_text("Het gesprek ging verder. Wat je schrijft, blijft staan.")).to_be_visible(timeout=5000)
    expect(field).to_have_value("Half een zin")
    page.get_by_label("Wat ik gehoord heb").fill("Dat wachten zwaar is.")
    page.get_by_role("button", name="Ik zeg dit").click()
    expect(page.get_by_text("Het gesprek ging net verder.")).to_be_visible()
    expect(page.get_by_label("Dit schreef je. Niemand las het.")).to_have_value("Half een zin")


# A screen on a wall, and words enough to fill it many times.
WALL = {"width": 1280, "height": 720}
LONG = "Dat herken ik van toen, en het was niet gemakkelijk. " * 6


@pytest.mark.parametrize("scripts", [True, False])
def test_the_screen_on_the_wall_shows_the_newest_word(who: Group, invite: Invite, scripts: bool) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    for number in range(6):
        say(of, who.people[number % 4], LONG, heard="Dat wachten zwaar is.")
    wall = invite(who.trainer, screen=WALL, scripts=scripts).go(f"/gesprekken/{of.pk}/scherm/")
    if scripts:
        # It opens there, and comes back from wherever someone left it.
        expect(wall.locator("#l-rounds > li").last).to_be_in_viewport()
        wall.evaluate("scrollTo(0, 0)")
    say(of, who.coaches[0], "Dit is het nieuwste.", heard="Dat wachten zwaar is.")
    if not scripts:
        wall.get_by_role("link", name="Ik kijk of er iets nieuws is").click()
    expect(wall.locator("#room-words").get_by_text("Dit is het nieuwste.")).to_be_in_viewport(
        ratio=1, timeout=5000
    )
    # In the next round it is the same, and the round before makes place.
    dialogues.next_phase(dialogue=of, by=who.trainer)
    say(of, who.researcher, "Hier begint iets anders.", heard="Dat wachten zwaar is.")
    if not scripts:
        wall.get_by_role("link", name="Ik kijk of er iets nieuws is").click()
    expect(wall.locator("#room-words").get_by_text("Hier begint iets anders.")).to_be_in_viewport(
        ratio=1, timeout=5000
    )
    expect(wall.locator("#room-words").get_by_text("Dit is het nieuwste.")).not_to_be_visible()


def test_past_rounds_are_folded_and_stay_as_she_has_them(who: Group, invite: Invite) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    for one in who.coaches:
        say(of, one, f"Van vroeger. {LONG}")
    dialogues.next_phase(dialogue=of, by=who.trainer)
    for _time in range(4):
        say(of, who.writer, LONG, heard="Dat wachten zwaar is.")
    say(of, who.coaches[1], "Hier zijn we nu.", heard="Dat wachten zwaar is.")

    bare = invite(who.coaches[0], screen=PHONE, scripts=False).go(f"/gesprekken/{of.pk}/")
    expect(bare.get_by_text("Van vroeger.").first).not_to_be_visible()
    link = bare.get_by_role("link", name="Naar het nieuwste")
    expect(link).to_be_in_viewport()
    box = link.bounding_box()
    assert box
    assert box["height"] >= 44
    link.click()
    expect(bare.get_by_text("Hier zijn we nu.")).to_be_in_viewport()
    say(of, who.writer, "En dit kwam erbij.", heard="Dat wachten zwaar is.")
    bare.get_by_role("link", name="Ik kijk of er iets nieuws is").click()
    expect(bare.get_by_text("En dit kwam erbij.")).to_be_in_viewport()
    bare.get_by_role("heading", name="eerste ronde").click()
    expect(bare.get_by_text("Van vroeger.").first).to_be_visible()

    page = invite(who.coaches[0], screen=PHONE).go(f"/gesprekken/{of.pk}/")
    page.get_by_role("heading", name="eerste ronde").click()
    page.get_by_label("Wat ik wil zeggen").fill("Half een zin")
    # Once as a word that comes, once as a page that changed.
    last = say(of, who.writer, "Nog iets.", heard="Dat wachten zwaar is.")
    expect(page.locator("#room-words").get_by_text("Nog iets.")).to_be_visible(timeout=5000)
    expect(page.locator("#room-words").get_by_text("Van vroeger.").first).to_be_visible()
    speaking.take_back(word=last, by=who.writer)
    expect(page.locator("#room-words").get_by_text("Nog iets.")).to_have_count(0, timeout=5000)
    expect(page.locator("#room-words").get_by_text("Van vroeger.").first).to_be_visible()
    expect(page.get_by_label("Wat ik wil zeggen")).to_have_value("Half een zin")


def test_a_folded_round_is_read_aloud_all_the_same(who: Group, invite: Invite) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    for one in who.coaches:
        say(of, one, "Van vroeger.")
    dialogues.next_phase(dialogue=of, by=who.trainer)
    say(of, who.writer, "Van nu.", heard="Dat wachten zwaar is.")
    visitor = invite(who.coaches[0], screen=PHONE)
    visitor.context.add_init_script(VOICES % f"[{LOCAL}]")
    page = visitor.go(f"/gesprekken/{of.pk}/")
    page.get_by_role("button", name="Lees voor").click()
    said = [text for text, _voice in page.evaluate("window.said")]
    assert said.index("Van vroeger.") < said.index("Van nu.")


def test_the_word_that_breaks_a_silence_of_minutes_comes_as_soon(who: Group, invite: Invite) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    visitor = invite(who.writer)
    visitor.page.clock.install()
    page = visitor.go(f"/gesprekken/{of.pk}/")
    page.clock.fast_forward(4 * 60_000)
    waits(page)
    stands_still(page)
    say(of, who.coaches[0], "Ik dacht na.", heard="Dat wachten zwaar is.")
    runs(page, SOON)
    expect(page.locator("#room-words").get_by_text("Ik dacht na.").first).to_be_visible()


def test_a_line_that_drops_loses_nothing(who: Group, invite: Invite) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    visitor = invite(who.coaches[0], screen=PHONE)
    page = visitor.go(f"/gesprekken/{of.pk}/")
    page.get_by_label("Wat ik wil zeggen").fill("Ik zit in de bus.")
    visitor.context.set_offline(True)
    page.get_by_role("button", name="Ik zeg dit").click()
    expect(page.get_by_text("Het ging niet weg: er is geen verbinding.")).to_be_visible()
    visitor.context.set_offline(False)
    page.get_by_role("button", name="Ik zeg dit").click()
    expect(page.locator("#room-words").get_by_text("Ik zit in de bus.")).to_be_visible(timeout=5000)
    assert of.words.count() == 1
    # That the line was gone is what the browser complained of.
    visitor.complaints.clear()


def test_what_coaches_say_among_themselves_comes_to_no_other_screen(who: Group, invite: Invite) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    came: list[str] = []
    other = invite(who.writer).go(f"/gesprekken/{of.pk}/")
    other.on("response", lambda answer: came.append(answer.text()) if answer.status == 200 else None)
    coach = invite(who.coaches[1], screen=PHONE).go(f"/gesprekken/{of.pk}/coaches/")
    before = other.locator("main").inner_html()
    say(of, who.coaches[0], "Dit blijft onder ons.")
    # The negative control: it does come to the other coach.
    expect(coach.get_by_text("Dit blijft onder ons.").first).to_be_visible(timeout=5000)
    waits(other)
    assert not [body for body in came if "onder ons" in body]
    assert "onder ons" not in other.content()
    assert other.locator("main").inner_html() == before


def test_the_room_opens_by_itself_when_the_coaches_are_done(who: Group, invite: Invite) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    coach = invite(who.coaches[0], screen=PHONE).go(f"/gesprekken/{of.pk}/")
    for one in who.coaches:
        speaking.say_ready(dialogue=of, by=one)
    expect(coach.get_by_role("heading", name="Jij spreekt nu.")).to_be_visible(timeout=5000)
    expect(coach.get_by_label("Wat ik wil zeggen")).to_be_visible()


def test_a_page_that_nobody_looks_at_asks_nothing(who: Group, invite: Invite) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    page = invite(who.writer).go(f"/gesprekken/{of.pk}/")
    waits(page, 1)
    asked: list[str] = []
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    page.wait_for_timeout(1700)
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(2500)
    assert asked == []
    page.evaluate("Object.defineProperty(document, 'hidden', { value: false, configurable: true })")
    with page.expect_response("**/nieuws/"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_where_nothing_comes_it_asks_seldom_and_a_touch_or_a_word_wakes_it(who: Group, invite: Invite) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    visitor = invite(who.writer)
    page = visitor.page
    page.clock.install()
    visitor.go(f"/gesprekken/{of.pk}/")
    waits(page, 1)
    # Each jump is longer than the time before: 1.5 s, then 3, 6 and 12.
    for seconds in (310, 4, 7, 13):
        with page.expect_response("**/nieuws/"):
            page.clock.fast_forward(1000 * seconds)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.run_for(4000)
    assert asked == []
    with page.expect_response("**/nieuws/"):
        page.keyboard.press("Shift")
    waits(page, 1)
    for seconds in (310, 4, 7):
        with page.expect_response("**/nieuws/"):
            page.clock.fast_forward(1000 * seconds)
    say(of, who.coaches[0], "Nog een woord.", heard="Dat wachten zwaar is.")
    page.clock.fast_forward(13_000)
    expect(page.locator("#room-words").get_by_text("Nog een woord.")).to_be_visible(timeout=5000)
    waits(page, 2)


def test_who_saves_data_is_asked_for_less(who: Group, invite: Invite) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    visitor = invite(who.writer)
    page = visitor.page
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.clock.install()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visitor.go(f"/gesprekken/{of.pk}/")
    page.clock.run_for(3000)
    assert [url for url in asked if url.endswith("/nieuws/")] == []
    with page.expect_response("**/nieuws/"):
        page.clock.run_for(3000)


def test_who_is_asked_about_her_words_says_them_so_with_the_one_button_left(who: Group, invite: Invite) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    page = invite(who.coaches[0], screen=PHONE).go(f"/gesprekken/{of.pk}/")
    page.get_by_label("Wat ik wil zeggen").fill("Bel haar op 0470 12 34 56.")
    page.get_by_role("button", name="Ik zeg dit").click()
    page.get_by_role("button", name="Toch zo zeggen").click()
    expect(page.locator("#room-words").get_by_text("Bel haar op 0470 12 34 56.")).to_be_visible()


def test_without_scripts_a_coach_speaks_and_looks_for_news(who: Group, invite: Invite) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    seats.choose_name(dialogue=of, name="Roos", by=who.coaches[0])
    page = invite(who.coaches[0], screen=PHONE, scripts=False).go(f"/gesprekken/{of.pk}/")
    assert not page.get_by_role("button", name="Ik spreek het in").is_visible()
    page.get_by_label("Wat ik wil zeggen").fill("Ik schaamde me.")
    page.get_by_role("button", name="Ik zeg dit").click()
    expect(page.get_by_text("Ik schaamde me.")).to_be_visible()
    say(of, who.coaches[1], "Ik ook.")
    page.get_by_role("link", name="Ik kijk of er iets nieuws is").click()
    expect(page.get_by_text("Ik ook.")).to_be_visible()


@pytest.mark.parametrize("alias", ["", "Roos"])
def test_a_coach_speaks_into_her_phone_and_another_hears_it(
    who: Group, browser: Browser, live_server: Server, alias: str
) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    if alias:
        seats.choose_name(dialogue=of, name=alias, by=who.coaches[0])
    context = browser.new_context(locale="nl-BE", permissions=["microphone"])
    context.add_cookies([session_cookie(who.coaches[0], live_server.url)])
    # A tone instead of a microphone, which no test machine has.
    context.add_init_script("""
        navigator.mediaDevices.getUserMedia = async () => {
          const sound = new AudioContext(), tone = sound.createOscillator();
            const out = sound.createMediaStreamDestination();
          tone.connect(out); tone.start(); return out.stream;
        };""")
    page = context.new_page()
    page.goto(f"{live_server.url}/gesprekken/{of.pk}/")
    if alias:
        # Text alone, unless she reads what her voice gives away and records all the same.
        expect(page.get_by_text("Je stem blijft wel dezelfde.")).to_be_visible()
        expect(page.get_by_role("button", name="Ik spreek het in")).not_to_be_visible()
        page.get_by_text("Ik weet dat, en spreek het toch in").click()
    page.get_by_role("button", name="Ik spreek het in").click()
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Stop de opname").click()
    expect(page.locator(".recorder__size")).to_contain_text("kB")
    page.get_by_label("Wat ik wil zeggen").fill("Dit zei ik met mijn stem.")
    page.get_by_role("button", name="Ik zeg dit").click()
    expect(page.locator("#room-words").get_by_text("Dit zei ik met mijn stem.")).to_be_visible(timeout=5000)
    kept = Dialogue.objects.get(pk=of.pk).words.get().recording
    assert kept.media_type == "audio/webm"
    page.get_by_text("Luister,").click()
    with page.expect_response(f"**/opnames/{kept.pk}/") as heard:
        page.evaluate("document.querySelector('.turn audio').play().catch(() => null)")
    assert heard.value.status in {200, 206}
    context.close()


def test_the_room_of_a_coach_weighs_little(who: Group, invite: Invite) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    for number in range(12):
        say(
            of,
            who.people[number % 4],
            "Dat herken ik van toen, en het was niet gemakkelijk. " * 3,
            heard="Dat wachten zwaar is.",
        )
    visitor = invite(who.coaches[0], screen=PHONE)
    wire = visitor.context.new_cdp_session(visitor.page)
    wire.send("Network.enable")
    sizes: dict[str, float] = {}
    names: dict[str, str] = {}
    wire.on("Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]}))
    wire.on(
        "Network.loadingFinished",
        lambda event: sizes.update({names[event["requestId"]]: event["encodedDataLength"]}),
    )
    page = visitor.go(f"/gesprekken/{of.pk}/")
    page.wait_for_load_state("networkidle")
    html = next(size for url, size in sizes.items() if url.endswith(f"/gesprekken/{of.pk}/"))
    assert html <= HTML_BUDGET
    assert sum(sizes.values()) <= COACH_BUDGET
