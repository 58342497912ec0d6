"""REDCap in: its data dictionary, a table of eighteen columns; older versions have fewer, and its API names them
otherwise. One language, which the file does not say.
"""

import re
from collections.abc import Iterable

from tegenstroom.engines.questionnaires.building import as_pack_key, built
from tegenstroom.engines.questionnaires.drafts import LEFT_OUT, NOT_CARRIED, Draft, Imported, RawChoice, RawItem
from tegenstroom.engines.questionnaires.markup import without_tags
from tegenstroom.engines.questionnaires.refusals import FormError
from tegenstroom.engines.questionnaires.relevance import REDCAP, asked
from tegenstroom.engines.questionnaires.sheets import Row, read_separated
from tegenstroom.engines.sentences import dutch

NOT_REDCAP = dutch(
    "form-not-redcap",
    "Dit is geen woordenboek van REDCap: de kolom “{column}” ontbreekt of staat niet op haar plaats.",
)
BAD_CHOICES = dutch(
    "form-redcap-choices",
    "Rij {row}: “{name}” nemen we niet over. De antwoorden lezen we niet. Schrijf 1, Nooit | 2, Soms. "
    "Er staat: {choices}.",
)
SEVERAL_FORMS = dutch(
    "form-redcap-forms", "In dit bestand staan {n} formulieren. We maken er één vragenlijst van: {names}."
)

NAME, FORM, SECTION, TYPE, LABEL, CHOICES, HINT, CHECK, LEAST, MOST, IDENTIFIER, BRANCHING, REQUIRED = range(13)
ALIGNMENT, NUMBER, MATRIX, RANKING, ANNOTATION = range(13, 18)
# How each column begins: on the pages of REDCap, whatever its version says after it, and in its API.
COLUMNS = (
    ("Variable", "field_name"),
    ("Form Name", "form_name"),
    ("Section Header", "section_header"),
    ("Field Type", "field_type"),
    ("Field Label", "field_label"),
    ("Choices", "select_choices"),
    ("Field Note", "field_note"),
    ("Text Validation", "text_validation_type"),
    ("Text Validation Min", "text_validation_min"),
    ("Text Validation Max", "text_validation_max"),
    ("Identifier", "identifier"),
    ("Branching Logic", "branching_logic"),
    ("Required", "required_field"),
    ("Custom Alignment", "custom_alignment"),
    ("Question Number", "question_number"),
    ("Matrix Group", "matrix_group_name"),
    ("Matrix Ranking", "matrix_ranking"),
    ("Field Annotation", "field_annotation"),
)
ALWAYS = REQUIRED + 1  # columns that every version has
YES_NO = {
    "yesno": {"nl": ("Ja", "Nee"), "fr": ("Oui", "Non"), "en": ("Yes", "No")},
    "truefalse": {"nl": ("Waar", "Niet waar"), "fr": ("Vrai", "Faux"), "en": ("True", "False")},
}

_FILLED_IN = re.compile(r"\[([a-z]\w*+)[^\]\[]*+\]|\{([a-z]\w*+)[^{}]*+\}")


def read_redcap(content: bytes, language: str = "nl") -> Imported:
    """The questionnaire in a data dictionary, with its texts as this language."""
    sheet = read_separated(content, _delimiter(content), "REDCap")
    for place, begins in enumerate(COLUMNS):
        is_there = place < len(sheet.columns)
        if (not is_there and place < ALWAYS) or (is_there and not sheet.columns[place].startswith(begins)):
            raise FormError(NOT_REDCAP(column=begins[0]))
    names = sheet.columns[: len(COLUMNS)]
    forms = tuple(dict.fromkeys(row[names[FORM]] for row in sheet.rows if names[FORM] in row))
    title = forms[0].replace("_", " ").capitalize() if forms else "REDCap"
    draft = Draft(key=as_pack_key(forms[0] if forms else "redcap"), languages=(language,), title={language: title})
    if len(forms) > 1:
        draft.note(SEVERAL_FORMS(n=len(forms), names=forms))
    fields = {row.get(names[NAME], "") for row in sheet.rows}
    for row in sheet.rows:
        _take(draft, row, _cells(row, names), language, fields)
    return built(draft)


def _delimiter(content: bytes) -> str:
    """What stands between two cells of the first line: a spreadsheet may have kept the table in its own way."""
    head = content.splitlines()[0] if content.strip() else b""
    return max(",;\t", key=lambda sign: head.count(sign.encode()))


def _cells(row: Row, names: tuple[str, ...]) -> list[str]:
    cells = [row.get(name, "") for name in names] + [""] * (len(COLUMNS) - len(names))
    texts = {NAME, LABEL, CHOICES}  # R writes NA where nothing stands
    return ["" if cell == "NA" and place not in texts else cell for place, cell in enumerate(cells)]


def _take(draft: Draft, row: Row, cells: list[str], language: str, fields: set[str]) -> None:
    kind = cells[TYPE].lower()
    if kind == "descriptive" and not draft.items and not draft.intro and not cells[BRANCHING] and cells[LABEL]:
        draft.intro = {language: without_tags(cells[LABEL])}
        _say_what_is_filled_in(draft, row, cells, fields)
        return
    choices = _choices(kind, cells[CHOICES], language)
    if choices is None:
        draft.note(LEFT_OUT(row=row.number, name=cells[NAME], kind=kind or "?"))
        return
    if not choices:
        draft.note(BAD_CHOICES(row=row.number, name=cells[NAME], choices=cells[CHOICES] or "–"))
        return
    hint = without_tags(cells[HINT])
    item = RawItem(
        row.number, cells[NAME], {language: without_tags(cells[LABEL])}, "", {language: hint} if hint else {}
    )
    item.list_name = draft.list_of(cells[MATRIX] or cells[NAME], choices)
    draft.items.append(item)
    if cells[BRANCHING]:
        draft.take_condition(item, asked(cells[BRANCHING], REDCAP), cells[BRANCHING])
    for place in (SECTION, CHECK, LEAST, MOST, IDENTIFIER, REQUIRED, RANKING, ANNOTATION):
        if cells[place] and cells[place].lower() not in {"n", "no"}:
            draft.note(NOT_CARRIED(row=row.number, what=f"{COLUMNS[place][0]}: {without_tags(cells[place])}"))
    _say_what_is_filled_in(draft, row, cells, fields)
    for name in (name for name in row if name.startswith("#")):
        draft.note(NOT_CARRIED(row=row.number, what=row[name]))


def _say_what_is_filled_in(draft: Draft, row: Row, cells: list[str], fields: set[str]) -> None:
    """REDCap puts an answer where `[name]` stands in a text, and a field where `{name}` stands."""
    words = " ".join((cells[LABEL], cells[CHOICES], cells[HINT]))
    for piped, embedded in dict.fromkeys(_FILLED_IN.findall(words)):
        name = piped or embedded
        if name in fields:
            draft.note(NOT_CARRIED(row=row.number, what=f"[{name}]"))


def _choices(kind: str, text: str, language: str) -> list[RawChoice] | None:
    """The answers of a question; none when they cannot be read, None when it is not of a kind that we have."""
    if kind in YES_NO:
        yes, no = YES_NO[kind].get(language, YES_NO[kind]["en"])
        return [RawChoice("0", {language: no}), RawChoice("1", {language: yes})]
    if kind not in {"radio", "dropdown"}:
        return None
    pairs = [part.partition(",") for part in _parts(text) if part.strip()]
    if not all(name.strip() and comma for name, comma, _label in pairs):
        return []
    return [RawChoice(name.strip(), {language: without_tags(label.strip())}) for name, _comma, label in pairs]


def _parts(text: str) -> Iterable[str]:
    """Bars stand between answers; the oldest versions wrote a backslash and an n."""
    return text.split("|") if "|" in text else text.split("\\n")
