"""A personal code is always the same, is read as people type it, and a mistake in it is seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.measurement.rules.codes import ALPHABET, CodeError, CodeFault, code_hash, code_of, read_code

secrets = st.binary(min_size=32, max_size=32)


@given(secrets)
def test_the_same_secret_gives_the_same_code_and_it_can_be_read(secret: bytes) -> None:
    assert read_code(code_of(secret, "a")) == code_of(secret, "a")


@given(secrets)
def test_another_measurement_gives_another_code(secret: bytes) -> None:
    assert code_of(secret, "a") != code_of(secret, "b")


@given(secrets)
def test_capitals_spaces_and_dashes_do_not_matter(secret: bytes) -> None:
    code = code_of(secret, "a")
    assert read_code(code.lower().replace("-", " ")) == code


@given(secrets, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_seen(secret: bytes, place: int, sign: str) -> None:
    code = code_of(secret, "a").replace("-", "")
    wrong = code[:place] + sign + code[place + 1 :]
    if wrong != code:
        with pytest.raises(CodeError) as refused:
            read_code(wrong)
        assert refused.value.fault is CodeFault.CHECK


@given(secrets, st.integers(0, 10))
def test_two_neighbours_that_changed_places_are_seen(secret: bytes, place: int) -> None:
    code = code_of(secret, "a").replace("-", "")
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if wrong != code:
        with pytest.raises(CodeError):
            read_code(wrong)


@pytest.mark.parametrize(("typed", "fault"), [("234", CodeFault.LENGTH), ("O" * 12, CodeFault.CHARACTER)])
def test_what_cannot_be_a_code_is_named(typed: str, fault: CodeFault) -> None:
    with pytest.raises(CodeError) as refused:
        read_code(typed)
    assert refused.value.fault is fault


def test_the_hash_differs_by_key_and_by_measurement() -> None:
    made = {code_hash("c", measurement=m, key=k) for m in ("a", "b") for k in (b"1", b"2")}
    assert len(made) == 4
