"""Our own list is in plain words: as plain as what coaches read."""

from tegenstroom.engines.plain_language import COACH, assess
from tegenstroom.engines.questionnaires import shipped_pack
from tegenstroom.engines.questionnaires.checks import texts


def test_every_dutch_sentence_is_plain() -> None:
    said = {place: text["nl"] for place, text in texts(shipped_pack("tegenstroom-kort"))}
    hard = {
        place: [(mark.kind.value, mark.proposal) for mark in assess(words, COACH).marks]
        for place, words in said.items()
    }
    assert {place: marks for place, marks in hard.items() if marks} == {}
    assert assess("\n".join(said.values()), COACH).holds


def test_the_test_would_see_a_hard_word() -> None:
    assert not assess("De implementatie wordt door het OCMW gefaciliteerd.", COACH).holds
