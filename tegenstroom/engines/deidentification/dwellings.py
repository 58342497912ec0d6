"""Where someone lives without a street that tells itself: "blok F", "flat 12C", "op den Dries"."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, lists, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import Reading, plain
from tegenstroom.engines.plain_language.lexicon import zipf

_DOOR = re.compile(
    r"(?<![\w-])(?:(?:blok|toren|woonblok|flatgebouw)\s+[a-z]|(?:flat|appartement|app\.?|appt\.?|studio)\s+(?:nr\.?\s*|nummer\s*)?"
    r"(?:\d{1,4}\s?[a-z]?|[a-z]\d{1,3})|bus\s+0\d{1,3})(?![\w'’.,-]*\w)",
    re.IGNORECASE,
)
_NUMBERED_BLOCK = re.compile(
    r"(?<![\w-])(?:blok|toren|woonblok)\s+\d{1,3}[a-z]?(?:\s*,?\s*(?:\w+de|\w+ste|\d{1,2}e?)\s+verdiep(?:ing)?)?(?!\w)",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b(?:woon|woont|woonde|wonen|woonst|weunt|weun|huurt|flat|appartement|verdiep|bus|deur|bel|sociale\s+woning|verhuis\w*|logeert|verblijft|slaapt)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^[ \t]*(?:straat|straat\s*(?:en|\+|,|/|&)\s*(?:huis)?(?:nummer|nr\.?)|adres\s+\w+)\s*[:=]\s*"
    r"(?P<street>[^\W_][^\n;]{2,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_BESIDE_POSTCODE = (
    re.compile(
        r"(?<![\w-])(?P<street>(?:[A-Z'’][\w'’.-]*\s+(?:(?:de|den|van|ter|ten|het|'t|d['’])\s+)*){1,4}\d{1,4}[a-z]?(?:\s*(?:/|bus\s*)\s*\d{1,4})?)"
        r"(?=\s*[,–-]?\s+(?:te\s+)?[1-9]\d{3}\s+[A-Z])"
    ),
    re.compile(
        r"\b[1-9]\d{3}\s+[A-Z][\w-]+\s*,\s+(?P<street>(?:[A-Z'’][\w'’.-]*\s+(?:(?:de|den|van|ter|ten|het|'t|d['’])\s+)*){1,4}"
        r"\d{1,4}[a-z]?(?:\s*(?:/|bus\s*)\s*\d{1,4})?)(?![\w%€])"
    ),
)
_ON = re.compile(
    r"(?<![\w-])(?:op|aan|in|achter|langs|omtrent)\s+(?P<street>(?:de|den|d'n|het|'t|ter|ten)\s+(?P<name>[^\W\d_][\w'’-]{2,24}))(?![\w-])",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"\s\d{1,4}[a-z]?(?![\w€%]|[.,:]\d|\s(?:jaar|euro|keer|uur|kinderen|mensen))", re.IGNORECASE)
_OF_TOWN = re.compile(r"\s+(?:te|in|van)\s+(?P<town>[^\W\d_][\w-]+)")
_SQUARE = re.compile(r"(?:kerk|dorps|markt|stations|school|gemeente|raadhuis)(?:plein|straat|dreef|plaats)")
_KIND = re.compile(
    r"(?:kant|hoek|dries|driesch|heide|berg|akker|kouter|straat|plein|markt|kaai|dijk|meers|donk|veld|einde?|dreef|laan|steeg|weg|vest|gracht)$"
)
_FREQUENT = 4.0  # Zipf
_AROUND = 60  # characters


def find(reading: Reading) -> Iterator[Span]:
    """Doors, blocks, and streets by where they stand."""
    text = reading.text
    for match in _DOOR.finditer(text):
        yield _address(match.start(), match.end(), 0.75)
    for match in _NUMBERED_BLOCK.finditer(text):
        if _LIVES.search(text[max(0, match.start() - _AROUND) : match.end() + _AROUND]):
            yield _address(match.start(), match.end(), 0.7)
    for pattern in (_FIELD, *_BESIDE_POSTCODE):
        for match in pattern.finditer(text):
            yield _address(match.start("street"), match.end("street"), 0.85)
    for match in _ON.finditer(text):
        if _is_street(reading, match):
            number = _HOUSE.match(text, match.end())
            yield _address(match.start("street"), number.end() if number else match.end("street"), 0.6)


def _is_street(reading: Reading, match: re.Match[str]) -> bool:
    """Whether "op den Dries" is one: by its capital, by the town after it, or because someone lives there."""
    name, text = plain(match["name"]), reading.text
    town = _OF_TOWN.match(text, match.end())
    if town and _SQUARE.fullmatch(name) and places.is_place(plain(town["town"])):
        return True
    if not _KIND.search(name) or lexicon.is_service(name):
        return False
    if match["name"][0].isupper() and not match["name"].isupper():
        return True
    lives = _LIVES.search(text[max(0, match.start() - _AROUND) : match.start()]) is not None
    return lives and name in lists.long_list("streets") and zipf(name) < _FREQUENT


def _address(start: int, end: int, confidence: float) -> Span:
    return Span(start, end, Label.ADDRESS, Reason.STREET, confidence)
