"""What the engine says to people: every sentence can be filled in, and is said in three languages."""

import importlib
import pkgutil
import string

import pytest

from tegenstroom.engines import psychometrics
from tegenstroom.engines.psychometrics.data.sentences import SENTENCES, Sentence, dutch
from tools.messages import read

for _module in pkgutil.walk_packages(psychometrics.__path__, f"{psychometrics.__name__}."):
    importlib.import_module(_module.name)

# Now, before any test: the examples in the documentation declare sentences of their own.
OURS = {each.dutch for each in SENTENCES.values()}


def blanks(sentence: str) -> set[str]:
    return {name for _text, name, _form, _conversion in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_sentence_is_translated_with_the_same_blanks(language: str) -> None:
    catalogue = read(language)
    assert len(OURS) > 70
    said = {sentence: catalogue.get(sentence) for sentence in OURS}
    assert [sentence for sentence, message in said.items() if message is None or not message.string] == []
    assert [each for each, message in said.items() if blanks(each) != blanks(message.string)] == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.35, "0,35"), (12, "12"), (5.0, "5"), (("a", "b"), "a, b"), (tuple("abcdefg"), "a, b, c, d, e …")],
)
def test_numbers_and_names_are_written_as_people_read_them(value: object, shown: str) -> None:
    assert str(Sentence("test-value", "Hier: {value}.")(value=value)) == f"Hier: {shown}."


def test_a_brace_in_a_name_is_no_blank() -> None:
    assert str(SENTENCES["unknown-item"](items=("{x}",))) == "Deze vraag staat niet in de tabel: {x}."


def test_a_code_belongs_to_one_sentence() -> None:
    with pytest.raises(ValueError, match="already has another sentence"):
        dutch("nobody", "Iets anders.")


def test_a_sentence_can_be_said_in_another_language() -> None:
    said = SENTENCES["too-few-persons"](n=2, needed=3)
    assert said.in_words(lambda _dutch: "{n} of {needed}") == "2 of 3"
