"""What is typed after `tegenstroom psychometrics` for items and growth."""

import json
from argparse import ArgumentParser

import pytest

from tegenstroom.engines.psychometrics.commandline.items import LINES
from tegenstroom.engines.psychometrics.data.results import Result, as_plain
from tegenstroom.engines.psychometrics.growth import Growth
from tegenstroom.engines.psychometrics.irt.dif import Dif
from tegenstroom.engines.psychometrics.irt.grm import GradedResponse
from tegenstroom.engines.psychometrics.irt.purified import PurifiedDif
from tests.psychometrics.oracle import table

ITEMS = " ".join(f"q{place}" for place in range(1, 9))


@pytest.mark.parametrize(
    ("line", "file", "words", "kind"),
    [
        ("grm", "graded", f"--items {ITEMS}", GradedResponse),
        ("grm", "graded", f"--items {ITEMS} --group group --own q2 --no-errors", GradedResponse),
        ("dif", "graded", "--group group --test q1 q2 --reference 1", Dif),
        ("dif", "graded", "--group group --method regression", Dif),
        ("dif", "graded", "--group group --method regression --purify --matching theta", PurifiedDif),
        ("growth", "growth", "--y y --time time --person person --within group --covariates woman --ml", Growth),
        ("growth", "growth", "--y y --time time --person person --same-pace --level .9", Growth),
    ],
)
def test_a_line_gives_its_result_and_that_goes_into_json(
    line: str, file: str, words: str, kind: type[Result]
) -> None:
    parser = ArgumentParser()
    LINES[line].ask(parser)
    heard: list[float] = []
    found = LINES[line].run(table(file), parser.parse_args(words.split()), heard.append)
    assert isinstance(found, kind)
    assert json.loads(json.dumps(as_plain(found), allow_nan=False))["n"] == found.n > 0
    assert all(0 <= share <= 1 for share in heard)
    if line == "grm" or (line == "dif" and ("regression" not in words or "purify" in words)):
        assert heard[-1] == 1
