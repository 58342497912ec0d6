"""Where things stand in a story, and in which order its writer meets them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.dialogue.rules.found import (
    AROUND,
    Group,
    advised,
    exact_place,
    excerpt,
    group_of,
    places_of,
    same,
)
from tests.support.memory import patterns_with

TEXT = "Eerst was er niets. Toen belde Samira mij! Ze was kwaad.\nSamira zweeg."


@pytest.mark.parametrize(
    ("label", "reason", "group"),
    [
        ("PERSON", "typed", Group.NAMES),
        ("NICKNAME", "nickname", Group.NAMES),
        ("PHONE", "shape", Group.DIRECT),
        ("AGE", "age", Group.INDIRECT),
        ("RARE", "rare", Group.INDIRECT),
        ("PERSON", "unknown-capital", Group.UNKNOWN),
        ("MARKED", "", Group.MARKED),
        ("SOMETHING_NEW", "", Group.INDIRECT),
    ],
)
def test_names_stand_first_and_unknown_capitals_apart(label: str, reason: str, group: Group) -> None:
    assert group_of(label, reason) is group


def test_a_finding_is_seen_in_its_sentence() -> None:
    start = TEXT.index("Samira")
    seen = excerpt(TEXT, start, start + 6)
    assert (seen.before, seen.words, seen.after) == ("Toen belde ", "Samira", " mij!")


def test_a_line_is_a_sentence_too() -> None:
    start = TEXT.rindex("Samira")
    assert excerpt(TEXT, start, start + 6).before == ""


def test_a_sentence_without_end_is_cut_at_a_space() -> None:
    long = "woord " * 100 + "Samira" + " woord" * 100
    start = long.index("Samira")
    seen = excerpt(long, start, start + 6)
    assert seen.before.startswith("… woord ")
    assert seen.after.endswith(" woord …")


@given(st.text(max_size=600), st.data())
def test_whatever_the_text_the_words_of_a_finding_are_its_own(text: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    seen = excerpt(text, start, end)
    assert seen.words == text[start:end]
    assert seen.before.removeprefix("… ") in text[:start]
    assert seen.after.removesuffix(" …").rstrip() in text[end:]
    assert len(seen.before) + len(seen.after) <= 2 * AROUND + 4


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Samira", 2),
        ("samira", 2),
        ("  Samira ", 2),
        ("mij! Ze", 1),
        ("kwaad. Samira", 1),
        ("mira", 2),
        ("er", 1),
        ("Yassin", 0),
        ("", 0),
        (".*", 0),
        ("(", 0),
    ],
)
def test_words_are_found_where_they_stand(words: str, places: int) -> None:
    assert len(places_of(words, TEXT)) == places


def test_capitals_count_where_both_stand() -> None:
    assert places_of("Roos", "Een roos voor Roos.") == [(14, 18)]


@pytest.mark.parametrize(
    ("advice", "words"),
    [
        ("Schrijf: een groot gezin.", "een groot gezin"),
        ("een groot gezin", ""),
        ("Laat weg waar het precies is.", ""),
        ("", ""),
    ],
)
def test_an_advice_may_name_the_words(advice: str, words: str) -> None:
    assert advised(advice) == words


def test_the_words_that_were_looked_for_do_not_stay_in_memory() -> None:
    assert places_of("Vanquickelberghe", "Ze heet vanquickelberghe.")
    assert patterns_with("vanquickelberghe") == []


@given(st.text(max_size=300), st.data())
def test_a_copied_piece_is_always_found(text: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(text)))
    piece = text[data.draw(st.integers(0, end)) : end].strip()
    found = places_of(piece, text)
    assert bool(found) is bool(piece.split())
    assert all(same(text[start:stop]) == same(piece) for start, stop in found)


@pytest.mark.parametrize("piece", ["👩‍👧", "سميرة", "e\u0301", "İ"])
def test_signs_of_every_script_are_found(piece: str) -> None:
    text = f"Zij {piece} en {piece}."
    assert [text[start:end] for start, end in places_of(piece, text)] == [piece, piece]
    assert exact_place(piece, 2, text) == places_of(piece, text)[1]


@pytest.mark.parametrize(("nth", "place"), [(1, (31, 37)), (2, (57, 63)), (3, None), (9_999, None)])
def test_the_nth_time_is_counted_as_a_browser_counts_it(nth: int, place: tuple[int, int] | None) -> None:
    assert exact_place("Samira", nth, TEXT) == place
    assert exact_place("", nth, TEXT) is None
