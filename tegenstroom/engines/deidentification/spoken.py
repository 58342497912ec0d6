"""Numbers that someone says aloud: "nul vierhonderd zevenenzeventig, twaalf, ...", as a voice message writes them.

Which kind of number it is follows from the word before it, and otherwise from how many digits were said.
"""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.numbers import NUMBERS

_SMALL = "|".join(
    sorted((re.escape(word) for word, number in NUMBERS.items() if number < 100), key=len, reverse=True)
)
_DIGIT = r"(?:nul|een|één|ene|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_WORD = (
    rf"(?:(?:dubbele?|twee\s+keer|drie\s+keer|driedubbel)\s+{_DIGIT}|(?:twee|drie|vier|vijf)\s+{_DIGIT}(?:len|ens|en|s)\b"
    rf"|(?:{_SMALL})?(?:duizend|honderd)(?:en)?(?:{_SMALL})?|{_DIGIT}{{2,6}}|{_SMALL})"
)
_BETWEEN = r"(?:\s*[,./–-]\s*|\s+)(?:(?:en\s+)?dan\s+|gevolgd\s+door\s+|streep(?:je)?\s+|slash\s+|punt\s+)?"
_RUN = re.compile(
    rf"(?<![\w€])(?P<prefix>(?:b\s?e|bee\s+ee?|be)\s*[:,]?\s+|(?:plus|\+)\s*)?(?P<run>(?:{_WORD}|\d{{1,4}})"
    rf"(?:{_BETWEEN}(?:{_WORD}|\d{{1,4}})(?!\w)){{1,19}})(?!\w)",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"(?<!\w)(?:(?P<word>{_WORD})|(?P<digits>\d{{1,4}}))(?!\w)", re.IGNORECASE)
_FARTHEST = 45  # characters between the word that announces a number and the number
_CUES = [
    (
        Label.RRN,
        re.compile(r"\b(?:rijks?register\w*|rr|rrn|insz|nationaal\s+nummer|bis-?nummer)\b", re.IGNORECASE),
    ),
    (Label.IBAN, re.compile(r"\b(?:rekening\w*|rek|iban|storten|gestort|overschrijven)\b", re.IGNORECASE)),
    (
        Label.PHONE,
        re.compile(r"\b(?:tel\w*|gsm\w*|bel\w*|bereik\w*|whatsapp\w*|sms\w*|mobiel|vast)\b", re.IGNORECASE),
    ),
    (
        Label.ID,
        re.compile(
            r"\b(?:\w*dossier\w*|klant\w*|cliënt\w*|polis\w*|ov|lid\w*|kaart\w*|badge|pasnummer|referte|referentie"
            r"|stamnummer|meternummer|\w+nummer|nummer|code)\b",
            re.IGNORECASE,
        ),
    ),
    (Label.POSTCODE, re.compile(r"\b(?:postcode|postnummer)\b", re.IGNORECASE)),
]
_LEAST = {Label.RRN: 6, Label.IBAN: 4, Label.PHONE: 6, Label.ID: 3, Label.POSTCODE: 4}
_MANY = 8  # digits, from which a run of spoken numbers is no list of ages or amounts
_ZERO = re.compile(r"(?:0|nul|dubbel|plus|\+)", re.IGNORECASE)
_MEASURED = re.compile(
    r"\s*(?:euro|%|procent|jaar|kilo|uur|meter|minuten|keer|punten|maanden|dagen)\b", re.IGNORECASE
)


def find(text: str) -> Iterator[Span]:
    """Every run of spoken numbers that is long enough, or announced."""
    for match in _RUN.finditer(text):
        items = list(_ITEM.finditer(match["run"]))
        words = sum(item["word"] is not None for item in items)
        if words < 2 or _MEASURED.match(text, match.end()):
            continue
        digits = sum(map(_digits, items))
        label = _label(text, match, digits, words)
        if label:
            start = match.start() if match["prefix"] else match.start("run")
            yield Span(start, match.end(), label, Reason.SHAPE, 0.9)


def _label(text: str, match: re.Match[str], digits: int, words: int) -> Label | None:
    prefix = (match["prefix"] or "").strip().lower()
    if prefix.startswith("b") and digits >= _MANY:
        return Label.IBAN
    cued = _cued(text[max(0, match.start() - _FARTHEST) : match.start()])
    if cued and digits >= _LEAST[cued]:
        return Label.PHONE if cued is Label.ID and digits >= _MANY and _ZERO.match(match["run"]) else cued
    if digits < _MANY:
        return None
    if prefix or _ZERO.match(match["run"]):
        return Label.PHONE
    if "nul" not in match["run"].lower() and words < 7:
        return Label.PHONE if re.match(r"vierhonderd", match["run"], re.IGNORECASE) else None
    return Label.PHONE if digits < 11 else Label.RRN if digits == 11 else Label.IBAN


def _cued(before: str) -> Label | None:
    """What the nearest word before announces."""
    nearest, label = -1, None
    for each, pattern in _CUES:
        for cue in pattern.finditer(before):
            if cue.start() > nearest:
                nearest, label = cue.start(), each
    return label


def _digits(item: re.Match[str]) -> int:
    """How many digits this word says."""
    if item["digits"]:
        return len(item["digits"])
    word = item["word"].lower()
    if word in NUMBERS:
        return len(str(NUMBERS[word]))
    if "duizend" in word:
        return 4
    return 3 if "honderd" in word else max(2, len(re.findall(_DIGIT, word)))
