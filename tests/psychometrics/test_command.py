"""`tegenstroom psychometrics PROCEDURE FILE`: figures for a person, JSON for a program, a sentence for a
refusal."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tegenstroom.engines.psychometrics import Missing, alpha, icc, omega
from tegenstroom.engines.psychometrics.commandline import LINES, PROCEDURES
from tests.psychometrics.oracle import HERE, data

WAVES = ["--before", "before", "--after", "after"]
TWO = ["--factor", "kracht=i1,i2,i3,i4", "--factor", "steun=i5,i6,i7,i8"]
CALLS = {
    "alpha": ["likert"],
    "omega": ["skipped", "--missing", "full-information"],
    "omega-h": ["bifactor"],
    "icc": ["raters"],
    "group-icc": ["grouped", "--items", "score", "--group", "team"],
    "agreement": ["likert", "--choices", "5"],
    "rci": ["waves", *WAVES, "--reliability", "0.8", "--source", "retest ICC"],
    "change": ["waves", *WAVES],
    "wilcoxon": ["waves", *WAVES],
    "shift": ["waves", *WAVES, "--looking-back", "looking_back"],
    "polychoric": ["model_ordered", "--items", "i1:i8"],
    "efa": ["model", "--items", "i1:i8", "--factors", "2"],
    "cfa": ["model_ordered", *TWO, "--estimator", "WLSMV"],
    "grm": ["graded", "--items", "q1", "q2", "q3", "q4", "--no-errors"],
    "dif": ["graded", "--items", "q1", "q2", "q3", "q4", "--group", "group", "--method", "regression"],
    "growth": ["growth", "--y", "y", "--time", "time", "--person", "person"],
    "invariance": ["model", *TWO, "--group", "group"],
}


def said(procedure: str, name: str, *options: str) -> str:
    out = StringIO()
    call_command("psychometrics", procedure, str(HERE / f"{name}.csv"), *options, stdout=out)
    return out.getvalue()


def test_every_procedure_has_a_call_here() -> None:
    assert set(CALLS) == set(PROCEDURES) | set(LINES)


@pytest.mark.parametrize("procedure", CALLS)
def test_every_procedure_answers_a_person_and_a_program(procedure: str) -> None:
    lines = said(procedure, *CALLS[procedure]).splitlines()
    assert " personen · " in lines[0]
    assert any(line.startswith("Bron: ") for line in lines)
    found = json.loads(said(procedure, *CALLS[procedure], "--json"))
    assert {"n", "n_all", "missing", "method", "reference", "warnings"} <= set(found)
    assert f"{found['n']} van {found['n_all']} personen" in lines[0]


def test_json_holds_the_figures_of_the_library() -> None:
    found = json.loads(said("omega", "skipped", "--missing", "full-information", "--json"))
    ours = omega(data("skipped"), missing=Missing.FULL)
    assert found["value"] == ours.value
    assert found["model"]["loadings"] == list(ours.model.loadings)


def test_items_are_named_one_by_one_or_from_first_to_last() -> None:
    by_name = said("alpha", "likert", "--items", "i2", "i3", "i4")
    assert by_name == said("alpha", "likert", "--items", "i2:i4")
    assert f"value: {alpha(data('likert').select(['i2', 'i3', 'i4'])).value:.4g}" in by_name


def test_an_item_is_turned_around() -> None:
    straight = json.loads(said("alpha", "likert", "--json"))
    turned = json.loads(said("alpha", "likert", "--reverse", "i1", "--low", "1", "--high", "5", "--json"))
    assert turned["value"] < straight["value"]
    assert "against-the-rest" in [warning["code"] for warning in turned["warnings"]]


def test_reliable_change_says_which_reliability_it_took() -> None:
    retest = said("rci", "waves", *WAVES, "--retest", "after", "later")
    value = icc(data("waves").select(["after", "later"])).coefficients[1].value
    assert f"reliability from retest ICC = {value:.3g}" in retest


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["alpha", "weg"], 2, "bestaat niet"),
        (["alpha", "likert", "--items", "i9"], 2, "staat niet in de tabel: i9"),
        (["alpha", "likert", "--items", "i1"], 1, "minstens 2 vragen"),
        (["alpha", "likert", "--reverse", "i1"], 2, "Zeg eerst wat het laagste"),
        (["alpha", "likert", "--level", "95"], 2, "tussen 0 en 1"),
        (["rci", "waves", *WAVES], 2, "welke betrouwbaarheid"),
        (["omega-h", "whole"], 1, "één ding"),
    ],
)
def test_what_is_not_done_is_said_in_a_sentence(arguments: list[str], code: int, told: str) -> None:
    with pytest.raises(CommandError, match=told) as failed:
        said(*arguments)
    assert failed.value.returncode == code


def test_a_program_reads_a_refusal_by_its_code(tmp_path: Path) -> None:
    file, out = tmp_path / "twee.csv", StringIO()
    file.write_text("a,b\n1,2\n2,x\n", encoding="utf-8")
    with pytest.raises(CommandError) as failed:
        call_command("psychometrics", "alpha", str(file), "--json", stdout=out)
    found = json.loads(out.getvalue())
    assert (found["refused"], found["code"]) == ("Unusable", "no-number")
    assert found["values"] == {"item": "b", "row": 2, "value": "x"}
    assert failed.value.returncode == 2


@pytest.mark.slow
def test_the_command_goes_by_its_name_and_needs_no_database(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("tegenstroom")
    ran = subprocess.run(
        [program, "psychometrics", "alpha", HERE / "small.csv", "--json"],
        capture_output=True,
        text=True,
        check=True,
        env={"TEGENSTROOM_VAR": str(tmp_path / "var"), "TEGENSTROOM_DEMO": "1"},
    )
    assert json.loads(ran.stdout)["n"] == 12
    assert not list(tmp_path.glob("var/*.sqlite3"))
