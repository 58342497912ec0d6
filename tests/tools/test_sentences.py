"""What the engines say to people: every sentence is said in three languages, with the same blanks."""

import importlib
import pkgutil
import string

import pytest

from tegenstroom import engines
from tegenstroom.engines.sentences import SENTENCES
from tools.messages import read

for _module in pkgutil.walk_packages(engines.__path__, f"{engines.__name__}."):
    importlib.import_module(_module.name)

# Now, before any test: the examples in the documentation declare sentences of their own.
OURS = tuple(SENTENCES.values())
FORMS = {each.dutch for each in OURS if each.code.startswith(("form-", "data-"))}
ANALYSES = {each.dutch for each in OURS} - FORMS


def blanks(sentence: str) -> list[str]:
    return sorted(name for _text, name, _form, _conversion in string.Formatter().parse(sentence) if name)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("ours", "fewest"), [(FORMS, 100), (ANALYSES, 70)], ids=["forms", "analyses"])
def test_every_sentence_is_translated_with_the_same_blanks(ours: set[str], fewest: int, language: str) -> None:
    catalogue = read(language)
    assert len(ours) > fewest
    said = {sentence: getattr(catalogue.get(sentence), "string", "") for sentence in ours}
    assert [sentence for sentence, translated in said.items() if not translated] == []
    assert [each for each, translated in said.items() if blanks(each) != blanks(translated)] == []
