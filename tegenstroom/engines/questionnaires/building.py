"""From what another tool's form says to a questionnaire of ours.

Each reader brings its questions and lists in a `Draft`; `fitting` makes it whole; here conditions are tied. What
does not come along is said.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from tegenstroom.engines.questionnaires.checks import checked
from tegenstroom.engines.questionnaires.drafts import CONDITION_LOST, Draft, Imported
from tegenstroom.engines.questionnaires.fitting import as_key, as_keys, codes_of, fit, in_order
from tegenstroom.engines.questionnaires.questionnaire import (
    Choice,
    Condition,
    Format,
    Item,
    Questionnaire,
    Scale,
)
from tegenstroom.engines.questionnaires.relevance import Asked


def built(draft: Draft, scales: Iterable[Scale] = ()) -> Imported:
    """The questionnaire of a draft. Scales name questions as the form does.

    `FormError` when it does not hang together.
    """
    keys = fit(draft)
    formats, codes = _formats(draft)
    questionnaire = Questionnaire(
        key=draft.key,
        version=draft.version,
        languages=draft.languages,
        title=draft.title,
        licence=draft.licence,
        formats=tuple(formats.values()),
        items=_items(draft, keys, formats, codes),
        scales=tuple(_scale(scale, keys) for scale in scales),
        intro=draft.intro or None,
        validated=draft.validated,
        norms=draft.norms,
        parameters=tuple(replace(each, item=_key(each.item, keys)) for each in draft.parameters),
        references=draft.references,
    )
    return Imported(checked(questionnaire), tuple(draft.notes))


def as_pack_key(name: str) -> str:
    """A title or a name as the key of a pack."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:64] or "vragenlijst"


def as_version(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-._")[:32] or "1"


def _formats(draft: Draft) -> tuple[dict[str, Format], dict[str, dict[str, int]]]:
    """The row of answers of each list, and the code of each of its answers by their names."""
    formats, codes = {}, {}
    keys = as_keys(draft.lists)
    for name, choices in draft.lists.items():
        codes[name] = codes_of(name, choices, draft.notes)
        formats[name] = Format(
            keys[name],
            tuple(
                Choice(codes[name][choice.name], choice.label)
                for choice in in_order(name, choices, codes[name], draft.notes)
            ),
            tuple(codes[name][choice.name] for choice in choices if choice.missing),
        )
    return formats, codes


def _items(
    draft: Draft, keys: dict[str, str], formats: dict[str, Format], codes: dict[str, dict[str, int]]
) -> tuple[Item, ...]:
    lists = {item.name: item.list_name for item in draft.items}
    made: list[Item] = []
    earlier: set[str] = set()
    for item in draft.items:
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


def _scale(scale: Scale, keys: dict[str, str]) -> Scale:
    return replace(
        scale,
        items=tuple(_key(name, keys) for name in scale.items),
        reverse=tuple(_key(name, keys) for name in scale.reverse),
    )


def _key(name: str, keys: dict[str, str]) -> str:
    return keys.get(name) or as_key(name)
