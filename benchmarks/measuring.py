"""Two thousand people who answer twelve questions at once, within two minutes: how long each waits for a page.

They come in within the first half minute and read some seconds before each tap, so that all of them are busy at
the same time. One more process plays them, on the same two cores.
"""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.report import Figure
from tests.concurrency.answering import Waits, answer_at_once
from tests.concurrency.databases import make_tables
from tests.concurrency.site import Site, running
from tests.concurrency.talking import percentile
from tests.support.postgres import NoPostgresError, cluster

PEOPLE, ARRIVING, PAUSE = 2_000, 30, 5.2
SLOWEST_MS, SECONDS = 500, 120
VERBS = "tests.concurrency.questionnaires"
# So many tokens fit in one command.
AT_A_TIME = 500


def waiting(people: int = PEOPLE) -> Iterator[Figure]:
    """On both databases; PostgreSQL only where there is one. RuntimeError when an answer was lost."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _figures("SQLite", Path(folder), f"sqlite:///{folder}/site.sqlite3", people)
    try:
        with cluster(durable=True) as url, tempfile.TemporaryDirectory() as folder:
            yield from _figures("PostgreSQL", Path(folder), url, people)
    except NoPostgresError:
        return


def _figures(database: str, folder: Path, url: str, people: int) -> Iterator[Figure]:
    waits, seconds = _answered(folder, url, people)
    yield Figure(f"{database}, {people} people are done within", seconds, "s", SECONDS)
    for kind, found in sorted(waits.seconds.items()):
        for share in (0.5, 0.99):
            limit = SLOWEST_MS if share == 0.99 else None
            name = f"{database}, {kind}, {100 * share:.0f} % within"
            yield Figure(name, 1000 * percentile(found, share), "ms", limit)


def _answered(folder: Path, url: str, people: int) -> tuple[Waits, float]:
    make_tables(url, folder)
    site = Site(folder, url)
    tokens = site.inside("fill", people, module=VERBS)
    with running(site):
        began = time.monotonic()
        waits = answer_at_once(site.port, tokens, arriving=ARRIVING, pause=PAUSE)
        seconds = time.monotonic() - began
    kept = []
    for start in range(0, people, AT_A_TIME):
        kept += site.inside("kept", *tokens[start : start + AT_A_TIME], module=VERBS)
    lost = sum(found != waits.said.get(token) for token, found in zip(tokens, kept, strict=True))
    if waits.failures or lost:
        raise RuntimeError(f"{lost} lost; {'; '.join(waits.failures[:10])}")
    return waits, seconds
