"""What may be read beside what, in a report."""

from dataclasses import replace

import pytest

from tegenstroom.measurement.reports import words
from tegenstroom.measurement.rules.estimates import Caution, Facts, Reliable, Source, beside, cautions

CELL = 3


def counted(source: Source, limit: float, up: int, same: int, down: int) -> Reliable:
    return Reliable(source, 0.8, limit, up, same, down)


def said(*found: Reliable) -> list[str]:
    return list(words.counts(found, smallest=CELL))


def test_parts_that_are_too_small_stand_with_their_neighbour() -> None:
    [sentence] = said(counted(Source.ALPHA, 0.5, up=5, same=6, down=1))
    assert sentence.endswith("Omlaag of te klein verschil: 7 mensen. Omhoog: 5 mensen.")


@pytest.mark.parametrize(("up", "same", "down"), [(0, 12, 0), (2, 8, 2), (12, 0, 0)])
def test_a_count_that_would_point_at_someone_or_tell_all_is_not_said(up: int, same: int, down: int) -> None:
    [sentence] = said(counted(Source.ALPHA, 0.5, up, same, down))
    assert "mensen" in sentence
    assert not any(digit in sentence.partition("tonen")[2] for digit in "0123456789")
    assert str(words.TOO_FEW_TO_PART) in sentence


def test_the_strictest_reliability_is_said_first_and_the_other_only_when_enough_people_stand_between() -> None:
    retest = counted(Source.RETEST, 1.2, up=4, same=8, down=0)
    near, far = counted(Source.ALPHA, 0.5, up=5, same=7, down=0), counted(Source.ALPHA, 0.5, up=7, same=5, down=0)
    first, second = said(near, retest)
    assert "hertest" in first
    assert str(words.TOO_FEW_TO_PART) in second
    assert not beside(retest, near, smallest=CELL)
    assert "Omhoog: 7 mensen." in said(far, retest)[1]


PLAIN = Facts(people=40, rounds=1, both=0, scales=2, validated=True, has_retest=False)


def test_a_report_warns_of_nothing_that_is_not_so() -> None:
    assert list(cautions(PLAIN)) == []


@pytest.mark.parametrize(
    ("facts", "caution"),
    [
        ({"people": 8}, Caution.FEW),
        ({"validated": False}, Caution.NOT_VALIDATED),
        ({"rounds": 2, "both": 40}, Caution.NO_OTHER_GROUP),
        ({"rounds": 2, "both": 31}, Caution.LEFT),
        ({"rounds": 2, "both": 40}, Caution.MANY_SCALES),
        ({"rounds": 2, "both": 40}, Caution.ALPHA_ONLY),
        ({"left_open": True}, Caution.OPEN),
        ({"no_score": True}, Caution.NO_SCORE),
        ({"weak": True}, Caution.WEAK),
    ],
)
def test_each_caution_follows_from_the_figures(facts: dict[str, int], caution: Caution) -> None:
    assert caution in set(cautions(replace(PLAIN, **facts)))
    assert caution in words.CAUTIONS


def test_where_no_change_is_taken_person_by_person_nothing_is_said_of_who_is_left_out_of_it() -> None:
    found = set(cautions(replace(PLAIN, rounds=2, both=31, paired=False)))
    assert found == {Caution.NO_OTHER_GROUP, Caution.MANY_SCALES}
