"""The two files of LimeSurvey as one `Survey`."""

import re
import xml.etree.ElementTree as ET  # only its elements; safe_xml does the reading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tegenstroom.engines.questionnaires.drafts import Imported
from tegenstroom.engines.questionnaires.fitting import NAME_TWICE
from tegenstroom.engines.questionnaires.limesurvey import (
    AS_USUAL,
    ATTRIBUTES,
    DUAL,
    HEADERS,
    Entry,
    Part,
    Survey,
    imported,
)
from tegenstroom.engines.questionnaires.limesurvey_conditions import Numbered
from tegenstroom.engines.questionnaires.refusals import FormError, refuse_unless
from tegenstroom.engines.questionnaires.safe_xml import read_xml, rows
from tegenstroom.engines.questionnaires.sheets import Row, read_separated
from tegenstroom.engines.sentences import dutch

NOT_LIME_TSV = dutch("form-not-lime-tsv", "Dit is geen vragenlijst van LimeSurvey: de kolom “{column}” ontbreekt.")
NOT_LIME_XML = dutch(
    "form-not-lime-xml", "Dit is geen vragenlijst van LimeSurvey, of geen hele. Bewaar ze als .lss."
)
ORPHAN = dutch("form-orphan", "Rij {row}: dit hoort bij een vraag, maar er staat geen vraag boven.")
LIME_ROWS = dutch("form-lime-rows", "Deze vragenlijst van LimeSurvey is te lang, hoogstens {most} rijen.")
MOST_ROWS = 60_000  # LimeSurvey 6 writes some fifty settings for each question
_TEXTS = ("surveyls_description", "surveyls_endtext", "surveyls_policy_notice")
# The parts of a question in XML: its table, and there what names the question, itself, its text and its place.
_PARTS = {
    "SQ": ("subquestions", "parent_qid", "qid", "title", "question", "question_order"),
    "A": ("answers", "qid", "aid", "code", "answer", "sortorder"),
}
# Tables that are read here, and those that say how a survey looks.
_READ = {
    *(
        "languages",
        "questions",
        "question_l10ns",
        "question_attributes",
        "subquestions",
        "answers",
        "answer_l10ns",
    ),
    *("groups", "group_l10ns", "conditions", "surveys", "surveys_languagesettings", "themes", "themes_inherited"),
    *("defaultvalues", "defaultvalue_l10ns", "assessments", "quota"),
}
# So that a spreadsheet computes nothing, LimeSurvey writes a quote before a cell that begins with these signs.
_MASKED = re.compile(r"^'(?=[=+\-@])")


def read_limesurvey_tsv(content: bytes) -> Imported:
    """The questionnaire in a tab-separated survey structure."""
    sheet = read_separated(content, "\t", "LimeSurvey")
    for column in ("class", "type/scale", "name", "text"):
        refuse_unless(column in sheet.columns, NOT_LIME_TSV, column=column)
    survey = Survey()
    base = next((row.get("text", "") for row in sheet.rows if _is_setting(row, "language")), "")
    base = base or next((row["language"] for row in sheet.rows if "language" in row), "")
    more = next((row.get("text", "") for row in sheet.rows if _is_setting(row, "additional_languages")), "")
    survey.languages = list(
        dict.fromkeys(
            [*base.split(), *more.split(), *(row["language"] for row in sheet.rows if "language" in row)]
        )
    )
    survey.key = next((row.get("text", "") for row in sheet.rows if _is_setting(row, "sid")), "")
    _take_rows(survey, sheet.rows, base)
    return imported(survey)


def _is_setting(row: Row, name: str) -> bool:
    return row.get("class") == "S" and row.get("name") == name


def _take_rows(survey: Survey, lines: Iterable[Row], base: str) -> None:
    """Rows come language by language: what has the same code is the same question."""
    questions: dict[str, Entry] = {}
    question: Entry | None = None
    group = ""
    numbered = Numbered()
    for line in lines:
        row = Row(line.number, ((key, _MASKED.sub("", cell)) for key, cell in line.items()))
        language, text, name = row.get("language", base), row.get("text", ""), row.get("name", "")
        match row.get("class"):
            case "S":
                continue  # how LimeSurvey shows and keeps a survey: nothing that is asked
            case "SL":
                _take_setting(survey, row, language)
            case "G":
                group = row.get("relevance", "")
                mixed = f"random_group: {row['random_group']}" if row.get("random_group") else ""
                said = dict.fromkeys((name if language == base else "", text, mixed))
                survey.left += [(row.number, each) for each in said if each]
            case "Q":
                question = questions.setdefault(name, Entry(row.number, name, row.get("type/scale", "")))
                _take_line(question, row, language, group)
                numbered.titles[row.get("id", "")] = name
            case "C" if question is not None:
                numbered.conditions[question.code].append(_condition(row))
            case "SQ" | "A" as kind:
                if question is None:
                    raise FormError(ORPHAN(row=row.number))
                _take_part(
                    question, kind, {**row, "code": name, "scale": row.get("type/scale", "")}, {language: text}
                )
                if kind == "SQ":
                    numbered.parts[row.get("id", "")] = name
            case other:
                survey.left.append((row.number, f"{other or '–'} {name} {text}".strip()))
    numbered.name(questions)
    survey.questions = list(questions.values())


def _take_line(question: Entry, row: Row, language: str, group: str) -> None:
    """A question in one language."""
    refuse_unless(language not in question.text, NAME_TWICE, row=row.number, name=question.code)
    _take_question(question, row, row, group)
    question.text[language], question.help[language] = row.get("text", ""), row.get("help", "")
    for header, scale in HEADERS.items():
        question.headers.setdefault(scale, {})[language] = row.get(header, "")


def _condition(row: Row) -> dict[str, str]:
    """One of the oldest conditions, under the names that it has in XML."""
    columns = {"scenario": "type/scale", "cfieldname": "name", "method": "relevance", "value": "text"}
    return {name: row.get(column, "") for name, column in columns.items()}


def _take_question(question: Entry, row: Mapping[str, str], settings: Mapping[str, str], group: str) -> None:
    """What a row says of a question, but for its texts."""
    question.relevance = question.relevance or row.get("relevance", "")
    question.group_relevance = question.group_relevance or group
    question.other = question.other or row.get("other") == "Y"
    question.odd += [each for each in _settings(settings) if each not in question.odd]


def _settings(row: Mapping[str, str]) -> Iterator[str]:
    """Settings of a question that change what is asked."""
    if row.get("mandatory", "N") not in {"N", ""}:
        yield "mandatory"
    for name in ATTRIBUTES:
        if row.get(name, "") not in AS_USUAL:
            yield f"{name}: {row[name]}"


def _take_setting(survey: Survey, row: Row, language: str) -> None:
    name, text = row.get("name", ""), row.get("text", "")
    if name == "surveyls_title":
        survey.title[language] = text
    elif name == "surveyls_welcometext":
        survey.welcome[language] = text
    elif name in _TEXTS and text:
        survey.left.append((row.number, text))


def _take_part(question: Entry, kind: str, row: Mapping[str, str], texts: Mapping[str, str]) -> None:
    """A subquestion (SQ) or an answer (A), in one language or in all."""
    name, scale = row["code"], row["scale"]
    is_second = kind == "A" and scale == "1" and question.kind == DUAL
    if scale not in {"", "0"} and not is_second:
        question.odd.append(f"{kind} {name} ({scale})")
        return
    given = question.second if is_second else question.answers
    part = (question.parts if kind == "SQ" else given).setdefault(name, Part())
    question.odd += [f"{kind} {name}: {each}" for language, each in texts.items() if language in part.text]
    part.text |= texts
    if kind == "SQ":
        part.relevance = part.relevance or row.get("relevance", "")
    else:
        part.worth = part.worth or row.get("assessment_value", "")


def read_limesurvey_xml(content: bytes) -> Imported:
    """The questionnaire in an .lss file: of LimeSurvey 2 and 3, and of 4 and later, where texts stand apart."""
    root = read_xml(content)
    if root.tag != "document" or (root.findtext("LimeSurveyDocType") or "").strip() != "Survey":
        raise FormError(NOT_LIME_XML())
    refuse_unless(sum(1 for _ in root.iter("row")) <= MOST_ROWS, LIME_ROWS, most=MOST_ROWS)
    head = next(rows(root, "surveys"), {})
    base = head.get("language", "")
    found = [(each.text or "").strip() for each in root.iterfind("languages/language")]
    survey = Survey(
        key=head.get("sid", ""), languages=list(dict.fromkeys(each for each in (base, *found) if each))
    )
    for row in rows(root, "surveys_languagesettings"):
        language = row.get("surveyls_language", "")
        survey.title[language] = row.get("surveyls_title", "")
        survey.welcome[language] = row.get("surveyls_welcometext", "")
        survey.left += [(0, row[name]) for name in _TEXTS if row.get(name)]
    survey.questions = _questions(root, survey.languages[0] if survey.languages else "")
    survey.left += [(0, each) for each in _left(root, base)]
    return imported(survey)


def _left(root: ET.Element, base: str) -> Iterator[str]:
    """What belongs to no question that we know."""
    for row in (*rows(root, "group_l10ns"), *rows(root, "groups")):
        named = row.get("group_name", "") if row.get("language") in {base, None} else ""
        mixed = row.get("randomization_group", "") if row.get("language") in {base, None} else ""
        yield from (each for each in (named, row.get("description", "")) if each)
        yield from (f"randomization_group: {mixed}",) if mixed else ()
    for row in rows(root, "assessments"):
        if row.get("language", base) == base:
            what = f"{row.get('name', '')} ({row.get('minimum', '')}–{row.get('maximum', '')})"
            yield f"assessment: {what} {row.get('message', '')}".strip()
    for row in rows(root, "quota"):
        yield f"quota: {row.get('name', '')} ({row.get('qlimit', '')})"
    known = {row.get("qid", "") for row in rows(root, "questions")}
    for kind, (table, parent, _itself, name, _words, _order) in _PARTS.items():
        yield from (f"{kind} {row.get(name, '')}" for row in rows(root, table) if row.get(parent) not in known)
    for other in root:
        if other.tag not in _READ and (count := len(other.findall("rows/row"))):
            yield f"{other.tag} ({count})"


def _questions(root: ET.Element, base: str) -> list[Entry]:
    groups = {row.get("gid", ""): row for row in rows(root, "groups")}
    texts = _by(root, "question_l10ns", "qid")
    settings = {
        qid: {row.get("attribute", ""): row.get("value", "") for row in those}
        for qid, those in _by(root, "question_attributes", "qid").items()
    }
    entries: dict[str, Entry] = {}
    places: dict[str, tuple[float, float]] = {}
    for number, row in enumerate(rows(root, "questions"), 1):
        qid, group = row.get("qid", ""), groups.get(row.get("gid", ""), {})
        entry = entries.setdefault(qid, Entry(number, row.get("title", ""), row.get("type", "")))
        _take_question(entry, row, {**settings.get(qid, {}), **row}, group.get("grelevance", ""))
        places[qid] = (_order(group.get("group_order")), _order(row.get("question_order")))
        for each in texts.get(qid) or [row]:
            language = each.get("language") or base
            entry.text[language], entry.help[language] = each.get("question", ""), each.get("help", "")
    for kind, of_kind in (("SQ", texts), ("A", _by(root, "answer_l10ns", "aid"))):
        _take_parts(root, kind, entries, of_kind, base)
    for header, scale in HEADERS.items():
        for qid, those in _by(root, "question_attributes", "qid").items():
            if qid in entries:
                found = [row for row in those if row.get("attribute") == header]
                entries[qid].headers[scale] = {row.get("language") or base: row.get("value", "") for row in found}
    _take_defaults(root, entries)
    _name_conditions(root, entries)
    return [entries[qid] for qid in sorted(entries, key=lambda qid: places[qid])]


def _by(root: ET.Element, table: str, name: str) -> dict[str, list[dict[str, str]]]:
    """The rows of a table by one of their cells."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(root, table):
        found[row.get(name, "")].append(row)
    return found


def _take_parts(
    root: ET.Element, kind: str, entries: dict[str, Entry], texts: dict[str, list[dict[str, str]]], base: str
) -> None:
    table, parent, itself, name, words, order = _PARTS[kind]
    for row in sorted(rows(root, table), key=lambda row: _order(row.get(order))):
        if entry := entries.get(row.get(parent, "")):
            said = texts.get(row.get(itself, "")) or [row]
            spoken = {each.get("language") or base: each.get(words, "") for each in said}
            _take_part(entry, kind, {**row, "code": row.get(name, ""), "scale": row.get("scale_id", "")}, spoken)


def _take_defaults(root: ET.Element, entries: dict[str, Entry]) -> None:
    """An answer that stands there before anyone chose: named at its question."""
    words = _by(root, "defaultvalue_l10ns", "dvid")
    for row in rows(root, "defaultvalues"):
        told = next((each.get("defaultvalue") for each in words.get(row.get("dvid", ""), [])), None)
        what = f"default: {row.get('defaultvalue') or told or '?'}"
        entry = entries.get(row.get("qid", ""))
        if entry is not None and what not in entry.odd:
            entry.odd.append(what)


def _name_conditions(root: ET.Element, entries: dict[str, Entry]) -> None:
    numbered = Numbered()
    numbered.titles = {qid: entry.code for qid, entry in entries.items()}
    numbered.parts = {row.get("qid", ""): row.get("title", "") for row in rows(root, "subquestions")}
    for qid, those in _by(root, "conditions", "qid").items():
        if qid in entries:
            numbered.conditions[entries[qid].code] += those
    numbered.name({entry.code: entry for entry in entries.values()})


def _order(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
