"""What the engine says to people: every sentence can be filled in, and said in another language."""

import pytest

from tegenstroom.engines.psychometrics.data.answers import UNKNOWN_ITEM
from tegenstroom.engines.psychometrics.data.refusals import TOO_FEW_PERSONS
from tegenstroom.engines.sentences import Sentence, dutch


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.35, "0,35"), (12, "12"), (5.0, "5"), (("a", "b"), "a, b"), (tuple("abcdefg"), "a, b, c, d, e …")],
)
def test_numbers_and_names_are_written_as_people_read_them(value: object, shown: str) -> None:
    assert str(Sentence("test-value", "Hier: {value}.")(value=value)) == f"Hier: {shown}."


def test_a_brace_in_a_name_is_no_blank() -> None:
    assert str(UNKNOWN_ITEM(items=("{x}",))) == "Deze vraag staat niet in de tabel: {x}."


def test_a_code_belongs_to_one_sentence() -> None:
    with pytest.raises(ValueError, match="already has another sentence"):
        dutch("nobody", "Iets anders.")


def test_a_sentence_can_be_said_in_another_language() -> None:
    said = TOO_FEW_PERSONS(n=2, needed=3)
    assert said.in_words(lambda _dutch: "{n} of {needed}") == "2 of 3"
