"""Ages by a part of a decade, by a half year, or beside a name: "midden veertig", "van anderhalf", "Noor (7)"."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.numbers import WORDS

_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_PART = (
    r"(?:(?:heel\s+)?(?:begin|einde?|midden|half|halfweg|halverwege|prille?|jonge|late|vroege"
    r"|goede?|dikke?|ruime?|voor\s?in|achter\s?in"
    r"|vooraan|achteraan|achter|vooraan\s+in|achteraan\s+in|diep\s+in|ver\s+in|bijna|rond|tegen"
    r"|in)\s+(?:in\s+)?(?:(?:de|den|een)\s+)?)"
)
_DECADE = re.compile(rf"(?<![\w-])(?P<age>{_PART}(?:{_TENS})(?:ers?|sters?|erke|erkes))(?![\w-])", re.IGNORECASE)
_PART_OF_DECADE = re.compile(
    rf"(?<![\w-])(?P<age>(?:begin|einde?|midden|half|halfweg|halverwege|vooraan|achteraan|voorin"
    rf"|achterin|diep\s+in|ver\s+in|hoog\s+in)"
    rf"\s+(?:in\s+)?(?:(?:de|den)\s+)?(?:{_TENS}|[2-9]0))(?!\w)(?!\s*(?:euro|%|procent|jaar|[/.:]\d))",
    re.IGNORECASE,
)
_TURNED = re.compile(
    rf"(?<![\w-])(?:net|pas|juist|bijna|onlangs|zopas|vorige\s+\w+|nog\s+geen)\s+(?P<age>{WORDS}|\d{{1,2}})"
    r"(?:\s+(?:jaar\s+)?(?:geworden|gew)\b|\s+jaar\b)(?!\s+(?:geleden|lang|later|getrouwd|samen))",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"\b(?:baby|kindje?|zoon(?:tje)?|dochter(?:tje)?|jongen|jongetje|meisje|broertje|zusje"
    r"|kleine|kleinste|jongste|peuter|kleinkind|tweeling|[A-Z][\w'’-]+)"
    r",?\s+(?:van|is|was|wordt|nog\s+geen)\s+(?:nog\s+geen\s+|bijna\s+|net\s+"
    r"|pas\s+)?(?P<age>anderhalf(?:\s+jaar)?|tweeënhalf|drieënhalf"
    r"|twee\s+en\s+(?:een\s+)?half)(?!\w)",
    re.IGNORECASE,
)
_MONTHS = re.compile(
    r"\b(?:baby(?:tje)?|jongste|kleinste|kindje?|zoon(?:tje)?|dochter(?:tje)?|kleine"
    r"|borelingske?|pasgeborene)\s*(?:[A-Z][\w'’-]+\s*)?"
    r"(?:\(\s*|,\s*|:\s*|van\s+|is\s+)?(?P<age>\d{1,2}\s?(?:m|mnd|maand(?:en)?|md|wk|weken|w|d"
    r"|dagen))(?=\s*(?:[.,;)\n]|$|oud\b|en\b))",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"(?<=[^\W\d_])\s?\(\s?(?P<age>[1-9]\d|(?<![.:;] \()[3-9])\s?(?:j|jr|jaar"
    r"|j\.)?\s?\)(?!\s?(?:keer|maal|euro|%))",
    re.IGNORECASE,
)
_BIRTH_YEAR = re.compile(
    r"\b(?:geboren|geb\.?|°|van\s+bouwjaar|bouwjaar|lichting|van)\s+(?:in\s+|van\s+)?(?P<year>['’]\d\d)(?!\w)",
    re.IGNORECASE,
)
_BOTH = re.compile(
    rf"\b(?:hij|zij|ze|man|vrouw|moeder|vader|broer|zus|zoon|dochter)\s+(?:is\s+"
    rf"|was\s+)?(?P<first>{WORDS}|[1-9]\d?)\s?(?:,|en)\s+(?:en\s+)?(?:hij|zij|ze|haar\s+\w+"
    rf"|zijn\s+\w+|man|vrouw)\s+(?P<age>{WORDS}|[1-9]\d?)(?=\s*(?:[.,;)\n]|$))",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:^|[\n.;,]\s*)(?:[A-Z][\w'’-]+),\s(?P<age>[1-9]\d?)(?=\s?[:.;\n])", re.MULTILINE)


def find(text: str) -> Iterator[Span]:
    """Every such age, and the year in which someone was born."""
    for pattern in (_DECADE, _PART_OF_DECADE, _TURNED, _HALF, _MONTHS, _BRACKETED, _BOTH, _LISTED):
        for match in pattern.finditer(text):
            yield Span(match.start("age"), match.end("age"), Label.AGE, Reason.AGE, 0.7)
    for match in _BIRTH_YEAR.finditer(text):
        yield Span(match.start("year"), match.end("year"), Label.DATE, Reason.MOMENT, 0.7)
