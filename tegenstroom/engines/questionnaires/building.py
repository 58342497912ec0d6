"""From what another tool's form says to a questionnaire of ours.

Each reader brings its questions and lists in these shapes; here names become keys, answers get codes, and
conditions are tied. What does not come along is said.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tegenstroom.engines.questionnaires.checks import KEY, checked
from tegenstroom.engines.questionnaires.questionnaire import (
    Choice,
    Condition,
    Format,
    Item,
    ItemParameters,
    Licence,
    Norm,
    Questionnaire,
    Scale,
)
from tegenstroom.engines.questionnaires.refusals import FormError, refuse_unless
from tegenstroom.engines.questionnaires.relevance import Asked
from tegenstroom.engines.sentences import Said, dutch

NAME_TWICE = dutch("form-name-twice", "Rij {row}: “{name}” komt twee keer voor.")
NAME_EMPTY = dutch("form-name-empty", "Rij {row}: deze vraag heeft geen naam.")
NO_LIST = dutch("form-no-list", "Rij {row}: de lijst met antwoorden “{name}” bestaat niet.")
ANSWER_TWICE = dutch("form-answer-twice", "In de lijst “{name}” komt het antwoord “{answer}” twee keer voor.")
RENAMED = dutch("form-renamed", "Rij {row}: “{name}” heet bij ons {key}.")
NUMBERED = dutch("form-numbered", "De antwoorden van “{name}” krijgen nummers: {pairs}.")
LEFT_OUT = dutch(
    "form-left-out", "Rij {row}: “{name}” nemen we niet over. Dit soort vraag hebben we niet: {kind}."
)
NOT_CARRIED = dutch("form-not-carried", "Rij {row}: dit nemen we niet over: {what}.")
NOT_CARRIED_EITHER = dutch("form-not-carried-either", "Dit nemen we niet over: {what}.")
CONDITION_LOST = dutch(
    "form-condition-lost", "Rij {row}: de voorwaarde lezen we niet. De vraag wordt altijd gesteld: {condition}."
)
NO_QUESTIONS = dutch("form-no-questions", "In dit bestand staat geen enkele vraag die we kunnen overnemen.")
ONE_TITLE = dutch("form-one-title", "De titel staat er maar in één taal. We zetten hem ook in: {languages}.")

NO_LICENCE = Licence("", "")
_LONGEST = 32


@dataclass(frozen=True, slots=True)
class Imported:
    """A questionnaire that hangs together, and what of the form did not come along.

    Most forms say nothing of a licence: before it becomes a pack someone fills it in.
    """

    questionnaire: Questionnaire
    notes: tuple[Said, ...]


@dataclass(slots=True)
class RawChoice:
    """An answer as the form has it. `name`: what the form stores."""

    name: str
    label: dict[str, str]
    missing: bool = False


@dataclass(slots=True)
class RawItem:
    """A question as the form has it. `scales`: name, whether it is reversed, and its weight there."""

    row: int
    name: str
    text: dict[str, str]
    list_name: str
    hint: dict[str, str] = field(default_factory=dict)
    asked: Asked | None = None
    condition: str = ""
    scales: list[tuple[str, bool, float | None]] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """All that a reader found."""

    key: str
    languages: tuple[str, ...]
    title: dict[str, str]
    version: str = "1"
    intro: dict[str, str] = field(default_factory=dict)
    licence: Licence = NO_LICENCE
    validated: bool = False
    lists: dict[str, list[RawChoice]] = field(default_factory=dict)
    items: list[RawItem] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)
    norms: tuple[Norm, ...] = ()
    parameters: tuple[ItemParameters, ...] = ()
    references: tuple[str, ...] = ()

    def note(self, said: Said) -> None:
        self.notes.append(said)

    def take_condition(self, item: RawItem, asked: Asked | None, condition: str) -> None:
        """Keep a condition, or say that it is lost."""
        item.asked, item.condition = asked, condition
        if asked is None:
            self.note(CONDITION_LOST(row=item.row, condition=condition))

    def list_of(self, name: str, choices: list[RawChoice]) -> str:
        """The name of a row of answers: that of an equal one when there is one already."""
        for known, already in self.lists.items():
            if already == choices:
                return known
        free = name if name not in self.lists else f"{name}_{len(self.lists)}"
        self.lists[free] = choices
        return free


def built(draft: Draft, scales: Iterable[Scale] = ()) -> Imported:
    """The questionnaire of a draft. `FormError` when it does not hang together."""
    refuse_unless(bool(draft.items), NO_QUESTIONS)
    keys = _keys(draft)
    formats, codes = _formats(draft)
    items = _items(draft, keys, formats, codes)
    questionnaire = Questionnaire(
        key=draft.key,
        version=draft.version,
        languages=draft.languages,
        title=_title(draft),
        licence=draft.licence,
        formats=tuple(formats.values()),
        items=items,
        scales=tuple(scales),
        intro=draft.intro or None,
        validated=draft.validated,
        norms=draft.norms,
        parameters=draft.parameters,
        references=draft.references,
    )
    return Imported(checked(questionnaire), tuple(draft.notes))


def as_key(name: str) -> str:
    """A name of another tool as a key of ours; one that can be a key stays as it is."""
    if KEY.fullmatch(name):
        return name
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    key = re.sub(r"\W+", "_", plain).strip("_")[:_LONGEST]
    return key if KEY.fullmatch(key) else f"v_{key}"[:_LONGEST].rstrip("_")


def as_pack_key(name: str) -> str:
    """A title or a name as the key of a pack."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:64] or "vragenlijst"


def as_version(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-._")[:32] or "1"


def _keys(draft: Draft) -> dict[str, str]:
    """The key of each question by its name in the form."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for item in draft.items:
        refuse_unless(bool(item.name), NAME_EMPTY, row=item.row)
        refuse_unless(item.name not in keys, NAME_TWICE, row=item.row, name=item.name)
        key = as_key(item.name)
        refuse_unless(key.lower() not in taken, NAME_TWICE, row=item.row, name=key)
        if key != item.name:
            draft.note(RENAMED(row=item.row, name=item.name, key=key))
        keys[item.name] = key
        taken.add(key.lower())
    return keys


def _formats(draft: Draft) -> tuple[dict[str, Format], dict[str, dict[str, int]]]:
    """The row of answers of each list, and the code of each of its answers by their names."""
    formats, codes = {}, {}
    for name, choices in draft.lists.items():
        codes[name] = _codes(name, [choice.name for choice in choices], draft.notes)
        formats[name] = Format(
            as_key(name),
            tuple(Choice(codes[name][choice.name], choice.label) for choice in choices),
            tuple(codes[name][choice.name] for choice in choices if choice.missing),
        )
    return formats, codes


def _codes(name: str, answers: Sequence[str], notes: list[Said]) -> dict[str, int]:
    for answer in answers:
        refuse_unless(answers.count(answer) == 1, ANSWER_TWICE, name=name, answer=answer)
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


def _items(
    draft: Draft, keys: dict[str, str], formats: dict[str, Format], codes: dict[str, dict[str, int]]
) -> tuple[Item, ...]:
    lists = {item.name: item.list_name for item in draft.items}
    made: list[Item] = []
    earlier: set[str] = set()
    for item in draft.items:
        if item.list_name not in formats:
            raise FormError(NO_LIST(row=item.row, name=item.list_name))
        condition = None
        if item.asked is not None:
            known = codes[lists[item.asked.item]] if item.asked.item in earlier else {}
            condition = _condition(item.asked, keys, known)
            if condition is None:
                draft.note(CONDITION_LOST(row=item.row, condition=item.condition))
        made.append(Item(keys[item.name], item.text, formats[item.list_name].key, item.hint or None, condition))
        earlier.add(item.name)
    return tuple(made)


def _condition(asked: Asked, keys: dict[str, str], codes: dict[str, int]) -> Condition | None:
    """None when it looks at a question that is not before it, or at an answer that is not there."""
    if not codes or any(name not in codes for name in asked.names):
        return None
    return Condition(keys[asked.item], tuple(codes[name] for name in asked.names))


def _title(draft: Draft) -> dict[str, str]:
    missing = tuple(language for language in draft.languages if not draft.title.get(language))
    given = next((words for words in draft.title.values() if words), "")
    if missing and given:
        draft.note(ONE_TITLE(languages=missing))
        return {language: draft.title.get(language) or given for language in draft.languages}
    return draft.title
