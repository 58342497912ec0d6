"""No word of a text stays in memory once it was read: the plain version of a draft may hold a name."""

from tegenstroom.engines import remembering
from tegenstroom.engines.plain_language import COACH, assess, lexicon
from tests.support.memory import kept_for_ever

PLAIN = "Samiraatje belde het Centrum Zonnetuin (CZ). Vanquickelberghe faciliteerde haar gezinsopname."


def test_nothing_of_a_text_is_kept_after_it_was_read() -> None:
    assert assess(PLAIN, COACH).marks
    assert remembering.kept() == 0


def test_within_one_text_a_word_is_worked_out_once() -> None:
    remembering.forget()
    assert lexicon.is_common("noodwoning") == lexicon.is_common("noodwoning")
    assert lexicon.is_common.cache_info().hits == 1
    remembering.forget()


def test_what_the_engine_keeps_for_ever_takes_no_word() -> None:
    assert kept_for_ever("plain_language") == set()
