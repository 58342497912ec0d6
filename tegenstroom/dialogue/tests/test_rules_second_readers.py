"""A no stays with the words, and what was taken out is never read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.dialogue.rules.drafts import HIDDEN, stands_in
from tegenstroom.dialogue.rules.second_readers import blacked_out, wording

ONE, OTHER = b"one", b"other"
TEXTS = ("Een telefoon", "Een vrouw belt. Ze huilt.", "Ze huilt.")


def test_no_comma_capital_or_blank_changes_the_wording() -> None:
    assert wording(ONE, "een TELEFOON!", "Een vrouw belt,  ze huilt", "\nZe huilt.") == wording(ONE, *TEXTS)


def test_another_number_of_a_stand_in_is_no_change() -> None:
    assert (
        wording(ONE, "[persoon 2] belt.") == wording(ONE, "[persoon 1] belt.") != wording(ONE, "Persoon 1 belt.")
    )


def test_every_word_in_every_text_changes_it() -> None:
    changed = [
        ("De telefoon", *TEXTS[1:]),
        (TEXTS[0], "Een vrouw belt. Ze lacht.", TEXTS[2]),
        (*TEXTS[:2], "Ze huilt weer."),
        (TEXTS[0], "Een vrouw belt.", "Ze huilt. Ze huilt."),
    ]
    assert len({wording(ONE, *texts) for texts in (TEXTS, *changed)}) == 5
    assert wording(OTHER, *TEXTS) != wording(ONE, *TEXTS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sofie belt.", "▮▮▮ belt."),
        ("SOFIE belt naar sofie.", "▮▮▮ belt naar ▮▮▮."),
        ("Sofietje belt.", "Sofietje belt."),
        ("Sofie\n De Wit belt.", "▮▮▮ belt."),
        ("Sofies zoon", "Sofies zoon"),
    ],
)
def test_what_was_taken_out_is_black(text: str, shown: str) -> None:
    assert blacked_out(text, {"Sofie", "Sofie De Wit"}) == shown


def test_what_was_proposed_is_read() -> None:
    assert blacked_out("[moeder] belt. Moeder huilt.", {"moeder"}, [(0, 8)]) == "[moeder] belt. ▮▮▮ huilt."


@given(st.lists(st.sampled_from(["Sofie", "sofie", "STRASSE", "straße", "İ", "i", "x", ".", " "]), max_size=12))
def test_nothing_that_was_taken_out_is_ever_read(parts: list[str]) -> None:
    shown = blacked_out("".join(parts), {"Sofie", "straße", "i"})
    assert not any(stands_in(word, shown) for word in ("Sofie", "straße", "i"))
    assert shown == HIDDEN or all(sign in "".join(parts) for sign in shown.replace(HIDDEN, ""))
