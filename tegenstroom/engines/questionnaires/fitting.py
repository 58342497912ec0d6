"""What a form of another tool leaves open, made to fit: names, codes, and a text in every language.

A question that cannot be asked is left out with its reason, so that the others come along. Where a language misses
a text, that of another one stands, and that is said.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from tegenstroom.engines.questionnaires.checks import KEY
from tegenstroom.engines.questionnaires.drafts import Draft, RawChoice, RawItem
from tegenstroom.engines.questionnaires.questionnaire import Text
from tegenstroom.engines.questionnaires.refusals import FormError, refuse_unless
from tegenstroom.engines.sentences import Said, dutch

NAME_TWICE = dutch("form-name-twice", "Rij {row}: “{name}” komt twee keer voor.")
NAME_EMPTY = dutch("form-name-empty", "Rij {row}: deze vraag heeft geen naam.")
NO_LIST = dutch("form-no-list", "Rij {row}: de lijst met antwoorden “{name}” bestaat niet.")
NO_TEXT = dutch("form-no-text", "Rij {row}: “{name}” nemen we niet over. Er staat geen tekst bij.")
FEW_ANSWERS = dutch(
    "form-few-answers", "Rij {row}: “{name}” nemen we niet over. Er zijn minstens twee antwoorden nodig."
)
ANSWER_TWICE = dutch(
    "form-answer-twice", "Rij {row}: “{name}” nemen we niet over. Het antwoord “{answer}” staat er twee keer bij."
)
RENAMED = dutch("form-renamed", "Rij {row}: “{name}” heet bij ons {key}.")
NUMBERED = dutch("form-numbered", "De antwoorden van “{name}” krijgen nummers: {pairs}.")
SORTED = dutch("form-sorted", "De antwoorden van “{name}” zetten we van laag naar hoog: {codes}.")
UNLABELLED = dutch(
    "form-unlabelled", "Van “{name}” hebben deze antwoorden geen tekst. We tonen hun code: {answers}."
)
TEXT_FILLED = dutch(
    "form-text-filled",
    "Rij {row}: de tekst in de taal {language} ontbreekt. Daar staat nu die in de taal {other}.",
)
TEXT_FILLED_EITHER = dutch(
    "form-text-filled-either",
    "{place}: de tekst in de taal {language} ontbreekt. Daar staat nu die in de taal {other}.",
)
LANGUAGE_EMPTY = dutch(
    "form-language-empty", "De taal {language} nemen we niet over: daarin staat geen enkele vraag."
)
NO_QUESTIONS = dutch("form-no-questions", "In dit bestand staat geen enkele vraag die we kunnen overnemen.")
ONE_TITLE = dutch("form-one-title", "De titel staat er maar in één taal. We zetten hem ook in: {languages}.")

_LONGEST = 32
_REASONS = 20  # of a form of which nothing is left


def fit(draft: Draft) -> dict[str, str]:
    """Make a draft whole. The key of each question by its name in the form. `FormError`: no question is left."""
    _leave_out_languages(draft)
    _leave_out_questions(draft)
    if not draft.items:
        raise FormError(NO_QUESTIONS(), *draft.notes[:_REASONS])
    keys = _keys(draft)
    used = {item.list_name for item in draft.items}
    draft.lists = {name: choices for name, choices in draft.lists.items() if name in used or draft.ours}
    _fill_texts(draft)
    return keys


def as_key(name: str) -> str:
    """A name of another tool as a key of ours; one that can be a key stays as it is."""
    if KEY.fullmatch(name):
        return name
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    key = re.sub(r"\W+", "_", plain).strip("_")[:_LONGEST]
    return key if KEY.fullmatch(key) else f"v_{key}"[:_LONGEST].rstrip("_")


def as_keys(names: Iterable[str]) -> dict[str, str]:
    """A key for each name. Names that would get the same one get a number at its end."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    times: Counter[str] = Counter()
    # A name that can be a key as it stands comes first: it keeps it.
    for name in sorted(dict.fromkeys(names), key=lambda name: not KEY.fullmatch(name)):
        base = key = as_key(name)
        while key.lower() in taken:
            times[base.lower()] += 1
            end = f"_{times[base.lower()] + 1}"
            key = base[: _LONGEST - len(end)] + end
        keys[name] = key
        taken.add(key.lower())
    return keys


def free_key(name: str, taken: Iterable[str]) -> str:
    """A key for a name, beside keys that are taken already."""
    others = {each.lower() for each in taken}
    base = key = as_key(name)
    number = 2
    while key.lower() in others:
        key = base[: _LONGEST - len(f"_{number}")] + f"_{number}"
        number += 1
    return key


def codes_of(name: str, choices: Sequence[RawChoice], notes: list[Said]) -> dict[str, int]:
    """The code of each answer, by its name. One that is a number keeps it; what is changed goes to the notes."""
    answers = [choice.name for choice in choices]
    if all(re.fullmatch(r"-?(0|[1-9][0-9]{0,8})", answer) and answer != "-0" for answer in answers):
        return {answer: int(answer) for answer in answers}
    lettered = [re.fullmatch(r"([A-Za-z]+)0*([0-9]{1,6})", answer) for answer in answers]
    numbers = [int(each[2]) for each in lettered if each]
    alike = len(numbers) == len(answers) and len({each[1] for each in lettered if each}) == 1
    if not alike or len(set(numbers)) < len(numbers):
        numbers = list(range(1, len(answers) + 1))
    found = dict(zip(answers, numbers, strict=True))
    notes.append(NUMBERED(name=name, pairs="; ".join(f"{answer} = {code}" for answer, code in found.items())))
    return found


def in_order(
    name: str, choices: Sequence[RawChoice], codes: dict[str, int], notes: list[Said]
) -> Sequence[RawChoice]:
    """The answers from low to high, those that do not count at the end; as they stand when they are so already."""
    counted = [codes[choice.name] for choice in choices if not choice.missing]
    if counted == sorted(counted):
        return choices
    notes.append(SORTED(name=name, codes=", ".join(map(str, sorted(counted)))))
    return sorted(choices, key=lambda choice: (choice.missing, codes[choice.name]))


def _leave_out_languages(draft: Draft) -> None:
    """A language in which not one question stands is no language of the questionnaire."""
    known = {language for item in draft.items for language, words in item.text.items() if words}
    for language in draft.languages:
        if known and language not in known:
            draft.note(LANGUAGE_EMPTY(language=language))
    draft.languages = tuple(each for each in draft.languages if each in known) or draft.languages


def _leave_out_questions(draft: Draft) -> None:
    kept = []
    for item in draft.items:
        refuse_unless(bool(item.name), NAME_EMPTY, row=item.row)
        if (reason := _reason(draft, item)) is None:
            kept.append(item)
        elif item.scales:
            raise FormError(reason)  # a score without it would be another score
        else:
            draft.note(reason)
    draft.items = kept


def _reason(draft: Draft, item: RawItem) -> Said | None:
    """Why this question cannot be asked."""
    if item.list_name not in draft.lists:
        raise FormError(NO_LIST(row=item.row, name=item.list_name))
    choices = draft.lists[item.list_name]
    for answer, times in Counter(choice.name for choice in choices).items():
        if times > 1:
            return ANSWER_TWICE(row=item.row, name=item.name, answer=answer)
    if sum(not choice.missing for choice in choices) < 2:
        return FEW_ANSWERS(row=item.row, name=item.name)
    if not any(item.text.get(language) for language in draft.languages):
        return NO_TEXT(row=item.row, name=item.name)
    return None


def _keys(draft: Draft) -> dict[str, str]:
    for name, times in Counter(item.name for item in draft.items).items():
        if times > 1:
            row = [item.row for item in draft.items if item.name == name][1]
            raise FormError(NAME_TWICE(row=row, name=name))
    keys = as_keys(item.name for item in draft.items)
    for item in draft.items:
        if keys[item.name] != item.name:
            draft.note(RENAMED(row=item.row, name=item.name, key=keys[item.name]))
    return keys


def _fill_texts(draft: Draft) -> None:
    """Every text in every language of the draft."""
    languages = draft.languages
    missing = tuple(language for language in languages if not draft.title.get(language))
    if missing and any(draft.title.values()):
        draft.note(ONE_TITLE(languages=missing))
    draft.title, _filled = _whole(draft.title, languages)
    draft.intro, filled = _whole(draft.intro, languages)
    for language, other in filled:
        draft.note(TEXT_FILLED_EITHER(place="intro", language=language, other=other))
    for item in draft.items:
        item.text, of_text = _whole(item.text, languages)
        item.hint, of_hint = _whole(item.hint, languages)
        for language, other in dict.fromkeys((*of_text, *of_hint)):
            draft.note(TEXT_FILLED(row=item.row, language=language, other=other))
    for name, choices in draft.lists.items():
        bare = [choice for choice in choices if not any(choice.label.values())]
        if bare:
            draft.note(UNLABELLED(name=name, answers=", ".join(choice.name for choice in bare)))
        for choice in bare:
            choice.label = dict.fromkeys(languages, choice.name)
        found: dict[tuple[str, str], None] = {}
        for choice in choices:
            choice.label, filled = _whole(choice.label, languages)
            found |= dict.fromkeys(filled)
        for language, other in found:
            draft.note(TEXT_FILLED_EITHER(place=name, language=language, other=other))


def _whole(text: Text, languages: Sequence[str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The text in each of these languages, and which were filled in from which; empty when there is none."""
    source = next((each for each in (*languages, *text) if text.get(each)), None)
    if source is None:
        return {}, []
    filled = [(language, source) for language in languages if not text.get(language)]
    return {language: text.get(language) or text[source] for language in languages}, filled
