"""Her own result is made without numpy: the same scores as the engine gives."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.engines import psychometrics
from tegenstroom.engines.questionnaires import Choice, Combine, Format, Item, Licence, Norm, Questionnaire, Scale
from tegenstroom.measurement import scoring
from tegenstroom.measurement.scoring import personal

KEYS = ("een", "twee", "drie", "vier", "vijf")
TEXT = {"nl": "tekst"}
# Other scales of answers than 1 to 5 too, with codes that do not count at an end.
CODES = {"vijf": (1, 2, 3, 4, 5), "nul": (0, 1, 2, 3), "min": (-2, 0, 1, 7)}
MISSING = {"vijf": (5,), "nul": (), "min": (-2,)}


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    items = tuple(draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True)))
    weight = st.floats(0.1, 10, allow_nan=False)
    return Scale(
        key=draw(st.sampled_from(["a", "b"])),
        name=TEXT,
        items=items,
        reverse=tuple(draw(st.sets(st.sampled_from(items)))),
        weights=draw(st.none() | st.tuples(*[weight] * len(items))),
        minimum=draw(st.none() | st.integers(1, len(items))),
        combine=draw(st.sampled_from(Combine)),
    )


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    formats = tuple(
        Format(key, tuple(Choice(code, TEXT) for code in codes), MISSING[key]) for key, codes in CODES.items()
    )
    return Questionnaire(
        key="proef",
        version="1",
        languages=("nl",),
        title=TEXT,
        licence=Licence("proef", "wij"),
        formats=formats,
        items=tuple(Item(key, TEXT, draw(st.sampled_from(list(CODES)))) for key in KEYS),
        scales=tuple(draw(st.lists(scales(), max_size=2, unique_by=lambda scale: scale.key))),
    )


answers = st.dictionaries(st.sampled_from([*KEYS, "onbekend"]), st.none() | st.integers(-3, 8))


@given(questionnaires(), st.lists(answers, max_size=3))
def test_it_gives_what_the_engine_gives(asked: Questionnaire, rows: list[dict[str, Any]]) -> None:
    hers, theirs = personal.scores(asked, rows), scoring.scores(asked, rows)
    assert [set(each) for each in hers] == [set(each) for each in theirs]
    for mine, other in zip(hers, theirs, strict=True):
        for key, score in mine.items():
            found = (score.value, score.low, score.high)
            assert found == pytest.approx(
                (other[key].value, other[key].low, other[key].high), rel=1e-12, abs=1e-12
            )


@pytest.mark.parametrize("known", [{"alpha": 0.9, "retest": 0.8}, {"alpha": 0.8}, {"retest": 0.8}])
def test_the_limit_of_chance_is_the_engines_by_a_retest_where_there_is_one(known: dict[str, float]) -> None:
    norm = Norm("a", TEXT, 200, 3.0, 0.7, source="een artikel", **known)
    scale = Scale("a", TEXT, ("een",))
    choices = (Choice(1, TEXT), Choice(2, TEXT))
    asked = Questionnaire(
        key="proef",
        version="1",
        languages=("nl",),
        title=TEXT,
        licence=Licence("proef", "wij"),
        formats=(Format("vijf", choices),),
        items=(Item("een", TEXT, "vijf"),),
        scales=(scale,),
        norms=(norm,),
    )
    limits = psychometrics.limits(0.7, psychometrics.Reliability(0.8, psychometrics.Source.RETEST))
    assert personal.detectable(asked, scale) == pytest.approx(limits.detectable, rel=1e-12)
