from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.base.typed_codes import CodeError, CodeFault
from tegenstroom.training.rules.certificates import (
    ALPHABET,
    Part,
    Verdict,
    enough,
    new_code,
    read_code,
    standing,
)

EIGHTY = Decimal(80)
minutes = st.integers(min_value=1, max_value=600)
parts = st.lists(st.builds(Part, minutes=minutes, present=st.sampled_from([True, False, None])), max_size=10)
needed = st.decimals(min_value=0, max_value=100, places=2)


@pytest.mark.parametrize(
    ("present", "total", "reached"),
    [(400, 500, True), (399, 500, False), (4, 5, True), (3, 5, False), (0, 0, False), (799, 1000, False)],
)
def test_exactly_eighty_percent_is_enough_and_a_minute_less_is_not(
    present: int, total: int, reached: bool
) -> None:
    assert enough(present, total, needed=EIGHTY) is reached


def test_a_third_of_a_percent_is_not_rounded_away() -> None:
    assert enough(2, 3, needed=Decimal("66.66"))
    assert not enough(2, 3, needed=Decimal("66.67"))


def test_a_missing_mark_decides_only_when_it_can_change_the_outcome() -> None:
    four = [Part(360, True)] * 4
    assert standing([*four, Part(360, None)], needed=EIGHTY, over=True).verdict is Verdict.QUALIFIES
    three = [Part(360, True)] * 3
    assert standing([*three, *[Part(360, None)] * 2], needed=EIGHTY, over=True).verdict is Verdict.NOT_MARKED
    assert standing([*three, *[Part(360, False)] * 2], needed=EIGHTY, over=True).verdict is Verdict.TOO_LITTLE


@given(parts, needed)
def test_nobody_qualifies_before_the_last_part_is_over(parts: list[Part], needed: Decimal) -> None:
    assert standing(parts, needed=needed, over=False).verdict is Verdict.NOT_OVER


@given(parts, needed)
def test_being_there_more_never_takes_a_certificate_away(parts: list[Part], needed: Decimal) -> None:
    there = [Part(part.minutes, True) for part in parts]
    if standing(parts, needed=needed, over=True).verdict is Verdict.QUALIFIES:
        assert standing(there, needed=needed, over=True).verdict is Verdict.QUALIFIES


@given(parts)
def test_the_percent_shown_never_says_more_than_the_truth(parts: list[Part]) -> None:
    found = standing(parts, needed=EIGHTY, over=True)
    assert found.percent * found.minutes_total <= found.minutes_present * 100
    assert 0 <= found.percent <= 100
    assert found.hours * 4 == int(found.hours * 4)


def test_a_code_is_read_however_it_was_typed() -> None:
    code = new_code()
    for typed in (
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " "),
        f"  {code} ",
        code.replace("-", " – "),
    ):
        assert read_code(typed) == code


@given(st.data())
def test_any_single_typo_is_caught(data: st.DataObject) -> None:
    code = new_code().replace("-", "")
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from(ALPHABET.replace(code[place], "")))
    with pytest.raises(CodeError) as caught:
        read_code(code[:place] + other + code[place + 1 :])
    assert caught.value.fault is CodeFault.CHECK


@given(st.data())
def test_any_two_characters_swapped_are_caught(data: st.DataObject) -> None:
    code = list(new_code().replace("-", ""))
    one, two = data.draw(st.integers(0, 11)), data.draw(st.integers(0, 11))
    if code[one] == code[two]:
        return
    code[one], code[two] = code[two], code[one]
    with pytest.raises(CodeError):
        read_code("".join(code))


@pytest.mark.parametrize(
    ("typed", "fault"),
    [("", CodeFault.LENGTH), ("ABCD-EFGH", CodeFault.LENGTH), ("ABCD-EFGH-234O", CodeFault.CHARACTER)],
)
def test_what_is_no_code_says_why(typed: str, fault: CodeFault) -> None:
    with pytest.raises(CodeError) as caught:
        read_code(typed)
    assert caught.value.fault is fault


@given(st.text(max_size=30))
def test_whatever_is_typed_gives_a_code_or_a_reason(typed: str) -> None:
    with suppress(CodeError):
        assert read_code(read_code(typed)) == read_code(typed)
