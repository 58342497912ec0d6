"""Account numbers as people type them, and names as banks read them."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban

from tegenstroom.billing.rules.banking import (
    LONGEST_NAME,
    OutsideSepaError,
    WrongNumberError,
    bank_letters,
    belgian_bic,
    checked_iban,
    ending,
    grouped,
)
from tegenstroom.billing.tests.factories import belgian_iban

EXAMPLE = "BE68539007547034"


@pytest.mark.parametrize("typed", ["be68 5390 0754 7034", " BE68-5390-0754-7034 ", "BE68.5390.0754.7034", EXAMPLE])
def test_spaces_dots_and_small_letters_do_not_matter(typed: str) -> None:
    assert checked_iban(typed) == EXAMPLE


def test_a_number_is_shown_in_fours_and_known_by_its_end() -> None:
    assert grouped(EXAMPLE) == "BE68 5390 0754 7034"
    assert ending(EXAMPLE) == "7034"


@given(st.integers(0, 9_999_999), st.integers(0, 15), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_noticed(number: int, place: int, digit: str) -> None:
    right = belgian_iban(number)
    wrong = right[:place] + digit + right[place + 1 :]
    assert checked_iban(right) == right
    if wrong != right:
        with pytest.raises(WrongNumberError):
            checked_iban(wrong)


def test_the_check_digits_inside_a_belgian_number_count_too() -> None:
    bban = "539007547035"
    with pytest.raises(WrongNumberError):
        checked_iban(f"BE{iban.calc_check_digits(f'BE00{bban}')}{bban}")


@given(st.text(max_size=40))
def test_whatever_is_typed_gets_an_answer(typed: str) -> None:
    with suppress(WrongNumberError, OutsideSepaError):
        assert checked_iban(typed).isascii()


@pytest.mark.parametrize("number", ["NL91ABNA0417164300", "FR1420041010050500013M02606", "DE89370400440532013000"])
def test_an_account_in_a_neighbouring_country_is_as_good(number: str) -> None:
    assert checked_iban(number) == number


def test_an_account_that_no_sepa_transfer_reaches_is_refused_with_another_reason() -> None:
    with pytest.raises(OutsideSepaError):
        checked_iban("TR330006100519786457841326")


def test_a_belgian_number_tells_its_bank() -> None:
    assert belgian_bic("BE71096123456769") == "GKCCBEBB"
    assert belgian_bic(EXAMPLE) == "", "a bank that the list does not know"
    assert belgian_bic("NL91ABNA0417164300") == ""


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Zoë D’Hondt", "Zoe D'Hondt"),
        ("Łukasz Žižka", "Lukasz Zizka"),
        ("Straße & Søn", "Strasse Son"),
        ("Фатима Özgür", "Fatima Ozgur"),
        ("An <b>Peeters</b>", "An b Peeters b"),
    ],
)
def test_a_name_keeps_its_sound_in_the_letters_of_banks(name: str, written: str) -> None:
    assert bank_letters(name) == written


@given(st.text(max_size=200))
def test_only_letters_that_every_bank_accepts_come_out(text: str) -> None:
    written = bank_letters(text)
    assert len(written) <= LONGEST_NAME
    assert re.fullmatch(r"[A-Za-z0-9?:().,'+ -]*", written)
    assert written == written.strip()
