"""Ages that nothing announces: "zestien, zegt hij, maar de ander zegt negentien."

Between ten and a hundred a number at the end of a clause counts no thing; what stands before it tells the rest.
"""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.numbers import NUMBERS

_GROWN = "|".join(sorted((word for word, number in NUMBERS.items() if 11 < number < 100), key=len, reverse=True))
_BARE = re.compile(
    rf"(?<![\w€.,:/+-])(?P<age>{_GROWN}|[1-9]\d)(?!\w)(?![.,:/-]\d|\s?[€%°])"
    r"(?=\s*(?:[.!?]|$|(?:zegt|zei|geworden|denk)\b))",
    re.IGNORECASE,
)
# An hour, a place in a row, a size, a number of people: "om tien", "kamer 12", "met twaalf".
_COUNTS = re.compile(
    r"(?<!\w)(?:om|half|kwart|over|na|voor|tegen|tot|op|met|er|er\s+wel|nummer|nr\.?|n°|huisnummer|kamer|bus|tram|lijn"
    r"|trein|perron|mt\.?|maat|bijlage|blz\.?|pagina|artikel|art\.?|punt|lokaal|zaal|plaats|dienst|afdeling|cel"
    r"|paviljoen|groep|klas|dag|week|maand|schaal|top|x|×|maal|keer|ongeveer|zowat|van\s+de|bij\s+de|euro|gsm|tel\.?"
    r"|versie|stap|fase|deel|les|vraag|rij|kolom|niveau|score|box|unit|blok|gebouw|appartement|verdieping)\s\Z",
    re.IGNORECASE,
)
_FARTHEST = 14  # characters


def find(text: str) -> Iterator[Span]:
    """Every such age."""
    for match in _BARE.finditer(text):
        if not _COUNTS.search(text, max(0, match.start() - _FARTHEST), match.start()):
            yield Span(match.start(), match.end(), Label.AGE, Reason.AGE, 0.5)
