"""The engine against texts by people who knew no rule of it, scored before anything was mended for them.

Of the parts `…_aside` docs/deidentification.md has the figures, and no test lists what leaks there.
"""

import re

import pytest

from tegenstroom.engines.deidentification import DIRECT, INDIRECT
from tests.deidentification.cases import load
from tests.deidentification.marked import HARD, answers_to, covered

_LEAST = 6  # digits; fewer is a number said aloud
TEXTS = {"strangers": 40, "strangers_aside": 40, "hands": 48, "hands_aside": 48, "later_aside": 40, "harder": 100}


@pytest.mark.parametrize("part", TEXTS)
def test_there_are_as_many_texts_as_promised(part: str) -> None:
    assert len({case.text for case in load(part)}) == TEXTS[part]


@pytest.mark.parametrize("part", TEXTS)
def test_no_phone_can_be_somebodys(part: str) -> None:
    phones = [
        case.text[span.start : span.end] for case in load(part) for span in case.spans if span.label == "PHONE"
    ]
    digits = [re.sub(r"[^\dl]", "", phone.replace("O", "0")) for phone in phones]
    assert sum(phone[-6:-2] != "0000" for phone in digits if len(phone) > _LEAST) == 0


@pytest.mark.slow
@pytest.mark.parametrize("part", ["strangers", "hands"])
def test_no_number_and_no_account_stays_readable(part: str) -> None:
    share, missed = covered(answers_to(part), HARD)
    assert share == 1, missed


@pytest.mark.slow
@pytest.mark.parametrize("part", ["strangers", "hands"])
def test_nearly_all_that_names_someone_is_covered(part: str) -> None:
    share, missed = covered(answers_to(part), DIRECT)
    assert share >= 0.99, missed


@pytest.mark.slow
@pytest.mark.parametrize(("part", "least"), [("strangers", 0.88), ("hands", 0.87)])
def test_most_that_helps_to_recognise_someone_is_covered(part: str, least: float) -> None:
    share, missed = covered(answers_to(part), INDIRECT)
    assert share >= least, missed


@pytest.mark.slow
@pytest.mark.parametrize(("part", "most"), [("strangers", 0.06), ("hands", 0.05)])
def test_nine_findings_in_ten_are_right(part: str, most: float) -> None:
    wrong = [each for case, found in answers_to(part) for each in case.wrong(found)]
    assert len(wrong) <= most * sum(len(found) for _case, found in answers_to(part)), wrong
