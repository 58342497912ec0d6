"""Where a place needs no cue but its position: the code behind a street, the town above a letter."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import plain

# "Kerkstraat 939, 8691." and "Boom, de tweede september": the code behind a street, the town above a letter.
_BEHIND_STREET = re.compile(
    r"(?<!\w)[^\W\d_]{2,24}(?:straat|laan|steenweg|plein|weg|dreef|lei|baan|kaai|hof|str\.|stwg|pad|markt"
    r"|berg|veld|dijk)[ ]\d{1,4}[ ]?[a-zA-Z]?"
    r"(?:[ ](?:bus|b)[ ]?\w{1,4}|/\w{1,4})?,?[ ](?:te[ ]|in[ ])?(?P<code>[1-9]\d{3})(?![\w€%]|[.,:/-]\d)",
    re.IGNORECASE,
)
_ABOVE_LETTER = re.compile(
    r"^[ \t]*(?P<place>[A-ZÀ-Ý][\w'’-]{2,24}(?:[ -][A-Z][\w-]+)?),[ ](?:de[ ]|den[ ]|op[ ]|ma|di|wo|do|vr|za"
    r"|zo)?(?:\w+dag[ ])?(?:de[ ])?"
    r"(?:\d{1,2}[ ./-]|\w+(?:de|ste)[ ]\w+|(?:januari|februari|maart|april|mei|juni|juli|augustus|september"
    r"|oktober|november|december)\b)",
    re.MULTILINE,
)


def find(text: str) -> Iterator[Span]:
    """Every such code and town."""
    for match in _BEHIND_STREET.finditer(text):
        yield Span(match.start("code"), match.end("code"), Label.POSTCODE, Reason.CUE, 0.8)
    for match in _ABOVE_LETTER.finditer(text):
        if places.is_place(plain(match["place"])):
            yield Span(match.start("place"), match.end("place"), Label.LOCATION, Reason.KNOWN_PLACE, 0.9)
