"""How old someone is. How long something lasted is no age."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from tegenstroom.engines.deidentification import names
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.numbers import WORDS, value

_AGE = rf"(?:1[01]\d|\d{{1,2}}(?:[.,]5|½)?|(?:{WORDS}))"
_UNIT = r"(?:jaar|jaren|jr\b\.?|j\b\.?|joar|maand(?:en)?|mnd\b\.?|md\b\.?|weken|week|dagen|wk\b\.?)"
_JARIGE = re.compile(
    rf"(?<!\w){_AGE}(?:\s?(?:en|of|à|-)\s?{_AGE})?[\s-]{{0,2}}(?:jarige?n?|j(?:aa)?rige?|weekse|maandse|maanden?\s+oude?|jaar\s+oude)\b",
    re.IGNORECASE,
)
_LIST_OF_YEARS = re.compile(
    rf"(?<![\w€.,/]){_AGE}(?:(?:\s?,\s?|\s?/\s?|\s+(?:en|of|tot|à)\s+|\s?-\s?|,?\s+en\s+){_AGE}){{0,8}}[\s-]?{_UNIT}(?:\s+(?:en\s+)?{_AGE}\s+(?:maand(?:en)?|mnd|weken))?(?:\s+(?:oud|jong)\b)?",
    re.IGNORECASE,
)
_SPELLED_OUT = re.compile(rf"\b(?:{WORDS})(?:jarige)\b", re.IGNORECASE)
# What stands before or after makes it a stretch of time.
_LASTS_BEFORE = re.compile(
    r"(?:\b(?:al|sinds|na|binnen|over|gedurende|elke|om\s+de|iedere|voor|laatste|voorbije|afgelopen|eerste|komende|per|nog|bijna\s+al|reeds|meer\s+dan|minder\s+dan|minstens|maximum|tot|ongeveer|zo'n|enkele|die|twee\s+keer|duurt|duurde|duren|kreeg|krijgt|zat|zit|wacht(?:te|en|ten)?|wachttijd\s+van|celstraf\s+van|straf\s+van|huurcontract\s+van|contract\s+van|termijn\s+van|periode\s+van|ervaring\s+van|afbetaling\s+(?:van|op)|in|toen\s+al|slechts|amper|wel|heel|hele|zowat|werkt|werkte|woont|woonde|samen|getrouwd|verblijft|verbleef)\s+)(?:al\s+|nog\s+|wel\s+|maar\s+|zeker\s+|de\s+|ongeveer\s+)?$",
    re.IGNORECASE,
)
_LASTS_AFTER = re.compile(
    r"\s*(?:geleden|lang\b|later|samen\b|getrouwd|gehuwd|celstraf|cel\b|gevangenis|effectief|straf|voorwaardelijk|ervaring|anciënniteit|school|werk|huur|schulden|garantie|durend|voordien|eerder|daarna|na\b|vóór|voor\s+(?:de|het|hij|zij|ze)|aan\s+een\s+stuk|achter\s+de\s+rug|onafgebroken|therapie|op\s+straat|in\s+(?:de\s+)?(?:gevangenis|cel|België|Vlaanderen|opvang|collectieve|budget)|bij\s+(?:ons|de|het)|niet\b|geen\b|gewacht|gewerkt|gewoond|op\s+de\s+wachtlijst|wachten|wachttijd|onderweg|duur|budgetbeheer|collectieve|per\b|in\s+dienst|droog|clean|nuchter|gescheiden|weduwe|weduwnaar|zonder|lid\b|huwelijk|relatie|dienst\b|thuis\b|gevochten|gevangen|afbetalen|afbetaling|vrijwilliger)",
    re.IGNORECASE,
)
_SURE_BEFORE = re.compile(
    r"\b(?:is|was|ben|bent|wordt|werd|word|zijn|van|met|vrouw|man|meisje|jongen|zoon|dochter|oud|leeftijd|net|pas|bijna|intussen|ondertussen|nu)\s+(?:nu\s+|al\s+|nog\s+|maar\s+|pas\s+|net\s+|bijna\s+|amper\s+|intussen\s+|ondertussen\s+|ongeveer\s+|rond\s+de\s+|toen\s+)*$",
    re.IGNORECASE,
)
_OLD = re.compile(r"\s*(?:oud|jong)\b", re.IGNORECASE)
# "Hij was 57." "Ze wordt 18 in de zomer."
_BARE = re.compile(
    rf"\b(?P<who>hij|zij|ze|ik|je|ge|gij|u|die|(?:mijn|zijn|haar|hun|ons|onze|de|het|z'n|m'n)\s+\w+|[A-Z][\w'’-]+|\w+ke|moeder|vader|mama|papa)\s+(?P<verb>is|was|wordt|werd|word|ben|bent|zijt|zijn|waren|worden|wier)\s+(?:(?:toen|nu|net|pas|al|nog|maar|amper|bijna|ondertussen|intussen|nog\s+maar|ook|zelf|ongeveer|ergens|rond\s+de|vandaag|morgen|gisteren|dit\s+jaar|ze|hij|ik|er)\s+){{0,3}}(?P<age>{_AGE}(?:(?:,\s?|\s+en\s+|\s+of\s+){_AGE}){{0,5}})(?=\s*(?:[.,;:!?)\n]|$|(?:en|maar|toen|geworden|gew|wanneer|als|dus|want|in|nu|zenne|ze|jaar|of|op|met)\b))",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    rf"\b(?:ben|was|is|wordt|werd)\s+(?:ik|hij|ze|zij|ge|je)\s+(?:(?:al|nu|net|pas|nog|maar|toen)\s+){{0,2}}(?P<age>{_AGE})(?=\s*(?:[.,;!?\n]|$|(?:en|geworden|maar|jaar)\b))",
    re.IGNORECASE,
)
_TURNED = re.compile(
    rf"\b(?:op\s+(?:mijn|zijn|haar|hun|z'n|m'n|uw|je|men|zen|heur)|vanaf\s+(?:mijn|zijn|haar)|sinds\s+(?:mijn|zijn|haar)|tot\s+(?:mijn|zijn|haar)|rond\s+(?:mijn|zijn|haar)|leeftijd\s*:?\s*(?:van\s+)?|lft\.?\s*:?|leeft\.?\s*:)\s*(?P<age>{_AGE})(?P<ste>(?:ste|de|e)?)\b(?!\s*(?:euro|%|km))",
    re.IGNORECASE,
)
_BECAME = re.compile(rf"(?<![\w€])(?P<age>{_AGE})\s+(?:geworden|gew\b|lentes|geworre)", re.IGNORECASE)
_OF_AGE = re.compile(
    rf"\b(?:kind(?:eren|je|jes)?|zoon|zonen|zoontje|dochters?|dochtertje|meisjes?|jongens?|zusjes?|broertjes?|baby|man|vrouw|kids|kinders|tweeling|moeder|vader|kleuter|puber|tiener|peuter|gast|gasten|zoons)\s+(?:\([^)\n]{{1,20}}\)\s+)?(?:van|v\.?|,)\s*(?P<age>{_AGE}(?:(?:\s?,\s?|\s?/\s?|,?\s+en\s+|\s?\+\s?){_AGE}){{0,8}})(?!\s*(?:€|euro|%|maal|keer|kilo|kg|cm|meter|dagen\b|uur|verschillende|vaders|moeders|ons|de\b|mijn|hun|haar))\b",
    re.IGNORECASE,
)
_AFTER_PERSON = re.compile(
    rf"\s?(?:\(\s*(?:(?:°\s*)|[MVmv]\s*[,/]?\s*)?(?P<brackets>{_AGE}(?:\s?(?:,|/|en|\+)\s?{_AGE}){{0,5}})\s*(?:j(?:aar|r|\.)?\.?|mnd|m|maand(?:en)?)?\s*(?:oud)?\s*(?:[,;][^)\n]{{0,40}})?\)|,\s?(?P<comma>{_AGE})(?=\s*(?:[,.;)\n]|$|en\b|jaar\b))|\s(?:van\s+|is\s+|was\s+|-\s+|:\s*)?(?P<unit>\d{{1,2}}\s?(?:mnd|maand|maanden|md|j|jr|jaar)\b)|\svan\s(?P<of>{_AGE})(?=\s?(?:[.,;)\n]|$|en\b))|\s(?P<loose>\d{{1,2}})(?=\s?(?:[,.;)\n]|$|j\b|en\s+[A-Z])))",
)
_WHEN = re.compile(
    rf"\b(?:toen|als|wanneer|sinds|vanaf\s+dat|tot)\s+(?:dat\s+)?(?:ik|hij|ze|zij|em|'m|we|wij|ge|je|\w+)\s+(?:\w+\s+)?(?:nog\s+|pas\s+|al\s+|amper\s+|maar\s+|net\s+|een\s+jaar\s+of\s+)?(?P<age>{_AGE})\s+(?:jaar\s+)?(?:was|waren|werd|werden|ben|is|wordt|geworden|wier)\b",
    re.IGNORECASE,
)
_ALSO = "peuter tiener puber kindje alleenstaande tweede derde eerste persoon gast".split()
_FORM = re.compile(rf"\b(?:leeftijd|lft|oud)\.?\s*[:=]\s*(?P<age>{_AGE})", re.IGNORECASE)
_GENDER = re.compile(
    r"(?<![\w€/.,-])(?:[MVXmvx][ /]?(?P<after>\d{2})\b|(?P<before>\d{2})[ /]?[MVmv]\b)(?![\w/€.,-]\d)"
)


@cache
def _person_nouns() -> re.Pattern[str]:
    words = sorted({*names.roles(), *_ALSO}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)


def find(text: str, people: Iterable[Span]) -> Iterator[Span]:
    """Ages by themselves, and numbers that stand beside one of these people."""
    for pattern in (_JARIGE, _SPELLED_OUT):
        for match in pattern.finditer(text):
            yield _age(match.start(), match.end(), 0.97)
    yield from _with_unit(text)
    for pattern in (_BARE, _INVERTED, _TURNED, _BECAME, _OF_AGE, _WHEN, _FORM):
        for match in pattern.finditer(text):
            if _spoken(match["age"]):
                yield _age(match.start("age"), match.end("age"), 0.85)
    ends = {person.end for person in people} | {noun.end() for noun in _person_nouns().finditer(text)}
    for end in ends:
        match = _AFTER_PERSON.match(text, end)
        if match:
            group = match.lastgroup or "comma"
            if group == "brackets" or any(map(str.isdigit, match[group])):
                yield _age(match.start(group), match.end(group), 0.85)
    for match in _GENDER.finditer(text):
        group = match.lastgroup or "after"
        yield _age(match.start(group), match.end(group), 0.6)


def _with_unit(text: str) -> Iterator[Span]:
    for match in _LIST_OF_YEARS.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        old = match[0].lower().endswith(("oud", "jong")) or _OLD.match(text, match.end())
        if not old and _LASTS_AFTER.match(text, match.end()):
            continue
        years = re.search(r"j(?:aar|r|\b|\.)|joar", match[0], re.IGNORECASE)
        if not old and not _SURE_BEFORE.search(before) and (_LASTS_BEFORE.search(before) or not years):
            continue
        if (
            not old
            and not years
            and not re.search(r"\b(?:baby|kind|van|zoon|dochter|\w+tje)\b", before, re.IGNORECASE)
        ):
            continue
        yield _age(match.start(), match.end(), 0.9)


def _spoken(written: str) -> bool:
    """Whether it is an age: "een" as a word is an article, and so is what it counts."""
    return written.lower() not in {"een", "nul", "honderd", "anderhalf"}


def _age(start: int, end: int, confidence: float) -> Span:
    return Span(start, end, Label.AGE, Reason.AGE, confidence)


_LIFE = ((3, "peuter"), (6, "kleuter"), (12, "kind van de lagere school"), (18, "tiener"), (20, "jongvolwassene"))
_DECADES = ["twintiger", "dertiger", "veertiger", "vijftiger", "zestiger", "zeventiger", "tachtiger", "negentiger"]


def generalise(written: str) -> str:
    """A stretch of life: 34 is a "dertiger", 5 a "kleuter"; several ages give several."""
    numbers = [value(word) for word in re.findall(rf"\d+|\b(?:{WORDS})(?=jarig|\b)", written, re.IGNORECASE)]
    if re.search(r"maand|mnd|week|weken|dagen|\bmd\b", written, re.IGNORECASE):
        return "baby"
    said = [_stage(number) for number in numbers if number is not None]
    return " en ".join(dict.fromkeys(said)) or "van een zekere leeftijd"


def _stage(age: int) -> str:
    for limit, word in _LIFE:
        if age < limit:
            return word
    return _DECADES[(age - 20) // 10] if age < 100 else "hoogbejaarde"
