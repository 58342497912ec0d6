"""A dataset as files: .sav for SPSS, Parquet, CSV with a codebook in JSON, and DDI-Codebook 2.5.

Heavy libraries are loaded here, at the moment that a file is written.
"""

import csv
import io
import json
import re
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tegenstroom.engines.questionnaires.datasets import Column, Dataset, Measure, Value

FORMULA_SIGNS = ("=", "+", "-", "@", "|", "%", "\t", "\r")
DDI = "ddi:codebook:2_5"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# What a label of .sav holds, in bytes.
_LABEL, _VALUE_LABEL, _FILE_LABEL, _NOTE = 255, 120, 64, 80


def write_sav(table: Dataset) -> bytes:
    """The table for SPSS: labels, measure levels and codes for open. A label that is too long loses its middle:
    its end says which sentence of a grid it is, and of which round.
    """
    import pandas  # noqa: PLC0415  see above
    import pyreadstat  # noqa: PLC0415

    frame = pandas.DataFrame(
        {
            column.name: pandas.Series(
                [_as_sav(column, value) for value in table.values(column.name)],
                dtype=object if column.text else "float64",
            )
            for column in table.columns
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data.sav"
        pyreadstat.write_sav(
            frame,
            file,
            file_label=_cut(table.title, _FILE_LABEL),
            note=[line for words in table.about.lines for line in _folded(words, _NOTE)] or None,
            column_labels={column.name: _without_middle(column.label, _LABEL) for column in table.columns},
            variable_value_labels={
                column.name: {float(code): _cut(words, _VALUE_LABEL) for code, words in column.labels.items()}
                for column in table.columns
                if column.labels
            },
            missing_ranges={
                column.name: [{"lo": float(low), "hi": float(high)} for low, high in column.missing_ranges]
                for column in table.columns
                if column.missing
            },
            variable_measure={column.name: str(column.measure) for column in table.columns},
            variable_format={column.name: _format(table, column) for column in table.columns if not column.text},
        )
        return file.read_bytes()


def write_parquet(table: Dataset) -> bytes:
    """The table as Parquet; what a column means stands in its metadata, as JSON under `tegenstroom`."""
    import pyarrow  # noqa: PLC0415  see above
    from pyarrow import parquet  # noqa: PLC0415

    arrays, fields = [], []
    for column, described in zip(table.columns, _described(table), strict=True):
        values = table.values(column.name)
        kind = pyarrow.string() if column.text else pyarrow.int64() if _is_whole(values) else pyarrow.float64()
        arrays.append(pyarrow.array(values, type=kind))
        metadata = {"tegenstroom": json.dumps(described, ensure_ascii=False)}
        fields.append(pyarrow.field(column.name, kind, metadata=metadata))
    target = io.BytesIO()
    about = json.dumps(asdict(table.about), ensure_ascii=False)
    schema = pyarrow.schema(fields, metadata={"title": table.title, "about": about})
    parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), target)
    return target.getvalue()


def write_csv(table: Dataset) -> bytes:
    """The table as Belgian spreadsheets want it: semicolons, decimal commas, UTF-8 with its mark.

    Text that a spreadsheet would run as a formula gets a quote before it; `unguarded` takes it off again.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_as_csv(value) for value in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def unguarded(cell: str) -> str:
    """The text of a cell of our CSV."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell) else cell


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet might run it, whatever quotes stand before it."""
    bare = text.lstrip("'")
    return bare.startswith(FORMULA_SIGNS) or bare.lstrip().startswith(FORMULA_SIGNS)


def write_codebook(table: Dataset) -> str:
    """What the columns of the CSV mean, as JSON."""
    codebook = {
        "title": table.title,
        "n": table.n,
        "about": asdict(table.about),
        "csv": {"delimiter": ";", "decimal": ",", "encoding": "utf-8-sig", "missing": "", "formula_guard": "'"},
        "columns": _described(table),
    }
    return json.dumps(codebook, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def write_ddi(table: Dataset, file_name: str = "data.csv", language: str = "nl") -> bytes:
    """The codebook as DDI-Codebook 2.5, with how often each code occurs. `file_name`: the file with the values."""
    ET.register_namespace("", DDI)
    root = ET.Element(f"{{{DDI}}}codeBook", {"version": "2.5", _XML_LANGUAGE: language})
    _study(_under(root, "stdyDscr"), table)
    file = _under(root, "fileDscr")
    file.set("ID", "F1")
    file = _under(file, "fileTxt")
    _under(file, "fileName").text = file_name
    size = _under(file, "dimensns")
    _under(size, "caseQnty").text = str(table.n)
    _under(size, "varQnty").text = str(len(table.columns))
    data = _under(root, "dataDscr")
    for number, column in enumerate(table.columns, 1):
        _variable(data, number, column, table.values(column.name))
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _study(parent: ET.Element, table: Dataset) -> None:
    """What the table is and of whom, its parts in the order of the schema."""
    citation = _under(parent, "citation")
    _under(citation, "titlStmt", "titl").text = table.title
    if table.about.attribution:
        _under(citation, "rspStmt", "AuthEnty").text = table.about.attribution
    if table.about.rights:
        _under(citation, "prodStmt", "copyright").text = table.about.rights
    for words in table.about.notes:
        _under(parent, "notes").text = words


def _variable(parent: ET.Element, number: int, column: Column, values: Sequence[Value]) -> None:
    """One `var`, its parts in the order of the schema."""
    variable = _under(parent, "var")
    nature = {Measure.SCALE: "ratio"}.get(column.measure, str(column.measure))
    between = "contin" if column.measure is Measure.SCALE else "discrete"
    for name, value in {
        "ID": f"V{number}",
        "name": column.name,
        "files": "F1",
        "nature": nature,
        "intrvl": between,
    }.items():
        variable.set(name, value)
    if column.label:
        _under(variable, "labl").text = column.label
    if column.missing:
        invalid = _under(variable, "invalrng")
        for code in column.missing:
            item = _under(invalid, "item")
            item.set("UNITS", "INT" if isinstance(code, int) else "REAL")
            item.set("VALUE", _plain(code))
    valid = [value for value in values if value is not None and value not in column.missing]
    for kind, count in (("vald", len(valid)), ("invd", len(values) - len(valid))):
        total = _under(variable, "sumStat")
        total.set("type", kind)
        total.text = str(count)
    times = Counter(values)
    for code in dict.fromkeys((*column.labels, *column.missing)):
        category = _under(variable, "catgry")
        if code in column.missing:
            category.set("missing", "Y")
        _under(category, "catValu").text = _plain(code)
        if label := column.labels.get(code):
            _under(category, "labl").text = label
        count_ = _under(category, "catStat")
        count_.set("type", "freq")
        count_.text = str(times[code])
    _under(variable, "varFormat").set("type", "character" if column.text else "numeric")


def _under(parent: ET.Element, *names: str) -> ET.Element:
    for name in names:
        parent = ET.SubElement(parent, f"{{{DDI}}}{name}")
    return parent


def _described(table: Dataset) -> list[dict[str, Any]]:
    return [
        {
            "name": column.name,
            "label": column.label,
            "type": "text" if column.text else "number",
            "measure": str(column.measure),
            "labels": [{"code": code, "label": words} for code, words in column.labels.items()],
            "missing": list(column.missing),
        }
        for column in table.columns
    ]


def _as_sav(column: Column, value: Value) -> Value:
    if value is None:
        return "" if column.text else None
    return value if isinstance(value, str) else float(value)


def _format(table: Dataset, column: Column) -> str:
    """How SPSS shows the numbers: whole ones without decimals."""
    return "F12.0" if _is_whole(table.values(column.name)) else "F16.6"


def _is_whole(values: Sequence[Value]) -> bool:
    return all(isinstance(value, int | None) for value in values)


def _as_csv(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return f"'{value}" if _is_formula(value) else value
        case _:
            return _plain(value).replace(".", ",")


def _plain(number: float) -> str:
    return repr(number)


def _folded(words: str, most: int) -> Iterator[str]:
    """The words on lines of at most so many bytes; a line of .sav holds no more."""
    line = ""
    for word in re.sub(r"\s+", " ", words).split(" "):
        longer = f"{line} {word}".strip()
        if line and len(longer.encode()) > most:
            yield line
            longer = word
        line = _cut(longer, most)
    yield line


def _cut(words: str, most: int) -> str:
    """The words in at most so many bytes."""
    words = re.sub(r"\s+", " ", words)
    if len(words.encode()) <= most:
        return words
    return words.encode()[: most - 3].decode("utf-8", "ignore") + "…"


def _without_middle(words: str, most: int) -> str:
    """The words in at most so many bytes, their begin and their end."""
    words = re.sub(r"\s+", " ", words)
    if len(words.encode()) <= most:
        return words
    end = words.encode()[-(most // 2) :].decode("utf-8", "ignore")
    return _cut(words, most - len(end.encode())) + end
