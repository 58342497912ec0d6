"""No word of a text stays in memory once it was read: it may be a name."""

import sys
from functools import _lru_cache_wrapper
from inspect import signature

import pytest

from tegenstroom.engines.deidentification import deidentify, naming_someone, remembering, standins

STORY = "Samiraatje uit Diksmuide belde met de lasser Ruben Vanquickelberghe. Samira kwam met Tommekes moeder."


def test_nothing_of_a_story_is_kept_after_it_was_read() -> None:
    assert deidentify(STORY, names=["Samira", "Tom"])
    assert remembering.kept() == 0
    naming_someone(STORY)
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


def test_what_the_engine_keeps_for_ever_takes_no_word_but_the_name_of_a_list() -> None:
    lasting = [
        kept
        for name, module in list(sys.modules.items())
        if name.startswith(f"{remembering.__package__}.")
        for kept in vars(module).values()
        if isinstance(kept, _lru_cache_wrapper) and kept.__module__ == name
    ]
    asking = {kept.__qualname__ for kept in lasting if signature(kept).parameters}
    asking -= {kept.__qualname__ for kept in remembering._kept}
    assert asking == {"long_list", "words", "rows"}
