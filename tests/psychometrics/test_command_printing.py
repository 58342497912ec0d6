"""What a person reads on the screen: a line for each step, item and person, in words."""

from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from tegenstroom.engines.psychometrics import Interval
from tegenstroom.engines.psychometrics.commandline.cells import cell
from tegenstroom.engines.psychometrics.data.methods import method_words
from tests.psychometrics.test_command import TRAJECTORY, TWO, WAVES, said


class Tone(StrEnum):
    HIGH = "high"


@dataclass(frozen=True)
class Inner:
    tone: Tone
    values: np.ndarray


@dataclass(frozen=True)
class Outer:
    inner: Inner
    interval: Interval


def lines(procedure: str, *arguments: str) -> list[str]:
    return said(procedure, *arguments).splitlines()


def file(tmp_path: Path, text: str) -> str:
    (tmp_path / "blad.csv").write_text(text, encoding="utf-8")
    return str(tmp_path / "blad.csv")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (np.float64("nan"), "–"),
        (float("-inf"), "min oneindig"),
        (np.bool_(1), "ja"),
        (-3e-6, "0"),
        (Tone.HIGH, "high"),
        (np.eye(2), "1 0; 0 1"),
        (np.zeros((1, 2, 2)), "0 0; 0 0"),
        ((), "–"),
        ({"a": 1}, "a 1"),
        (
            Outer(Inner(Tone.HIGH, np.arange(3.0)), Interval(0.1, 0.2, 0.95, "Feldt")),
            "inner tone high, score 0 1 2, interval 0.1 tot 0.2 (95 %, Feldt)",
        ),
    ],
)
def test_every_shape_of_value_is_a_few_words(value: object, shown: str) -> None:
    assert cell(value) == shown


def test_a_small_chance_is_not_written_as_nothing() -> None:
    assert cell(1e-30, "p") == "onder 0.001"


def test_each_level_of_invariance_is_one_line_with_what_changed() -> None:
    printed = lines("invariance", "model", *TWO, "--group", "group")
    at = next(place for place, line in enumerate(printed) if line.startswith("gelijk  "))
    assert " ".join(printed[at].split()) == "gelijk χ² df p CFI RMSEA SRMR Δχ² Δdf p van Δχ² ΔCFI houdt stand"
    levels = ("configural", "metric", "scalar", "strict")
    assert all(level in line for level, line in zip(levels, printed[at + 1 : at + 5], strict=True))
    assert printed[at + 2].split()[-5:] == ["4.932", "6", "0.5526", "0.0006", "ja"]
    assert "gelijk tot en met: zelfde ladingen (metric)" in printed


def test_each_item_of_dif_is_one_line() -> None:
    options = ("--items", "q1:q4", "--group", "group", "--method", "regression")
    found = [line for line in lines("dif", "graded", *options) if line[:2] in ("q1", "q2", "q3", "q4")]
    assert [line.split()[0] for line in found] == ["q1", "q2", "q3", "q4"]
    assert all("te verwaarlozen" in line for line in found)


def test_whole_matrices_are_left_to_programs_and_that_is_said() -> None:
    printed = said("grm", "graded", "--items", "q1:q4")
    assert "--json geeft ook: intercepten, covariantiematrix" in printed
    assert len(printed.splitlines()) < 15


def test_change_is_told_of_each_person_by_her_row_or_her_code(tmp_path: Path) -> None:
    """Nobody counts on her fingers who the third is; a row has the number that a spreadsheet gives it."""
    name = file(tmp_path, "code;voor;na\nA7;1;9\n\nB2;2;2\nC4;3;\nD1;4;4\n")
    options = ("--before", "voor", "--after", "na", "--reliability", ".8", "--source", "omega")
    by_row, by_code = lines("rci", name, *options), lines("rci", name, *options, "--id", "code")
    assert [line.split() for line in by_row if line.startswith("rij ")][:3] == [
        ["rij", "2", "8.281", "omhoog"],
        ["rij", "4", "0", "geen", "duidelijk", "verschil"],
        ["rij", "5", "–", "–"],
    ]
    assert "A7       8.281  omhoog" in by_code


def test_a_figure_without_its_source_is_not_called_alpha() -> None:
    printed = said("rci", "waves", *WAVES, "--reliability", ".8")
    assert "niet gezegd waaruit" in printed
    assert "alfa 0.8" not in printed
    assert "Let op: Niemand zei waaruit deze betrouwbaarheid komt." in printed
    assert "niet gezegd waaruit" in said("trajectory", "growth", *TRAJECTORY, "--person", "person", "--who", "1")


def test_alpha_of_fewer_people_than_the_change_says_so(tmp_path: Path) -> None:
    rows = [f"{n},{n + 2 * (n % 3)},{n % 5},{(n + n // 7) % 5},{n % 5 if n % 2 else ''}" for n in range(1, 31)]
    name = file(tmp_path, "voor,na,i1,i2,i3\n" + "\n".join(rows) + "\n")
    printed = lines("rci", name, "--before", "voor", "--after", "na", "--alpha-of", "i1:i3")
    assert printed[0].startswith("30 van 30 personen")
    [of_alpha] = [line for line in printed if line.startswith("grens, betrouwbaarheid")]
    assert "alfa, berekend op 15 van 30 personen, alleen wie alles beantwoordde" in of_alpha
    assert (
        "Let op: De betrouwbaarheid steunt op 15 van de 30 personen. De anderen lieten een vraag open." in printed
    )


def test_one_person_is_not_persons(tmp_path: Path) -> None:
    name = file(tmp_path, "voor,na\n1,3\n")
    options = ("--before", "voor", "--after", "na", "--reliability", ".8", "--sd", "2")
    assert lines("rci", name, *options)[0].startswith("1 van 1 persoon · ")


@pytest.mark.parametrize("head", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"%PDF-1.7\nobj", b"PK\x03\x04\x14\x00"])
def test_a_picture_by_the_name_of_a_table_is_no_table(tmp_path: Path, head: bytes) -> None:
    (tmp_path / "foto.csv").write_bytes(head)
    with pytest.raises(CommandError, match=r"Dit bestand is geen tabel: foto\.csv") as failed:
        call_command("psychometrics", "alpha", str(tmp_path / "foto.csv"), stdout=StringIO())
    assert failed.value.returncode == 2


def test_a_method_without_words_stands_as_it_is() -> None:
    assert [str(part) for part in method_words("omega of each factor, {new}")] == [
        "omega van elke factor",
        "{new}",
    ]
