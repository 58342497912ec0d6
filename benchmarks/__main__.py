"""`make bench`: fills two databases, asks for pages, and holds what it finds beside what was promised."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import batched, chain
from pathlib import Path

from benchmarks import measuring, rooms
from benchmarks.load import Door, measure
from benchmarks.report import Figure, Page, document
from benchmarks.server import Server
from tests.support.postgres import NoPostgresError, cluster

FEW, MANY = 10, 10_000
PUBLIC_LIMIT, SIGNED_IN_LIMIT, GROWTH_LIMIT = 2.0, 5.0, 1.2
CHEAP, DEAR, RARE = 1_500, 800, 200
BARE, BARE_IN = "bare view", "bare view, logged in"
ENROLMENTS, PROCESSES = 300, 2
RESULTS = Path(__file__).with_name("results.md")


@dataclass(frozen=True, slots=True)
class Asked:
    """A page to measure: where, who asks, how often, and at most how many times the bare view it may cost."""

    path: str
    headers: dict[str, str]
    times: int
    limit: float | None = None


def environment(folder: str) -> dict[str, str]:
    return {"TEGENSTROOM_VAR": folder, "TEGENSTROOM_HTTPS": "0", "SECRET_KEY": "only-for-measuring", "DEBUG": "0"}


def python(folder: str, *arguments: str, database: str = "") -> subprocess.Popen[str]:
    """A module of the benchmark, in that folder; on another database than its SQLite file when one is given."""
    elsewhere = {"DATABASE_URL": database} if database else {}
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        env={**os.environ, **environment(folder), **elsewhere},
        stdout=subprocess.PIPE,
        text=True,
    )


def output(process: subprocess.Popen[str]) -> str:
    text, _errors = process.communicate(timeout=600)
    if process.returncode:
        raise SystemExit(f"failed: {process.args!r}")
    return text


def asked(filled: dict[str, str]) -> dict[str, Asked]:
    """What is asked for. The two bare views are what the rest is held beside."""
    coordinator, participant = ({"Cookie": filled[who]} for who in ("coordinator", "participant"))
    edition = filled["edition"]
    return {
        BARE: Asked("/bare/", {}, CHEAP),
        BARE_IN: Asked("/bare/in/", participant, CHEAP),
        "offer": Asked("/aanbod/", {}, CHEAP, PUBLIC_LIMIT),
        "module": Asked(f"/aanbod/{filled['module']}/", {}, CHEAP, PUBLIC_LIMIT),
        "edition": Asked(f"/vormingen/{edition}/", {}, CHEAP, PUBLIC_LIMIT),
        "my page": Asked("/mijn/", participant, DEAR, SIGNED_IN_LIMIT),
        "desk, all editions": Asked("/bureau/", coordinator, DEAR, SIGNED_IN_LIMIT),
        "desk, one edition": Asked(f"/bureau/vormingen/{edition}/", coordinator, DEAR, SIGNED_IN_LIMIT),
    }


def pages(folders: Mapping[int, str]) -> list[dict[str, Page]]:
    """Every page from memory and made afresh, with so many editions in the database of each folder."""
    filled = [
        asked(json.loads(output(python(folder, "benchmarks.fill", str(editions)))))
        for editions, folder in folders.items()
    ]
    found: list[dict[str, Page]] = [{} for _folder in folders]
    with ExitStack() as running:
        servers = [running.enter_context(Server(environment(folder))) for folder in folders.values()]
        for name, page in filled[0].items():
            alike = zip(servers, (each[name] for each in filled), strict=True)
            doors = [Door(server, one.path, one.headers) for server, one in alike]
            # By turns with the bare view: a machine that is faster a minute later is so for both.
            beside = [Door(server, each[BARE].path, {}) for server, each in zip(servers, filled, strict=True)]
            bare, kept = batched(measure([*beside, *doors], page.times), len(folders), strict=True)
            afresh = measure(doors, RARE, afresh=True) if page.limit else []
            for at, (editions, before) in enumerate(zip(folders, found, strict=True)):
                own = kept[at] if name == BARE else bare[at]
                before[name] = Page(name, editions, own, kept[at], afresh[at] if afresh else None, page.limit)
    return found


def enrolments_a_second(folder: str, database: str = "") -> float:
    """Through the verb behind the form, by several processes at once."""
    share = ENROLMENTS // PROCESSES
    running = [
        python(folder, "benchmarks.enrolments", str(number * share), str(share), database=database)
        for number in range(PROCESSES)
    ]
    return ENROLMENTS / max(float(output(process)) for process in running)


def on_postgres(folder: str) -> float | None:
    """The same on a PostgreSQL that flushes as in production; None where there is none."""
    try:
        with cluster(durable=True) as database:
            output(python(folder, "benchmarks.fill", str(FEW), database=database))
            return enrolments_a_second(folder, database)
    except NoPostgresError:
        return None


def growth(few: dict[str, Page], many: dict[str, Page]) -> Iterator[Figure]:
    """How many times a page costs with many editions what it costs with few."""
    for name, page in many.items():
        before = few[name]
        if page.afresh and before.afresh:
            yield Figure(f"{name}, from memory", page.kept.beside(before.kept), "×", GROWTH_LIMIT)
            yield Figure(f"{name}, made afresh", page.afresh.beside(before.afresh), "×")


def enrolments(small: str, large: str) -> Iterator[Figure]:
    """On both databases; PostgreSQL only where there is one."""
    for database, number in {"SQLite": enrolments_a_second(small), "PostgreSQL": on_postgres(large)}.items():
        if number is not None:
            yield Figure(f"{database}, {PROCESSES} processes", number, "/s")


def main() -> int:
    with tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
        few, many = pages({FEW: small, MANY: large})
        costs = [*few.values(), *many.values()]
        apart, places = list(growth(few, many)), list(enrolments(small, large))
    crowds = {
        "Forty rooms of fifteen people": list(rooms.waiting()),
        "Two thousand people with a questionnaire": list(measuring.waiting()),
    }
    found: list[Page | Figure] = [*costs, *apart, *chain(*crowds.values())]
    text = document(costs, f"With {MANY:,} editions beside {FEW}", apart, places, crowds)
    print(text)
    RESULTS.write_text(text)
    return 1 if any(each.is_too_much for each in found) else 0


if __name__ == "__main__":
    sys.exit(main())
