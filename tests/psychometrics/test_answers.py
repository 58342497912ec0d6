"""What comes in: arrays, files, and everything that can be wrong with them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tegenstroom.engines.psychometrics import Missing, Refusal, answers, moments
from tegenstroom.engines.psychometrics.data.answers import check_categories
from tegenstroom.engines.psychometrics.tables import read
from tests.psychometrics.makers import parallel_items
from tests.psychometrics.oracle import HERE

ROWS = "vraag,groep,tekst\n1,a,ja\n,a,nee\n3,b,\n"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([[1, "twee"], [2, 3]], "no-number"),
        ([[1, float("inf")], [2, 3]], "infinite"),
        ([[1, -1e308], [2, 3]], "number-too-large"),
        ([1, 2, 3], "not-a-table"),
        ([[1, 2], [3]], "not-a-table"),
        ([[]], "not-a-table"),
        ([], "not-a-table"),
        (np.empty((0, 3)), "nobody"),
        ("tekst", "not-a-table"),
        (None, "not-a-table"),
    ],
)
def test_what_is_no_table_of_numbers_is_refused(values: Any, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        answers(values)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"items": ["a"]}, "names-differ"),
        ({"items": ["a", "a"]}, "item-twice"),
        ({"groups": ["x"]}, "groups-differ"),
        ({"categories": [1, 2]}, "outside-categories"),
        ({"categories": [[1, 2, 3]]}, "names-differ"),
    ],
)
def test_names_groups_and_categories_must_fit(options: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        answers([[1, 2], [3, 2]], **options)
    assert refused.value.code == code


def test_the_first_row_that_is_no_number_is_named() -> None:
    with pytest.raises(Refusal, match=r"In de kolom “b” staat op rij 2 “x”. Dat is geen getal."):
        answers([[1, 2], [2, "x"]], ["a", "b"])


def test_nobody_can_change_the_answers_afterwards() -> None:
    given = np.array([[1.0, 2.0], [3.0, 4.0]])
    data = answers(given)
    given[0, 0] = 99
    assert data.values[0, 0] == 1
    with pytest.raises(ValueError, match="read-only"):
        data.values[0, 0] = 5


def test_a_category_that_nobody_chose_is_named() -> None:
    with pytest.raises(Refusal, match=r"Bij “item2” koos niemand deze antwoorden: 1, 3."):
        check_categories(answers([[1, 2], [2, 2], [3, 2]], categories=[1, 2, 3]))


@pytest.mark.parametrize("missing", Missing)
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([[1, None], [2, None]], {"all-missing", "nobody"}),
        ([[1, 2], [1, 3], [1, 4]], {"constant-item"}),
        ([[1e-320, 2], [2e-320, 3], [3e-320, 4]], {"constant-item"}),
        ([[1, 2]], {"one-person"}),
        ([[None, None]], {"nobody"}),
        ([[1, None], [None, 2], [2, None], [None, 3]], {"no-pair", "nobody"}),
    ],
)
def test_answers_that_carry_no_moments_are_refused(values: Any, code: set[str], missing: Missing) -> None:
    with pytest.raises(Refusal) as refused:
        moments(answers(values), missing)
    assert refused.value.code in code


@pytest.mark.slow
def test_a_million_rows_with_open_answers_are_read_within_seconds() -> None:
    values = parallel_items(np.random.default_rng(1), 1_000_000, 5, 0.7)
    values[::7, 2] = np.nan
    found = {missing: moments(answers(values), missing) for missing in Missing}
    assert [each.n for each in found.values()] == [1_000_000 - len(values[::7]), 1_000_000, 1_000_000]
    for each in found.values():
        assert each.covariance[0, 1] == pytest.approx(0.49, abs=5e-3)


def write_csv(file: Path) -> None:
    file.write_text(ROWS, encoding="utf-8")


def write_semicolons(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + ROWS.replace(",", ";").replace("3;b", "3,0;b").encode())


def write_wide(file: Path) -> None:
    file.write_text(ROWS, encoding="utf-16")


def write_windows(file: Path) -> None:
    file.write_bytes(ROWS.replace("nee", "néé").encode("cp1252"))


def write_sav(file: Path) -> None:
    """Made by oracle/make_sav.py: the second answer is user-missing, as SPSS calls it."""
    file.write_bytes((HERE / "three_rows.sav").read_bytes())


def write_parquet(file: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    columns = {"vraag": [1, None, 3], "groep": ["a", "a", "b"], "tekst": ["ja", "nee", None]}
    parquet.write_table(pyarrow.table(columns), file)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        *(("a.csv", write_csv), ("b.csv", write_semicolons), ("wide.csv", write_wide)),
        *(("windows.csv", write_windows), ("c.sav", write_sav), ("d.parquet", write_parquet)),
    ],
)
def test_the_same_table_from_every_kind_of_file(tmp_path: Path, name: str, write: Callable[[Path], None]) -> None:
    write(tmp_path / name)
    table = read(tmp_path / name)
    data = table.answers(["vraag"], group="groep")
    assert np.array_equal(data.values, [[1], [np.nan], [3]], equal_nan=True)
    assert data.groups == ("a", "a", "b")
    first = 1 if name.endswith((".sav", ".parquet")) else 2  # of a text file the heading is row 1
    with pytest.raises(Refusal, match=rf"In de kolom “tekst” staat op rij {first} “ja”"):
        table.numbers("tekst")


def test_spss_says_what_a_column_is_about() -> None:
    assert read(HERE / "three_rows.sav").labels == {"vraag": "Hoe gaat het?"}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "nobody"),
        ("a.csv", b"a,b\n", "nobody"),
        ("a.csv", b"a,b\n1,2,3\n", "row-length"),
        ("a.csv", b"a,a\n1,2\n", "item-twice"),
        ("a.csv", b"\xff\xfe\x00", "broken-file"),
        ("a.sav", b"geen spss", "broken-file"),
        ("a.parquet", b"geen parquet", "broken-file"),
        ("a.docx", b"", "other-format"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read(tmp_path / name).answers()
    assert refused.value.code == code
