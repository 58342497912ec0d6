"""In front of the site, in each worker: what someone sends is taken in whole before she takes a place inside."""

from collections.abc import Callable, Iterable
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any, Protocol

# A recording of three minutes fits; larger files are read inside, by who expects them.
LARGEST = 4 * 1024 * 1024

type Environ = dict[str, Any]
type Application = Callable[[Environ, Any], Iterable[bytes]]


class Readable(Protocol):
    """What a server hands over to read from."""

    def read(self, size: int, /) -> bytes: ...


class Doorway:
    """A WSGI application around another: at most so many `places` work at once, and slow senders wait outside.

    Two that work give a core enough to do while one waits for the database; more only get in each other's way.
    """

    def __init__(self, application: Application, *, places: int) -> None:
        self.application = application
        self.places = BoundedSemaphore(places)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Whose line broke half-way is not let in: half a form is no form."""
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if 0 < length <= LARGEST:
            body = _whole(environ["wsgi.input"], length)
            if len(body) < length:
                start_response("400 Bad Request", [("Content-Length", "0")])
                return []
            environ["wsgi.input"] = BytesIO(body)
        with self.places:
            return self.application(environ, start_response)


def _whole(line: Readable, length: int) -> bytes:
    """All of it, or what came before the line broke."""
    parts = bytearray()
    while len(parts) < length:
        try:
            part = line.read(length - len(parts))
        except OSError:
            break
        if not part:
            break
        parts += part
    return bytes(parts)
