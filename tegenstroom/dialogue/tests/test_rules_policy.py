"""By theme and by period nobody is traced: whoever subtracts finds nothing, or a crowd again."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.dialogue.rules import policy
from tegenstroom.dialogue.rules.policy import EVERYTHING, Crowd, Held, Part, Period

LEAST, TODAY = 5, date(2026, 8, 15)
DAYS = st.dates(date(2024, 1, 1), TODAY)
HELD = st.lists(st.tuples(DAYS, st.frozensets(st.sampled_from("abc"), max_size=2)), max_size=45).map(
    lambda rows: [Held(number, day, themes) for number, (day, themes) in enumerate(rows)]
)


def crowd(held: Sequence[Held]) -> Crowd:
    return Crowd(held, today=TODAY, least=LEAST)


def is_nobody_or_a_crowd(ids: frozenset[int]) -> bool:
    return not ids or len(ids) >= LEAST


def leaks(found: Crowd) -> list[object]:
    """Each way in which someone who subtracts comes to a few dialogues."""
    parts = found.parts
    small = [part for part, ids in parts.items() if part != EVERYTHING and len(ids) < LEAST]
    pairs = [
        (part, inside)
        for part, ids in parts.items()
        for inside, few in parts.items()
        if few < ids and inside != EVERYTHING and not is_nobody_or_a_crowd(ids - few)
    ]
    years = [part for part in parts if part.period and not part.period.quarter]
    quarters = [
        year
        for year in years
        if (inside := [ids for part, ids in parts.items() if part != year and part.theme == year.theme
                       and part.period and part.period.year == year.period.year])
        and not is_nobody_or_a_crowd(parts[year].difference(*inside))
    ]  # fmt: skip
    rest = [
        theme
        for theme in ("", *found.themes)
        if (inside := [ids for part, ids in parts.items() if part.theme == theme and part.period])
        and not is_nobody_or_a_crowd(parts[Part(theme)].difference(*inside))
    ]
    return [*small, *pairs, *quarters, *rest]


@given(HELD)
def test_no_part_and_no_difference_of_parts_is_a_few(held: list[Held]) -> None:
    found = crowd(held)
    assert leaks(found) == []
    assert all(part.period is None or part.period.is_over(TODAY) for part in found.parts)


@pytest.mark.parametrize("rule", ["_nearly_all_of_another", "_leaving_few"])
def test_a_rule_that_is_missing_is_seen(monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    """The negative controls: a quarter that is a theme but for two, and three beside all that can be chosen."""
    held = {
        "_nearly_all_of_another": [*month(1, 10, "a"), *month(4, 2, "a"), *month(5, 10, "b")],
        "_leaving_few": [*month(1, 10), *month(4, 10), *month(7, 3)],
    }[rule]
    assert leaks(crowd(held)) == []
    monkeypatch.setattr(policy, rule, lambda kept, least: iter(()))
    assert leaks(crowd(held))


def month(number: int, many: int, *themes: str) -> list[Held]:
    """So many dialogues in a month of 2025."""
    return [Held(100 * number + one, date(2025, number, 5), frozenset(themes)) for one in range(many)]


def test_what_can_be_chosen_does_not_depend_on_what_was_named() -> None:
    found = crowd([*month(1, 6, "a"), *month(4, 6, "b")])
    assert set(found.themes) == {"a", "b"}
    assert set(found.periods) == {Period(2025), Period(2025, 1), Period(2025, 2)}
    for named in (frozenset(), frozenset({100}), frozenset(found.parts[EVERYTHING])):
        found.told(named, Part("a"))
        assert set(found.themes) == {"a", "b"}


@given(HELD, st.data())
def test_a_sentence_is_told_of_a_part_from_five_on_in_steps_of_five_and_never_of_each_of_them(
    held: list[Held], data: st.DataObject
) -> None:
    found = crowd(held)
    named = data.draw(st.frozensets(st.sampled_from([one.pk for one in held]))) if held else frozenset()
    for part, ids in found.parts.items():
        told, really = found.told(named, part), len(named & ids)
        assert told % LEAST == 0
        assert told <= really < told + LEAST or told == 0
        if part != EVERYTHING:
            assert told < len(ids)
    assert found.told(named, Part("never")) == 0


def test_the_quarter_that_goes_on_cannot_be_chosen_and_one_that_is_over_can() -> None:
    now = [Held(number, date(2026, 8, 1), frozenset()) for number in range(9)]
    before = [Held(100 + number, date(2026, 5, 1), frozenset()) for number in range(9)]
    assert crowd([*now, *before]).periods == [Period(2026, 2)]
    assert crowd([*now, *before[:4]]).periods == []
    assert crowd([*now[:4], *before]).periods == [], "the few of this quarter would be what is left"


def test_a_theme_of_few_dialogues_cannot_be_chosen_alone_or_in_a_period() -> None:
    found = crowd([*month(1, 12, "a"), *month(2, 4, "b"), *month(4, 8, "a")])
    assert "b" not in found.themes
    assert "a" not in found.themes, "the four others would be what is left"
    wide = crowd([*month(1, 12, "a"), *month(2, 8, "b"), *month(4, 3, "b"), *month(5, 9, "a")])
    assert set(wide.themes) == {"a", "b"}
    assert Part("b", Period(2025, 2)) not in wide.parts
    assert wide.told(frozenset(range(400, 403)), Part("b", Period(2025, 2))) == 0
