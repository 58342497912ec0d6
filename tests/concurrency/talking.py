"""People in their rooms: each opens the page, asks what is new as often as it does, and speaks now and then.

Each does what a browser does with the page and its script: it asks for compressed answers, says from the first
poll on what the page shows, and reads the page that an accepted word leads to. One process plays them all, so that
on a machine of two cores the server has most of them.
"""

import asyncio
import re
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from tests.concurrency.line import CSRF, LOCATION, SET_COOKIE, Answer, Line

# Seconds between two polls, as in room.js.
POLL = 1.5
PATIENCE = 30
WORDS = re.compile(r'id="w-([0-9a-f-]{36})"')
PHASE = re.compile(r'name="phase" value="([a-z_]+)"')
VERSION = re.compile(r'data-version="([^"]+)"')
ETAG = re.compile(r"^etag: (\S+)", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A word of which the server said that it has it: sent and confirmed at these moments, in seconds."""

    room: int
    key: str
    part: str
    sent: float
    confirmed: float


@dataclass
class Book:
    """All that was seen: seconds by kind of request, words that were confirmed, and when others saw them."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    confirmed: list[Confirmed] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    refused: int = 0
    failures: list[str] = field(default_factory=list)
    _at: dict[str, float] = field(default_factory=dict)

    def keep(self, word: Confirmed) -> None:
        self.confirmed.append(word)
        self._at[word.key] = word.confirmed

    def saw(self, key: str, now: float) -> None:
        """Somebody else has this word on her page."""
        if key in self._at:
            self.waited.append(now - self._at[key])


@dataclass
class Member:
    """Someone in one room."""

    port: int
    room: int
    part: str
    cookie: str
    book: Book
    dice: Random
    every: float
    soon: float
    version: str = ""
    page: str = ""
    tries: int = 0
    seen: set[str] = field(default_factory=set)
    line: Line = field(init=False)

    def __post_init__(self) -> None:
        self.line = Line(self.port)

    async def sit(self, arriving: float, until: float) -> None:
        """Come in within so many seconds, and stay until then."""
        begins = time.monotonic() + arriving
        await asyncio.sleep(self.dice.uniform(0, arriving))
        await self.open()
        # Coaches take up the word soon.
        speaks_at = begins + self.dice.uniform(0, self.soon if self.part == "coach" else self.every)
        while time.monotonic() < until:
            if time.monotonic() >= speaks_at:
                await self.speak()
                speaks_at = time.monotonic() + self.dice.uniform(0.5, 1.5) * self.every
            await self.poll()
            await asyncio.sleep(POLL)

    async def insist(self, key: str, deadline: float) -> None:
        """Send one word until the server confirms it, as people do when a page does not load."""
        sent = time.monotonic()
        while time.monotonic() < deadline:
            self.tries += 1
            if not self.page:
                await self.open()
            answer = await self.send(key) if self.page else None
            if answer and answer.status == 302:
                self.book.keep(Confirmed(self.room, key, self.part, sent, time.monotonic()))
                return
            await asyncio.sleep(0.05)
        raise TimeoutError(key)

    async def open(self, kind: str = "open") -> None:
        """Load the whole page."""
        answer = await self.ask(kind, "GET", f"/gesprekken/{self.room}/")
        if answer and answer.status == 200:
            if found := SET_COOKIE.search(answer.head):
                self.cookie = f"{self.cookie.partition('; ')[0]}; {found[1]}"
            if found := VERSION.search(answer.body):
                self.version = f'"{found[1]}"'
            self._read(answer.body)

    async def poll(self) -> None:
        """Ask what is new."""
        known = {"If-None-Match": self.version} if self.version else {}
        answer = await self.ask("poll", "GET", f"/gesprekken/{self.room}/nieuws/", headers=known)
        if answer and answer.status == 200:
            if found := ETAG.search(answer.head):
                self.version = found[1]
            self._read(answer.body)
        elif answer and answer.status != 204:
            self.book.failures.append(f"poll: {answer.status} {LOCATION.findall(answer.head)}")

    async def speak(self) -> None:
        """Say something with the form that is on her page, or although there is none: the room says no itself."""
        key, sent = str(uuid4()), time.monotonic()
        if answer := await self.send(key):
            told = LOCATION.search(answer.head)
            if answer.status == 302 and told and told[1].endswith(f"#w-{key}"):
                self.book.keep(Confirmed(self.room, key, self.part, sent, time.monotonic()))
                self.seen.add(key)
                await self.open("open after speaking")
            elif answer.status in {200, 302}:
                self.book.refused += 1
            else:
                self.book.failures.append(f"speak: {answer.status} {answer.body[:200]}")

    async def send(self, key: str) -> Answer | None:
        """Send one word. Sending it again is the same word."""
        token, phase = CSRF.search(self.page), PHASE.search(self.page)
        typed = {
            "csrfmiddlewaretoken": token[1] if token else "",
            "key": key,
            "phase": phase[1] if phase else "round_one",
            "heard": "Dat wachten het zwaarste was.",
            "text": "Ik weet nu dat ik zelf te lang zweeg, en dat ga ik zeggen waar ze bij is.",
        }
        return await self.ask("speak", "POST", f"/gesprekken/{self.room}/woorden/", body=urlencode(typed))

    async def ask(
        self, kind: str, method: str, path: str, *, body: str = "", headers: dict[str, str] | None = None
    ) -> Answer | None:
        """One request on her own connection; None when no answer came."""
        try:
            answer = await asyncio.wait_for(
                self.line.request(method, path, {"Cookie": self.cookie, **(headers or {})}, body), PATIENCE
            )
        except (OSError, TimeoutError, ValueError) as error:
            self.book.failures.append(f"{kind}: {error!r}")
            return None
        # Nothing new, or the parts that changed: two kinds of answer, and two prices.
        kind = "poll, with news" if kind == "poll" and answer.status == 200 else kind
        self.book.seconds[kind].append(answer.seconds)
        return answer

    def _read(self, page: str) -> None:
        now = time.monotonic()
        self.page = page if CSRF.search(page) else self.page
        for key in set(WORDS.findall(page)) - self.seen:
            self.seen.add(key)
            self.book.saw(key, now)


def members_of(
    port: int, rooms: Sequence[dict[str, Any]], book: Book, *, every: float, soon: float, seed: int
) -> list[Member]:
    """Everyone in these rooms; each says something about every `every` seconds, a coach first within `soon`."""
    dice = Random(seed)
    return [
        Member(port, room["room"], person["part"], person["cookie"], book, Random(dice.random()), every, soon)
        for room in rooms
        for person in room["people"]
    ]


def talk(members: Sequence[Member], *, arriving: float, seconds: float) -> None:
    """Everyone comes in within `arriving` seconds and then sits for `seconds`."""

    async def all_of_them() -> None:
        until = time.monotonic() + arriving + seconds
        await asyncio.gather(*(member.sit(arriving, until) for member in members))
        # What was said last is on everyone's page too.
        await asyncio.gather(*(member.poll() for member in members))

    asyncio.run(all_of_them())


def interrupt(member: Member) -> None:
    """Come in and speak at once, whether or not it is her turn."""

    async def both() -> None:
        await member.open()
        await member.speak()
        member.line.hang_up()

    asyncio.run(both())


def insist_all(members: Sequence[Member], seconds: float) -> None:
    """Everyone sends one word at once, until it is confirmed."""

    async def all_of_them() -> None:
        deadline = time.monotonic() + seconds
        await asyncio.gather(*(member.insist(str(uuid4()), deadline) for member in members))

    asyncio.run(all_of_them())


def percentile(values: Sequence[float], share: float) -> float:
    """The value under which this share lies; in the unit of the values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(book: Book) -> str:
    """Milliseconds by kind of request, in lines that people read."""
    kinds = {**book.seconds, "until others see it": book.waited}
    lines = [f"{'':20} {'number':>7} {'p50':>6} {'p95':>6} {'p99':>6}  ms"]
    for kind, seconds in sorted(kinds.items()):
        if seconds:
            cells = " ".join(f"{1000 * percentile(seconds, share):6.0f}" for share in (0.50, 0.95, 0.99))
            lines.append(f"{kind:20} {len(seconds):7} {cells}")
    return "\n".join(lines)
