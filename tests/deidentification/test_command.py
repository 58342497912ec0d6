"""`tegenstroom deidentify`: a file for a person to read, lines of JSON for another program."""

import json
import subprocess
import sys
import time
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]


def answered(*lines: bytes | str) -> tuple[list[dict], str, int]:
    """The answers, what was said on stderr, and the exit code."""
    out, err, code = StringIO(), StringIO(), 0
    sent = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stdin", TextIOWrapper(BytesIO(sent)))
            call_command("deidentify", jsonl=True, stdout=out, stderr=err)
    except CommandError as failed:
        code = failed.returncode
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), code


def test_each_line_gets_its_answer_in_order() -> None:
    rows, err, code = answered('{"id": "a", "text": "Zijn moeder Samira."}', "", '{"id": 2, "text": "Niets."}')
    assert rows == [
        {
            "id": "a",
            "spans": [
                {
                    "start": 12,
                    "end": 18,
                    "label": "PERSON",
                    "replacement": "[moeder]",
                    "generalisation": "een moeder",
                }
            ],
        },
        {"id": 2, "spans": []},
    ]
    assert (err, code) == ("", 0)


@pytest.mark.parametrize(
    ("text", "general", "advice"),
    [
        ("Ze hebben zeven kinderen.", "een groot gezin", "Schrijf: een groot gezin."),
        ("Het stond in de krant.", "iets dat weinig voorkomt", "Laat weg dat het in het nieuws kwam."),
    ],
)
def test_of_a_rare_phrase_a_program_gets_words_and_a_person_advice(
    text: str, general: str, advice: str, tmp_path: Path
) -> None:
    rows, _err, _code = answered(json.dumps({"id": 1, "text": text}))
    assert [span["generalisation"] for span in rows[0]["spans"]] == [general]
    file, out = tmp_path / "casus.txt", StringIO()
    file.write_text(text, encoding="utf-8")
    call_command("deidentify", str(file), stdout=out)
    assert f"of “{general}”. Dit geldt voor weinig mensen. {advice}" in out.getvalue()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "dit is geen JSON"),
        (b"[1]", "hier hoort"),
        (b'{"id": 1}', "hier hoort"),
        (b'{"id": 1, "text": 5}', "hier hoort"),
        (b'{"text": "x"}', "hier hoort"),
        (b"\xff\xfe", "dit is geen tekst in UTF-8"),
        (b"[" * 100_000, "dit is geen JSON"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_the_others_are_answered(line: bytes, told: str) -> None:
    rows, err, code = answered(line, '{"id": 2, "text": "Niets."}')
    assert rows == [{"id": 2, "spans": []}]
    assert f"Regel 1: {told}" in err
    assert code == 2


def test_a_file_is_answered_for_a_person_to_read(tmp_path: Path) -> None:
    file, out = tmp_path / "casus.txt", StringIO()
    file.write_text("Dag,\nZijn moeder Samira belt.\n", encoding="utf-8")
    call_command("deidentify", str(file), stdout=out)
    first, last = out.getvalue().splitlines()
    assert first == (f"{file}:2:13: PERSON “Samira” -> [moeder] of “een moeder”. De tekst zegt erbij wie dit is.")
    assert last == "1 gevonden."


def test_names_may_be_given_beforehand(tmp_path: Path) -> None:
    file, out = tmp_path / "casus.txt", StringIO()
    file.write_text("de roos bloeit", encoding="utf-8")
    call_command("deidentify", str(file), "--name", "Roos", stdout=out)
    assert "“roos”" in out.getvalue()


@pytest.mark.parametrize(
    ("name", "told"), [("weg.txt", "bestaat niet"), (".", "is een map"), (None, "Geef een bestand")]
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, name: str | None, told: str) -> None:
    with pytest.raises(CommandError, match=told) as failed:
        call_command("deidentify", *([str(tmp_path / name)] if name else []), stdout=StringIO())
    assert failed.value.returncode == 2


@pytest.mark.slow
def test_answers_come_one_by_one_and_no_database_is_needed(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("tegenstroom")
    ran = subprocess.Popen(
        [program, "deidentify", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"TEGENSTROOM_VAR": str(tmp_path / "var"), "TEGENSTROOM_DEMO": "1"},
    )
    assert ran.stdin
    assert ran.stdout
    for number in range(3):
        print(json.dumps({"id": number, "text": "Samira belt."}), file=ran.stdin, flush=True)
        assert json.loads(ran.stdout.readline())["id"] == number
    ran.stdin.close()
    assert ran.wait(timeout=20) == 0
    assert not list(tmp_path.glob("var/*.sqlite3"))


COST = """
import re, time
from pathlib import Path
from tegenstroom.engines.deidentification import deidentify
start = time.process_time()
deidentify("Mevrouw Samira Peeters (34) woont in de Kapelstraat 12, 2500 Lier, en werkt als lasser.")
loaded = time.process_time() - start
# Of this program alone: what `getrusage` says counts the memory of whoever started it, too.
print(loaded, re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.slow
def test_the_lists_are_read_within_a_second_and_cost_little_memory() -> None:
    ran = subprocess.run([sys.executable, "-c", COST], capture_output=True, text=True, check=True, cwd=ROOT)
    seconds, kilobytes = map(float, ran.stdout.split())
    assert seconds < 1
    assert kilobytes < 150_000


@pytest.mark.slow
def test_a_case_takes_less_than_a_tenth_of_a_second() -> None:
    from tegenstroom.engines.deidentification import deidentify
    from tests.deidentification.marked import cases

    texts = [case.text for case in cases()]
    start = time.process_time()
    for text in texts:
        deidentify(text)
    assert (time.process_time() - start) / len(texts) < 0.1
