"""Sixty people at once for twenty places: twenty are placed, forty wait in order, and nobody sees an error."""

from collections import Counter
from pathlib import Path

import pytest

from tests.concurrency.clients import Answer, Client, read_all, send_at_once
from tests.concurrency.databases import Fresh
from tests.concurrency.site import Site, running

pytestmark = [pytest.mark.processes, pytest.mark.slow]

PEOPLE, PLACES = 60, 20


@pytest.fixture
def site(database: str, tmp_path: Path, fresh: Fresh) -> Site:
    return Site(tmp_path, fresh(database, tmp_path))


def everyone(site: Site, edition: int, count: int = PEOPLE) -> list[Client]:
    return [Client(site.port, edition, f"client{number}@example.org") for number in range(count)]


def at_once(clients: list[Client]) -> list[Answer]:
    read_all(clients)
    return send_at_once(clients)


def report(capsys: pytest.CaptureFixture[str], what: str, answers: list[Answer]) -> None:
    seconds = sorted(answer.seconds for answer in answers)
    statuses = dict(Counter(answer.status for answer in answers))
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{what}: {statuses}, median {seconds[len(seconds) // 2]:.2f} s, slowest {seconds[-1]:.2f} s"
        )


def test_sixty_at_once_for_twenty_places(site: Site, database: str, capsys: pytest.CaptureFixture[str]) -> None:
    edition = site.inside("prepare", PLACES)
    with running(site):
        answers = at_once(everyone(site, edition))
    report(capsys, f"60 for 20 on {database}", answers)
    assert all(answer.confirmed for answer in answers), answers

    rows = site.inside("enrolments", edition)
    placed = [row for row in rows if row["state"] == "placed"]
    waiting = [row for row in rows if row["state"] == "waiting"]
    assert (len(placed), len(waiting)) == (PLACES, PEOPLE - PLACES)
    assert sorted(row["seat"] for row in placed) == list(range(1, PLACES + 1))
    # Whoever was placed came before whoever waits, and each letter tells the number that is true.
    assert rows == placed + waiting
    assert [row["told"] for row in waiting] == list(range(1, PEOPLE - PLACES + 1))
    assert [row["pk"] for row in rows] == sorted(row["pk"] for row in rows)
    assert len({row["email"] for row in rows}) == PEOPLE
    assert all(row["steps"] == 1 for row in rows)


def test_one_form_sent_five_times_at_once_is_one_enrolment(site: Site) -> None:
    edition = site.inside("prepare", PLACES)
    with running(site):
        client = Client(site.port, edition, "")
        client.read()
        client.typed += "&street=Straat+1&postcode=2000&municipality=Antwerpen"
        answers = send_at_once([client] * 5)
    assert all(answer.confirmed for answer in answers), answers
    # The address holds the enrolment and, signed, the second at which it was given.
    assert len({answer.onward.partition(".")[0] for answer in answers}) == 1
    assert len(site.inside("enrolments", edition)) == 1


def test_without_the_lock_postgres_gives_twenty_places_to_more_than_twenty(
    tmp_path: Path, fresh: Fresh, capsys: pytest.CaptureFixture[str]
) -> None:
    """The negative control: the race is real. The lock on the edition is gone, and the seat's constraint.

    The people are known beforehand. A new person writes an audit row first, and the lock of the audit chain
    would then stand in for the lock that was taken away.
    """
    site = Site(tmp_path, fresh("postgres", tmp_path))
    site.wsgi = "tests.concurrency.wsgi_unlocked"
    edition = site.inside("prepare", PLACES)
    site.inside("know", PEOPLE)
    site.inside("forget_the_seats")
    with running(site):
        answers = at_once(everyone(site, edition))
    report(capsys, "without the lock on postgres", answers)

    rows = site.inside("enrolments", edition)
    placed = [row for row in rows if row["state"] == "placed"]
    with capsys.disabled():
        print(f"without the lock on postgres: {len(placed)} people for {PLACES} places")  # noqa: T201
    assert len(placed) > PLACES
    assert len({row["seat"] for row in placed}) < len(placed)


def test_without_immediate_sqlite_turns_people_away_with_an_error(
    tmp_path: Path, fresh: Fresh, capsys: pytest.CaptureFixture[str]
) -> None:
    """The negative control on SQLite: who read before another wrote cannot write any more."""
    site = Site(tmp_path, fresh("sqlite", tmp_path))
    edition = site.inside("prepare", PLACES)
    site.settings = "tests.concurrency.settings_deferred"
    with running(site):
        answers = at_once(everyone(site, edition))
    report(capsys, "without IMMEDIATE on sqlite", answers)
    assert any(answer.status == 500 for answer in answers)
