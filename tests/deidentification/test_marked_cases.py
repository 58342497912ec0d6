"""The engine against 152 cases in many styles: what stays readable, and what was harmless after all.

The cases helped to make the engine, so this holds what was reached; it does not tell how unseen texts fare.
"""

from functools import cache

from tegenstroom.engines.deidentification import DIRECT, INDIRECT, Finding, Label, deidentify
from tests.deidentification.marked import Case, cases


@cache
def answers() -> list[tuple[Case, tuple[Finding, ...]]]:
    return [(case, deidentify(case.text)) for case in cases()]


def share(labels: frozenset[Label] | set[Label]) -> tuple[float, list[str]]:
    """The share of gold spans with these labels that is covered, and those that are not."""
    missed = [miss for case, found in answers() for miss in case.missed(found) if miss.split()[0] in labels]
    total = sum(label in labels for case in cases() for _start, _end, label in case.gold)
    return 1 - len(missed) / total, missed


def test_there_are_cases_of_every_label_and_some_of_none() -> None:
    found = cases()
    assert {label for case in found for _start, _end, label in case.gold} == set(Label)
    assert sum(not case.gold for case in found) >= 15


def test_what_points_at_one_person_is_covered() -> None:
    covered, missed = share(DIRECT)
    assert covered >= 0.99, missed


def test_numbers_and_addresses_all_are() -> None:
    covered, missed = share({Label.RRN, Label.PHONE, Label.EMAIL, Label.HANDLE, Label.IBAN})
    assert covered == 1, missed


def test_what_helps_to_recognise_someone_is_covered() -> None:
    covered, missed = share(INDIRECT)
    assert covered >= 0.97, missed


def test_what_is_found_seldom_is_harmless() -> None:
    wrong = [each for case, found in answers() for each in case.wrong(found)]
    assert len(wrong) <= 0.03 * sum(len(found) for _case, found in answers()), wrong


def test_a_case_that_tells_nothing_stays_as_it_is() -> None:
    touched = [each for case, found in answers() if not case.gold for each in case.wrong(found)]
    assert not touched
