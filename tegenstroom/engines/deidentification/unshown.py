"""Streets and places that no capital shows: by the form that only they have."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, lists, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import Kind, Reading, plain

# After these a word that nobody knows is a place: "geboren te labé", "kwam uit tetovo".
_FROM = re.compile(
    r"\b(?:te|uit|vanuit|geboren\s+(?:in|te)|geb\.?\s+(?:in|te)|woont\s+in|woonde\s+in"
    r"|wonende\s+(?:in|te)|opgegroeid\s+in|verhuisd\s+naar|afkomstig\s+(?:uit|van)|in|naar"
    r"|van)\s+"
    r"(?P<place>[^\W\d_][\w'’-]{3,24}(?:[ ](?:city|stad|dorp|centrum|zuid|noord|west|oost))?)(?![\w-])",
    re.IGNORECASE,
)
_AFTER_ADDRESS = re.compile(
    r"(?:(?<!\d)(?:b\s?[-–]\s?)?[1-9]\d{3}\s{1,2}|\d[a-z]?(?:\s?bus\s?[\w.]+|\s?app\.?\s?\w+"
    r"|\s?b\s?\d+)?\s?[,(]\s?)(?P<place>[^\W\d_][\w'’-]{2,24}(?:-[\w'’-]+)*)"
    r"(?=\s*(?:[,.;:)\n(-]|$|\w+\s*:))",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?<![\w/.+-])(?P<code>b\s?[-–]\s?[1-9]\d{3})(?!\d)", re.IGNORECASE)
_STREET = re.compile(
    r"(?<![\w-])(?P<street>(?:[^\W\d_][\w'’.-]{1,24}[ ]){1,4})(?P<number>\d{1,4}[a-z]?(?:/\d{1,4})?(?:\s?(?:bus"
    r"|bte|b|app\.?)\s?[\w.]{1,5})?)(?=\s*(?:[,\n(]|$|\.(?:\s|$)|te\b|in\s+[a-z]|[1-9]\d{3}\s))",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"(?<![\w-])(?P<whole>(?:(?:lange|korte|grote|kleine|oude|nieuwe|sint|de|den|het|op|achter"
    r"|aan|ter|ten)\s+){0,3}[^\W\d_][\w'’.-]{3,24}\s\d{1,4}[a-z]?\s?,?\s?(?:bus"
    r"|bte)\.?\s?[\w.]{1,6})(?!\w)",
    re.IGNORECASE,
)
_CROOKED = re.compile(
    r"\b(?P<street>[^\W\d_]{4,24}(?:stroat(?:e|je|n)?|stroët|strotj?e|stroot|stroate|stratje"
    r"|steenwegh?|sjtraot|stroa))(?!\w)",
    re.IGNORECASE,
)
_APART = re.compile(
    r"(?<![\w-])(?P<street>[^\W\d_][\w'’-]{3,20}(?:se|sche|er)\s(?:stwg|steenweg|stw|baan|straat"
    r"|poort|weg|laan|vest|dreef)\.?(?:\s\d{1,4}[a-z]?(?:/\d{1,4})?)?)(?![\w-])",
    re.IGNORECASE,
)
_FLAT = re.compile(
    r"\b(?P<flat>(?:flat|studio|app(?:artement|\.)?|unit|standplaats|chalet|caravan|blok|woning"
    r"|gelijkvloers)\s+(?:nr\.?\s?|nummer\s)?(?:\d{1,4}(?:[.,/]\d{1,3})?[a-z]?|[A-Z]\d{0,3}"
    r"|[A-Z]\.?\d{1,2})(?![\w/]|\s*(?:euro|€|jaar|m²|m2|slaapkamers?|kamers?|personen))"
    r"(?:\s*,?\s*(?:van|in)\s+(?:de\s+|het\s+|residentie\s+)?[A-Z][\w'’-]+)?)"
)
_FEW = 3  # words; fewer say nothing of how a text is written
_SHOUTING = 0.7  # share of words in capitals
_SURE = 2  # digits of a number; a longer one makes an ordinary word a street


def find(reading: Reading) -> Iterator[Span]:
    """Such places. In a text with capitals only those whose form tells enough by itself."""
    text = reading.text
    for match in _POSTCODE.finditer(text):
        yield span(match, "code", Label.POSTCODE)
    for pattern, group in ((_CROOKED, "street"), (_APART, "street"), (_FLAT, "flat"), (_BOX, "whole")):
        for match in pattern.finditer(text):
            yield span(match, group, Label.ADDRESS)
    for match in _AFTER_ADDRESS.finditer(text):
        if places.is_place(plain(match["place"])):
            yield span(match, "place", Label.LOCATION)
    if hides(reading):
        yield from _streets(text)
        yield from _places(text)


def hides(reading: Reading) -> bool:
    """Whether a capital tells nothing in this text: it has none, or nothing else."""
    if reading.small:
        return True
    words = [token for token in reading.tokens if token.kind is Kind.WORD and len(token.text) > 1]
    return len(words) > _FEW and sum(reading.shouted(token) for token in words) > _SHOUTING * len(words)


def span(match: re.Match[str], group: str, label: Label) -> Span:
    """What a pattern caught, with why."""
    reasons = {Label.LOCATION: Reason.KNOWN_PLACE, Label.ADDRESS: Reason.STREET, Label.ORG: Reason.ORGANISATION}
    note = "een organisatie" if label is Label.ORG else ""
    return Span(match.start(group), match.end(group), label, reasons.get(label, Reason.CUE), 0.7, note)


def _streets(text: str) -> Iterator[Span]:
    """As in "grote markt 903,": in the list of streets, with a number."""
    for match in _STREET.finditer(text):
        words = match["street"].split()
        for skipped in range(len(words)):
            name = plain(" ".join(words[skipped:]))
            sure = " " in name or not lexicon.is_ordinary(name) or len(match["number"]) > _SURE
            if len(name) > 4 and name in lists.long_list("streets") and sure and not lexicon.is_first_name(name):
                start = match.start() + match["street"].rindex(" ".join(words[skipped:]))
                yield Span(start, match.end("number"), Label.ADDRESS, Reason.STREET, 0.7)
                break


def _places(text: str) -> Iterator[Span]:
    for match in _FROM.finditer(text):
        word = plain(match["place"]).split()[0]
        strange = not lexicon.is_known(word) and not lexicon.is_first_name(word) and not lexicon.is_surname(word)
        sure = not match[0].lower().startswith(("in ", "naar ", "van "))
        if (sure and strange and not lexicon.is_verb(word)) or (strange and " " in match["place"]):
            yield span(match, "place", Label.LOCATION)
    for match in re.finditer(r"(?:^|\n|[,;|]\s?)(?P<place>[^\W\d_][\w'’-]{3,24})\s?(?=[.;,|)\n]|$)", text):
        word = plain(match["place"])
        if places.is_place(word) and not lexicon.is_ordinary(word) and not lexicon.is_first_name(word):
            yield span(match, "place", Label.LOCATION)
