import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.organisations.rules import compact_number, is_enterprise_number, kind_by_name, shown_number


@pytest.mark.parametrize("typed", ["0566.988.259", "BE 0566.988.259", "566988259", " 0566 988 259 "])
def test_one_number_in_any_dress(typed: str) -> None:
    assert is_enterprise_number(typed)
    assert compact_number(typed) == "0566988259"
    assert shown_number(typed) == "0566.988.259"


@pytest.mark.parametrize("typed", ["", "0566.988.258", "12345", "vraag het aan Lies", "2566988259"])
def test_a_number_that_the_crossroads_bank_cannot_have_given(typed: str) -> None:
    assert not is_enterprise_number(typed)


@given(st.integers(min_value=1_000_000, max_value=19_999_999))
def test_a_single_wrong_digit_is_always_seen(stem: int) -> None:
    digits = f"{stem:08d}{97 - stem % 97:02d}"
    assert is_enterprise_number(digits)
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    assert not is_enterprise_number(wrong)


@given(st.text())
def test_nothing_typed_breaks_the_check(typed: str) -> None:
    assert is_enterprise_number(typed) in {True, False}


def test_no_number_shows_as_nothing() -> None:
    assert shown_number(None) == ""


@pytest.mark.parametrize(
    ("name", "kind"),
    [("OCMW Voorbeeldegem", "ocmw"), ("caw Nergenshuizen", "caw"), ("De Brug", "other"), ("", "other")],
)
def test_the_first_word_often_says_the_kind(name: str, kind: str) -> None:
    assert kind_by_name(name) == kind
