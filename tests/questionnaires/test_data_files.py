"""The same values in each file: .sav, Parquet and CSV are read back by other people's readers."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pyarrow
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from tegenstroom.engines.psychometrics.tables import read
from tegenstroom.engines.questionnaires import About, Column, Dataset, FormError, Measure, columns_of, shipped_pack
from tegenstroom.engines.questionnaires.data_files import (
    DDI,
    unguarded,
    write_codebook,
    write_csv,
    write_ddi,
    write_parquet,
    write_sav,
)
from tegenstroom.engines.questionnaires.datasets import EXACT, NAME, RESERVED
from tests.questionnaires.makers import words
from tests.support.depth import at_depth

IN = {"d": DDI}
names = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,11}", fullmatch=True).filter(
    lambda name: name.lower() not in RESERVED
)
formulas = st.builds("{}{}{}".format, st.sampled_from(["", "'", "''", " "]), st.sampled_from("=+-@|%"), words)
texts = (words | formulas).map(str.rstrip).filter(bool)
whole = st.integers(-EXACT, EXACT)
broken = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e200, max_value=1e200)


@st.composite
def columns(draw) -> tuple[Column, st.SearchStrategy]:
    name, label = draw(names), draw(words | st.just(""))
    kind = draw(st.sampled_from(["text", "whole", "codes", "broken"]))
    if kind == "text":
        return Column(name, label, text=True), st.none() | texts
    if kind == "codes":
        codes = draw(st.lists(st.integers(-9, 99), min_size=1, max_size=5, unique=True))
        labels = {code: draw(words) for code in codes}
        column = Column(name, label, draw(st.sampled_from(Measure)), labels, tuple(codes[1:3]))
        return column, st.none() | st.sampled_from(codes)
    return Column(name, label, Measure.SCALE), st.none() | (whole if kind == "whole" else broken | whole)


@st.composite
def datasets(draw) -> Dataset:
    chosen = draw(st.lists(columns(), min_size=1, max_size=4, unique_by=lambda each: each[0].name.lower()))
    rows = draw(st.lists(st.tuples(*(values for _column, values in chosen)), max_size=6))
    return Dataset(draw(words), tuple(column for column, _values in chosen), tuple(rows))


def from_sav(content: bytes, folder: Path):
    file = folder / "back.sav"
    file.write_bytes(content)
    found, meta = pyreadstat.read_sav(str(file), output_format="dict", user_missing=True)
    none = {name: "" if kind.startswith("A") else None for name, kind in meta.original_variable_types.items()}
    plain = {
        name: [None if value == none[name] or value != value else value for value in values]
        for name, values in found.items()
    }
    return list(zip(*plain.values(), strict=True)), meta


def from_parquet(content: bytes):
    found = parquet.read_table(io.BytesIO(content))
    return [tuple(row.values()) for row in found.to_pylist()], found.schema


def from_csv(table: Dataset) -> list[tuple]:
    text = io.StringIO(write_csv(table).decode("utf-8-sig"), newline="")
    head, *lines = csv.reader(text, delimiter=";")
    assert head == [column.name for column in table.columns]
    return [
        tuple(
            None if cell == "" else unguarded(cell) if column.text else float(cell.replace(",", "."))
            for column, cell in zip(table.columns, line, strict=True)
        )
        for line in lines
    ]


@pytest.mark.slow
@given(table=datasets())
@settings(max_examples=at_depth(20, 80), deadline=None)
def test_each_file_holds_the_same_values(table: Dataset, tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = [tuple(row) for row in table.rows]
    assert from_csv(table) == rows
    assert from_parquet(write_parquet(table))[0] == rows
    assert from_sav(write_sav(table), tmp_path_factory.mktemp("sav"))[0] == rows


KORT = shipped_pack("tegenstroom-kort")
ANSWERS = Dataset(
    "Meting",
    (
        *columns_of(KORT, "nl")[:2],
        Column("score", "Gemiddelde", Measure.SCALE),
        Column("wat", "Opmerking", text=True),
    ),
    ((1, 8, 2.5, "=1+1"), (5, 9, None, "'t gaat"), (None, 2, -3.0, None), (5, None, 1e-7, "-2 dagen")),
)


def test_spss_finds_labels_levels_and_what_is_missing(tmp_path: Path) -> None:
    rows, meta = from_sav(write_sav(ANSWERS), tmp_path)
    assert rows == [tuple(row) for row in ANSWERS.rows]
    assert meta.file_label == "Meting"
    assert meta.column_names_to_labels["zelf1"] == KORT.items[0].text["nl"]
    assert meta.variable_value_labels["zelf1"][8.0] == "Ik weet het niet"
    assert meta.variable_measure == {"zelf1": "ordinal", "samen1": "ordinal", "score": "scale", "wat": "nominal"}
    assert meta.missing_ranges["samen1"] == [{"lo": 8.0, "hi": 8.0}, {"lo": 9.0, "hi": 9.0}]


def test_who_reads_the_file_without_thinking_gets_open_answers_as_open(tmp_path: Path) -> None:
    file = tmp_path / "meting.sav"
    file.write_bytes(write_sav(ANSWERS))
    numbers = read(file).numbers("samen1")
    assert [None if value != value else value for value in numbers] == [None, None, 2.0, None]


def test_our_own_engine_reads_the_csv(tmp_path: Path) -> None:
    file = tmp_path / "meting.csv"
    file.write_bytes(write_csv(ANSWERS))
    assert read(file).numbers("score").tolist()[2:] == [-3.0, 1e-7]


def test_no_cell_is_run_as_a_formula() -> None:
    cells = write_csv(ANSWERS).decode("utf-8-sig").splitlines()
    assert cells[1].endswith(";'=1+1")
    assert cells[2].endswith(";'t gaat")
    assert cells[4].endswith(";'-2 dagen")


def test_parquet_keeps_whole_numbers_whole_and_says_what_they_mean() -> None:
    _rows, schema = from_parquet(write_parquet(ANSWERS))
    assert schema.field("zelf1").type == pyarrow.int64()
    told = json.loads(schema.field("samen1").metadata[b"tegenstroom"])
    assert told["missing"] == [8, 9]
    assert told == json.loads(write_codebook(ANSWERS))["columns"][1]


def test_the_codebook_says_how_the_csv_is_written() -> None:
    codebook = json.loads(write_codebook(ANSWERS))
    assert (codebook["n"], codebook["csv"]["delimiter"], codebook["csv"]["decimal"]) == (4, ";", ",")
    assert [column["type"] for column in codebook["columns"]] == ["number", "number", "number", "text"]
    assert codebook["columns"][0]["labels"][0] == {"code": 1, "label": "Past helemaal niet bij mij"}


def test_ddi_names_each_variable_and_counts_each_code() -> None:
    root = ET.fromstring(write_ddi(ANSWERS, "meting.csv"))
    assert root.tag == f"{{{DDI}}}codeBook"
    assert root.get("version") == "2.5"
    assert [each.tag.partition("}")[2] for each in root] == ["stdyDscr", "fileDscr", "dataDscr"]
    assert root.findtext("d:fileDscr/d:fileTxt/d:fileName", namespaces=IN) == "meting.csv"
    assert root.findtext("d:fileDscr/d:fileTxt/d:dimensns/d:caseQnty", namespaces=IN) == "4"
    variable = root.find("d:dataDscr/d:var[@name='samen1']", IN)
    assert (variable.get("nature"), variable.get("intrvl")) == ("ordinal", "discrete")
    counts = {
        each.findtext("d:catValu", namespaces=IN): each.findtext("d:catStat", namespaces=IN)
        for each in variable.iterfind("d:catgry", IN)
    }
    assert counts == {"1": "0", "2": "1", "3": "0", "4": "0", "5": "0", "8": "1", "9": "1"}
    missing = [
        each.findtext("d:catValu", namespaces=IN) for each in variable.iterfind("d:catgry[@missing='Y']", IN)
    ]
    assert missing == ["8", "9"]
    assert [each.text for each in variable.iterfind("d:sumStat", IN)] == ["1", "3"]


# What an element of DDI-Codebook 2.5 holds, as its schema says (DDI Alliance, field-level documentation of 2.5):
# its parts in their order, each as often as its sign says. What is not named here holds text.
PARTS = {
    "codeBook": "docDscr* stdyDscr+ fileDscr* dataDscr* otherMat*",
    "stdyDscr": "citation+ studyAuthorization* stdyInfo* studyDevelopment* method* dataAccs* othrStdyMat* notes*",
    "citation": "titlStmt rspStmt? prodStmt? distStmt? serStmt* verStmt* biblCit? holdings* notes*",
    "titlStmt": "titl subTitl* altTitl* parTitl* IDNo*",
    "rspStmt": "AuthEnty* othId*",
    "prodStmt": "producer* copyright? prodDate* prodPlac* software* fundAg* grantNo*",
    "fileDscr": "fileTxt* locMap? notes*",
    "fileTxt": "fileName? fileCitation? fileCont? fileStrc? dimensns? fileType? format? filePlac? dataChck* "
    "ProcStat? dataMsng? software* verStmt?",
    "dimensns": "caseQnty* varQnty* logRecL* recPrCas* recNumTot*",
    "dataDscr": "varGrp* nCubeGrp* var* nCube* notes*",
    "var": "location* labl* imputation? security? embargo? respUnit? anlysUnit? qstn* valrng* invalrng* undocCod* "
    "universe* TotlResp? sumStat* txt* stdCatgry* catgryGrp* catgry* codInstr* verStmt* concept* derivation? "
    "varFormat? geoMap* catLevel* notes*",
    "invalrng": "item+ key? notes*",
    "catgry": "catValu? labl* txt* catStat* mrow?",
}
# Attributes, and the words they may hold; None: any.
ATTRIBUTES = {
    "codeBook": {"version": {"2.5"}, "lang": None},
    "fileDscr": {"ID": None},
    "var": {
        "ID": None,
        "name": None,
        "files": None,
        "intrvl": {"contin", "discrete"},
        "nature": {"nominal", "ordinal", "interval", "ratio", "percent", "other"},
    },
    "item": {"UNITS": {"INT", "REAL"}, "VALUE": None},
    "sumStat": {"type": {"mean", "medn", "mode", "vald", "invd", "min", "max", "stdev", "other"}},
    "catgry": {"missing": {"Y", "N"}},
    "catStat": {"type": {"freq", "percent", "crosstab", "other"}},
    "varFormat": {"type": {"character", "numeric"}},
}


def ddi_mistakes(element: ET.Element) -> list[str]:
    """Where a codebook leaves the schema."""
    name = element.tag.removeprefix(f"{{{DDI}}}")
    parts = " ".join(part.tag.removeprefix(f"{{{DDI}}}") for part in element)
    model = "".join(
        rf"(?:{part.rstrip('*+?')}(?: |$)){part[-1] if part[-1] in '*+?' else ''}"
        for part in PARTS.get(name, "").split()
    )
    found = [] if re.fullmatch(model, parts) else [f"{name}: {parts}"]
    known = ATTRIBUTES.get(name, {})
    for attribute, value in element.items():
        words = known.get(attribute.rpartition("}")[2], set())
        found += [] if words is None or value in words else [f"{name}/@{attribute}={value}"]
    return found + [each for part in element for each in ddi_mistakes(part)]


@pytest.mark.slow
@given(table=datasets(), lines=st.lists(words, max_size=2), said=st.sampled_from(["", "Wij"]))
@settings(max_examples=at_depth(20, 80), deadline=None)
def test_a_codebook_keeps_to_the_schema(table: Dataset, lines: list[str], said: str) -> None:
    about = About(said, said, said, tuple(lines))
    root = ET.fromstring(write_ddi(replace(table, about=about)))
    assert ddi_mistakes(root) == []
    identities = [each.get("ID") for each in root.iter() if each.get("ID")]
    assert len(set(identities)) == len(identities)
    assert {each.get("files") for each in root.iter(f"{{{DDI}}}var")} == {"F1"}


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (lambda variable: variable.insert(0, variable[-1]), "var: varFormat labl"),
        (lambda variable: variable.set("nature", "scale"), "var/@nature=scale"),
        (lambda variable: variable.set("kind", "x"), "var/@kind=x"),
        (lambda variable: ET.SubElement(variable, f"{{{DDI}}}typo"), "varFormat typo"),
    ],
)
def test_the_rules_of_the_schema_see_a_mistake(change, mistake: str) -> None:
    root = ET.fromstring(write_ddi(ANSWERS))
    change(root.find("d:dataDscr/d:var", IN))
    assert any(mistake in each for each in ddi_mistakes(root))


def test_long_labels_are_cut_for_spss_between_letters(tmp_path: Path) -> None:
    label = "é" * 300 + "\nIk durf vragen. (vóór)"
    long = Dataset("é" * 80, (Column("a", label, labels={1: "€" * 200}),), ((1,),))
    _rows, meta = from_sav(write_sav(long), tmp_path)
    cut = meta.column_names_to_labels["a"]
    assert cut.startswith("é" * 50)
    assert cut.endswith("é Ik durf vragen. (vóór)")
    assert "é…é" in cut
    assert 250 < len(cut.encode()) <= 255
    assert meta.variable_value_labels["a"][1.0].endswith("€…")
    assert meta.file_label.endswith("é…")


@pytest.mark.parametrize("size", [126, 127, 128, 252, 255, 256, 4_000])
@pytest.mark.parametrize("sign", ["é", "€", "😀"])
def test_long_texts_come_back_whole_wherever_spss_folds_them(size: int, sign: str, tmp_path: Path) -> None:
    text = f"a{sign * size}"[: 8_000 // len(sign.encode())]
    table = Dataset("t", (Column("w", text=True), Column("n")), ((text, 1), ("kort", None)))
    assert from_sav(write_sav(table), tmp_path)[0] == list(table.rows)
    assert from_csv(table) == from_parquet(write_parquet(table))[0] == list(table.rows)


def test_names_that_begin_alike_stay_apart_in_spss(tmp_path: Path) -> None:
    names = ["n" * 64, "n" * 63 + "m", "n" * 8, "n" * 7 + "1"]
    table = Dataset("t", tuple(Column(name) for name in names), (tuple(range(4)),))
    rows, meta = from_sav(write_sav(table), tmp_path)
    assert (rows, meta.column_names) == ([(0, 1, 2, 3)], names)


OPEN = {95: "wil niet", 97: "geldt niet", 98: "weet niet", 99: "leeg"}
FOUR_OPEN = Column("a", labels={1: "ja", 2: "nee", **OPEN}, missing=(99, 95, 97, 98))


@pytest.mark.parametrize(
    ("column", "ranges"),
    [
        (FOUR_OPEN, [(95, 99)]),
        (replace(FOUR_OPEN, labels={**FOUR_OPEN.labels, 96: "soms"}), [(97, 99), (95, 95)]),
        (replace(FOUR_OPEN, missing=(0, 97, 98, 99), labels={1: "ja"}), [(97, 99), (0, 0)]),
        (replace(FOUR_OPEN, missing=(-9, -8, -7, 99), labels={1: "ja"}), [(-9, -7), (99, 99)]),
    ],
)
def test_more_than_three_codes_for_open_are_a_range_in_spss(
    column: Column, ranges: list[tuple[int, int]], tmp_path: Path
) -> None:
    table = Dataset("t", (column,), ((1,), (99,), (None,)))
    rows, meta = from_sav(write_sav(table), tmp_path)
    assert rows == [(1,), (99,), (None,)]
    assert [(each["lo"], each["hi"]) for each in meta.missing_ranges["a"]] == ranges


ONE = (Column("a"),)


@pytest.mark.parametrize(
    ("columns", "rows", "code"),
    [
        ((), (), "data-no-columns"),
        ((Column("1a"),), (), "data-column-name"),
        ((Column("by"),), (), "data-column-name"),
        ((Column("a"), Column("A")), (), "data-column-twice"),
        ((Column("a", labels={2: "x", 5: "y"}, missing=(1, 3, 4, 6)),), (), "data-many-missing"),
        ((Column("a", missing=(1, 3, 4, 6)),), ((2,),), "data-many-missing"),
        ((Column("a", labels={1: "x"}, text=True),), (), "data-text-labels"),
        ((Column("a", labels={float("nan"): "x"}),), (), "data-label-value"),
        ((Column("a", "l\x00"),), (), "data-signs"),
        (ONE, ((1, 2),), "data-row-length"),
        (ONE, (("x",),), "data-number-here"),
        (ONE, ((True,),), "data-number-here"),
        (ONE, ((float("nan"),),), "data-value-number"),
        (ONE, ((2**60,),), "data-value-number"),
        ((Column("a", text=True),), ((1,),), "data-text-here"),
        ((Column("a", text=True),), (("",),), "data-value-text"),
        ((Column("a", text=True),), (("x ",),), "data-value-text"),
        ((Column("a", text=True),), (("x\x01",),), "data-signs"),
    ],
)
def test_what_a_file_could_not_hold_exactly_is_no_dataset(columns, rows, code: str) -> None:
    with pytest.raises(FormError) as refused:
        Dataset("t", columns, rows)
    assert code in refused.value.codes


def test_questions_of_any_pack_can_be_columns() -> None:
    for column in columns_of(shipped_pack("pearlin-mastery"), "fr"):
        assert NAME.fullmatch(column.name)
        assert column.measure is Measure.ORDINAL
