"""Six people at the desk press the button at the same moment: everyone is paid, and nobody twice."""

from pathlib import Path

import pytest

from tests.concurrency.databases import Fresh
from tests.concurrency.site import Site

pytestmark = [pytest.mark.processes, pytest.mark.slow]


def test_many_runs_at_once_pay_nobody_twice(database: str, tmp_path: Path, fresh: Fresh) -> None:
    came = Site(tmp_path, fresh(database, tmp_path)).inside("race", module="tests.concurrency.paying")
    assert came["errors"] == {}
    assert came["wrong"] == []
    assert came["unpaid"] == 0
    assert came["paid"] == came["owed"]


def test_without_the_locks_postgres_pays_people_twice(tmp_path: Path, fresh: Fresh) -> None:
    """The negative control: the race is real."""
    site = Site(tmp_path, fresh("postgres", tmp_path))
    came = site.inside("race_without_locks", module="tests.concurrency.paying")
    assert float(came["paid"]) > float(came["owed"]), came
    assert came["wrong"] != []
