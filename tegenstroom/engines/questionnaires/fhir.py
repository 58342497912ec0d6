"""FHIR R5 out: a `Questionnaire` resource as JSON, for health records and tools that read those.

Scales, norms and item parameters have no place there; each answer carries its number, so that a score can be made.
"""

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

from tegenstroom.engines.questionnaires.checks import checked
from tegenstroom.engines.questionnaires.questionnaire import Choice, Condition, Format, Item, Questionnaire, Text

_DEFINITIONS = "http://hl7.org/fhir/StructureDefinition"
TRANSLATION = f"{_DEFINITIONS}/translation"
# R5 calls the number of an answer its weight; R4 and many tools called it its ordinal value.
WEIGHTS = (f"{_DEFINITIONS}/itemWeight", f"{_DEFINITIONS}/ordinalValue")
CONTROL = f"{_DEFINITIONS}/questionnaire-itemControl"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"

type Json = dict[str, Any]


def write_fhir(questionnaire: Questionnaire) -> str:
    """The resource as JSON. `FormError` when the questionnaire does not hang together."""
    return json.dumps(as_fhir(questionnaire), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_fhir(questionnaire: Questionnaire) -> Json:
    """The resource as plain values."""
    checked(questionnaire)
    licence = questionnaire.licence
    rights = " · ".join(each for each in (licence.attribution, licence.name, licence.url) if each)
    resource: Json = {
        "resourceType": "Questionnaire",
        "language": questionnaire.languages[0],
        "url": _address(f"{questionnaire.key}"),
        "version": questionnaire.version,
        "name": _name(questionnaire.key),
        **_said(questionnaire, "title", questionnaire.title),
        "status": "active" if questionnaire.validated else "draft",
        "subjectType": ["Person"],
    }
    if questionnaire.intro:
        resource |= _said(questionnaire, "description", questionnaire.intro)
    if rights:
        resource["copyright"] = rights
    resource["item"] = [_item(questionnaire, item) for item in questionnaire.items]
    return resource


def _item(questionnaire: Questionnaire, item: Item) -> Json:
    format_ = questionnaire.format_of(item)
    found: Json = {"linkId": item.key, **_said(questionnaire, "text", item.text), "type": "coding"}
    if item.asked_when is not None:
        found |= _enabled(questionnaire, item.asked_when)
    found["answerConstraint"] = "optionsOnly"
    found["answerOption"] = [_option(questionnaire, format_, choice) for choice in format_.choices]
    if item.hint is not None:
        help_ = {"system": CONTROLS, "code": "help"}
        hint = {
            "extension": [{"url": CONTROL, "valueCodeableConcept": {"coding": [help_]}}],
            "linkId": f"{item.key}.hint",
            **_said(questionnaire, "text", item.hint),
            "type": "display",
        }
        found["item"] = [hint]
    return found


def _option(questionnaire: Questionnaire, format_: Format, choice: Choice) -> Json:
    coding = {
        "system": _system(questionnaire, format_),
        "code": str(choice.code),
        **_said(questionnaire, "display", choice.label),
    }
    if choice.code in format_.missing:
        return {"valueCoding": coding}
    return {"extension": [{"url": url, "valueDecimal": choice.code} for url in WEIGHTS], "valueCoding": coding}


def _enabled(questionnaire: Questionnaire, condition: Condition) -> Json:
    system = _system(questionnaire, questionnaire.format_of(questionnaire.item(condition.item)))
    when = [
        {"question": condition.item, "operator": "=", "answerCoding": {"system": system, "code": str(code)}}
        for code in condition.codes
    ]
    return {"enableWhen": when, "enableBehavior": "any"} if len(when) > 1 else {"enableWhen": when}


def _said(questionnaire: Questionnaire, name: str, text: Text) -> Json:
    """An element in the first language, with the others as translations of it."""
    first, *others = questionnaire.languages
    found: Json = {name: text[first]}
    if others:
        found[f"_{name}"] = {"extension": list(_translations(text, others))}
    return found


def _translations(text: Text, languages: list[str]) -> Iterator[Json]:
    for language in languages:
        parts = [{"url": "lang", "valueCode": language}, {"url": "content", "valueString": text[language]}]
        yield {"url": TRANSLATION, "extension": parts}


def _name(key: str) -> str:
    """A name for programs: a capital, then letters and digits."""
    words = "".join(part.capitalize() for part in re.split(r"[^A-Za-z0-9]+", key))
    return words if re.match(r"[A-Z][A-Za-z0-9]", words) else f"Questionnaire{words}"


def _system(questionnaire: Questionnaire, format_: Format) -> str:
    return _address(f"{questionnaire.key}/{format_.key}")


def _address(name: str) -> str:
    """The same address for the same name, whoever writes the file."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"tegenstroom:{name}").urn
