"""What docs/questionnaires.md shows runs as it stands."""

import argparse
import doctest
import importlib
import re
from pathlib import Path

import pytest

from tegenstroom.engines.questionnaires import read_pack, shipped
from tegenstroom.engines.questionnaires.commandline import add_arguments

PAGE = (Path(__file__).resolve().parents[2] / "docs/questionnaires.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_notebook_runs() -> None:
    known: dict[str, object] = {}
    exec(re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)[1], known)
    assert known["again"].questionnaire == known["kort"]
    assert known["why"] == ("form-not-xlsx",)
    assert known["told"].startswith("We kunnen dit bestand niet lezen als Excel.")
    assert known["sav"].startswith(b"$FL2")


def test_the_pack_on_the_page_is_one() -> None:
    pack = read_pack(re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1])
    assert pack.scale("greep").weights == (1.0, 2.0)


def test_the_table_names_every_pack_that_comes_along() -> None:
    assert set(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE)) - {"survey", "choices", "scales"} == set(
        shipped()
    )


def test_the_commands_on_the_page_exist() -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    shown = re.findall(r"^tegenstroom questionnaire (.+)$", PAGE, re.MULTILINE)
    assert shown
    for line in shown:
        parser.parse_args([word.strip('"') for word in re.findall(r'"[^"]*"|\S+', line)])


@pytest.mark.parametrize(
    "name", ["sentences", "questionnaires.datasets", "questionnaires.packs", "questionnaires.relevance"]
)
def test_the_examples_in_the_modules_run(name: str) -> None:
    ran = doctest.testmod(importlib.import_module(f"tegenstroom.engines.{name}"))
    assert ran.attempted
    assert not ran.failed
