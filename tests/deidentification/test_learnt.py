"""A reader that was trained on our own texts finds by what stands around a word; docs/adr/0015."""

import pytest

from tegenstroom.engines.deidentification import DIRECT, Reason, deidentify, learnt
from tegenstroom.engines.deidentification.findings import Label, Span
from tegenstroom.engines.deidentification.text import Reading
from tests.deidentification.cases import load
from tests.deidentification.marked import HARD, answers_to, covered, lost_for_nothing
from tools import train_reader

# Enough for figures, and no miss of theirs is ever listed.
ASIDE = ("aside", "strangers_aside", "hands_aside", "later_aside")


def test_the_model_was_made_from_the_texts_and_the_clues_that_stand_here() -> None:
    """Otherwise: .venv/bin/python -m tools.train_reader"""
    made_from = (train_reader.DATA / "reader.made_from").read_text().strip()
    assert made_from == train_reader.made_from()


def test_no_text_that_is_set_aside_is_learnt_from() -> None:
    learnt_from = {text for text, _spans in train_reader._texts()}
    assert learnt_from
    assert learnt_from.isdisjoint(case.text for part in train_reader.ASIDE for case in load(part))
    assert {*ASIDE} == {*train_reader.ASIDE}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("da gastje van bij mij, zwirro, was vandaag weer nie op school", "zwirro"),
        ("ze werkt nu drie dagen bij de Kroezelhof in het magazijn", "Kroezelhof"),
        ("mijn maat plompie heeft dat ook gehad zegt em", "plompie"),
    ],
)
def test_what_no_list_has_is_found_by_what_stands_around_it(text: str, name: str) -> None:
    found = [text[each.start : each.end] for each in deidentify(text) if each.label in DIRECT]
    assert any(name in stretch for stretch in found), found


def test_it_leaves_what_rules_found_its_label_and_reason() -> None:
    reading = Reading("Mevrouw Peeters woont in Lier.")
    rule = Span(8, 15, Label.PERSON, Reason.TITLE, 0.9)
    assert rule in learnt.completed([rule], reading, [])


def test_half_a_name_is_completed_from_the_reader() -> None:
    reading = Reading("Gisteren belde Samira Zwerrebok weer over haar huis.")
    half = Span(15, 21, Label.PERSON, Reason.KNOWN_NAME, 0.9)
    assert [(span.start, span.end) for span in learnt.completed([half], reading, [])] == [(15, 31)]


def test_a_capital_in_which_the_reader_sees_nothing_goes_and_what_a_rule_is_sure_of_stays() -> None:
    reading = Reading("Gelukkigmaar dat was snel voorbij.")
    capital = Span(0, 12, Label.PERSON, Reason.UNKNOWN_CAPITAL, 0.4)
    assert learnt.completed([capital], reading, []) == []
    typed = Span(0, 12, Label.PERSON, Reason.TYPED, 1)
    assert learnt.completed([typed], reading, []) == [typed]


def test_a_word_that_nobody_says_stays_a_name() -> None:
    """One of them stands in a dictionary, the other in none."""
    text = "Ze vertrouwt Zwirrel niet en ook Blorp niet."
    assert [text[each.start : each.end] for each in deidentify(text)] == ["Zwirrel", "Blorp"]


def test_nothing_is_added_where_it_is_closed() -> None:
    text = "[moeder] belde met het OCMW."
    assert learnt.completed([], Reading(text), [(0, len(text))]) == []


def test_nothing_is_added_to_a_word_of_which_a_part_was_found() -> None:
    part = Span(1, 7, Label.HANDLE, Reason.SHAPE, 0.97)
    assert learnt.completed([part], Reading("AWWW.00"), []) == [part]


def test_of_what_the_writer_typed_nothing_is_joined_to_anything() -> None:
    reading = Reading("Gisteren belde Samira Zwerrebok weer over haar huis.")
    typed = Span(15, 21, Label.PERSON, Reason.TYPED, 1)
    assert typed in learnt.completed([typed], reading, [])


def test_a_name_that_the_reader_saw_is_found_where_it_stands_again() -> None:
    text = "mijn zoon zwirro zit in de klas bij juf an. Ik denk dat Zwirro daar goed zit."
    assert {text[each.start : each.end].lower() for each in deidentify(text)} >= {"zwirro"}
    assert sum("zwirro" in text[each.start : each.end].lower() for each in deidentify(text)) == 2


def test_no_word_of_a_text_stays_with_the_reader() -> None:
    deidentify("Zwirro Kroezel uit de Beukelaarstraat belde.")
    assert len(learnt._tagger().tag()) == 1  # the word without a clue that took its place


def test_a_text_without_words_is_read_too() -> None:
    assert learnt.completed([], Reading(""), []) == learnt.completed([], Reading(" \n?!"), []) == []


def test_two_that_read_at_once_read_the_same_as_alone() -> None:
    from concurrent.futures import ThreadPoolExecutor

    texts = [case.text for case in load("open")[:12]]
    alone = [deidentify(text) for text in texts]
    with ThreadPoolExecutor(4) as many:
        assert list(many.map(deidentify, texts * 3)) == alone * 3


def test_what_holds_nothing_is_as_many_as_promised_and_taught_with_the_rest() -> None:
    """Nearly all: a day or an hour stands in one of them."""
    assert len(load("harmless")) > 140
    assert sum(bool(case.spans) for case in load("harmless")) == 1
    assert len({case.text for case in load("lessons")}) == 200


@pytest.mark.slow
@pytest.mark.parametrize("part", ASIDE)
def test_on_texts_that_nobody_mended_for_no_number_and_hardly_a_name_stays_readable(part: str) -> None:
    """Their misses are counted and not told: who reads them has one set fewer to measure with."""
    answers = answers_to(part)
    numbers, _ = covered(answers, HARD)
    named, _ = covered(answers, DIRECT)
    lost, harmless = lost_for_nothing(answers)
    assert (numbers == 1, named >= 0.97, lost <= 0.085 * harmless) == (True, True, True)
