"""A questionnaire as a file that people can read over: TOML, one pack a file.

>>> from tegenstroom.engines.questionnaires.packs import shipped, shipped_pack
>>> shipped()
('pearlin-mastery', 'tegenstroom-kort')
>>> shipped_pack("tegenstroom-kort").licence.name
'CC BY 4.0'
"""

import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from functools import cache
from importlib import resources
from typing import Any

from tegenstroom.engines.questionnaires.checks import admitted
from tegenstroom.engines.questionnaires.questionnaire import (
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
from tegenstroom.engines.questionnaires.refusals import FormError, refuse_unless
from tegenstroom.engines.questionnaires.toml import as_toml
from tegenstroom.engines.sentences import dutch

NOT_UTF8 = dutch(
    "form-not-utf8", "We kunnen dit bestand niet lezen: het staat niet in UTF-8. Bewaar het opnieuw als UTF-8."
)
TOO_LARGE = dutch("form-too-large", "Dit bestand is te groot. Het mag hoogstens {most} MB zijn.")
NOT_TOML = dutch("form-not-toml", "Dit is geen vragenlijst in TOML: {reason}.")
UNKNOWN_FIELD = dutch("form-unknown-field", "{place}: “{field}” kennen we niet.")
FIELD_MISSING = dutch("form-field-missing", "{place}: “{field}” ontbreekt.")
TEXT_HERE = dutch("form-text-here", "{place}: hier hoort tekst.")
NUMBER_HERE = dutch("form-number-here", "{place}: hier hoort een getal.")
YES_NO_HERE = dutch("form-yes-no-here", "{place}: hier hoort true of false.")
TEXTS_HERE = dutch("form-texts-here", "{place}: hier hoort een tekst per taal.")
LIST_HERE = dutch("form-list-here", "{place}: hier hoort een lijst.")
TABLE_HERE = dutch("form-table-here", "{place}: hier hoort een tabel.")
COMBINE_HERE = dutch("form-combine-here", "{place}: hier hoort mean of sum.")
NO_SUCH_PACK = dutch("form-no-such-pack", "De vragenlijst “{key}” leveren we niet mee.")

LARGEST = 1024 * 1024
FOLDER = "packs"

type _Reader = Callable[[str, Any], Any]


def read_pack(content: bytes | str) -> Questionnaire:
    """The questionnaire in a pack. `FormError`: it is no pack, does not hang together, or may not be used."""
    return admitted(as_questionnaire(parsed(content)))


def write_pack(questionnaire: Questionnaire) -> str:
    """The questionnaire as a pack. What `read_pack` makes of it is equal. `FormError`: it would be refused."""
    return as_toml(as_plain(admitted(questionnaire)))


def shipped() -> tuple[str, ...]:
    """The keys of the packs that come along, all proven free."""
    folder = resources.files(__package__).joinpath(FOLDER)
    return tuple(
        sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
    )


@cache
def shipped_pack(key: str) -> Questionnaire:
    """A pack that comes along. `FormError` when there is none with that key."""
    refuse_unless(key in shipped(), NO_SUCH_PACK, key=key)
    return read_pack(resources.files(__package__).joinpath(FOLDER, f"{key}.toml").read_bytes())


def parsed(content: bytes | str) -> dict[str, Any]:
    """The tables of a TOML file."""
    refuse_unless(len(content) <= LARGEST, TOO_LARGE, most=LARGEST // 1024**2)
    try:
        return tomllib.loads(content if isinstance(content, str) else content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FormError(NOT_UTF8()) from error
    except (
        tomllib.TOMLDecodeError,
        RecursionError,
        ValueError,
    ) as error:  # a number of 5,000 digits is no TOML error
        raise FormError(
            NOT_TOML(reason=str(error) if isinstance(error, tomllib.TOMLDecodeError) else "?")
        ) from error


def as_questionnaire(tables: Mapping[str, Any]) -> Questionnaire:
    """The questionnaire in these tables, unchecked but for their shape."""
    found: Questionnaire = _record(Questionnaire, "", tables)
    return found


def as_plain(value: Any) -> Any:
    """Tables, lists and plain values; what is left at its default is left out."""
    if isinstance(value, tuple):
        return [as_plain(each) for each in value]
    if isinstance(value, Mapping):
        return dict(value)
    if not hasattr(value, "__dataclass_fields__"):
        return str(value) if isinstance(value, Combine) else value
    kept = {field.name: getattr(value, field.name) for field in fields(value)}
    defaults = {field.name: field.default for field in fields(value) if field.default is not MISSING}
    return {name: as_plain(each) for name, each in kept.items() if name not in defaults or each != defaults[name]}


def _word(place: str, value: Any) -> str:
    refuse_unless(isinstance(value, str), TEXT_HERE, place=place)
    return str(value)


def _whole(place: str, value: Any) -> int:
    refuse_unless(isinstance(value, int) and not isinstance(value, bool), NUMBER_HERE, place=place)
    return int(value)


def _number(place: str, value: Any) -> float:
    fits = isinstance(value, int | float) and not isinstance(value, bool)
    refuse_unless(fits and (isinstance(value, float) or abs(value) < 2**53), NUMBER_HERE, place=place)
    refuse_unless(math.isfinite(value), NUMBER_HERE, place=place)
    return float(value)


def _yes_no(place: str, value: Any) -> bool:
    refuse_unless(isinstance(value, bool), YES_NO_HERE, place=place)
    return bool(value)


def _text(place: str, value: Any) -> dict[str, str]:
    refuse_unless(isinstance(value, Mapping), TEXTS_HERE, place=place)
    return {language: _word(f"{place}.{language}", words) for language, words in value.items()}


def _combine(place: str, value: Any) -> Combine:
    refuse_unless(value in set(Combine), COMBINE_HERE, place=place)
    return Combine(value)


def _several(read: _Reader) -> _Reader:
    def all_of(place: str, value: Any) -> tuple[Any, ...]:
        refuse_unless(isinstance(value, list), LIST_HERE, place=place)
        return tuple(read(f"{place}.{_name(each, number)}", each) for number, each in enumerate(value, 1))

    return all_of


def _one(kind: type) -> _Reader:
    return lambda place, value: _record(kind, place, value)


def _name(value: Any, number: int) -> str:
    key = value.get("key") if isinstance(value, Mapping) else None
    return key if isinstance(key, str) else str(number)


def _record(kind: type, place: str, value: Any) -> Any:
    """A dataclass from a table, each field by its own reader."""
    refuse_unless(isinstance(value, Mapping), TABLE_HERE, place=place)
    readers = _FIELDS[kind]
    for name in value:
        refuse_unless(name in readers, UNKNOWN_FIELD, place=place or "pack", field=name)
    for field in fields(kind):
        given = field.name in value or field.default is not MISSING
        refuse_unless(given, FIELD_MISSING, place=place or "pack", field=field.name)
    at = f"{place}." if place else ""
    return kind(**{name: readers[name](f"{at}{name}", each) for name, each in value.items()})


_FIELDS: dict[type, dict[str, _Reader]] = {
    Licence: {"name": _word, "attribution": _word, "url": _word, "free": _yes_no, "permission": _word},
    Choice: {"code": _whole, "label": _text},
    Format: {"key": _word, "choices": _several(_one(Choice)), "missing": _several(_whole)},
    Condition: {"item": _word, "codes": _several(_whole)},
    Item: {"key": _word, "text": _text, "format": _word, "hint": _text, "asked_when": _one(Condition)},
    Scale: {
        "key": _word,
        "name": _text,
        "items": _several(_word),
        "reverse": _several(_word),
        "weights": _several(_number),
        "minimum": _whole,
        "combine": _combine,
    },
    Norm: {
        "scale": _word,
        "group": _text,
        "n": _whole,
        "mean": _number,
        "deviation": _number,
        "alpha": _number,
        "retest": _number,
        "source": _word,
    },
    ItemParameters: {"item": _word, "slope": _number, "thresholds": _several(_number), "source": _word},
    Questionnaire: {
        "key": _word,
        "version": _word,
        "languages": _several(_word),
        "title": _text,
        "licence": _one(Licence),
        "formats": _several(_one(Format)),
        "items": _several(_one(Item)),
        "scales": _several(_one(Scale)),
        "intro": _text,
        "validated": _yes_no,
        "norms": _several(_one(Norm)),
        "parameters": _several(_one(ItemParameters)),
        "references": _several(_word),
    },
}
