"""Questionnaires of any shape, and forms of other tools as they write them."""

import csv
import io
from dataclasses import replace

import openpyxl
from hypothesis import strategies as st

from tegenstroom.engines.questionnaires import (
    Choice,
    Combine,
    Condition,
    Format,
    Item,
    ItemParameters,
    Licence,
    Norm,
    Questionnaire,
    Scale,
)

FREE = Licence("CC BY 4.0", "Wij", "https://creativecommons.org/licenses/by/4.0/", free=True)

readable = st.characters(
    exclude_categories=["Cs", "Cn", "Cc", "Zl", "Zp"], exclude_characters="\ufeff", include_characters="\n\t"
)
words = st.text(readable, max_size=12).map(lambda text: text.strip() or "=1")
keys = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,9}", fullmatch=True)
finite = st.floats(-1e6, 1e6)
above_zero = st.floats(1e-3, 1e3)


@st.composite
def questionnaires(draw) -> Questionnaire:
    """One that hangs together and may be used; items of a scale stand in the order in which they are asked."""
    languages = tuple(
        draw(st.lists(st.sampled_from(["nl", "fr", "en", "pl"]), min_size=1, max_size=3, unique=True))
    )
    texts = st.fixed_dictionaries(dict.fromkeys(languages, words))
    formats = draw(
        st.lists(rows_of_choices(texts), min_size=1, max_size=2, unique_by=lambda each: each.key.lower())
    )
    names = draw(st.lists(keys, min_size=1, max_size=5, unique_by=str.lower))
    items: list[Item] = []
    for name in names:
        format_ = draw(st.sampled_from(formats))
        condition = draw(st.none() | conditions(items, formats)) if items else None
        items.append(Item(name, draw(texts), format_.key, draw(st.none() | texts), condition))
    found = scales(items, formats, texts)
    chosen = tuple(draw(st.lists(found, max_size=2, unique_by=lambda each: each.key.lower())))
    parameters = [_parameters(draw, item, formats) for item in items if draw(st.booleans())]
    return Questionnaire(
        key=draw(st.from_regex(r"[a-z0-9][a-z0-9_]{0,8}[a-z0-9]", fullmatch=True)),
        version=draw(st.from_regex(r"[0-9]{1,2}\.[0-9]", fullmatch=True)),
        languages=languages,
        title=draw(texts),
        licence=draw(licences()),
        formats=tuple(formats),
        items=tuple(items),
        scales=chosen,
        intro=draw(st.none() | texts),
        validated=draw(st.booleans()),
        norms=tuple(_norm(draw, scale, texts) for scale in chosen if draw(st.booleans())),
        parameters=tuple(parameters),
        references=tuple(draw(st.lists(words, max_size=2))),
    )


@st.composite
def rows_of_choices(draw, texts) -> Format:
    codes = sorted(draw(st.lists(st.integers(-5, 99), min_size=2, max_size=6, unique=True)))
    missing = tuple(code for code in codes[2:] if draw(st.booleans()))
    return Format(draw(keys), tuple(Choice(code, draw(texts)) for code in codes), missing)


@st.composite
def conditions(draw, items, formats) -> Condition:
    other = draw(st.sampled_from(items))
    codes = [choice.code for each in formats if each.key == other.format for choice in each.choices]
    return Condition(other.key, tuple(draw(st.lists(st.sampled_from(codes), min_size=1, unique=True))))


@st.composite
def scales(draw, items, formats, texts) -> Scale:
    """Items that share a row of choices: a score needs one lowest and one highest answer."""
    format_ = draw(st.sampled_from(items)).format
    fitting = [item.key for item in items if item.format == format_]
    chosen = [key for key in fitting if draw(st.booleans())] or fitting[:1]
    return Scale(
        key=draw(keys),
        name=draw(texts),
        items=tuple(chosen),
        reverse=tuple(key for key in chosen if draw(st.booleans())),
        weights=draw(st.none() | st.tuples(*[above_zero] * len(chosen))),
        minimum=draw(st.none() | st.integers(1, len(chosen))),
        combine=draw(st.sampled_from(Combine)),
    )


@st.composite
def licences(draw) -> Licence:
    return FREE if draw(st.booleans()) else Licence(draw(words), draw(words), "", False, draw(words))


def _norm(draw, scale, texts) -> Norm:
    shares = st.none() | st.floats(0, 1)
    return Norm(
        scale.key,
        draw(texts),
        draw(st.integers(2, 9_999)),
        draw(finite),
        draw(above_zero),
        draw(shares),
        draw(shares),
        draw(words),
    )


def _parameters(draw, item, formats) -> ItemParameters:
    counted = next(each.counted for each in formats if each.key == item.format)
    many = len(counted) - 1
    thresholds = sorted(draw(st.lists(finite, min_size=many, max_size=many, unique=True)))
    return ItemParameters(item.key, draw(above_zero), tuple(thresholds), draw(st.just("") | words))


def small(**changes) -> Questionnaire:
    """Two questions on one scale, in Dutch."""
    choices = tuple(Choice(code, {"nl": words}) for code, words in enumerate(["nooit", "soms", "altijd"], 1))
    made = Questionnaire(
        key="klein",
        version="1",
        languages=("nl",),
        title={"nl": "Klein"},
        licence=FREE,
        formats=(Format("vaak", choices),),
        items=(Item("a", {"nl": "Ik kies zelf."}, "vaak"), Item("b", {"nl": "Ik durf vragen."}, "vaak")),
        scales=(Scale("kracht", {"nl": "Kracht"}, ("a", "b")),),
    )
    return replace(made, **changes)


def workbook(**sheets: list[list[object]]) -> bytes:
    """An .xlsx with these sheets, as someone types them."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def separated(rows: list[list[str]], delimiter: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


REDCAP_HEAD = [
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
]


def redcap(*rows: dict[int, str]) -> bytes:
    """A data dictionary; each row says what stands in which column."""
    return separated([REDCAP_HEAD, *([row.get(place, "") for place in range(18)] for row in rows)], ",")


LIME_HEAD = [
    "id",
    "related_id",
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "mandatory",
    "other",
]


def lime_tsv(*rows: tuple[str, ...]) -> bytes:
    """A survey structure; each row: class, type/scale, name, relevance, text, help, language, mandatory, other."""
    return separated([LIME_HEAD, *(["", "", *row, *[""] * (9 - len(row))] for row in rows)], "\t")
