"""`tegenstroom plain-language FILE`: what is hard, where, and an exit code for scripts."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

TEXT = "Dag An,\r\nHet OCMW implementeert dit.\r\n"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "brief.txt"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    return file


def said(file: Path, *options: str) -> str:
    out = StringIO()
    call_command("plain_language", str(file), *options, stdout=out)
    return out.getvalue()


def test_each_mark_has_its_line_and_column(letter: Path) -> None:
    lines = said(letter).splitlines()
    assert lines[0].startswith(f"{letter}:2:5: Niet iedereen weet wat “OCMW” betekent.")
    assert lines[1].startswith(f"{letter}:2:10: “implementeert” is een woord van het vak. Schrijf: invoeren.")
    assert lines[2].startswith("6 woorden, 2 zinnen, gemiddeld 3.0 woorden per zin")


def test_json_holds_all_that_was_measured(letter: Path) -> None:
    found = json.loads(said(letter, "--json"))
    assert (found["level"], found["words"], found["holds"], found["flesch"]) == ("general", 6, True, None)
    assert [(mark["line"], mark["column"], mark["kind"]) for mark in found["marks"]] == [
        (2, 5, "abbreviation"),
        (2, 10, "jargon"),
    ]
    assert [TEXT[mark["start"] : mark["end"]] for mark in found["marks"]] == ["OCMW", "implementeert"]


def test_who_does_not_meet_the_level_gets_exit_code_1(letter: Path) -> None:
    with pytest.raises(CommandError, match="haalt het niveau “coach” niet") as failed:
        said(letter, "--level", "coach")
    assert failed.value.returncode == 1


@pytest.mark.parametrize(
    ("name", "told"), [("weg.txt", "bestaat niet"), (".", "is een map"), ("x.pdf", "geen tekst")]
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\xff\xfe")
    with pytest.raises(CommandError, match=told) as failed:
        said(tmp_path / name)
    assert failed.value.returncode == 2


@pytest.mark.slow
def test_the_command_goes_by_its_name_and_needs_no_database(letter: Path, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("tegenstroom")
    ran = subprocess.run(
        [program, "plain-language", letter, "--level", "coach"],
        capture_output=True,
        text=True,
        check=False,
        env={"TEGENSTROOM_VAR": str(tmp_path / "var"), "TEGENSTROOM_DEMO": "1"},
    )
    assert ran.returncode == 1
    assert "Schrijf: invoeren." in ran.stdout
    assert "Traceback" not in ran.stderr
    assert not list(tmp_path.glob("var/*.sqlite3"))
