"""The two files of LimeSurvey as one `Survey`."""

import xml.etree.ElementTree as ET  # only its elements; safe_xml does the reading
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tegenstroom.engines.questionnaires.building import Imported
from tegenstroom.engines.questionnaires.limesurvey import ATTRIBUTES, Entry, Part, Survey, imported
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
MOST_ROWS = 20_000
_TEXTS = frozenset({"surveyls_description", "surveyls_endtext"})


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
    for row in lines:
        language, text, name = row.get("language", base), row.get("text", ""), row.get("name", "")
        match row.get("class"):
            case "S":
                continue  # how LimeSurvey shows and keeps a survey: nothing that is asked
            case "SL":
                _take_setting(survey, row, language)
            case "G":
                group = row.get("relevance", "")
                survey.left += [(row.number, text)] if text else []
            case "Q":
                question = questions.setdefault(
                    name, Entry(row.number, name, row.get("type/scale", ""), group_relevance=group)
                )
                question.relevance = question.relevance or row.get("relevance", "")
                question.other = question.other or row.get("other") == "Y"
                question.text[language] = text
                question.help[language] = row.get("help", "")
                question.odd += [each for each in _settings(row) if each not in question.odd]
            case "SQ" | "A" as kind:
                if question is None:
                    raise FormError(ORPHAN(row=row.number))
                _take_part(question, kind, row, language)
            case other:
                survey.left.append((row.number, f"{other or '–'} {name} {text}".strip()))
    survey.questions = list(questions.values())


def _settings(row: dict[str, str]) -> Iterator[str]:
    """Settings of a question that change what is asked."""
    if row.get("mandatory", "N") not in {"N", ""}:
        yield "mandatory"
    for name in ATTRIBUTES:
        if row.get(name, "0") not in {"0", ""}:
            yield f"{name}: {row[name]}"


def _take_setting(survey: Survey, row: Row, language: str) -> None:
    name, text = row.get("name", ""), row.get("text", "")
    if name == "surveyls_title":
        survey.title[language] = text
    elif name == "surveyls_welcometext":
        survey.welcome[language] = text
    elif name in _TEXTS and text:
        survey.left.append((row.number, text))


def _take_part(question: Entry, kind: str, row: Row, language: str) -> None:
    name, scale = row.get("name", ""), row.get("type/scale", "0")
    if scale not in {"", "0"}:
        question.odd.append(f"{kind} {name} ({scale})")
        return
    part = (question.parts if kind == "SQ" else question.answers).setdefault(name, Part())
    part.text[language] = row.get("text", "")
    if kind == "SQ":
        part.relevance = part.relevance or row.get("relevance", "")


def read_limesurvey_xml(content: bytes) -> Imported:
    """The questionnaire in an .lss file: of LimeSurvey 2 and 3, and of 4 and later, where texts stand apart."""
    root = read_xml(content)
    if root.tag != "document" or (root.findtext("LimeSurveyDocType") or "").strip() != "Survey":
        raise FormError(NOT_LIME_XML())
    refuse_unless(sum(1 for _ in root.iter("row")) <= MOST_ROWS, LIME_ROWS, most=MOST_ROWS)
    head = next(rows(root, "surveys"), {})
    found = [(each.text or "").strip() for each in root.iterfind("languages/language")]
    survey = Survey(key=head.get("sid", ""), languages=_base_first(head.get("language", ""), found))
    for row in rows(root, "surveys_languagesettings"):
        language = row.get("surveyls_language", "")
        survey.title[language] = row.get("surveyls_title", "")
        survey.welcome[language] = row.get("surveyls_welcometext", "")
        survey.left += [(0, row[name]) for name in sorted(_TEXTS) if row.get(name)]
    groups = [*rows(root, "group_l10ns"), *rows(root, "groups")]
    survey.left += [(0, row["description"]) for row in groups if row.get("description")]
    survey.left += [(0, f"SQ {row.get('title', '')}") for row in _orphans(root, "subquestions", "parent_qid")]
    survey.left += [(0, f"A {row.get('code', '')}") for row in _orphans(root, "answers", "qid")]
    survey.questions = _questions(root, survey.languages[0] if survey.languages else "")
    return imported(survey)


def _orphans(root: ET.Element, table: str, name: str) -> list[dict[str, str]]:
    """Rows that belong to no question."""
    known = {row.get("qid", "") for row in rows(root, "questions")}
    return [row for row in rows(root, table) if row.get(name, "") not in known]


def _base_first(base: str, found: list[str]) -> list[str]:
    return list(dict.fromkeys(each for each in (base, *found) if each))


def _questions(root: ET.Element, base: str) -> list[Entry]:
    groups = {row.get("gid", ""): row for row in rows(root, "groups")}
    texts: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(root, "question_l10ns"):
        texts[row.get("qid", "")].append(row)
    attributes: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows(root, "question_attributes"):
        attributes[row.get("qid", "")][row.get("attribute", "")] = row.get("value", "")
    entries: dict[str, Entry] = {}
    places: dict[str, tuple[float, float]] = {}
    for number, row in enumerate(rows(root, "questions"), 1):
        qid, group = row.get("qid", ""), groups.get(row.get("gid", ""), {})
        entry = entries.setdefault(qid, Entry(number, row.get("title", ""), row.get("type", "")))
        entry.relevance, entry.group_relevance = row.get("relevance", ""), group.get("grelevance", "")
        entry.other = row.get("other") == "Y"
        entry.odd += [each for each in _settings({**attributes[qid], **row}) if each not in entry.odd]
        places[qid] = (_order(group.get("group_order")), _order(row.get("question_order")))
        for each in texts.get(qid, [row]):
            language = each.get("language") or base
            entry.text[language], entry.help[language] = each.get("question", ""), each.get("help", "")
    _take_subquestions(root, entries, texts, base)
    _take_answers(root, entries, base)
    return [entries[qid] for qid in sorted(entries, key=lambda qid: places[qid])]


def _take_subquestions(
    root: ET.Element, entries: dict[str, Entry], texts: dict[str, list[dict[str, str]]], base: str
) -> None:
    for row in sorted(rows(root, "subquestions"), key=lambda row: _order(row.get("question_order"))):
        entry = entries.get(row.get("parent_qid", ""))
        if entry is None:
            continue
        if row.get("scale_id", "0") not in {"", "0"}:
            entry.odd.append(f"SQ {row.get('title', '')}")
            continue
        part = entry.parts.setdefault(row.get("title", ""), Part(relevance=row.get("relevance", "")))
        for each in texts.get(row.get("qid", ""), [row]):
            part.text[each.get("language") or base] = each.get("question", "")


def _take_answers(root: ET.Element, entries: dict[str, Entry], base: str) -> None:
    texts: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(root, "answer_l10ns"):
        texts[row.get("aid", "")].append(row)
    for row in sorted(rows(root, "answers"), key=lambda row: _order(row.get("sortorder"))):
        entry = entries.get(row.get("qid", ""))
        if entry is None:
            continue
        if row.get("scale_id", "0") not in {"", "0"}:
            entry.odd.append(f"A {row.get('code', '')}")
            continue
        part = entry.answers.setdefault(row.get("code", ""), Part())
        for each in texts.get(row.get("aid", "")) or [row]:
            part.text[each.get("language") or base] = each.get("answer", "")


def _order(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
