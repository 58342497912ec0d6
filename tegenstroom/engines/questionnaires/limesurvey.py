"""LimeSurvey in: its survey structure as tab-separated text (.txt) and as XML (.lss).

Both files become the same rows (`Entry`); from there a list or an array becomes questions of ours. Questions of
other kinds are named and left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tegenstroom.engines.questionnaires.building import as_pack_key, built
from tegenstroom.engines.questionnaires.drafts import (
    LEFT_OUT,
    NOT_CARRIED,
    NOT_CARRIED_EITHER,
    Draft,
    Imported,
    RawChoice,
    RawItem,
)
from tegenstroom.engines.questionnaires.languages import code_of
from tegenstroom.engines.questionnaires.markup import without_tags
from tegenstroom.engines.questionnaires.refusals import FormError
from tegenstroom.engines.questionnaires.relevance import LIMESURVEY, asked
from tegenstroom.engines.sentences import dutch

NO_LANGUAGES = dutch("form-lime-language", "De taal “{language}” van dit bestand van LimeSurvey kennen we niet.")
NO_ROWS = dutch("form-lime-no-rows", "Rij {row}: “{name}” nemen we niet over. Er staat geen enkele zin onder.")
IN_ENGLISH = dutch(
    "form-lime-english",
    "Rij {row}: de antwoorden van “{name}” staan niet in het bestand. In de taal {language} zetten we ze in het "
    "Engels.",
)
LANGUAGE_LEFT = dutch("form-lime-language-left", "De taal “{language}” nemen we niet over: {kept} staat er al.")

LISTS = frozenset({"L", "!", "O"})
ARRAYS = frozenset({"F", "H"})
DUAL = "1"
# What LimeSurvey calls the words above the two rows of answers of such an array.
HEADERS = {"dualscale_headerA": "0", "dualscale_headerB": "1"}
NUMBERED = {"5": 5, "A": 5, "B": 10}
# Answers that LimeSurvey knows itself, in the languages of the interface; the file does not hold them.
FIXED = {
    "Y": (("Y", {"nl": "Ja", "fr": "Oui", "en": "Yes"}), ("N", {"nl": "Nee", "fr": "Non", "en": "No"})),
    "G": (
        ("F", {"nl": "Vrouw", "fr": "Femme", "en": "Female"}),
        ("M", {"nl": "Man", "fr": "Homme", "en": "Male"}),
    ),
    "C": (
        ("Y", {"nl": "Ja", "fr": "Oui", "en": "Yes"}),
        ("N", {"nl": "Nee", "fr": "Non", "en": "No"}),
        ("U", {"nl": "Ik weet het niet", "fr": "Je ne sais pas", "en": "Uncertain"}),
    ),
    "E": (
        ("D", {"nl": "Minder", "fr": "Moins", "en": "Decrease"}),
        ("S", {"nl": "Hetzelfde", "fr": "Pareil", "en": "Same"}),
        ("I", {"nl": "Meer", "fr": "Plus", "en": "Increase"}),
    ),
}
# What LimeSurvey calls the kinds that we do not have: a file says a letter.
OTHERS = {
    "S": "short free text",
    "T": "long free text",
    "U": "huge free text",
    "Q": "multiple short text",
    "N": "numerical input",
    "K": "multiple numerical input",
    "D": "date/time",
    "M": "multiple choice",
    "P": "multiple choice with comments",
    "R": "ranking",
    ":": "array (numbers)",
    ";": "array (texts)",
    "X": "text display",
    "*": "equation",
    "|": "file upload",
    "I": "language switch",
}
# Settings of a question that change what is asked, and that we do not have.
ATTRIBUTES = (
    *("array_filter", "array_filter_exclude", "hidden", "random_order", "answer_order", "subquestion_order"),
    *("em_validation_q", "em_validation_sq", "validation", "preg", "default", "min_answers", "max_answers"),
    *("alphasort", "random_group", "time_limit"),
)
AS_USUAL = frozenset({"0", "", "normal"})
_WITH_ROWS = frozenset({"A", "B", "C", "E", DUAL, *ARRAYS})
_MEDIA = re.compile(r"<(img|audio|video|iframe|script|object|embed)\b", re.IGNORECASE)


@dataclass(slots=True)
class Entry:
    """A question of LimeSurvey with what belongs to it. `row`: its place in the file.

    `second`: the other row of answers of an array that has two; `headers`: the words above each of both.
    """

    row: int
    code: str
    kind: str
    relevance: str = ""
    group_relevance: str = ""
    other: bool = False
    text: dict[str, str] = field(default_factory=dict)
    help: dict[str, str] = field(default_factory=dict)
    parts: dict[str, "Part"] = field(default_factory=dict)
    answers: dict[str, "Part"] = field(default_factory=dict)
    second: dict[str, "Part"] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    odd: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Part:
    """A subquestion or an answer: its code is its key in the question. `worth`: its points in an assessment."""

    text: dict[str, str] = field(default_factory=dict)
    relevance: str = ""
    worth: str = ""


@dataclass(slots=True)
class Survey:
    """All that either file says. Texts stand under the languages of LimeSurvey, such as `nl-informal`."""

    key: str = ""
    languages: list[str] = field(default_factory=list)
    title: dict[str, str] = field(default_factory=dict)
    welcome: dict[str, str] = field(default_factory=dict)
    questions: list[Entry] = field(default_factory=list)
    left: list[tuple[int, str]] = field(
        default_factory=list
    )  # what belongs to no question, with its row; an .lss has none: 0


def imported(survey: Survey) -> Imported:
    """The questionnaire in a survey."""
    draft = Draft(key="", languages=(), title={})
    codes = _languages(survey.languages, draft)
    draft.languages = tuple(dict.fromkeys(codes.values()))
    draft.title = _plain(survey.title, codes)
    if not any(draft.title.values()):
        draft.title = dict.fromkeys(draft.languages, f"LimeSurvey {survey.key}".strip())
    draft.intro = {language: words for language, words in _plain(survey.welcome, codes).items() if words}
    draft.key = as_pack_key(next(iter(draft.title.values()), "") or survey.key)
    for row, what in survey.left:
        words = without_tags(what)
        draft.note(NOT_CARRIED(row=row, what=words) if row else NOT_CARRIED_EITHER(what=words))
    for question in survey.questions:
        _take(draft, question, codes)
    return built(draft)


def _languages(named: Iterable[str], draft: Draft) -> dict[str, str]:
    """Our code of each language of the survey. Of two that are one for us, the first stays."""
    codes: dict[str, str] = {}
    for language in named:
        code = code_of(language)
        if code is None:
            raise FormError(NO_LANGUAGES(language=language))
        if code in codes.values():
            draft.note(LANGUAGE_LEFT(language=language, kept=code))
        else:
            codes[language] = code
    return codes


def _take(draft: Draft, question: Entry, codes: dict[str, str]) -> None:
    kind = question.kind
    if kind not in LISTS | ARRAYS | NUMBERED.keys() | FIXED.keys() | {DUAL}:
        named = f"{OTHERS[kind]} ({kind})" if kind in OTHERS else kind or "?"
        draft.note(LEFT_OUT(row=question.row, name=question.code, kind=named))
        return
    if kind in _WITH_ROWS and not question.parts:
        draft.note(NO_ROWS(row=question.row, name=question.code))
        return
    _say_what_is_left(draft, question, codes)
    stem, hint = _plain(question.text, codes), _plain(question.help, codes)
    if kind == DUAL:
        _take_both_scales(draft, question, codes, stem, hint)
        return
    name = draft.list_of(question.code, list(_choices(draft, question, codes)))
    if kind not in _WITH_ROWS:
        _add(draft, RawItem(question.row, question.code, stem, name, hint), question, "")
        return
    for code, part in question.parts.items():
        whole = _under(stem, _row_words(part, codes))
        item = RawItem(question.row, f"{question.code}_{code}", whole or stem, name, dict(hint))
        _add(draft, item, question, part.relevance)


def _take_both_scales(
    draft: Draft, question: Entry, codes: dict[str, str], stem: dict[str, str], hint: dict[str, str]
) -> None:
    """Each row of such an array is two questions: `SQ1_0` and `SQ1_1`, as LimeSurvey names their answers."""
    for scale, answers in (("0", question.answers), ("1", question.second)):
        given = [RawChoice(code, _plain(answer.text, codes)) for code, answer in answers.items()]
        name = draft.list_of(f"{question.code}_{scale}", given)
        header = _plain(question.headers.get(scale, {}), codes)
        # Without words above it, only its number tells one row of answers from the other.
        spare = next(filter(None, header.values()), f"({int(scale) + 1})")
        for code, part in question.parts.items():
            whole = _under(stem, _row_words(part, codes)) or stem
            told = {language: f"{words}\n{header.get(language) or spare}" for language, words in whole.items()}
            item = RawItem(question.row, f"{question.code}_{code}_{scale}", told, name, dict(hint))
            _add(draft, item, question, part.relevance)


def _row_words(part: Part, codes: dict[str, str]) -> dict[str, str]:
    """What a row of an array says; a bar stands between the two ends of a scale."""
    return {language: " – ".join(each.split("|")) for language, each in _plain(part.text, codes).items()}


def _under(stem: dict[str, str], words: dict[str, str]) -> dict[str, str]:
    return {language: f"{stem.get(language, '')}\n{each}".strip() for language, each in words.items() if each}


def _add(draft: Draft, item: RawItem, question: Entry, own: str) -> None:
    conditions = [
        each for each in (question.group_relevance, question.relevance, own) if each.strip() not in {"", "1"}
    ]
    draft.items.append(item)
    if conditions:
        whole = " and ".join(conditions)
        draft.take_condition(item, asked(whole, LIMESURVEY) if len(conditions) == 1 else None, whole)


def _choices(draft: Draft, question: Entry, codes: dict[str, str]) -> Iterator[RawChoice]:
    kind, languages = question.kind, draft.languages
    if kind in NUMBERED:
        for number in range(1, NUMBERED[kind] + 1):
            yield RawChoice(str(number), dict.fromkeys(languages, str(number)))
    elif kind in FIXED:
        for language in languages:
            if language not in FIXED[kind][0][1]:
                draft.note(IN_ENGLISH(row=question.row, name=question.code, language=language))
        for name, label in FIXED[kind]:
            words = {language: label.get(language, label["en"]) for language in languages}
            yield RawChoice(name, words, missing=name == "U")
    else:
        for name, answer in question.answers.items():
            yield RawChoice(name, _plain(answer.text, codes))


def _say_what_is_left(draft: Draft, question: Entry, codes: dict[str, str]) -> None:
    if question.other:
        draft.note(NOT_CARRIED(row=question.row, what="other"))
    if question.kind == "O":
        draft.note(NOT_CARRIED(row=question.row, what="comment"))
    for answers in (question.answers, question.second):
        if len({answer.worth for answer in answers.values()}) > 1:
            points = "; ".join(f"{code} = {answer.worth or 0}" for code, answer in answers.items())
            draft.note(NOT_CARRIED(row=question.row, what=f"assessment_value: {points}"))
    for what in question.odd:
        draft.note(NOT_CARRIED(row=question.row, what=what))
    said = [
        *question.text.values(),
        *question.help.values(),
        *(words for part in question.parts.values() for words in part.text.values()),
        *(words for part in question.answers.values() for words in part.text.values()),
        *(words for part in question.second.values() for words in part.text.values()),
    ]
    for tag in dict.fromkeys(found[1].lower() for words in said for found in _MEDIA.finditer(words)):
        draft.note(NOT_CARRIED(row=question.row, what=f"<{tag}>"))
    for found in dict.fromkeys(found for words in said for found in re.findall(r"\{[A-Za-z][^{}\n]*\}", words)):
        draft.note(NOT_CARRIED(row=question.row, what=found))


def _plain(text: dict[str, str], codes: dict[str, str]) -> dict[str, str]:
    return {codes[language]: without_tags(words) for language, words in text.items() if language in codes}
