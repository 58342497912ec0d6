"""Many people who answer at once: what was said to be kept is kept, on both databases.

Two thousand within two minutes, and how quick that must be, is `make bench`. Here a few, on a machine that does
other things too.
"""

from pathlib import Path

import pytest

from tests.concurrency.answering import QUESTIONS, answer_at_once
from tests.concurrency.databases import Fresh
from tests.concurrency.site import Site, running

pytestmark = [pytest.mark.processes, pytest.mark.slow]

PEOPLE = 24
VERBS = "tests.concurrency.questionnaires"


def test_every_answer_of_everyone_is_there(tmp_path: Path, fresh: Fresh, database: str) -> None:
    site = Site(tmp_path, fresh(database, tmp_path))
    tokens = site.inside("fill", PEOPLE, module=VERBS)
    with running(site):
        waits = answer_at_once(site.port, tokens, arriving=1, pause=0.2)
    assert waits.failures == []
    assert len(waits.said) == PEOPLE
    assert all(len(said) == QUESTIONS for said in waits.said.values())
    assert site.inside("kept", *tokens, module=VERBS) == [waits.said[token] for token in tokens]
