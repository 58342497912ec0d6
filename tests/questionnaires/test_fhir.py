"""FHIR R5: the resource says what the questionnaire says, in the shapes that the specification asks."""

import json

import pytest
from hypothesis import given, settings

from tegenstroom.engines.questionnaires import Condition, FormError, shipped_pack, write_form
from tegenstroom.engines.questionnaires.fhir import TRANSLATION, WEIGHTS, as_fhir
from tests.questionnaires.makers import questionnaires, small
from tests.support.depth import at_depth

# What R5 knows of each, of what we write.
RESOURCE = {"resourceType", "language", "url", "version", "name", "title", "_title", "status", "subjectType"}
RESOURCE |= {"description", "_description", "copyright", "item"}
ITEM = {"extension", "linkId", "text", "_text", "type", "enableWhen", "enableBehavior", "answerConstraint"}
ITEM |= {"answerOption", "item"}


def broken(resource: dict) -> list[str]:
    """Which rules of the specification it breaks (their names there, where they have one)."""
    found = [] if set(resource) <= RESOURCE else ["unknown element"]
    items = resource["item"] + [each for item in resource["item"] for each in item.get("item", ())]
    links = [item["linkId"] for item in items]
    found += [] if len(set(links)) == len(links) else ["que-2"]
    found += [] if resource["name"][0].isupper() and resource["name"].isalnum() else ["cnl-0"]
    for item in items:
        whens = item.get("enableWhen", [])
        rules = {
            "unknown element": set(item) <= ITEM,
            "type": item["type"] in {"coding", "display"},
            "que-5": item["type"] != "display" or not {"answerOption", "answerConstraint", "item"} & set(item),
            "que-12": len(whens) < 2 or "enableBehavior" in item,
            "que-7": all(when["operator"] == "=" and when["question"] in links for when in whens),
            "answerConstraint": "answerOption" in item or "answerConstraint" not in item,
            "empty": all(value not in ("", [], {}, None) for value in item.values()),
        }
        found += [name for name, holds in rules.items() if not holds]
    return found


@pytest.mark.slow
@given(questionnaires())
@settings(max_examples=at_depth(10, 40), deadline=None)
def test_any_questionnaire_keeps_the_rules(questionnaire) -> None:
    resource = json.loads(write_form("x.json", questionnaire))
    assert broken(resource) == []
    for item, asked in zip(resource["item"], questionnaire.items, strict=True):
        options = [int(option["valueCoding"]["code"]) for option in item["answerOption"]]
        assert options == [choice.code for choice in questionnaire.format_of(asked).choices]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda item: item.update(type="choice"), "type"),
        (lambda item: item.update(typo="x"), "unknown element"),
        (lambda item: item.update(linkId="b"), "que-2"),
        (lambda item: item.update(enableWhen=[{"question": "z", "operator": "="}] * 2), "que-12"),
    ],
)
def test_the_rules_see_a_mistake(change, rule: str) -> None:
    resource = as_fhir(small())
    change(resource["item"][0])
    assert rule in broken(resource)


def test_texts_answers_and_numbers_stand_where_others_look() -> None:
    resource = as_fhir(shipped_pack("tegenstroom-kort"))
    assert (resource["name"], resource["status"], resource["language"]) == ("TegenstroomKort", "draft", "nl")
    assert "CC BY 4.0" in resource["copyright"]
    first = resource["item"][0]
    french = first["_text"]["extension"][0]
    assert french["url"] == TRANSLATION
    assert {part["url"]: part.get("valueCode", part.get("valueString")) for part in french["extension"]} == {
        "lang": "fr",
        "content": "Je décide moi-même des choses importantes de ma vie.",
    }
    assert [each["valueDecimal"] for each in first["answerOption"][4]["extension"]] == [5, 5]
    assert [each["url"] for each in first["answerOption"][4]["extension"]] == list(WEIGHTS)
    assert "extension" not in first["answerOption"][5]


def test_a_condition_points_to_the_answer_as_it_is_coded_there() -> None:
    first, second = small().items
    resource = as_fhir(small(items=(first, type(second)("b", second.text, "vaak", None, Condition("a", (1, 3))))))
    when = resource["item"][1]["enableWhen"]
    codings = [option["valueCoding"] for option in resource["item"][0]["answerOption"]]
    assert [each["answerCoding"]["code"] for each in when] == ["1", "3"]
    assert {each["answerCoding"]["system"] for each in when} == {coding["system"] for coding in codings}
    assert resource["item"][1]["enableBehavior"] == "any"


def test_the_same_questionnaire_has_the_same_address() -> None:
    assert as_fhir(small())["url"] == as_fhir(small(version="2"))["url"] != as_fhir(small(key="ander"))["url"]


def test_what_does_not_hang_together_is_not_written() -> None:
    with pytest.raises(FormError):
        as_fhir(small(items=()))
