"""The names that the writer typed first are found everywhere, in every form, before anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.engines.deidentification import Label, Reason, deidentify


@pytest.mark.parametrize(
    ("name", "text", "written"),
    [
        ("Roos", "de roos bloeit", ["roos"]),
        ("Samira", "Samira's tas, SAMIRA, samira en Samiraatje", ["Samira's", "SAMIRA", "samira", "Samiraatje"]),
        ("Jef", "Jefke en jefs hond, of den jef", ["Jefke", "jefs", "jef"]),
        ("Karima Ouali", "Karima zwijgt. Mevrouw Ouali ook. KARIMA OUALI.", ["Karima", "Ouali", "KARIMA OUALI"]),
        ("Van de Velde", "de straat van Velde", ["Velde"]),
        ("Zoë", "zoe, Zoë en Zoe\u0308", ["zoe", "Zoë", "Zoe\u0308"]),
        ("N'Diaye", "n’diaye belt", ["n’diaye"]),
        ("Peeters", "het peetersgezin, peeters_99", ["peetersgezin", "peeters_99"]),
        ("An", "an ging met iemand anders", ["an"]),
        ("Łukasz", "łukasz, geen ukasz", ["łukasz"]),
        ("  ", "niets", []),
        ("' -", "'t is - niets", []),
    ],
)
def test_it_is_found_in_each_form(name: str, text: str, written: list[str]) -> None:
    found = [each for each in deidentify(text, names=[name]) if each.reason is Reason.TYPED]
    assert [text[each.start : each.end] for each in found] == written
    assert all(each.confidence == 1 and each.label is Label.PERSON for each in found)


def test_one_name_may_be_given_as_a_string() -> None:
    assert deidentify("de wolf slaapt", names="Wolf")[0].reason is Reason.TYPED


@given(
    st.text("abcdefghijklmnopqrstuvwxyzéïçş", min_size=2, max_size=12),
    st.sampled_from([str, str.upper, str.title]),
)
def test_any_name_is_found_whatever_the_case(name: str, case) -> None:
    text = f"gisteren zei {case(name)} dat het goed was"
    found = deidentify(text, names=[name.lower()])
    assert any(each.start <= 13 and each.end >= 13 + len(case(name)) for each in found)
