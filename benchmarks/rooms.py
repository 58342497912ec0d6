"""Forty rooms of fifteen people who read and write at once: how long they wait, through `talking`.

All of them come in within a quarter of a minute. In the half minute after that every coach takes up the word, in
all rooms at once: two sentences every ten seconds in each. From then on a word falls every quarter of a minute in
each room. Everyone polls as often as the page does, and who spoke reads the page anew. Living people, who type,
are calmer.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.report import Figure
from tests.concurrency.databases import make_tables
from tests.concurrency.site import Site, running
from tests.concurrency.talking import Book, members_of, percentile, table, talk
from tests.concurrency.test_dialogue_load import ROOM_VERBS, what_is_wrong
from tests.support.postgres import NoPostgresError, cluster

ROOMS, ARRIVING, SECONDS = 40, 15, 60
# Each coach speaks within half a minute: nobody types two sentences faster.
SOON = 30
# Each of fifteen people says something about every four minutes: in a room a word falls every fifteen seconds.
EVERY = 225
SLOWEST_MS = 500


def waiting() -> Iterator[Figure]:
    """On both databases; PostgreSQL only where there is one. RuntimeError when a word or an order was lost."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _figures("SQLite", Path(folder), f"sqlite:///{folder}/site.sqlite3")
    try:
        with cluster(durable=True) as url, tempfile.TemporaryDirectory() as folder:
            yield from _figures("PostgreSQL", Path(folder), url)
    except NoPostgresError:
        return


def _figures(database: str, folder: Path, url: str) -> Iterator[Figure]:
    book = _talked(folder, url)
    print(f"{database}, {ROOMS} rooms\n{table(book)}")
    for kind, seconds in sorted(book.seconds.items()):
        for share in (0.5, 0.95, 0.99):
            limit = SLOWEST_MS if share == 0.99 else None
            name = f"{database}, {kind}, {100 * share:.0f} % within"
            yield Figure(name, 1000 * percentile(seconds, share), "ms", limit)
    yield Figure(f"{database}, until others see a word, 95 % within", 1000 * percentile(book.waited, 0.95), "ms")


def _talked(folder: Path, url: str) -> Book:
    make_tables(url, folder)
    site, book = Site(folder, url), Book()
    rooms = site.inside("fill", ROOMS, module=ROOM_VERBS)
    members = members_of(site.port, rooms, book, every=EVERY, soon=SOON, seed=1)
    with running(site):
        talk(members, arriving=ARRIVING, seconds=SECONDS)
    if wrong := [*book.failures, *what_is_wrong(book, site.inside("said", module=ROOM_VERBS))]:
        raise RuntimeError("; ".join(wrong[:10]))
    return book
