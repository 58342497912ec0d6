"""Tables come in from anywhere and go out without harm."""

import csv
import io
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.base.tables import (
    FORMULA_SIGNS,
    LARGEST,
    LARGEST_UNPACKED,
    MOST_COLUMNS,
    MOST_ROWS,
    Column,
    TableError,
    csv_response,
    read_table,
    xlsx_response,
)

DAY = datetime(2026, 12, 13)  # noqa: DTZ001  a spreadsheet knows no time zones


def upload(content: bytes, name: str = "lijst.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def xlsx(*rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def cells_of(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


@given(st.text())
def test_no_cell_that_goes_out_starts_a_formula(text):
    row = next(iter(cells_of(csv_response("x", [text], []))), [""])
    assert not any(cell.lstrip().startswith(FORMULA_SIGNS) for cell in row)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_response("x", ["a"], [[text]]).content))
    cell = book.active["A2"]
    assert cell.data_type != "f"
    assert not str(cell.value or "").lstrip().startswith(FORMULA_SIGNS)


def test_csv_is_what_a_belgian_spreadsheet_opens():
    response = csv_response(
        "inschrijvingen 2026/ü",
        [Column("Naam", 30), "Prijs"],
        [
            ["Zoë", Decimal("44.02")],
            [None, -3],
            [True, date(2026, 12, 13)],
            ["x", datetime(2026, 7, 1, 8, tzinfo=UTC)],
        ],
    )
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response["Content-Disposition"] == 'attachment; filename="inschrijvingen-2026u.csv"'
    assert cells_of(response) == [
        ["Naam", "Prijs"],
        ["Zoë", "44,02"],
        ["", "-3"],
        ["ja", "2026-12-13"],
        ["x", "2026-07-01 10:00"],
    ]


def test_what_went_out_comes_back_in():
    rows = [["=1+1", "+32 470 12 34 56"], ['Zoë; "x"', "a\nb"]]
    expected = [{"A": "=1+1", "B": "+32 470 12 34 56"}, {"A": 'Zoë; "x"', "B": "a\nb"}]
    for make in (csv_response, xlsx_response):
        assert read_table(upload(make("x", ["A", "B"], rows).content)) == expected


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_is_read_whatever_wrote_it(delimiter, encoding):
    text = f"Naam{delimiter}E-mail\r\n\r\n Zoë {delimiter}zoe@example.org\r\n{delimiter}\r\nJan\r\n"
    rows = read_table(upload(text.encode(encoding)))
    assert rows == [{"Naam": "Zoë", "E-mail": "zoe@example.org"}, {"Naam": "Jan", "E-mail": ""}]
    assert [row.number for row in rows] == [3, 5]


def test_xlsx_cells_become_text():
    content = xlsx(
        ["Naam", "Dag", "Uur", "Getal", "Ja"],
        ["Ann", DAY, DAY.replace(hour=9, minute=30), 2000.0, True],
        [None, None, None, None, None],
        ["Bo", None, None, 1.5],
    )
    rows = read_table(upload(content, "x.csv"))
    assert list(rows[0].values()) == ["Ann", "2026-12-13", "2026-12-13 09:30", "2000", "ja"]
    assert list(rows[1].values()) == ["Bo", "", "", "1.5", ""]
    assert rows[1].number == 4


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "leeg"),
        (b"\n\n", "leeg"),
        (b"PK\x03\x04 not a zip", "niet lezen"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "niet lezen"),
        (b"%PDF-1.7\x00", "niet lezen"),
        (b"Naam;;Mail\nx;y;z", "Kolom 2 heeft geen naam"),
        (b"Naam;naam\nx;y", "Twee kolommen heten"),
        (b"Naam\nx;y", "Rij 2 heeft meer vakken"),
        (b"Naam\n" + b"x" * 200_000, "niet lezen"),
        (b"Naam\n" + b"x\n" * (MOST_ROWS + 1), "te lang"),
        (b"x" * (LARGEST + 1), "te groot"),
    ],
)
def test_what_is_no_table_gets_a_sentence(content, sentence):
    with pytest.raises(TableError, match=sentence):
        read_table(upload(content))


def zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def test_a_zip_that_is_no_spreadsheet_gets_a_sentence():
    with pytest.raises(TableError, match="niet lezen"):
        read_table(upload(zipped(hello=b"x"), "x.xlsx"))


def test_a_zip_bomb_gets_a_sentence():
    with pytest.raises(TableError, match="uitpakken"):
        read_table(upload(zipped(hello=b"0" * (LARGEST_UNPACKED + 1)), "x.xlsx"))


def test_a_sheet_that_lies_about_its_size_is_read_for_what_it_holds():
    source = io.BytesIO(xlsx(["Naam"], ["Ann"]))
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')
            new.writestr(name, part)
    assert read_table(upload(target.getvalue())) == [{"Naam": "Ann"}]


def too_wide() -> list[str]:
    return [f"kolom {number}" for number in range(MOST_COLUMNS + 1)]


@pytest.mark.parametrize("content", [xlsx(too_wide()), ";".join(too_wide()).encode()], ids=["xlsx", "csv"])
def test_a_table_that_is_too_wide_gets_a_sentence_and_is_not_cut_off(content):
    with pytest.raises(TableError, match="te breed"):
        read_table(upload(content))


def test_millions_of_empty_cells_are_read_in_the_time_of_one_pass():
    rows = read_table(upload(b"Naam\nAnn" + b";" * (LARGEST // 5)))
    assert rows == [{"Naam": "Ann"}]


@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_a_sentence(content):
    for candidate in (content, b"PK\x03\x04" + content):
        with suppress(TableError):
            read_table(upload(candidate))


@given(st.data())
def test_a_damaged_xlsx_gives_rows_or_a_sentence(data):
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(TableError):
        read_table(upload(bytes(content)))


WHOLE = xlsx(["Naam", "Dag"], ["Ann", DAY])
