"""People who answer a questionnaire on their phones, each at her own pace, as a browser without scripts does."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode

from tests.concurrency.line import CSRF, LOCATION, SET_COOKIE, Answer, Line

PATIENCE = 30
QUESTIONS = 12


@dataclass
class Waits:
    """Seconds by kind of request, what went wrong, and what each said who saw her own result."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: list[str] = field(default_factory=list)
    said: dict[str, list[int]] = field(default_factory=dict)


@dataclass
class Respondent:
    """One person with a link. She reads `pause` seconds on average before she taps."""

    port: int
    token: str
    waits: Waits
    dice: Random
    pause: float
    cookie: str = ""

    async def answer_all(self, arriving: float) -> None:
        """Come in within so many seconds, say yes, answer everything, hand in, and read her own result."""
        await asyncio.sleep(self.dice.uniform(0, arriving))
        line, said = Line(self.port), list[int]()
        try:
            page = await self._get(line, "open", f"/meten/{self.token}/")
            page = await self._send(line, "consent", page, {"group": "on", "read": "herself"})
            for _question in range(QUESTIONS):
                said.append(self.dice.randint(1, 5))
                page = await self._send(line, "answer", page, {"answer": str(said[-1]), "go": "on"})
            await self._send(line, "hand in", page, {}, then="result")
        except (OSError, TimeoutError, ValueError) as error:
            self.waits.failures.append(repr(error))
        else:
            self.waits.said[self.token] = said
        line.hang_up()

    async def _send(
        self, line: Line, kind: str, page: tuple[str, str], typed: Mapping[str, str], then: str = "question"
    ) -> tuple[str, str]:
        """Send the form of this page after a while, and read the page to which that leads."""
        await asyncio.sleep(self.dice.uniform(0.5, 1.5) * self.pause)
        path, body = page
        token = CSRF.search(body)
        sent = urlencode({"csrfmiddlewaretoken": token[1] if token else "", **typed})
        answer = await self._ask(line, kind, "POST", path, sent)
        leads = LOCATION.search(answer.head)
        if answer.status != 302 or not leads:
            raise ValueError(f"{kind}: {answer.status}")
        return await self._get(line, then, leads[1])

    async def _get(self, line: Line, kind: str, path: str) -> tuple[str, str]:
        answer = await self._ask(line, kind, "GET", path)
        if answer.status != 200:
            raise ValueError(f"{kind}: {answer.status}")
        if found := SET_COOKIE.search(answer.head):
            self.cookie = found[1]
        return path, answer.body

    async def _ask(self, line: Line, kind: str, method: str, path: str, body: str = "") -> Answer:
        try:
            answer = await asyncio.wait_for(line.request(method, path, {"Cookie": self.cookie}, body), PATIENCE)
        except ConnectionError:
            # The server was just closing a line that was silent. A browser then sends the form once more.
            answer = await asyncio.wait_for(line.request(method, path, {"Cookie": self.cookie}, body), PATIENCE)
        self.waits.seconds[kind].append(answer.seconds)
        return answer


def answer_at_once(port: int, tokens: Sequence[str], *, arriving: float, pause: float, seed: int = 1) -> Waits:
    """All of them come in within `arriving` seconds; each takes about fourteen pauses."""
    waits, dice = Waits(), Random(seed)
    people = [Respondent(port, token, waits, Random(dice.random()), pause) for token in tokens]

    async def all_of_them() -> None:
        await asyncio.gather(*(person.answer_all(arriving) for person in people))

    asyncio.run(all_of_them())
    return waits
