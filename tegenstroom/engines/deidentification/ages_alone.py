"""Ages that stand alone: a number of years that counts nothing is how old someone is.

"Ie is eentachtig", "op haar derde uit Kosovo": whatever the words around it, where nothing is counted, paid, or
fixed in time, a number between twelve and a hundred in words says an age.
"""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.numbers import NUMBERS

_TEENS = "|".join(sorted((word for word, number in NUMBERS.items() if 12 < number < 100), key=len, reverse=True))
# As dialects say and chats write them: "eentachtig", "neegn'ntachtig", "septante-huit".
_TENS = (
    r"(?:twint|twient|dert|dart|veert|viert|vijft|vieft|vuuft|foeft|zest|sest"
    r"|zevent|zeuvent|sevent|tach(?:en)?t|negent|neegnt|neugent)"
)
_SPOKEN = (
    rf"(?:[^\W\d_]{{2,7}}['’]?(?:e|ë|i|a)?n?['’]?t?)?{_TENS}(?:ig|eg|ich|egh|igh)(?:ste?)?"
    r"|(?:septante|nonante|soixante|quatre-vingt)(?:[ -](?:et[ -])?[^\W\d_]{2,6})?"
)
_BARE = (
    r"(?!\w)(?!['’]\w)(?=\s*(?:[.,;:!?)\n\"”]|$|(?:en|maar|of|met|zonder|als|dus|want|toen|die|dat|den|geworden|jo?ao?r(?=[,.;])"
    r"|is|was|wordt|werd|heeft|had|zit|woont|ook|nog|al|nu|dezen?|volgende|vorige|he|hé|zeker|denk|in|op|bij|uit)\b))"
    r"(?!\s+(?:jaar\s+)?(?:geleden|lang|euro|man|vrouw|kinderen|mensen|keer|uur|minuten|dagen|weken|maanden|procent|kilo|frank|op\s+\w+tig))"
)
_WORD = re.compile(rf"(?<![\w'’-])(?P<age>{_TEENS}|{_SPOKEN}){_BARE}", re.IGNORECASE)
# What is counted, paid, fixed in time or numbered; and how long something lasts.
_OTHER = re.compile(
    r"(?:\b(?:om|tegen|nummer|nr|bus|kamer|lijn|tram|huis|honderd|duizend|euro|tot|over|na|binnen|sinds|al|in|voor"
    r"|kwart|half|paragraaf|artikel|bladzijde|met|van|de|het|die|deze|alle|onze|op|kost|betaalt|betaalde|krijgt|kreeg|duurde|duurt|plus"
    r"|min|keer|maal|klas|groep|punten|graden|top|en|of|à|dan|verdient|wel|er|zijn|waren|zo'n|andere|eerste|laatste|elke|ongeveer)\s+|[\d€+*/=,-]\s?)\Z",
    re.IGNORECASE,
)
_THIRD = re.compile(
    r"\b(?:op|vanaf|sinds|tot|rond|na|voor|tegen)\s+(?:haar|zijn|mijn|hun|z'n|m'n|d'r|heur)\s+"
    r"(?P<age>eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde)"
    r"(?=\s*(?:[.,;:!?)\n]|$|(?:uit|naar|in|bij|al|kwam|was|had|ging|kreeg|werd|verloor|moest|liep|van|alleen|zonder|met"
    r"|verhuisd|gestopt|wees|weg|thuis|nog|en|tot)\b))",
    re.IGNORECASE,
)
_SHE = re.compile(
    r"\b(?:waar|was|is|es|wier|wordt|werd|wort|weurt|worre|woord)\s+(?:ie|hae|hij|ze|zij|em|zie|ik|'k|ich|iech|gij)\s+(?:nu\s+|al\s+|pas\s+|toen\s+|bijna\s+|amper\s+)?"
    r"(?P<age>[1-9]\d)(?=\s*(?:[.,;:!?)\n]|$|(?:en|maar|of|toen|wie|wanneer|als|ne|den)\b))"
    r"|\b(?:ie|hae|em|zie|ich|iech|['’]?k|ge|gij)\s+(?:is|es|was|waar|ben|bin|zin|zen|wier|wordt|wort|weurt|werd|worre)\s+(?:nu\s+|al\s+|pas\s+|bijna\s+|amper\s+|net\s+)?"
    r"(?P<old>[1-9]\d?)(?=\s*(?:[.,;:!?)\n]|$|(?:en|maar|of|toen|nu|in|den)\b))",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    """Every such number."""
    for match in _WORD.finditer(text):
        if not _OTHER.search(text, max(0, match.start() - 14), match.start()):
            yield _age(match, "age")
    for match in [*_THIRD.finditer(text), *_SHE.finditer(text)]:
        yield _age(match, match.lastgroup or "age")


def _age(match: re.Match[str], group: str) -> Span:
    return Span(match.start(group), match.end(group), Label.AGE, Reason.AGE, 0.5)
