"""Whatever a file holds, its reader answers with a questionnaire or with a sentence: never with another error."""

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tegenstroom.engines.questionnaires import FormError, read_form, shipped_pack
from tegenstroom.engines.questionnaires.checks import problems
from tegenstroom.engines.questionnaires.forms import READ
from tegenstroom.engines.questionnaires.xlsform_out import write_xlsform
from tests.questionnaires.makers import LIME_HEAD, REDCAP_HEAD, lime_tsv, redcap, separated, workbook
from tests.questionnaires.test_limesurvey import FRENCH, GRID, HEAD, WORK, lss
from tests.questionnaires.test_redcap import FIRST, SECOND
from tests.questionnaires.test_xlsform import CHOICES, SETTINGS, SURVEY
from tests.support.depth import at_depth

GOOD = {
    ".xlsx": write_xlsform(shipped_pack("tegenstroom-kort")),
    ".csv": redcap(FIRST, SECOND),
    ".txt": lime_tsv(*HEAD, *WORK, *GRID, *FRENCH),
    ".tsv": lime_tsv(*HEAD, *WORK, *GRID, *FRENCH),
    ".lss": lss(old=False),
    ".toml": b'key = "x"\n[title]\nnl = "X"\n',
}


def read_or_refused(ending: str, content: bytes) -> None:
    """Reads it. A refusal must have something to say; what is read must hang together."""
    told, found = "", None
    try:
        found = read_form(f"lijst{ending}", content)
    except FormError as refused:
        told = str(refused).strip()
    assert told if found is None else not list(problems(found.questionnaire))


def test_there_is_a_good_file_of_each_kind() -> None:
    assert set(GOOD) == set(READ)


@pytest.mark.slow
@pytest.mark.parametrize("ending", READ)
@given(content=st.binary(max_size=300))
@example(content=b"")
@example(content=b"\xff\xfe")
@example(content=b"PK\x03\x04")
@settings(max_examples=at_depth(25, 100), deadline=None)
def test_any_bytes(ending: str, content: bytes) -> None:
    read_or_refused(ending, content)


@pytest.mark.slow
@pytest.mark.parametrize("ending", READ)
@given(data=st.data())
@settings(max_examples=at_depth(15, 60), deadline=None)
def test_a_good_file_with_a_piece_changed(ending: str, data: st.DataObject) -> None:
    good = GOOD[ending]
    place = data.draw(st.integers(0, len(good)))
    gone = data.draw(st.integers(0, 40))
    read_or_refused(ending, good[:place] + data.draw(st.binary(max_size=8)) + good[place + gone :])


CELLS = st.one_of(
    st.none(),
    st.integers(-3, 99),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(),
    st.text(st.characters(codec="utf-8", min_codepoint=32), max_size=6),
    *map(
        st.just,
        (
            "select_one vaak",
            "vaak",
            "a",
            "b",
            "note",
            "begin_group",
            "end_group",
            "${a} = 1",
            "yes",
            "kracht",
            "=1+1",
        ),
    ),
)


@pytest.mark.slow
@given(
    survey=st.lists(st.lists(CELLS, max_size=9), max_size=5),
    more=st.lists(st.lists(CELLS, max_size=5), max_size=4),
)
@settings(max_examples=at_depth(20, 80), deadline=None)
def test_any_cells_in_a_workbook(survey: list[list[object]], more: list[list[object]]) -> None:
    tidy = [
        [each.replace("\ufffe", "").replace("\uffff", "") if isinstance(each, str) else each for each in row]
        for row in survey
    ]
    content = workbook(
        survey=[*SURVEY, *tidy], choices=[*CHOICES, *more], settings=SETTINGS, scales=[["key"], *more]
    )
    read_or_refused(".xlsx", content)


ROWS = st.lists(
    st.lists(
        st.text(max_size=8) | st.sampled_from(["Q", "SQ", "A", "radio", "1", "nl", "1, a | 2, b"]), max_size=19
    ),
    max_size=6,
)


@pytest.mark.slow
@given(ROWS)
@settings(max_examples=at_depth(25, 100), deadline=None)
def test_any_rows_in_a_table(rows: list[list[str]]) -> None:
    clean = [[cell.encode("utf-8", "ignore").decode() for cell in row] for row in rows]
    read_or_refused(".csv", separated([REDCAP_HEAD, *clean], ","))
    read_or_refused(".txt", separated([LIME_HEAD, *clean], "\t"))


def packed(size: int, parts: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for number in range(parts):
            target.writestr(f"xl/{number}.xml", b"0" * size)
    return content.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(("size", "parts"), [(9 * 1024**2, 1), (1, 501), (5 * 1024**2, 2)])
def test_a_small_file_that_unpacks_to_something_huge_is_not_unpacked(size: int, parts: int) -> None:
    with pytest.raises(FormError, match="te groot als we het openen"):
        read_form("lijst.xlsx", packed(size, parts))


def with_sheet(rows: bytes) -> bytes:
    """A workbook whose first sheet holds this XML between its rows."""
    source, target = io.BytesIO(GOOD[".xlsx"]), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(
                name, content.replace(b"</sheetData>", rows + b"</sheetData>") if "sheet1" in name else content
            )
    return target.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "times"), [(b'<row><c r="XFD99"/></row>', 250_000), (b'<row r="1048576"><c r="A1048576"/></row>', 1)]
)
def test_empty_rows_and_columns_without_end_do_not_keep_anyone_waiting(row: bytes, times: int) -> None:
    content = with_sheet(row * times)
    start = time.process_time()
    with pytest.raises(FormError, match="te veel rijen"):
        read_form("lijst.xlsx", content)
    assert time.process_time() - start < 10


def styled(words: str) -> bytes:
    return workbook(survey=[*SURVEY, ["select_one vaak", "c", words, "Je"]], choices=CHOICES, settings=SETTINGS)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "content"),
    [
        (".csv", lambda: redcap({**SECOND, 5: "1" + " " * 120_000 + "x"})),
        (".csv", lambda: redcap({**SECOND, 4: "<script" * 17_000})),
        (".csv", lambda: redcap(FIRST, {**SECOND, 11: "(" * 120_000})),
        (".txt", lambda: lime_tsv(*HEAD, ("Q", "Y", "j", "1", "{a" * 60_000, "", "nl"))),
        (".lss", lambda: lss(old=False).replace(b"Werk je?", b"<script" * 600_000)),
        (".csv", lambda: redcap(*({**SECOND, 0: "n" * 40 + str(n), 5: f"1, {n} | 2, x"} for n in range(7_000)))),
        (".csv", lambda: redcap({**SECOND, 4: "[a" * 60_000})),
        (".csv", lambda: redcap({**SECOND, 4: "{" + "a" * 120_000})),
        (".lss", lambda: lss(old=False).replace(b"Q1.NAOK", b"Q1").replace(b"werk.NAOK", b"1X1X" * 100_000)),
        (".xlsx", lambda: styled("**a" * 6_000)),
        (".xlsx", lambda: styled("<b " * 6_000)),
        (".xlsx", lambda: styled("${" * 9_000)),
        (".toml", lambda: b"x = " + b"[" * 900_000),
    ],
)
def test_texts_that_are_made_to_be_slow_are_not(ending: str, content: Callable[[], bytes]) -> None:
    slow = content()
    start = time.process_time()
    read_or_refused(ending, slow)
    assert time.process_time() - start < 5


def long_form(count: int) -> bytes:
    rows = [["select_one vaak", f"v{number}", "Ik", "Je"] for number in range(count)]
    return workbook(survey=[SURVEY[0], *rows], choices=CHOICES, settings=SETTINGS)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "content", "told"),
    [
        (".xlsx", lambda: long_form(10_000), "te veel rijen, hoogstens 2000"),
        (".xlsx", lambda: long_form(501), "501 vragen"),
        (".csv", lambda: redcap(*[SECOND] * 10_000), "te veel rijen"),
        (".txt", lambda: lime_tsv(*WORK * 4_000), "te veel rijen"),
        (".csv", lambda: b",".join([b"a"] * 500) + b"\n1\n", "te veel kolommen"),
        (".csv", lambda: b"x" * (5 * 1024**2 + 1), "te groot"),
        (".lss", lambda: b"x" * (5 * 1024**2 + 1), "te groot"),
        (".xlsx", lambda: b"x" * (5 * 1024**2 + 1), "te groot"),
        (".csv", lambda: "naam,leeftijd\nRené,4\n".encode("latin-1"), "niet in UTF-8"),
        (".txt", lambda: b"\xff\xfea\x00b", "niet in UTF-8"),
        (".csv", lambda: b'a,"' + b"x" * 200_000 + b'"\n', "kunnen deze tabel niet lezen"),
        (".csv", lambda: b"a,a\n1,2\n", "twee kolommen heten “a”"),
        (".csv", lambda: b"", "leeg"),
        (".ods", lambda: b"", "Dit soort bestand lezen we niet: lijst.ods"),
    ],
)
def test_too_large_too_long_or_in_other_letters_gets_its_sentence(
    ending: str, content: Callable[[], bytes], told: str
) -> None:
    with pytest.raises(FormError, match=told):
        read_form(f"lijst{ending}", content())


def test_utf16_of_a_spreadsheet_is_read() -> None:
    content = GOOD[".txt"].decode().encode("utf-16")
    assert read_form("lijst.txt", content).questionnaire == read_form("lijst.txt", GOOD[".txt"]).questionnaire
