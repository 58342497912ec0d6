"""What the engine says to people is said in three languages, with the same blanks."""

import importlib
import pkgutil
import string

import pytest

from tegenstroom.engines import questionnaires
from tegenstroom.engines.sentences import SENTENCES
from tools.messages import read

for _module in pkgutil.iter_modules(questionnaires.__path__):
    importlib.import_module(f"{questionnaires.__name__}.{_module.name}")
OURS = {each.dutch for each in SENTENCES.values() if each.code.startswith(("form-", "data-"))}


def blanks(sentence: str) -> list[str]:
    return sorted(name for _text, name, _form, _conversion in string.Formatter().parse(sentence) if name)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_sentence_is_translated_with_the_same_blanks(language: str) -> None:
    catalogue = read(language)
    assert len(OURS) > 100
    said = {sentence: getattr(catalogue.get(sentence), "string", "") for sentence in OURS}
    assert [sentence for sentence, translated in said.items() if not translated] == []
    assert [each for each, translated in said.items() if blanks(each) != blanks(translated)] == []
