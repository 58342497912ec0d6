"""Whole exports of LimeSurvey as each version writes them: of one survey of our own, with all its tables.

Up to version 3 a row holds its text in one language; from 4 on texts stand in tables of their own.
"""

from collections.abc import Iterable, Mapping

LANGUAGES = ("nl", "fr")
type Cells = Mapping[str, str]
type Texts = tuple[str, str]

# number, parent, name, kind, scale, what must hold, text
QUESTIONS: tuple[tuple[str, str, str, str, str, Texts], ...] = (
    ("11", "0", "werk", "L", "1", ("<p>Werk je?</p>", "<p>Tu travailles ?</p>")),
    ("12", "0", "twee", "1", '((werk.NAOK == "A1"))', ("Hoe was het", "Comment était-ce")),
    ("13", "0", "vrij", "T", "1", ("Vertel", "Raconte")),
    ("14", "0", "rust", "F", "1", ("Thuis", "À la maison")),
    ("21", "12", "SQ1", "", "1", ("op het werk", "au travail")),
    ("22", "12", "SQ2", "", "1", ("thuis", "à la maison")),
    ("23", "14", "SQ1", "", "1", ("vind ik rust.", "je trouve le calme.")),
)
# number, question, code, scale, points, text
ANSWERS: tuple[tuple[str, str, str, str, str, Texts], ...] = (
    ("1", "11", "A1", "0", "1", ("ja", "oui")),
    ("2", "11", "A2", "0", "0", ("nee", "non")),
    ("3", "12", "1", "0", "0", ("slecht", "mal")),
    ("4", "12", "2", "0", "0", ("goed", "bien")),
    ("5", "12", "1", "1", "0", ("niet belangrijk", "pas important")),
    ("6", "12", "2", "1", "0", ("belangrijk", "important")),
    ("7", "14", "1", "0", "0", ("nooit", "jamais")),
    ("8", "14", "2", "0", "0", ("altijd", "toujours")),
)
ATTRIBUTES: tuple[tuple[str, str, str, str], ...] = (
    ("11", "hidden", "0", ""),
    ("11", "other_replace_text", "", "nl"),
    ("12", "dualscale_headerA", "Toen", "nl"),
    ("12", "dualscale_headerA", "Alors", "fr"),
    ("12", "dualscale_headerB", "Belang", "nl"),
    ("12", "dualscale_headerB", "Importance", "fr"),
    ("14", "random_order", "1", ""),
)


def table(name: str, rows: Iterable[Cells]) -> str:
    """A table as LimeSurvey writes it: an empty cell is an empty element, and what is NULL is not there."""
    written = "".join(
        "<row>"
        + "".join(f"<{key}><![CDATA[{cell}]]></{key}>" if cell else f"<{key}/>" for key, cell in row.items())
        + "</row>"
        for row in rows
    )
    return f" <{name}>\n  <fields><fieldname>id</fieldname></fields>\n  <rows>{written}</rows>\n </{name}>\n"


def whole(version: int) -> bytes:
    """The .lss of LimeSurvey 2 (DBVersion 184), 3 (359), 5 (493) or 6 (641)."""
    apart = version >= 400
    questions, subquestions, words = [], [], []
    for place, (qid, parent, title, kind, relevance, text) in enumerate(QUESTIONS):
        row = {"qid": qid, "parent_qid": parent, "sid": "77", "gid": "9", "type": kind or "T", "title": title}
        row |= {"other": "Y" if title == "werk" else "N", "mandatory": "S" if title == "rust" else "N"}
        row |= {"question_order": str(place), "scale_id": "0", "same_default": "0", "relevance": relevance}
        told = [{"qid": qid, "question": each, "help": "", "language": language} for each, language in _each(text)]
        (questions if parent == "0" else subquestions).extend([row] if apart else [row | each for each in told])
        words += told
    answers, answer_words = [], []
    for place, (aid, qid, code, scale, points, text) in enumerate(ANSWERS):
        row = {"qid": qid, "code": code, "sortorder": str(place), "assessment_value": points, "scale_id": scale}
        told = [{"answer": each, "language": language} for each, language in _each(text)]
        answers += [{"aid": aid} | row] if apart else [row | each for each in told]
        answer_words += [{"aid": aid} | each for each in told]
    group = {"gid": "9", "sid": "77", "group_order": "1", "randomization_group": "mix", "grelevance": ""}
    named = [
        group | {"group_name": name, "description": "", "language": language}
        for name, language in _each(("Deel 1", "Partie 1"))
    ]
    tables = [
        table("answers", reversed(answers)),
        table("answer_l10ns", answer_words) if apart else "",
        table("assessments", [_assessment("nl"), _assessment("fr")]),
        table("conditions", []),
        table("defaultvalues", [{"dvid": "1", "qid": "11"} | ({} if apart else {"defaultvalue": "A1"})]),
        table("defaultvalue_l10ns", [{"dvid": "1", "defaultvalue": "A1", "language": "nl"}]) if apart else "",
        table("groups", [group]) + table("group_l10ns", named) if apart else table("groups", named),
        table("questions", questions),
        table("question_l10ns", words) if apart else "",
        table("subquestions", subquestions),
        table(
            "question_attributes",
            [dict(zip(("qid", "attribute", "value", "language"), each, strict=True)) for each in ATTRIBUTES],
        ),
        table("quota", [{"id": "1", "sid": "77", "name": "vol", "qlimit": "50", "action": "1"}]),
        table("quota_members", [{"id": "1", "sid": "77", "qid": "11", "quota_id": "1", "code": "A1"}]),
        table("surveys", [{"sid": "77", "gsid": "1", "language": "nl", "additional_languages": "fr"}]),
        table("surveys_languagesettings", [_settings("nl", "Kracht"), _settings("fr", "Force")]),
        table("themes", [{"sid": "77", "template_name": "vanilla"}]) if version >= 300 else "",
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<document>\n <LimeSurveyDocType>Survey</LimeSurveyDocType>\n'
        f" <DBVersion>{version}</DBVersion>\n <languages>\n  <language>fr</language>\n"
        f"  <language>nl</language>\n </languages>\n{''.join(tables)}</document>\n"
    ).encode()


def _each(text: Texts) -> Iterable[tuple[str, str]]:
    return zip(text, LANGUAGES, strict=True)


def _assessment(language: str) -> Cells:
    told = {"id": "1", "sid": "77", "scope": "T", "name": "Som", "minimum": "0", "maximum": "4"}
    return told | {"message": "Sterk", "language": language}


def _settings(language: str, title: str) -> Cells:
    told = {"surveyls_survey_id": "77", "surveyls_language": language, "surveyls_title": title}
    return told | {
        "surveyls_welcometext": "",
        "surveyls_policy_notice": "Wij bewaren dit." if language == "nl" else "",
    }
