"""`tegenstroom psychometrics PROCEDURE FILE`: figures for a person, JSON for a program, a sentence for a
refusal."""

import json
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import numpy as np
import pyarrow
import pytest
from django.core.management import CommandError, call_command
from pyarrow import parquet

from tegenstroom.engines import psychometrics
from tegenstroom.engines.psychometrics import Missing, alpha, icc, omega
from tegenstroom.engines.psychometrics.commandline import LINES
from tegenstroom.engines.psychometrics.data.methods import method_words
from tegenstroom.engines.psychometrics.tables import read
from tests.psychometrics.oracle import HERE, data, table
from tests.psychometrics.sav import write_sav

# Every class of the engine that has fields, by its name.
CLASSES = "|".join(
    sorted(
        found
        for file in Path(psychometrics.__path__[0]).rglob("*.py")
        for found in re.findall(r"^@dataclass.*\n(?:@.*\n)*class (\w+)", file.read_text(encoding="utf-8"), re.M)
    )
)
WAVES = ["--before", "before", "--after", "after"]
TWO = ["--factor", "kracht=i1,i2,i3,i4", "--factor", "steun=i5,i6,i7,i8"]
TRAJECTORY = ["--time", "time", "--score", "y", "--sd", "4", "--reliability", ".8"]
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
    "score": ["likert", "--scale", "kracht=i1,i2,-i3", "--scale", "steun=i4:i6", "--low", "1", "--high", "5"],
    "omega-c": ["model_ordered", "--items", "i1:i4"],
    "difference": ["graded", "--score", "q1", "--group", "group", "--groups", "0", "1"],
    "trajectory": [
        *("growth", "--time", "time", "--score", "y", "--person", "person", "--who", "1"),
        *("--sd", "4", "--reliability", "0.8", "--source", "retest ICC"),
    ],
    "omegas": ["model_ordered", *TWO, "--estimator", "WLSMV"],
    "suitability": ["model", "--items", "i1:i8"],
    "two-level": [
        *("teams", "--group", "team"),
        *("--factor", "eigen=i1,i2,i3,i4,i5", "--between", "sfeer=i1,i2,i3,i4,i5"),
    ],
    "persons": ["graded", "--items", "q1:q4"],
    "item-fit": ["graded", "--items", "q1:q4"],
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
    file = name if "." in name else str(HERE / f"{name}.csv")
    call_command("psychometrics", procedure, file, *options, stdout=out)
    return out.getvalue()


def test_every_procedure_has_a_call_here() -> None:
    assert set(CALLS) == set(LINES)


@pytest.mark.parametrize("procedure", CALLS)
def test_every_procedure_answers_a_person_and_a_program(procedure: str) -> None:
    printed = said(procedure, *CALLS[procedure])
    # Nothing that only a programmer reads: no class with its fields, no array, no enum.
    assert not re.search(rf"\b({CLASSES})\(|<|array\(|dtype", printed)
    lines = printed.splitlines()
    assert max(map(len, lines)) < 200
    counted = "metingen" if procedure == "trajectory" else "personen"
    assert any(line.startswith("Bron: ") for line in lines)
    found = json.loads(said(procedure, *CALLS[procedure], "--json"))
    assert {"n", "n_all", "missing", "method", "reference", "warnings"} <= set(found)
    assert f"{found['n']} van {found['n_all']} {counted} · " in lines[0]
    assert not [part.code for part in method_words(found["method"]) if part.code == "method"]


@pytest.mark.slow
@pytest.mark.parametrize("procedure", CALLS)
def test_every_kind_of_file_gives_the_same_figures(procedure: str, tmp_path: Path) -> None:
    name, *options = CALLS[procedure]
    csv = json.loads(said(procedure, name, *options, "--json"))
    columns = {column: np.asarray(each, dtype=np.float64) for column, each in table(name).columns.items()}
    write_sav(tmp_path / "answers.sav", columns)
    parquet.write_table(pyarrow.table(columns), tmp_path / "answers.parquet")
    for file in ("answers.sav", "answers.parquet"):
        assert json.loads(said(procedure, str(tmp_path / file), *options, "--json")) == csv


def test_codes_of_persons_stay_apart_in_every_kind_of_file(tmp_path: Path) -> None:
    """Seven figures and more, a row without a code, and whole numbers that a file keeps as fractions."""
    (tmp_path / "codes.csv").write_text("code,y\n12345678,1\n12345679,2\n,3\n7,4\n", encoding="utf-8")
    write_sav(tmp_path / "codes.sav", {"code": np.array([12345678, 12345679, np.nan, 7])})
    parquet.write_table(pyarrow.table({"code": [12345678, 12345679, None, 7]}), tmp_path / "codes.parquet")
    for file in tmp_path.iterdir():
        assert read(file).texts("code") == ("12345678", "12345679", "", "7")


def test_a_long_run_tells_a_file_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tegenstroom.base.management.commands.psychometrics.PATIENCE", 0.0)
    heard = StringIO()
    out = StringIO()
    call_command("psychometrics", "grm", str(HERE / "graded.csv"), "--items", "q1:q3", stdout=out, stderr=heard)
    shares = [int(line.strip("% ")) for line in heard.getvalue().splitlines()]
    assert shares == sorted(set(shares))
    assert shares[-1] == 100
    assert "%" not in out.getvalue().splitlines()[0]


def test_a_short_run_tells_nothing() -> None:
    heard = StringIO()
    call_command("psychometrics", *("alpha", str(HERE / "likert.csv")), stdout=StringIO(), stderr=heard)
    assert not heard.getvalue()


def test_scores_turn_an_item_around_and_name_their_scales() -> None:
    found = json.loads(said("score", *CALLS["score"], "--json"))
    first = data("likert").values[0]
    assert found["scales"] == ["kracht", "steun"]
    assert found["values"][0] == pytest.approx([(first[0] + first[1] + 6 - first[2]) / 3, first[3:6].mean()])


def test_json_holds_the_figures_of_the_library() -> None:
    found = json.loads(said("omega", "skipped", "--missing", "full-information", "--json"))
    ours = omega(data("skipped"), missing=Missing.FULL)
    assert found["value"] == ours.value
    assert found["model"]["loadings"] == list(ours.model.loadings)


def test_items_are_named_one_by_one_or_from_first_to_last() -> None:
    by_name = said("alpha", "likert", "--items", "i2", "i3", "i4")
    assert by_name == said("alpha", "likert", "--items", "i2:i4") == said("alpha", "likert", "--items", "i4:i2")
    assert f"waarde: {alpha(data('likert').select(['i2', 'i3', 'i4'])).value:.4g}" in by_name


def test_purified_dif_prints_what_each_round_found() -> None:
    printed = said(
        "dif", "differing", "--group", "group", "--items", "item1:item10", "--method", "regression", "--purify"
    )
    lines = [line for line in printed.splitlines() if line.startswith(("ronde", "gevonden", "kwam"))]
    assert lines == [
        "gevonden: item2 item5 item8",
        "ronde 1: item1 item2 item4 item5 item7 item8",
        "ronde 2: item2 item5 item8",
        "ronde 3: item2 item5 item8",
        "kwam tot rust: ja",
    ]


def test_an_item_is_turned_around() -> None:
    straight = json.loads(said("alpha", "likert", "--json"))
    turned = json.loads(said("alpha", "likert", "--reverse", "i1", "--low", "1", "--high", "5", "--json"))
    assert turned["value"] < straight["value"]
    assert "against-the-rest" in [warning["code"] for warning in turned["warnings"]]


def test_reliable_change_says_which_reliability_it_took() -> None:
    retest = said("rci", "waves", *WAVES, "--retest", "after", "later")
    value = icc(data("waves").select(["after", "later"])).coefficients[1].value
    assert f"betrouwbaarheid: hertest-ICC {value:.3g}" in retest


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["alpha", "weg"], 2, "bestaat niet"),
        (["alpha", "likert", "--items", "i9"], 2, "staat niet in de tabel: i9"),
        (["alpha", "likert", "--items", "i1"], 1, "minstens 2 vragen"),
        (["alpha", "likert", "--reverse", "i1"], 2, "Zeg eerst wat het laagste"),
        (["score", "likert", "--scale", "kracht"], 2, "beschrijft geen schaal"),
        (["score", "likert", "--scale", "kracht=i1,-i2"], 2, "Zeg eerst wat het laagste"),
        (["difference", "waves", "--score", "after", "--group", "before", "--groups", "x", "y"], 2, "nergens x"),
        (["difference", "waves", "--score", "after", "--group", "before", "--groups", "4", "4"], 2, "één keer: 4"),
        (["trajectory", "growth", *TRAJECTORY, "--person", "person"], 2, "over wie het gaat"),
        (
            ["agreement", "likert", "--group", "team", "--choices", "5"],
            2,
            "Deze kolom staat niet in de tabel: team",
        ),
        (["rci", "waves", "--before", "x", "--after", "y", "--reliability", ".8"], 2, "Deze kolom .*: x"),
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
    assert found["values"] == {"item": "b", "row": 3, "value": "x"}
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


def test_who_has_no_score_is_not_printed_as_a_number(tmp_path: Path) -> None:
    file = tmp_path / "open.csv"
    file.write_text("a;b;c\n1;2;3\n;;3\n2;2,5;\n", encoding="utf-8")
    arguments = ["score", str(file), "--scale", "s=a,b,c", "--low", "1", "--high", "5"]
    out, program = StringIO(), StringIO()
    call_command("psychometrics", *arguments, stdout=out)
    assert "rij 3    –        1" in out.getvalue()
    call_command("psychometrics", *arguments, "--json", stdout=program)
    assert json.loads(program.getvalue())["values"] == [[2.0], [None], [2.25]]
