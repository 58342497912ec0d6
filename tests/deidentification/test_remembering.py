"""No word of a text stays in memory once it was read: it may be a name."""

import pytest

from tegenstroom.engines import remembering
from tegenstroom.engines.deidentification import deidentify, leading_to_someone, naming_someone, standins
from tests.support.memory import kept_for_ever, patterns_with

STORY = "Samiraatje uit Diksmuide belde met de lasser Ruben Vanquickelberghe. Samira kwam met Tommekes moeder."


def test_nothing_of_a_story_is_kept_after_it_was_read() -> None:
    assert deidentify(STORY, names=["Samira", "Tom"])
    assert remembering.kept() == 0
    for read in (naming_someone, leading_to_someone):
        read(f"{STORY} Ze is op 0470 11 22 33 of samira.zo@example.be.")
        assert remembering.kept() == 0


def test_within_one_text_a_word_is_worked_out_once() -> None:
    remembering.forget()
    assert standins._roots("samiraatje") == standins._roots("samiraatje")
    assert standins._roots.cache_info().hits == 1
    assert remembering.kept() == 1
    remembering.forget()


def test_a_reader_that_stops_forgets_too() -> None:
    @remembering.reading
    def stops() -> None:
        standins._roots("samiraatje")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stops()
    assert remembering.kept() == 0


def test_python_keeps_no_pattern_with_a_name_that_was_typed_or_found() -> None:
    school = "Samiraatje zat op basisschool De Zonnetuin. De Zonnetuin ging dicht."
    found = deidentify(school, names=["Samira Zo"])
    assert {"Samiraatje", "De Zonnetuin"} <= {school[one.start : one.end] for one in found}
    assert patterns_with("samira") == patterns_with("zonnetuin") == []


def test_words_stand_alone_between_blanks_and_signs_and_not_in_a_longer_word() -> None:
    assert list(remembering.alone("roos", "roosje, roos. neroos roos")) == [(8, 12), (21, 25)]
    assert list(remembering.alone("", "roos")) == []


def test_what_the_engine_keeps_for_ever_takes_no_word_but_the_name_of_a_list() -> None:
    assert kept_for_ever("deidentification") == {"long_list", "words", "rows"}
