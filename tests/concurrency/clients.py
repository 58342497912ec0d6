"""People at the form: each reads the page, types, and sends, as a browser does."""

import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from threading import Barrier
from urllib.parse import urlencode

FORM_KEY = re.compile(r'name="form_key" value="([^"]+)"')
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    """What the server said to one form: the status, and where the browser must go."""

    status: int
    onward: str
    seconds: float

    @property
    def confirmed(self) -> bool:
        return self.status == 302 and self.onward.startswith("/ingeschreven/")


@dataclass
class Client:
    """One person with one address."""

    port: int
    edition: int
    email: str
    typed: str = ""
    cookie: str = ""
    tries: int = 0

    @property
    def path(self) -> str:
        return f"/vormingen/{self.edition}/inschrijven/"

    def read(self) -> None:
        """Open the page: the form gets its key now."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", self.path)
        response = connection.getresponse()
        page = response.read().decode()
        connection.close()
        if response.status != 200:
            raise HTTPException(f"{response.status}: {page[:200]}")
        self.cookie = _cookies(response.getheader("Set-Cookie", ""))
        self.typed = urlencode(
            {
                "csrfmiddlewaretoken": _found(CSRF, page),
                "form_key": _found(FORM_KEY, page),
                "given_name": "Iemand",
                "family_name": self.email.partition("@")[0] or "Zonder Mail",
                "email": self.email,
                "kind": "professional",
            }
        )

    def send(self) -> Answer:
        """Send what was typed. Sending it again sends the same key."""
        started = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        connection.request("POST", self.path, self.typed, headers)
        response = connection.getresponse()
        response.read()
        connection.close()
        return Answer(response.status, response.getheader("Location", ""), time.monotonic() - started)

    def insist(self, deadline: float) -> Answer:
        """Read and send until the server confirms, as people do when a page does not load."""
        while time.monotonic() < deadline:
            self.tries += 1
            try:
                if not self.typed:
                    self.read()
                answer = self.send()
            except (OSError, HTTPException):
                time.sleep(0.05)
                continue
            return answer
        raise TimeoutError(self.email)


def read_all(clients: Sequence[Client]) -> None:
    """Everyone opens the page."""
    with ThreadPoolExecutor(len(clients)) as pool:
        list(pool.map(Client.read, clients))


def send_at_once(clients: Sequence[Client]) -> list[Answer]:
    """Everyone sends at the same moment."""
    everyone_ready = Barrier(len(clients))

    def send(client: Client) -> Answer:
        everyone_ready.wait(PATIENCE)
        return client.send()

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(send, clients))


def _found(pattern: re.Pattern[str], page: str) -> str:
    match = pattern.search(page)
    assert match, page
    return match[1]


def _cookies(header: str) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in SimpleCookie(header).items())
