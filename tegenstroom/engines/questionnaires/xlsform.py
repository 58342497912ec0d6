"""XLSForm in: the form of ODK, KoboToolbox and SurveyCTO. pyxform says whether it is one.

On the sheet `survey`: `scale` names the scales of a question (several with a space between), `reverse` says `yes`
or the scales in which it is turned around, `weight` a number or `scale=number`. On `choices`: `missing` says `yes`
for an answer that does not count. Sheets that XLSForm does not know (`scales`, `pack`, `norms`, `parameters`) hold
the rest; what we write ourselves comes back equal.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from tegenstroom.engines.questionnaires.building import as_pack_key, as_version, built
from tegenstroom.engines.questionnaires.drafts import LEFT_OUT, NOT_CARRIED, Draft, Imported, RawChoice, RawItem
from tegenstroom.engines.questionnaires.kobo import for_others, written_out
from tegenstroom.engines.questionnaires.languages import code_of
from tegenstroom.engines.questionnaires.markup import as_said, without_styling
from tegenstroom.engines.questionnaires.refusals import FormError, refuse_for, refuse_unless
from tegenstroom.engines.questionnaires.relevance import XLSFORM, asked
from tegenstroom.engines.questionnaires.sheets import Row, Sheet, read_xlsx
from tegenstroom.engines.questionnaires.xlsform_extra import BAD_NUMBER, read_extra, read_scales, scales_of
from tegenstroom.engines.sentences import Said, dutch

NO_SURVEY = dutch("form-no-survey", "In dit bestand is er geen werkblad “{sheet}”. Een XLSForm heeft dat.")
NO_COLUMN = dutch("form-no-column", "Het werkblad “{sheet}” heeft geen kolom “{column}”.")
LANGUAGE_COLUMN = dutch(
    "form-language-column", "De taal van de kolom “{column}” kennen we niet. Schrijf label::Nederlands (nl)."
)
COLUMN_LEFT = dutch(
    "form-column-left", "Werkblad “{sheet}”: de kolom “{column}” nemen we niet over (rijen {rows})."
)
SHEET_LEFT = dutch("form-sheet-left", "Het werkblad “{sheet}” nemen we niet over.")
PYXFORM = dutch("form-pyxform", "Dit is geen geldige XLSForm. pyxform zegt: {reason}")
SETTING_LEFT = dutch("form-setting-left", "De instelling “{setting}” nemen we niet over: {value}.")
OTHER_WORD = dutch(
    "form-other-word", "Werkblad “{place}”, rij {row}: in “{column}” hoort {allowed}. Er staat {value}."
)
NEARLY_OURS = dutch(
    "form-nearly-ours",
    "Werkblad “{place}”, rij {row}: de kolom “{column}” kennen we niet. Bedoel je “{ours}”? Verander de naam "
    "van de kolom, of laat ze weg.",
)
NO_SCALE_HERE = dutch(
    "form-no-scale-here",
    "Werkblad “{place}”, rij {row}: in “{column}” staat {value}, maar in “scale” staat geen schaal. Schrijf er "
    "een, of maak “{column}” leeg.",
)
REPEATED = dutch(
    "form-repeated", "Rij {row}: “{name}” nemen we niet over. Ze staat in een deel dat herhaald wordt."
)
UNCLOSED = dutch("form-unclosed", "Rij {row}: een groep begint of eindigt zonder haar andere helft.")

SURVEY = frozenset({"type", "name", "relevant", "scale", "reverse", "weight", "disabled"})
CHOICES = frozenset({"list_name", "name", "missing"})
SETTINGS = frozenset({"form_title", "form_id", "version", "default_language"})
OURS = frozenset({"scales", "pack", "norms", "parameters"})
# Our own columns: with a mistake in their name a score would change without a word.
SCORING = {"survey": ("scale", "reverse", "weight"), "choices": ("missing",)}
ALIKE = 0.72  # as difflib counts: “schaal” is near “scale”, “case” is not
BASE = ("survey", "choices", "settings")
PYXFORM_READS = (*BASE, "external_choices", "entities", "osm")
# Older names of columns, which pyxform knows too.
ALIASES = {
    "caption": "label",
    "relevance": "relevant",
    "command": "type",
    "tag": "name",
    "value": "name",
    "set_form_title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
}
BINDINGS = {"bind:relevant": "relevant", "bind::relevant": "relevant"}
COLUMNS = SURVEY | CHOICES | SETTINGS | {"label", "hint", "choice_filter"}
# What a telephone notes down by itself: nobody is asked.
UNASKED = frozenset(
    {"start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "email", "audit"}
)
NO = frozenset({"no", "false", "false()"})
SELECT = re.compile(
    r"(?:select[_ ]one(?: from)?|select1|add select one prompt using) (\S+)( or[_ ](?:specify[_ ])?other)?"
)
EDGE = re.compile(r"(begin|end)[_ ](group|repeat|lgroup|looped group|loop)(?: over \S+)?")


def read_xlsform(content: bytes, language: str = "nl") -> Imported:
    """The questionnaire in an XLSForm. `language`: of a plain `label`, when the form does not say it.

    `FormError`: it is no XLSForm, or its questions do not hang together.
    """
    whole = read_xlsx(content)
    sheets = {name: _named(sheet) if name in BASE else sheet for name, sheet in whole.items()}
    survey, choices = _needed(sheets, "survey", "type"), _needed(sheets, "choices", "list_name")
    _refuse_nearly_ours(survey, "survey")
    _refuse_nearly_ours(choices, "choices")
    survey = written_out(survey, choices)
    sheets["survey"] = survey
    settings = _settings(sheets)
    texts = _Texts(settings.get("default_language", ""), language, (survey, choices), is_ours="pack" in sheets)
    title = settings.get("form_title") or settings.get("form_id") or ""
    draft = Draft(
        key=as_pack_key(settings.get("form_id") or title),
        languages=texts.languages,
        title={texts.languages[0]: title or "Vragenlijst"},
        version=as_version(settings.get("version", "")),
        ours=texts.is_ours,
    )
    _take_choices(draft, choices, texts)
    _take_survey(draft, survey, texts)
    _say_what_is_left(draft, sheets, settings, texts)
    read_extra(draft, sheets)
    found = built(draft, scales_of(draft, read_scales(draft, sheets)))
    _ask_pyxform({**whole, "survey": for_others(survey), "choices": choices})
    return found


def _named(sheet: Sheet) -> Sheet:
    """The sheet with its columns as XLSForm calls them now, where it knows them."""
    names: dict[str, str] = {}
    for column in sheet.columns:
        kind, sign, language = column.partition("::" if "::" in column else ":")
        kind = re.sub(r"\s+", "_", kind.strip().lower())
        kind = ALIASES.get(kind, kind)
        name = f"{kind}{sign}{language}" if kind in COLUMNS else BINDINGS.get(column.strip().lower(), column)
        names[column] = column if name in names.values() else name
    rows = tuple(
        Row(row.number, ((names.get(each, each), cell) for each, cell in row.items())) for row in sheet.rows
    )
    return replace(sheet, columns=tuple(names.values()), rows=rows)


class _Texts:
    """Which column holds which language of which text."""

    def __init__(self, default: str, fallback: str, sheets: tuple[Sheet, ...], *, is_ours: bool) -> None:
        self.is_ours = is_ours  # then its texts are plain
        self.default = (code_of(default) if default else None) or code_of(fallback) or "nl"
        self.columns: dict[str, tuple[str, str]] = {}
        for sheet in sheets:
            for column in sheet.columns:
                kind, _, named = (part.strip() for part in column.partition("::" if "::" in column else ":"))
                if kind in {"label", "hint"}:
                    code = code_of(named) if named else self.default
                    if code is None:
                        raise FormError(LANGUAGE_COLUMN(column=column))
                    self.columns[column] = (kind, code)
        found = tuple(dict.fromkeys(code for _kind, code in self.columns.values()))
        first = tuple(code for code in found if code == self.default)
        self.languages = (*first, *(code for code in found if code != self.default)) or (self.default,)

    def of(self, row: Row, kind: str) -> dict[str, str]:
        plain = as_said if self.is_ours else without_styling
        return {
            code: plain(row[column])
            for column, (what, code) in self.columns.items()
            if what == kind and column in row
        }


def _needed(sheets: dict[str, Sheet], name: str, *columns: str) -> Sheet:
    if name not in sheets:
        raise FormError(NO_SURVEY(sheet=name))
    sheet = sheets[name]
    refuse_unless(any(each in sheet.columns for each in columns), NO_COLUMN, sheet=name, column=columns[0])
    refuse_unless("name" in sheet.columns, NO_COLUMN, sheet=name, column="name")
    return sheet


def _settings(sheets: dict[str, Sheet]) -> dict[str, str]:
    rows = sheets["settings"].rows if "settings" in sheets else ()
    return dict(rows[0]) if rows else {}


def _take_choices(draft: Draft, sheet: Sheet, texts: _Texts) -> None:
    for row in sheet.rows:
        name = row.get("list_name", "")
        missing = row.get("missing", "no").lower()
        _one_of("choices", row, "missing", missing, ("yes", "no"))
        choice = RawChoice(row.get("name", ""), texts.of(row, "label"), missing == "yes")
        draft.lists.setdefault(name, []).append(choice)


def _take_survey(draft: Draft, sheet: Sheet, texts: _Texts) -> None:
    around: list[tuple[str, str]] = []  # the groups and repeats around this row, each with its condition
    begun = False
    for row in sheet.rows:
        kind = " ".join(row.get("type", "").split())
        if edge := EDGE.fullmatch(kind):
            _take_edge(draft, row, edge, around, texts)
        elif kind == "note" and not begun and "relevant" not in row:
            draft.intro = texts.of(row, "label")
            for hint in texts.of(row, "hint").values():
                draft.note(NOT_CARRIED(row=row.number, what=hint))
        elif kind:
            repeated = any(each != "group" for each, _condition in around)
            if reason := _reason(row, kind, repeated=repeated):
                draft.note(reason)
            else:
                _take_question(draft, row, [each for _kind, each in around], texts)
        begun = begun or (bool(kind) and kind not in UNASKED)
    if around:
        raise FormError(UNCLOSED(row=sheet.rows[-1].number))


def _reason(row: Row, kind: str, *, repeated: bool) -> Said | None:
    """Why a row is no question of ours."""
    name, chosen = row.get("name", "") or kind, SELECT.fullmatch(kind)
    if row.get("disabled", "no").lower() in {"yes", "true", "true()"}:
        return NOT_CARRIED(row=row.number, what=f"{name} (disabled)")
    if "label" in row.get("appearance", "").split():
        return NOT_CARRIED(row=row.number, what=f"{name} (label)")  # the head of a table: nobody answers it
    if repeated:
        return REPEATED(row=row.number, name=name)
    if chosen is None or chosen[1].startswith("${"):
        return LEFT_OUT(row=row.number, name=name, kind=kind)
    if "choice_filter" in row:
        return LEFT_OUT(row=row.number, name=name, kind=f"{kind}, choice_filter")
    return None


def _take_question(draft: Draft, row: Row, around: list[str], texts: _Texts) -> None:
    chosen = SELECT.fullmatch(" ".join(row["type"].split()))
    assert chosen is not None
    if chosen[2]:
        draft.note(NOT_CARRIED(row=row.number, what="or_other"))
    item = RawItem(row.number, row.get("name", ""), texts.of(row, "label"), chosen[1], texts.of(row, "hint"))
    item.scales = list(_scoring(row))
    draft.items.append(item)
    _take_conditions(draft, item, [each for each in (*around, row.get("relevant", "")) if each])
    _say_what_is_filled_in(draft, row, (*item.text.values(), *item.hint.values()))


def _take_edge(draft: Draft, row: Row, edge: re.Match[str], around: list[tuple[str, str]], texts: _Texts) -> None:
    """Where a group or a repeat begins or ends."""
    if edge[1] == "begin":
        around.append((edge[2], row.get("relevant", "")))
        if label := next(iter(texts.of(row, "label").values()), ""):
            draft.note(NOT_CARRIED(row=row.number, what=label))
    elif around:
        around.pop()
    else:
        raise FormError(UNCLOSED(row=row.number))


def _say_what_is_filled_in(draft: Draft, row: Row, words: Iterable[str]) -> None:
    """An XLSForm puts an answer where `${name}` stands in a text."""
    for found in dict.fromkeys(found for each in words for found in re.findall(r"\$\{[^{}\n]*\}", each)):
        draft.note(NOT_CARRIED(row=row.number, what=found))


def _take_conditions(draft: Draft, item: RawItem, conditions: list[str]) -> None:
    """One condition we can hold; a question that hangs on two is asked always, and that is said."""
    if conditions:
        whole = " and ".join(conditions)
        draft.take_condition(item, asked(whole, XLSFORM) if len(conditions) == 1 else None, whole)


def _scoring(row: Row) -> Iterator[tuple[str, bool, float | None]]:
    """Each scale of a question, whether it is turned around there, and its weight."""
    scales, reverse = row.get("scale", "").split(), row.get("reverse", "no").split()
    weights = dict(each.partition("=")[::2] for each in row.get("weight", "").split() if "=" in each)
    plain = row.get("weight") if "=" not in row.get("weight", "=") else None
    for word in () if len(reverse) == 1 and reverse[0].lower() in {"yes", "no"} else reverse:
        _one_of("survey", row, "reverse", word, ("yes", "no", *scales))
    for word in weights:
        _one_of("survey", row, "weight", word, tuple(scales))
    if not scales:
        _refuse_without_scale(row)
    for scale in scales:
        turned = [each.lower() for each in reverse] == ["yes"] or scale in reverse
        weight = weights.get(scale, plain)
        yield scale, turned, None if weight is None else _weight(row, weight)


def _refuse_without_scale(row: Row) -> None:
    """What says how a question counts, counts nowhere without a scale."""
    for column in ("reverse", "weight"):
        value = row.get(column, "")
        if value and value.lower() not in NO:
            raise FormError(NO_SCALE_HERE(place="survey", row=row.number, column=column, value=value))


def _refuse_nearly_ours(sheet: Sheet, place: str) -> None:
    """Every column that is one of ours but for a mistake in its name, each with the first row that fills it in."""
    known = SURVEY | CHOICES | {"label", "hint", "choice_filter"}
    wrong = []
    for column in sheet.columns:
        near = get_close_matches(column.strip().lower(), SCORING[place], n=1, cutoff=ALIKE)
        row = next((each.number for each in sheet.rows if column in each), None)
        if column not in known and near and row is not None:
            wrong.append(NEARLY_OURS(place=place, row=row, column=column, ours=near[0]))
    refuse_for(wrong)


def _one_of(place: str, row: Row, column: str, word: str, allowed: tuple[str, ...]) -> None:
    """A word with a mistake in it must not quietly change a score."""
    if word not in allowed:
        raise FormError(
            OTHER_WORD(place=place, row=row.number, column=column, allowed=" / ".join(allowed) or "–", value=word)
        )


def _weight(row: Row, text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise FormError(BAD_NUMBER(place="survey", row=row.number, column="weight", value=text)) from error


def _say_what_is_left(draft: Draft, sheets: dict[str, Sheet], settings: dict[str, str], texts: _Texts) -> None:
    for name, known in (("survey", SURVEY), ("choices", CHOICES)):
        sheet = sheets[name]
        seen = dict.fromkeys(column for row in sheet.rows for column in row)
        for column in seen:
            is_hint_of_choice = name == "choices" and texts.columns.get(column, ("", ""))[0] == "hint"
            if column not in known and (column not in texts.columns or is_hint_of_choice):
                rows = tuple(row.number for row in sheet.rows if row.get(column, "no").lower() not in NO)
                if rows:
                    draft.note(COLUMN_LEFT(sheet=name, column=column, rows=rows))
    for setting, value in settings.items():
        if setting not in SETTINGS:
            draft.note(SETTING_LEFT(setting=setting, value=value))
    for name, sheet in sheets.items():
        if name not in OURS and name not in BASE and sheet.rows:
            draft.note(SHEET_LEFT(sheet=sheet.name))


def _ask_pyxform(sheets: dict[str, Sheet]) -> None:
    """Whether others can read it. `FormError` with what pyxform says when they cannot."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415  only who has such a file pays for loading it
    from pyxform.xls2xform import convert  # noqa: PLC0415

    workbook: dict[str, Any] = {
        name: [dict(row) for row in sheets[name].rows] for name in PYXFORM_READS if name in sheets
    }
    try:
        convert(workbook, validate=False, form_name="data")
    except PyXFormError as error:
        raise FormError(PYXFORM(reason=str(error))) from error
    except Exception as error:  # on a form that is broken otherwise it may stumble over anything
        raise FormError(PYXFORM(reason=type(error).__name__)) from error
