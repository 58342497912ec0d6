"""What counts as having heard: a few words, whoever writes them."""

import pytest

from tegenstroom.dialogue.rules.phases import says_what_was_heard


@pytest.mark.parametrize(
    "heard", ["Dat wachten zwaar is.", "ze was alleen", "Ik hoorde je.", "Zo'n brief: bang, hé", "की का के"]
)
def test_a_few_words_are_enough(heard: str) -> None:
    assert says_what_was_heard(heard)


@pytest.mark.parametrize(
    "heard",
    ["", "x", "x x", "Ja.", "Alles gehoord", "...", "1 2 3 4", ". - ! ?", "ok !!! ...", "Ja nee \u2764\ufe0f"],
)
def test_a_letter_or_a_sign_is_not(heard: str) -> None:
    assert not says_what_was_heard(heard)


@pytest.mark.parametrize("heard", ["ok ok ok", "Ja, ja. JA!", "heel heel heel heel erg", "zo'n zo’n ZON"])
def test_the_same_word_again_is_no_other_word(heard: str) -> None:
    assert not says_what_was_heard(heard)


def test_words_that_come_back_among_others_do_no_harm() -> None:
    assert says_what_was_heard("Ze zei: bang, bang, bang.")
