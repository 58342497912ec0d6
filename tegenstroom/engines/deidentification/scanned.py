"""What a scanner cut or took for something else: "8 8 0 0 Roe selare", "Kerk str . 4O1", "2O24 / O117"."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification.findings import Label, Reason, Span

_DIGIT = r"[\dOo]"
# A number is only read so where a blank or a letter stands between its digits.
_POSTCODE = re.compile(
    rf"(?<![\w.,/-])(?<!\d )(?P<code>[1-9] {_DIGIT} {_DIGIT} {_DIGIT}"
    rf"|[1-9](?={_DIGIT}{{0,2}}O){_DIGIT}{{3}})\s{{1,3}}"
    r"(?P<place>[A-Z][\w'’-]{1,20}(?: [a-z]{2,8})?)(?![\w])"
)
_STREET_FIELD = re.compile(
    rf"\badr(?:es)?[ ]?\.?[ ]*[:=]\s*(?P<street>[^\n,;:]{{3,40}}?"
    rf"[ .]{_DIGIT}(?:[ ]?{_DIGIT}){{0,3}}[ ]?[a-z]?)(?=[ ]*(?:[,;.\n(]"
    rf"|$|bus\b))",
    re.IGNORECASE,
)
_STREET_AFTER_TOWN = re.compile(
    r"\b(?:wonende|woonachtig|gedomicilieerd"
    r"|woont)\b[^\n,]{0,40},[ ]*(?P<street>[A-Z][\w'’]{1,20}"
    r"(?:[ ][\w'’.]{1,15}){0,3}[ ]\d(?:[ ]?\d){0,3})(?=[ ]*[,.;\n]"
    r"|$)"
)
_NUMBER = re.compile(
    r"\b(?:dossier(?:nummer|nr)?|ref(?:erte|erentie)?|kenmerk|aanvraag|rol(?:nr|nummer)?|notitie(?:nummer)?|polis(?:nr)?|zaak|klant(?:nr|nummer)?)\b"
    r"[ ]?\.?[ ]?(?:nr|nummer"
    r"|n°)?[ ]?[.:]?[ ]{0,2}[:=]?[ ]{0,2}(?P<number>[A-Z0-9]{1,6}(?:[ ]?[./-][ ]?[A-Z0-9]{1,6}"
    r"|[ ](?=[A-Z0-9](?![A-Za-z0-9]))[A-Z0-9]){1,12})(?!\w)",
    re.IGNORECASE,
)
_LEAST = 3  # digits


def find(text: str) -> Iterator[Span]:
    """Postcodes with their towns, streets on a form, numbers of files: with blanks or letters among the digits."""
    for match in _POSTCODE.finditer(text):
        yield _span(match, "code", Label.POSTCODE)
        yield _span(match, "place", Label.LOCATION)
    for pattern in (_STREET_FIELD, _STREET_AFTER_TOWN):
        for match in pattern.finditer(text):
            yield _span(match, "street", Label.ADDRESS)
    for match in _NUMBER.finditer(text):
        if sum(map(str.isdigit, match["number"])) >= _LEAST:
            yield _span(match, "number", Label.ID)


def _span(match: re.Match[str], group: str, label: Label) -> Span:
    return Span(match.start(group), match.end(group), label, Reason.SHAPE, 0.9)
