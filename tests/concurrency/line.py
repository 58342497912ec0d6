"""One person's connection to a site, as her browser keeps it, and what it brings."""

import asyncio
import re
import time
import zlib
from dataclasses import dataclass, replace

LENGTH = re.compile(r"^content-length: (\d+)", re.I | re.M)
CLOSES = re.compile(r"^connection: close", re.I | re.M)
PACKED = re.compile(r"^content-encoding: gzip", re.I | re.M)
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SET_COOKIE = re.compile(r"^set-cookie: (csrftoken=[^;]+|__Host-csrftoken=[^;]+)", re.I | re.M)
LOCATION = re.compile(r"^location: (\S+)", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how long it took in seconds."""

    status: int
    head: str
    body: str
    seconds: float


class Line:
    """A connection that stays open between requests, as that of a browser does.

    Without a library: six hundred people must not cost more than the server.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def request(self, method: str, path: str, headers: dict[str, str], body: str = "") -> Answer:
        """What a browser sends, and what comes back. OSError or ValueError when nothing whole does."""
        started, kept = time.monotonic(), self._ends
        try:
            answer = await self._once(method, path, headers, body)
        except BaseException as error:
            self.hang_up()
            # A server may close a line that was silent; what reads only is asked once more.
            if kept is None or method != "GET" or not isinstance(error, OSError):
                raise
            answer = await self._once(method, path, headers, body)
        return replace(answer, seconds=time.monotonic() - started)

    async def _once(self, method: str, path: str, headers: dict[str, str], body: str) -> Answer:
        if self._ends is None or self._ends[0].at_eof():
            self.hang_up()
            self._ends = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._ends
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: gzip"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        try:
            return await self._read(reader)
        except asyncio.IncompleteReadError as error:
            raise ConnectionResetError(path) from error

    async def _read(self, reader: asyncio.StreamReader) -> Answer:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        status, length = int(head.split(" ", 2)[1]), LENGTH.search(head)
        if length is None and status != 204:
            raise ValueError(f"no length: {head}")
        content = await reader.readexactly(int(length[1])) if length else b""
        if CLOSES.search(head):
            self.hang_up()
        if PACKED.search(head):
            content = zlib.decompress(content, wbits=31)
        return Answer(status, head, content.decode(), 0)

    def hang_up(self) -> None:
        """Let the connection go; the next request makes another."""
        if self._ends:
            self._ends[1].close()
        self._ends = None
