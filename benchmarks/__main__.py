"""`make bench`: fills two databases, asks for pages, and holds what it finds beside what was promised."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.load import Cost, measure
from benchmarks.report import Line, page, table
from benchmarks.server import Server
from tests.support.postgres import NoPostgresError, cluster

FEW, MANY = 10, 10_000
PUBLIC_LIMIT, SIGNED_IN_LIMIT, GROWTH_LIMIT = 2.0, 5.0, 1.2
CHEAP, DEAR, RARE = 2_000, 800, 200
BARE, AFRESH = "bare view", ", made afresh"
ENROLMENTS, PROCESSES = 300, 2
RESULTS = Path(__file__).with_name("results.md")


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
        raise SystemExit(f"failed: {process.args}")
    return text


def pages(filled: dict[str, str]) -> dict[str, tuple[str, dict[str, str], int]]:
    """What is asked for: address, headers, how often."""
    coordinator, participant = ({"Cookie": filled[who]} for who in ("coordinator", "participant"))
    return {
        BARE: ("/bare/", {}, CHEAP),
        "offer": ("/aanbod/", {}, CHEAP),
        "module": (f"/aanbod/{filled['module']}/", {}, CHEAP),
        "edition": (f"/vormingen/{filled['edition']}/", {}, CHEAP),
        "my page": ("/mijn/", participant, DEAR),
        "desk, all editions": ("/bureau/", coordinator, DEAR),
        "desk, one edition": (f"/bureau/vormingen/{filled['edition']}/", coordinator, DEAR),
    }


SIGNED_IN = ("my page", "desk, all editions", "desk, one edition")


def costs(folder: str, editions: int) -> dict[str, Cost]:
    """Every page, with so many editions in the database."""
    filled = json.loads(output(python(folder, "benchmarks.fill", str(editions))))
    found = {}
    with Server(environment(folder)) as server:
        for name, (path, headers, times) in pages(filled).items():
            found[name] = measure(server, path, times, headers)
            if name != BARE:
                found[f"{name}{AFRESH}"] = measure(server, path, RARE, headers, afresh=True)
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


def findings(few: dict[str, Cost], many: dict[str, Cost], enrolments: dict[str, float | None]) -> Iterator[Line]:
    for number, found in ((FEW, few), (MANY, many)):
        bare = found[BARE]
        for name, cost in found.items():
            what = f"{name}, {number:,} editions"
            yield Line(f"{what}: processor time a request", cost.milliseconds, "ms")
            yield Line(f"{what}: requests a second", cost.a_second, "/s")
            if cost is not bare:
                limit = None if name.endswith(AFRESH) else SIGNED_IN_LIMIT if name in SIGNED_IN else PUBLIC_LIMIT
                yield Line(f"{what}: beside the bare view", cost.beside(bare), "×", limit)
    for name, cost in many.items():
        if name != BARE and not name.endswith(AFRESH):
            yield Line(f"{name}: {MANY:,} beside {FEW} editions", cost.beside(few[name]), "×", GROWTH_LIMIT)
    for database, number in enrolments.items():
        if number is not None:
            yield Line(f"enrolments a second, {database}, {PROCESSES} processes", number, "/s")


def main() -> int:
    with tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
        few = costs(small, FEW)
        many = costs(large, MANY)
        enrolments = {"SQLite": enrolments_a_second(small), "PostgreSQL": on_postgres(large)}
        lines = list(findings(few, many, enrolments))
    print(table(lines))
    RESULTS.write_text(page(lines))
    return 1 if any(line.verdict == "TOO MUCH" for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
