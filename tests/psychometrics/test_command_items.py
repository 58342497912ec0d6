"""What is typed after `tegenstroom psychometrics` for items and growth."""

import json
from argparse import ArgumentParser
from pathlib import Path

import pytest

from tegenstroom.engines.psychometrics import NotEnough, Unusable
from tegenstroom.engines.psychometrics.commandline.items import LINES
from tegenstroom.engines.psychometrics.data.results import Result, as_plain
from tegenstroom.engines.psychometrics.growth import Growth
from tegenstroom.engines.psychometrics.irt.dif import Dif
from tegenstroom.engines.psychometrics.irt.grm import GradedResponse, grm
from tegenstroom.engines.psychometrics.irt.purified import PurifiedDif
from tegenstroom.engines.psychometrics.irt.scores import Scores
from tegenstroom.engines.psychometrics.tables import Table
from tests.psychometrics.oracle import table

ONE_ITEM = {"items": ["q1"], "categories": [[1, 2]], "slopes": [1], "groups": [None]}
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


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `grm --json` prints of six hundred persons, in a file."""
    fit = grm(table("graded").answers(ITEMS.split()), errors=False)
    file = tmp_path_factory.mktemp("pool") / "pool.json"
    file.write_text(json.dumps(as_plain(fit)), encoding="utf-8")
    return file


def persons(of: Table, words: str) -> Scores:
    parser = ArgumentParser()
    LINES["persons"].ask(parser)
    found = LINES["persons"].run(of, parser.parse_args(words.split()), None)
    assert isinstance(found, Scores)
    return found


def test_twelve_persons_are_scored_on_the_values_of_a_larger_group(pool: Path) -> None:
    whole = table("graded")
    twelve = Table({name: each[:12] for name, each in whole.columns.items()}, {})
    with pytest.raises(NotEnough, match="minstens 150"):
        persons(twelve, f"--items {ITEMS}")
    found = persons(twelve, f"--values {pool}")
    assert found.n == 12
    assert found.theta == pytest.approx(persons(whole, f"--items {ITEMS}").theta[:12], abs=1e-6)
    assert persons(twelve, f"--items q1 q2 --values {pool}").error.mean() > found.error.mean()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"parameters": 3}',
        json.dumps({"parameters": ONE_ITEM | {"slopes": ["x"]}, "difficulties": [[0]]}),
        json.dumps({"parameters": ONE_ITEM | {"groups": ["a"]}, "difficulties": [[0]]}),
    ],
)
def test_a_file_without_values_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "pool.json").write_text(text, encoding="utf-8")
    for name in ("pool.json", "none.json"):
        with pytest.raises(Unusable, match="geen waarden van vragen"):
            persons(table("graded"), f"--values {tmp_path / name}")
