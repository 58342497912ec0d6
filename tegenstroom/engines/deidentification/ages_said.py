"""Ages in turns of speech: "tegen de zestig", "een vijfenvijftiger", "kben 27", "amper achttien en al mama"."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import ages
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.numbers import NUMBERS, WORDS

_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_GROWN = "|".join(sorted((word for word, number in NUMBERS.items() if 11 < number < 100), key=len, reverse=True))
_OLD = rf"(?:1[2-9]|[2-9]\d|{_GROWN})"
_ANY = rf"(?:\d{{1,2}}|{WORDS})"
_END = (
    r"(?!\w)(?![.,:/]\d|\s?[€%])(?=\s*(?:[.,;:!?)\n\"”/]|$|(?:en|maar|of|met|zonder|geworden|geweest|gaan|als"
    r"|dus|want|toen|op|in|bij"
    r"|heeft|had|is|was|moet|moest|wil|kan|mag|woont|woonde|werkt|werkte|ging|gaat|kwam|komt|zit|zat|die|dat"
    r"|vorige|volgende|deze"
    r"|dit|morgen|binnenkort|straks|nu|al|nog|pas|zwanger|mama|moeder|papa|vader|alleen|jaar|jr|j|ja|he|hè"
    r"|zenne|ofzo|lentes"
    r"|schat|denk|dacht|voorbij|gepasseerd|uit|ondertussen|intussen|toch|zeker|ongeveer)\b))"
)
_SAID = [
    # "vijfenvijftigers", "65-plusser"; a "dertiger" is what an exact age is made into
    rf"(?<!\w)(?P<age>(?:(?:begin|einde?|midden|half|prille|late|vroege|jonge|goede|dikke|ruime)[\s-]?"
    rf"|\w{{2,5}}[eë]n)(?:{_TENS})(?:ers?|sters?)|(?:\d{{2}}|{_TENS})[\s-]?(?:plussers?|\+(?:ers?|'ers)))\b",
    # "tegen de zestig", "over de zeventig", "de tachtig voorbij", "begin 40"
    rf"\b(?:tegen|over|naar|rond|boven|onder|richting|voorbij|rondom|omtrent|om\s+en\s+(?:na)?bij|tussen|in"
    rf"|bij|voor)\s+(?:de|den)\s+"
    rf"(?P<age>(?:{_TENS}|[2-9]0)(?:\s+en\s+(?:de\s+)?(?:{_TENS}|[2-9]0))?){_END}",
    rf"\bde\s+(?P<age>{_OLD})\s+(?:ruim\s+|al\s+)?(?:voorbij|gepasseerd|genaderd)\b",
    rf"\b(?:begin|eind|einde|midden|half|halverwege|achteraan|vooraan)\s+(?:in\s+)?(?:de\s+)?(?P<age>[2-9]0"
    rf"|{_TENS})(?!\w)(?!\s*(?:euro|%|[/.]\d))",
    rf"\been\s+jaar\s+of\s+(?P<age>{_ANY})(?!\w)",
    # "amper 19 en al mama", "nog geen achttien"
    rf"\b(?:amper|nog\s+geen|nauwelijks|pas|net|bijna|goed|ruim|al|nog\s+maar|nu|inmiddels|ondertussen"
    rf"|intussen|allebei|beiden|beide|alle\s+twee"
    rf"|alletwee)\s+(?P<age>{_OLD}){_END}(?!\s+(?:op|uit|of|in)\s+(?:de\s+)?\d)",
    # "kben 27", "ik zen 27", "wordt 30 vorige week", "is er drieëntachtig"
    rf"\b(?:'?k\s?ben|'?k\s?zen|'?k\s?was|'?k\s?wor(?:d|re)|zen|zij[dt]e?|bende|werd|wordt|word|wier[dt]?"
    rf"|worden|werden)\s+"
    rf"(?:(?:nu|al|pas|net|bijna|nog\s+maar|er|toen|zelf|binnenkort|morgen)\s+){{0,2}}(?P<age>{_ANY}){_END}",
    rf"\b(?:is|was|es|wordt|werd|zijn|worden|waren|ben)\s+(?:\w+\s+)?er\s+(?:(?:nu|al|pas|net|bijna"
    rf"|ondertussen|intussen|toen|morgen|volgende\s+\w+|vorige\s+\w+)"
    rf"\s+){{0,2}}(?P<age>{_OLD}){_END}",
    rf"\b(?:schat(?:te|ten)?|gok(?:te)?)\s+(?:\w+\s+){{1,2}}(?:op\s+|rond\s+de\s+)?(?P<age>{_OLD}){_END}",
    # "op 81 woont ze", "met zijn 81"
    rf"\b(?:op|met)\s+(?:haar\s+|zijn\s+|mijn\s+|z'n\s+)?(?P<age>{_OLD})\s+(?:jaar\s+)?(?=(?:woon|leef|werd"
    rf"|stierf|kreeg|ging|was|nog\b|al\b|zwanger|getrouwd"
    rf"|moeder|mama|vader|papa|gestopt|begonnen|weg)\w*)",
    rf"\b(?:de|onze|ons|mijn|haar|zijn|hun)\s+(?:kleine|kleinste|grote|grootste|jongste|oudste|middelste"
    rf"|derde|eerste|tweede|vierde|kleinen?|grote?n?)"
    rf"(?:\s+(?:is|was|van|wordt|werd|,))\s*(?:(?:nu|al|pas|net|bijna)\s+)?(?P<age>{_ANY}){_END}",
    r"\b(?:kind(?:eren|jes?|ers)?|kids|kleintjes|dochters?|zo(?:on|nen|ons)|meisjes?|jongens?"
    r"|kleinkinderen)\s*[,:(]\s*(?P<age>\d{1,2}(?:\s?(?:&|\+|en|,|/)\s?\d{1,2})+)"
    r"(?!\w|[.,:/]\d)",
    rf"\b(?:ouderdom|leeftijd|lft|oud)\b\.?\s*(?:is|van|was|[:=])?\s*(?:ongeveer\s+|rond\s+de\s+"
    rf"|ca\.?\s+)?(?P<age>{_ANY})(?!\w)",
    # "4;8 jaar" in a report on a child, "op mijne drieënveertigste", the answer to a question of age
    r"(?<![\w.,;/-])(?P<age>\d{1,2};\d{1,2})(?!\w)",
    r"\b(?:op|tot|sinds|vanaf)\s+(?:mijnen?|zijnen?|haren?|heuren?|onzen?|hunnen?)\s+(?P<age>(?:\d{1,2}(?:ste"
    r"|de|e)|(?!vaste|laatste|beste|grootste|eerste)\w{5,20}(?:ste|de)n?))\b(?!\s+(?:keer|dag|week|maand|kind"
    r"|job|verjaardag))",
    rf"\b(?:leeftijd|oud)\b[^\n]{{0,40}}\n[^\n:]{{1,20}}:\s*(?:ik\s+ben\s+)?(?P<age>{_ANY})(?!\w)",
    rf"\b(?:is|was|zijn|wordt|werd)\s+(?:(?:misschien|ongeveer|naar\s+schatting|een|hooguit|hoogstens"
    rf"|minstens|zeker|rond\s+de|om\s+en\s+bij\s+de)\s+)+(?P<age>{_ANY}){_END}",
    rf"\b(?:zijne?n?|mijne?n?|hare?n?|onzen?|de|den)\s+(?:kleine|kleinen|oudsten?|jongsten?|grote|groten|zoon"
    rf"|dochter|man|vent)\s+van\s+(?P<age>{_ANY}){_END}",
    # "hoe oud is em" and the answer on the next line
    rf"\bhoe\s+oud\b[^?\n]{{0,30}}\??[ ]*\n?(?:[\w .]{{1,20}}:)?\s*(?:(?:ik\s+ben|hij\s+is|ze\s+is|bijna"
    rf"|net)\s+)?(?P<age>{_ANY}(?:\s+bijna\s+{_ANY})?)(?!\w)",
    r"\b(?:is|was|wordt|werd|geworden|ben|bijna)\s+(?:\w+\s+)?(?P<age>(?:honderd(?:en)?(?:een|één|twee|drie"
    r"|vier|vijf|zes)|honderd|10\d))(?!\w)(?!\s*(?:euro|procent|%|km|keer))",
    r"(?:^|[\n,(]\s*)(?:(?:zijn|haar|en)\s+)?(?:broer|zus|broertje|zusje|zoon|dochter|zoontje|dochtertje"
    r"|kleine|oudste|jongste|middelste)\s+(?P<age>\d{1,2})(?=\s*(?:[,.;)\n]|$|j\b|jaar|en\b))",
    r"\b(?:zijn|haar|mijn|onze?|hun|de)\s+(?:broer|zus|broertje|zusje|zoon|dochter|zoontje|dochtertje|kleine"
    r"|oudste|jongste|middelste)\s+(?P<age>\d{1,2})(?=\s*(?:[,.;)\n]|$|j\b|jaar|en\b))",
    # "zegt zestien te zijn", "blijkt 19 te zijn"
    rf"\b(?:zegt|zei|beweert|beweerde|blijkt|bleek|lijkt|leek"
    rf"|schijnt)\s+(?:\w+\s+){{0,2}}(?P<age>{_OLD})\s+(?:jaar\s+)?te\s+(?:zijn|worden)\b",
    # "van achttien tot vijfentwintig jaar", "tussen 12 en 15 jaar"
    rf"\btussen\s+(?P<age>{_ANY}\s+en\s+{_ANY}\s+jaar)(?!\s+(?:cel|geleden))\b",
]  # fmt: skip
_PATTERNS = [re.compile(pattern, re.IGNORECASE) for pattern in _SAID]
_LASTS = re.compile(
    r"\b(?:duur(?:t|de|den)|duren|na|al|over|binnen|sinds|voor|werkte|woont|woonde)\s\Z", re.IGNORECASE
)
_YEARS = re.compile(r"\s+jaar\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s*(?:euro|keer|weken|maanden|dagen|uur|minuten|procent|km|kilo|mensen|kinderen|stuks|graden)\b",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    """Every such age. Spans may overlap."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not (_COUNTED.match(text, match.end("age")) or _lasts(text, match)):
                yield Span(match.start("age"), match.end("age"), Label.AGE, Reason.AGE, 0.7)


def _lasts(text: str, match: re.Match[str]) -> bool:
    """As in "het duurde een jaar of vijf"."""
    years = _YEARS.match(text, match.end("age"))
    if years and ages.has_lasted(text, match.start("age"), years.end()):
        return True
    said = match[0].lower().startswith("een")
    return said and _LASTS.search(text, max(0, match.start() - 10), match.start()) is not None
