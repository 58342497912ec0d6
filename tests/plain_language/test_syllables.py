"""Syllables as a dictionary divides words, and Flesch-Douma beside another library that has it."""

import pytest
import textstat

from tegenstroom.engines.plain_language import assess, count_syllables
from tests.plain_language.divided import divided, right

EASY = (
    "Je komt donderdag naar Gent. We beginnen om 9 uur. Er is koffie en brood. Je hoeft niets mee te brengen. "
    "Kan je niet komen? Bel dan naar Els. Ze helpt je graag. De trein betalen we terug. Bewaar dus je ticket."
)
HARD = (
    "De implementatie van een geïntegreerd participatief beleidskader veronderstelt een structurele samenwerking "
    "tussen welzijnsactoren, vertegenwoordigers van kansengroepen en wetenschappelijke onderzoeksinstellingen. "
    "Daarenboven is een systematische evaluatie van de maatschappelijke effecten onontbeerlijk."
)


def test_words_divided_by_hand_are_counted_so() -> None:
    by_hand = divided("syllables.txt")
    assert len(by_hand) >= 400
    wrong = {word: count_syllables(word) for word, number in by_hand.items() if count_syllables(word) != number}
    assert not wrong


def test_of_words_never_seen_before_hardly_any_is_miscounted() -> None:
    by_hand = divided("syllables_unseen.txt")
    assert len(by_hand) >= 150
    assert right({word: count_syllables(word) for word in by_hand}, by_hand) >= 0.98


@pytest.mark.parametrize(("word", "number"), [("2026", 4), ("OCMW", 4), ("DOEN", 1), ("'s", 1), ("", 1)])
def test_what_is_no_ordinary_word_counts_for_something(word: str, number: int) -> None:
    assert count_syllables(word) == number


def test_a_hyphenation_dictionary_counts_fewer_words_rightly() -> None:
    """Textstat counts places where a line may break: a first syllable of one letter is none of them."""
    textstat.set_lang("nl")
    for name in ("syllables.txt", "syllables_unseen.txt"):
        by_hand = divided(name)
        theirs = right({word: textstat.syllable_count(word) for word in by_hand}, by_hand)
        ours = right({word: count_syllables(word) for word in by_hand}, by_hand)
        assert theirs < ours


@pytest.mark.parametrize("text", [EASY, HARD])
def test_flesch_douma_agrees_with_textstat_but_for_those_syllables(text: str) -> None:
    textstat.set_lang("nl")
    found = assess(text)
    assert found.flesch is not None
    assert (found.words, found.sentences) == (textstat.lexicon_count(text), textstat.sentence_count(text))
    missed = found.syllables - textstat.syllable_count(text)
    assert 0 <= missed <= 0.1 * found.syllables
    theirs = textstat.flesch_reading_ease(text)
    assert found.flesch == pytest.approx(theirs - 77 * missed / found.words, abs=0.02)


def test_easy_is_easy_and_hard_is_hard() -> None:
    easy, hard = assess(EASY).flesch, assess(HARD).flesch
    assert easy is not None
    assert hard is not None
    assert easy > 100
    assert hard < 10
