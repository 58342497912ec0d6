"""Stages of life: "een dertiger", "twee kleuters". Roughly how old someone is; the budget counts none."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.numbers import WORDS

_DECADE = r"(?:twin|der|veer|vijf|zes|zeven|tach|negen)tigers?"
_CHILD = r"(?:peuter|kleuter|tiener|puber)(?:ke|tje|jongen|meisje|zoon|dochter|moeder)?"
_COUNTED = rf"(?:(?:twee|drie|vier|\d|haar|zijn|hun|mijn|onze|beide)\s+(?:\w+\s+)?(?P<many>{_CHILD}s|pubers))"
_STAGE = re.compile(
    rf"(?<![\w-])(?:(?P<one>{_DECADE}|{_CHILD})|{_COUNTED})(?![\w-])"
    # What is exact says more, and is found by itself.
    rf"(?!\s*(?:van\s+|\(|,\s*)(?:\d|(?:{WORDS})\b))",
    re.IGNORECASE,
)
_GENERAL = (
    (re.compile(r"peuter|kleuter", re.IGNORECASE), "kind", "kinderen"),
    (re.compile(r"tiener|puber", re.IGNORECASE), "jongere", "jongeren"),
    (re.compile(r"zeven|tach|negen", re.IGNORECASE), "oudere", "ouderen"),
    (re.compile(r""), "volwassene", "volwassenen"),
)
_WHO = re.compile(r"(?:jongen|meisje|zoon|dochter|moeder)s?\Z", re.IGNORECASE)


def find(text: str) -> Iterator[Span]:
    """Every stage that stands for someone."""
    for match in _STAGE.finditer(text):
        group = "one" if match["one"] else "many"
        yield Span(match.start(group), match.end(group), Label.AGE, Reason.STAGE, 0.5)


def generalise(written: str) -> str:
    """What says still less: a "kleuter" is a "kind", a "tienerdochter" a "dochter"."""
    if who := _WHO.search(written):
        return who[0].lower()
    one, many = next((one, many) for pattern, one, many in _GENERAL if pattern.search(written))
    return many if written.lower().endswith("s") else one
