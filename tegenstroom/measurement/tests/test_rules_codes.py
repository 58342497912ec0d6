"""Codes that are typed over from paper."""

from secrets import token_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.base.typed_codes import CodeError
from tegenstroom.measurement.rules.codes import ENOUGH, code_from
from tegenstroom.training.rules.certificates import ALPHABET, read_code

SEEDS = st.binary(min_size=ENOUGH, max_size=ENOUGH)


@given(SEEDS)
def test_a_code_is_the_same_each_time_and_reads_back_however_it_is_typed(seed: bytes) -> None:
    code = code_from(seed)
    assert code == code_from(seed) == read_code(code.lower().replace("-", " "))


@given(SEEDS, st.integers(0, 13), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_caught(seed: bytes, place: int, other: str) -> None:
    code = code_from(seed)
    wrong = code[:place] + other + code[place + 1 :]
    if code[place] not in {"-", other}:
        with pytest.raises(CodeError):
            read_code(wrong)


def test_few_bytes_make_no_code() -> None:
    with pytest.raises(ValueError, match="31"):
        code_from(token_bytes(31))


def test_a_thousand_people_have_a_thousand_codes() -> None:
    assert len({code_from(token_bytes(ENOUGH)) for _number in range(1000)}) == 1000
