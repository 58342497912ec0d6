"""What a coach says yes to is as easy to read as everything else that she reads."""

import tomllib

import pytest

from tegenstroom.coaches.actions.wordings import WORDINGS
from tegenstroom.dialogue.actions.contracts import CONTRACTS
from tegenstroom.engines.plain_language import COACH, assess
from tegenstroom.measurement.actions import registry

DUTCH = [row for row in tomllib.loads(WORDINGS.read_text(encoding="utf-8"))["wording"] if row["language"] == "nl"]

TRUST = [
    row for row in tomllib.loads(CONTRACTS.read_text(encoding="utf-8"))["contract"] if row["language"] == "nl"
]


@pytest.mark.parametrize("contract", TRUST, ids=lambda row: str(row["valid_from"]))
def test_a_contract_of_trust_is_plain(contract: dict[str, str]) -> None:
    found = assess(contract["text"], COACH)
    assert found.holds, list(found.marks)
    assert "Ik zeg niet waarom." in contract["text"]


MEASURED = [
    row
    for row in tomllib.loads(registry.WORDINGS.read_text(encoding="utf-8"))["wording"]
    if row["language"] == "nl"
]


@pytest.mark.parametrize("wording", MEASURED, ids=lambda row: row["purpose"])
def test_what_someone_says_yes_to_before_she_answers_is_plain(wording: dict[str, str]) -> None:
    found = assess(wording["text"], COACH)
    assert found.holds, list(found.marks)
    assert "Ik druk op de knop, of ik bel jullie." in wording["text"]
    assert "kan niemand terughalen" in wording["text"]


@pytest.mark.parametrize("wording", DUTCH, ids=lambda row: row["use"])
def test_a_wording_of_consent_is_plain(wording: dict[str, str]) -> None:
    found = assess(wording["text"], COACH)
    assert found.holds, list(found.marks)


@pytest.mark.parametrize("wording", DUTCH, ids=lambda row: row["use"])
def test_a_wording_says_how_to_take_it_back_and_what_cannot_be_taken_back(wording: dict[str, str]) -> None:
    assert "Ik druk op de knop, of ik bel jullie." in wording["text"]
    assert "kan niemand terughalen" in wording["text"]
    assert "Langer dan twee jaar duurt het nooit." in wording["text"]
