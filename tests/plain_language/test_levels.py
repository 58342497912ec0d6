"""A text holds to its level or is told why not; a short one is not judged by a formula of means."""

import pytest

from tegenstroom.engines.plain_language import COACH, GENERAL, LEVELS, Level, assess
from tegenstroom.engines.plain_language.marks import REASONS

PLAIN = "Je komt donderdag naar Gent. We beginnen om 9 uur. Er is koffie. Kan je niet? Bel dan naar Els. " * 3


def test_a_plain_text_holds_for_coaches() -> None:
    found = assess(PLAIN, COACH)
    assert found.holds
    assert found.failures == ()
    assert found.unsaid == ()
    assert found.rare_share == 0


@pytest.mark.parametrize(
    ("text", "level", "told"),
    [
        ("Onvoorwaardelijke verantwoordelijkheden veroorzaken onduidelijkheid. " * 8, GENERAL, "De score is "),
        ("Je mag hier altijd komen als je er zin in hebt. " * 5, COACH, "gemiddeld 11 woorden"),
        (
            "Je mag komen. Kom. En als je dan toch komt neem dan een stuk brood of wat koek mee hoor.",
            COACH,
            "16 woorden",
        ),
        (PLAIN + "Dat is hermeneutisch en extramuraal.", COACH, "van de woorden is moeilijk"),
        ("Bel het OCMW.", COACH, "niet elke afkorting"),
    ],
)
def test_who_writes_is_told_which_limit_is_passed(text: str, level: Level, told: str) -> None:
    found = assess(text, level)
    assert not found.holds
    assert told in " ".join(found.failures)


def test_general_texts_may_say_ocmw() -> None:
    assert assess("Bel het OCMW.", GENERAL).holds


def test_a_short_text_gets_no_score_and_says_so() -> None:
    found = assess("Onvoorwaardelijke verantwoordelijkheid.", COACH)
    assert found.flesch is None
    assert found.rare_share is None
    assert found.holds
    assert len(found.unsaid) == 2


def test_even_in_a_short_text_a_sentence_may_not_be_too_long() -> None:
    assert not assess("je en ik en jij en wij en zij en hij en het en u en", COACH).holds


def test_nothing_at_all_holds() -> None:
    found = assess("", COACH)
    assert (found.words, found.mean_sentence, found.longest_sentence, found.holds) == (0, 0, 0, True)


def test_just_below_the_limit_is_never_said_to_be_the_limit() -> None:
    from tegenstroom.engines.plain_language.assessment import _said

    assert _said(74.97) == "74,9"
    assert _said(75.0) == "75"


def test_the_engine_speaks_plainly_itself() -> None:
    failing = assess("Het OCMW faciliteert hermeneutische, extramurale participatie in een kader. " * 9, COACH)
    said = [*REASONS.values(), *failing.failures, *assess("kort").unsaid]
    assert len(failing.failures) >= 3
    assert not [(text, found.failures) for text in said if not (found := assess(text, COACH)).holds]
    assert not [(text, mark) for text in said for mark in assess(text, COACH).marks]


def test_levels_go_by_their_names() -> None:
    assert LEVELS == {"coach": COACH, "general": GENERAL}
