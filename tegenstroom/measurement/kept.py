"""A questionnaire as the database keeps it: canonical JSON, the same bytes for the same questionnaire."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from tegenstroom.engines.questionnaires import (
    Choice,
    Combine,
    Condition,
    Format,
    Item,
    ItemParameters,
    Licence,
    Norm,
    Questionnaire,
    Scale,
)


def to_json(questionnaire: Questionnaire) -> str:
    """The questionnaire as text. Texts are put in the order of their languages, so equal ones are equal text."""
    plain = _plain(asdict(questionnaire))
    for each in plain["parameters"]:
        # Without a source the text is that of before there were sources: the same questionnaire, the same bytes.
        if not each["source"]:
            del each["source"]
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


# Versions never change, so each is read once a process.
@lru_cache(maxsize=64)
def from_json(text: str) -> Questionnaire:
    """The questionnaire in this text. KeyError, TypeError or ValueError when `to_json` did not write it."""
    raw = json.loads(text)
    return Questionnaire(
        **{
            **raw,
            "languages": tuple(raw["languages"]),
            "references": tuple(raw["references"]),
            "licence": Licence(**raw["licence"]),
            "formats": tuple(_format(each) for each in raw["formats"]),
            "items": tuple(_item(each) for each in raw["items"]),
            "scales": tuple(_scale(each) for each in raw["scales"]),
            "norms": tuple(Norm(**each) for each in raw["norms"]),
            "parameters": tuple(_parameters(each) for each in raw["parameters"]),
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return value


def _format(raw: dict[str, Any]) -> Format:
    choices = tuple(Choice(**each) for each in raw["choices"])
    return Format(raw["key"], choices, tuple(raw["missing"]))


def _item(raw: dict[str, Any]) -> Item:
    when = raw["asked_when"]
    condition = Condition(when["item"], tuple(when["codes"])) if when else None
    return Item(**{**raw, "asked_when": condition})


def _scale(raw: dict[str, Any]) -> Scale:
    lists = {name: tuple(raw[name]) for name in ("items", "reverse")}
    weights = tuple(raw["weights"]) if raw["weights"] is not None else None
    return Scale(**{**raw, **lists, "weights": weights, "combine": Combine(raw["combine"])})


def _parameters(raw: dict[str, Any]) -> ItemParameters:
    return ItemParameters(**{**raw, "thresholds": tuple(raw["thresholds"])})
