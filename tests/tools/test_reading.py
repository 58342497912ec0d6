"""What is packed away in a paper, a table or a data file is read as whoever opens it reads it."""

import gzip
from io import BytesIO
from pathlib import Path

import pandas
import pyarrow
import pyarrow.parquet
import pyreadstat
import pytest
import typst

from tegenstroom.base.tables import Sheet, workbook_response
from tests.support.reading import words_of

SECRET = "Zwijgzaemens"


def workbook(_folder: Path) -> bytes:
    return workbook_response("lijst", [Sheet("Lijst", ["naam"], [[SECRET]])]).content


def paper(folder: Path) -> bytes:
    source = folder / "brief.typ"
    source.write_text(f"Dag {SECRET}.", encoding="utf-8")
    made: bytes = typst.compile(source)
    return made


def parquet(_folder: Path) -> bytes:
    file = BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"naam": [SECRET]}), file, compression="zstd")
    return file.getvalue()


def sav(folder: Path) -> bytes:
    path = folder / "data.sav"
    pyreadstat.write_sav(pandas.DataFrame({"naam": [SECRET]}), str(path), row_compress=True)
    return path.read_bytes()


def packed_twice(folder: Path) -> bytes:
    return gzip.compress(workbook(folder))


@pytest.mark.slow
@pytest.mark.parametrize("make", [workbook, paper, parquet, sav, packed_twice])
def test_a_word_that_is_packed_away_is_read(make, tmp_path: Path) -> None:
    content = make(tmp_path)
    if make in {workbook, paper, packed_twice}:
        # Data files keep a short text as it is here and there; these show nothing to a plain search.
        assert SECRET not in content.decode(errors="ignore")
    assert SECRET in words_of(content)


def test_a_page_is_read_as_it_came() -> None:
    assert words_of(b"<p>Bel\n  Zita</p>") == "<p>Bel Zita</p>"
