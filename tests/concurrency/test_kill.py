"""The server is killed while three hundred people enrol: who was confirmed is in, and nobody is in twice."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.concurrency.clients import Answer, Client
from tests.concurrency.databases import Fresh
from tests.concurrency.site import WORKERS, Site, killing, running

pytestmark = [pytest.mark.processes, pytest.mark.slow]

PEOPLE, AT_A_TIME = 300, 12
PATIENCE = 120
# So many are confirmed when the server is killed.
KILLED_AT = (60, 120, 180, 240)


def test_who_was_confirmed_is_in_and_nobody_is_in_twice(
    tmp_path: Path, fresh: Fresh, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path, fresh("sqlite", tmp_path))
    edition = site.inside("prepare", PEOPLE)
    clients = [Client(site.port, edition, f"client{number}@example.org") for number in range(PEOPLE)]
    answers = list[Answer]()
    deadline = time.monotonic() + PATIENCE
    with killing(KILLED_AT, lambda: len(answers), site) as kills, ThreadPoolExecutor(AT_A_TIME) as pool:
        list(pool.map(lambda client: answers.append(client.insist(deadline)), clients))
    rows = site.inside("enrolments", edition)
    _report(capsys, answers, kills[0], clients, len(rows))

    assert kills == [len(KILLED_AT)]
    assert all(answer.confirmed for answer in answers)
    assert Counter(row["email"] for row in rows) == Counter(client.email for client in clients)
    assert sorted(row["seat"] for row in rows) == list(range(1, PEOPLE + 1))
    assert all(row["steps"] == 1 for row in rows)


def test_no_worker_stays_behind_when_the_server_above_it_is_killed(tmp_path: Path, fresh: Fresh) -> None:
    site = Site(tmp_path, fresh("sqlite", tmp_path))
    with running(site):
        assert site.address.answers
        workers = site.lose_the_server()
        assert len(workers) >= WORKERS
        deadline = time.monotonic() + PATIENCE
        while any(map(lives, workers)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not [worker for worker in workers if lives(worker)]
        assert not site.address.is_taken


def lives(process: Path) -> bool:
    """Whether any thread of it still works, by its place in /proc; one that ended stays listed until asked after.

    The first may have ended while another still holds the port.
    """
    return any(_works(thread) for thread in (process / "task").glob("*"))


def _works(thread: Path) -> bool:
    try:
        return (thread / "stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def _report(
    capsys: pytest.CaptureFixture[str], answers: list[Answer], kills: int, clients: list[Client], kept: int
) -> None:
    again = sum(client.tries > 1 for client in clients)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{len(answers)} confirmed, {kept} kept, {kills} kills, {again} people had to send again"
        )
