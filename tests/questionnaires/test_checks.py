"""Everything that keeps a questionnaire from being asked and scored is said, each with its place."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tegenstroom.engines.questionnaires import (
    Choice,
    Condition,
    Format,
    FormError,
    Item,
    ItemParameters,
    Norm,
    checked,
)
from tegenstroom.engines.questionnaires.checks import problems
from tests.questionnaires.makers import questionnaires, small
from tests.support.depth import at_depth

PLAIN = small()
A, B = PLAIN.items
ROW = PLAIN.formats[0]
KRACHT = PLAIN.scales[0]
NORM = Norm("kracht", {"nl": "Vlaanderen"}, 200, 2.1, 0.5, source="doi:10.1/x")


def scale(**changes):
    return {"scales": (replace(KRACHT, **changes),)}


def row(**changes):
    return {"formats": (replace(ROW, **changes),)}


def asked(*codes, item="a"):
    return {"items": (A, replace(B, asked_when=Condition(item, codes)))}


WRONG = {
    "form-pack-key": {"key": "Mijn lijst"},
    "form-version": {"version": "versie 2"},
    "form-no-items": {"items": (), "scales": ()},
    "form-many-items": {"items": tuple(replace(A, key=f"v{n}") for n in range(501)), "scales": ()},
    "form-key": {"items": (A, B, replace(A, key="1e"))},
    "form-key-twice": {"items": (A, B, replace(A, key="A"))},
    "form-language": {"languages": ("NL",), "title": {"NL": "x"}},
    "form-language-twice": {"languages": ("nl", "nl")},
    "form-text-missing": {"title": {"nl": " "}},
    "form-text-extra": {"title": {"nl": "Klein", "fr": "Petit"}},
    "form-text-spaces": {"title": {"nl": "Klein "}},
    "form-text-signs": {"title": {"nl": "Kl\x00ein"}},
    "form-text-long": {"title": {"nl": "k" * 4_001}},
    "form-no-such-format": {"items": (A, B, Item("c", {"nl": "c"}, "weg"))},
    "form-few-choices": row(missing=(1, 2)),
    "form-code-twice": row(choices=(*ROW.choices, Choice(3, {"nl": "nog"}))),
    "form-code-range": row(choices=(*ROW.choices, Choice(10**10, {"nl": "nog"}))),
    "form-code-order": row(choices=ROW.choices[::-1]),
    "form-missing-unknown": row(missing=(9,)),
    "form-condition-item": asked(1, item="b"),
    "form-condition-code": asked(7),
    "form-condition-empty": asked(),
    "form-scale-empty": scale(items=()),
    "form-scale-item": scale(items=("a", "z")),
    "form-scale-item-twice": scale(items=("a", "a")),
    "form-scale-reverse": scale(items=("a",), reverse=("b",)),
    "form-scale-minimum": scale(minimum=3),
    "form-scale-weights": scale(weights=(1.0,)),
    "form-scale-weight": scale(weights=(1.0, -1.0)),
    "form-scale-ranges": {
        "formats": (ROW, Format("kort", ROW.choices[:2])),
        "items": (A, replace(B, format="kort")),
    },
    "form-norm-scale": {"norms": (replace(NORM, scale="weg"),)},
    "form-norm-numbers": {"norms": (replace(NORM, alpha=1.4),)},
    "form-norm-source": {"norms": (replace(NORM, source=""),)},
    "form-parameter-item": {"parameters": (ItemParameters("z", 1.0, (0.0, 1.0)),)},
    "form-thresholds": {"parameters": (ItemParameters("a", 1.0, (0.0,)),)},
    "form-threshold-order": {"parameters": (ItemParameters("a", 1.0, (1.0, 0.0)),)},
    "form-slope": {"parameters": (ItemParameters("a", 0.0, (0.0, 1.0)),)},
}


@pytest.mark.parametrize("code", WRONG)
def test_each_mistake_has_its_sentence(code: str) -> None:
    assert code in [said.code for said in problems(small(**WRONG[code]))]


def test_a_sound_one_has_none_and_all_mistakes_are_said_at_once() -> None:
    assert checked(PLAIN) is PLAIN
    with pytest.raises(FormError) as refused:
        checked(small(title={"nl": ""}, **scale(minimum=9, weights=(1.0,))))
    assert refused.value.codes == ("form-text-missing", "form-scale-minimum", "form-scale-weights")
    assert str(refused.value).splitlines()[1] == (
        "scales.kracht: er zijn 9 antwoorden nodig. De schaal telt 2 vragen."
    )


def test_a_missing_language_is_named_with_its_place() -> None:
    with pytest.raises(FormError) as refused:
        checked(small(languages=("nl", "fr"), title={"nl": "Klein", "fr": "Petit"}))
    assert "items.b.text: de tekst ontbreekt in de taal fr." in str(refused.value).splitlines()


@pytest.mark.slow
@given(questionnaires())
@settings(max_examples=at_depth(10, 40), deadline=None)
def test_what_the_other_tests_draw_is_sound(questionnaire) -> None:
    assert list(problems(questionnaire)) == []
