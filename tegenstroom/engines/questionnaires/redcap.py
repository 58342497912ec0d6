"""REDCap in: its data dictionary, a table of eighteen columns. One language, which the file does not say."""

from collections.abc import Iterator

from tegenstroom.engines.questionnaires.building import (
    LEFT_OUT,
    NOT_CARRIED,
    Draft,
    Imported,
    RawChoice,
    RawItem,
    as_pack_key,
    built,
)
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
    "Rij {row}: de antwoorden lezen we niet. Schrijf 1, Nooit | 2, Soms. Er staat: {choices}.",
)
SEVERAL_FORMS = dutch(
    "form-redcap-forms", "In dit bestand staan {n} formulieren. We maken er één vragenlijst van: {names}."
)

NAME, FORM, SECTION, TYPE, LABEL, CHOICES, HINT, CHECK, LEAST, MOST, IDENTIFIER, BRANCHING, REQUIRED = range(13)
ALIGNMENT, NUMBER, MATRIX, RANKING, ANNOTATION = range(13, 18)
# How each column begins, whatever the version of REDCap says after it.
COLUMNS = (
    *("Variable", "Form Name", "Section Header", "Field Type", "Field Label", "Choices", "Field Note"),
    *(
        "Text Validation",
        "Text Validation Min",
        "Text Validation Max",
        "Identifier",
        "Branching Logic",
        "Required",
    ),
    *("Custom Alignment", "Question Number", "Matrix Group", "Matrix Ranking", "Field Annotation"),
)
YES_NO = {
    "yesno": {"nl": ("Ja", "Nee"), "fr": ("Oui", "Non"), "en": ("Yes", "No")},
    "truefalse": {"nl": ("Waar", "Niet waar"), "fr": ("Vrai", "Faux"), "en": ("True", "False")},
}


def read_redcap(content: bytes, language: str = "nl") -> Imported:
    """The questionnaire in a data dictionary, with its texts as this language."""
    sheet = read_separated(content, ",", "REDCap")
    for place, begin in enumerate(COLUMNS):
        if place >= len(sheet.columns) or not sheet.columns[place].startswith(begin):
            raise FormError(NOT_REDCAP(column=begin))
    names = sheet.columns
    forms = tuple(dict.fromkeys(row[names[FORM]] for row in sheet.rows if names[FORM] in row))
    title = forms[0].replace("_", " ").capitalize() if forms else "REDCap"
    draft = Draft(key=as_pack_key(forms[0] if forms else "redcap"), languages=(language,), title={language: title})
    if len(forms) > 1:
        draft.note(SEVERAL_FORMS(n=len(forms), names=forms))
    for row in sheet.rows:
        _take(draft, row, [row.get(name, "") for name in names], language)
    return built(draft)


def _take(draft: Draft, row: Row, cells: list[str], language: str) -> None:
    kind = cells[TYPE].lower()
    if kind == "descriptive" and not draft.items and not draft.intro and not cells[BRANCHING] and cells[LABEL]:
        draft.intro = {language: without_tags(cells[LABEL])}
        return
    choices = list(_choices(row, kind, cells[CHOICES], language))
    if not choices:
        draft.note(LEFT_OUT(row=row.number, name=cells[NAME], kind=kind or "?"))
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
            draft.note(NOT_CARRIED(row=row.number, what=f"{COLUMNS[place]}: {cells[place]}"))
    for name in (name for name in row if name.startswith("#")):
        draft.note(NOT_CARRIED(row=row.number, what=row[name]))


def _choices(row: Row, kind: str, text: str, language: str) -> Iterator[RawChoice]:
    if kind in YES_NO:
        yes, no = YES_NO[kind].get(language, YES_NO[kind]["en"])
        yield from (RawChoice("0", {language: no}), RawChoice("1", {language: yes}))
    elif kind in {"radio", "dropdown"}:
        for part in text.split("|"):
            name, comma, label = (piece.strip() for piece in part.partition(","))
            if not (name and comma and label):
                raise FormError(BAD_CHOICES(row=row.number, choices=text or "–"))
            yield RawChoice(name, {language: without_tags(label)})
