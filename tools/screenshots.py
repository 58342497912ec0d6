"""Takes the pictures of README from the demo network: `python tools/screenshots.py [folder]`.

Starts a demo of its own on a free port, walks to each page as someone who may see it, and stops it again.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.support.chromium import FLAGS, on_the_path  # noqa: E402  the path comes first

FOLDER = ROOT / "docs" / "screenshots"
MOST_BYTES = 150_000
DESK, PHONE = (1280, 900), (320, 640)
COORDINATOR, PARTICIPANT = "vera.verzonnen@example.org", "pim.deelnemans@example.org"
TRAINER = "toon.trainaers@example.org"
CODE = re.compile(r"[0-9]{4}-[0-9]{4}")
SECONDS_TO_START = 120


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """A demo network in `folder`, and its address while it runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    surroundings = os.environ | {"TEGENSTROOM_DEMO": "1", "TEGENSTROOM_VAR": str(folder), "SITE_URL": address}
    command = [Path(sys.executable).parent / "tegenstroom", "serve", "--prepare", f"--bind=127.0.0.1:{port}"]
    with subprocess.Popen(
        command, cwd=ROOT, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            wait_for(port)
            yield address
        finally:
            server.send_signal(signal.SIGINT)


def wait_for(port: int) -> None:
    """Until the demo answers; TimeoutError when it does not."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError


def visitor(browser: Browser, address: str, size: tuple[int, int]) -> Page:
    """Someone with a screen of this size."""
    width, height = size
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, color_scheme="light", locale="nl-BE"
    )
    return context.new_page()


def come_in_by_mail(page: Page, email: str) -> None:
    """With the code that stands on the page with the demo's mail."""
    page.goto("/account/login/code/")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_role("button", name="Ik wil een code").click()
    post = page.context.new_page()
    post.goto("/demo/post/")
    found = CODE.search(post.locator("main").inner_text())
    assert found
    post.close()
    page.get_by_label("Code").fill(found[0])
    page.get_by_role("button", name="Ik meld me aan").click()


def come_in_with_card(page: Page, logins: Path) -> None:
    """As the coach of the demo who has no e-mail address."""
    card = next(row for row in json.loads(logins.read_text(encoding="utf-8")) if "card" in row)
    page.goto("/kaart/")
    page.get_by_label("Nummer van je kaart").fill(card["card"])
    page.get_by_label("PIN").fill(card["pin"])
    page.get_by_role("button", name="Ik meld me aan").click()


def take(page: Page, name: str) -> None:
    """What stands on the screen, as `name`.png."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur()")
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file, animations="disabled")
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}: {size:,} bytes")
    assert size <= MOST_BYTES, f"{name} is too large"


def take_all(browser: Browser, address: str, folder: Path) -> None:
    """The first page, the offer, an edition, two of the desk, a dialogue; on a phone a coach's and a report."""
    page = visitor(browser, address, DESK)
    page.goto("/")
    take(page, "home")
    page.goto("/aanbod/")
    take(page, "offer")
    page.get_by_role("link", name="Kwetsuren en krachten").first.click()
    take(page, "edition")
    enrolling = page.get_by_role("link", name="Ik schrijf me in").first.get_attribute("href")

    page = visitor(browser, address, DESK)
    come_in_by_mail(page, COORDINATOR)
    page.goto("/bureau/")
    page.get_by_role("row").filter(has_text="wachten").get_by_role("link").first.click()
    take(page, "desk")
    page.goto("/bureau/uitbetalingen/")
    page.get_by_role("region", name="Alle uitbetalingen").get_by_role("link").first.click()
    take(page, "payrun")

    page = visitor(browser, address, DESK)
    come_in_by_mail(page, PARTICIPANT)
    open_dialogue(page, "In gesprek.")
    take(page, "room")

    page = visitor(browser, address, PHONE)
    page.goto(str(enrolling))
    take(page, "enrolment")
    come_in_with_card(page, folder / "demo-logins.json")
    take(page, "coach")
    page.get_by_role("link", name="Mijn geld").click()
    come_to(page, "Wat je krijgt")
    take(page, "money")
    open_dialogue(page, "Eerste ronde.")
    take(page, "room-phone")

    page = visitor(browser, address, PHONE)
    come_in_by_mail(page, TRAINER)
    page.goto("/mijn/")
    page.get_by_role("link", name="Wat we meten bij deze groep").first.click()
    page.get_by_role("link", name="Tegenstroom kort").first.click()
    come_to(page, "Greep op je eigen leven")
    take(page, "report")


def come_to(page: Page, heading: str) -> None:
    """With this heading at the top of the screen, and some air above it."""
    page.get_by_role("heading", name=heading).evaluate("heading => scrollTo(0, heading.offsetTop - 16)")


def open_dialogue(page: Page, phase: str) -> None:
    """A dialogue in which she sits, by the phase in which it is: a title stands in the room alone."""
    page.goto("/gesprekken/")
    page.get_by_role("listitem").filter(has_text=phase).get_by_role("link", name="Naar het gesprek").first.click()


def main() -> None:
    """Make the folder and fill it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, demo(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=on_the_path(), args=FLAGS)
        take_all(browser, address, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
