"""How old someone is. How long something lasted is no age."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.numbers import NUMBERS, WORDS, value
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.plain_language.wordset import wordset

_AGE = rf"(?:1[01]\d|\d{{1,2}}(?:[.,]5|½)?|(?:{WORDS})(?!\w)(?:\s+en\s+(?:een\s+)?half\b)?)"
_THINGS = (
    "dat",
    "da",
    "het",
    "'t",
    "er",
    "wat",
    "dit",
    "alles",
    "nummer",
    "maat",
    "huur",
    "prijs",
    "uur",
    "score",
)
_NO_THING = "".join(rf"(?<!\b{word} )" for word in _THINGS)
_ORDINALS = "|".join(
    [f"{word}(?:de|ste)n?" for word in sorted(NUMBERS, key=len, reverse=True) if 3 < NUMBERS[word] < 100]
    + ["achtsten?", r"[1-9]\d?(?:ste|de|e)"]
)
_MADE_UP = "|".join(sorted((word for word, number in NUMBERS.items() if 12 < number < 100), key=len, reverse=True))
_AGES = rf"{_AGE}(?:(?:\s?,\s?|\s?/\s?|\s?\+\s?|\s?-\s?|,?\s+(?:en|of|tot|à)\s+){_AGE}(?![\d%€])){{0,8}}"
_UNIT = r"(?:jaar|jaren|joar|jr\b\.?|j\b\.?|maand(?:en)?|mnd\b\.?|md\b\.?|weken|week|wk\b\.?|dagen)"
_SHE = r"(?:hij|zij|ze|ik|we|wij|je|ge|gij|em|'m|u|die)"
_NOW = (
    r"(?:(?:toen|nu|net|pas|al|nog|maar|amper|bijna|ondertussen|intussen|ook|zelf|ongeveer|rond\s+de|vandaag"
    r"|morgen|gisteren|dit\s+jaar|binnenkort|straks|(?:deze|volgende)\s+(?:maand|week|zomer|winter|lente"
    r"|herfst)|(?:volgend|vorig)\s+jaar|in\s+(?:januari|februari|maart|april|mei|juni|juli|augustus|september"
    r"|oktober|november|december)|ergens|hij|ze|ik|er|een\s+jaar\s+of)\s+){0,3}"
)
_IS = r"(?:is|es|was|wordt|werd|word|wier|ben|bent|zijt|zijn|waren|worden|werden)"
_KIN = (
    r"\w{0,12}(?:kind|kinderen|kindje|kindjes|kids|kinders|zoon|zonen|zoons|zoontje|zoontjes|dochter|dochters"
    r"|dochtertje|meisje|meisjes|meiske|jongen|jongens|zus|zussen|zusje|zusjes|broer|broers|broertje|broertjes"
    r"|baby|man|vrouw|moeder|vader|kleuter|peuter|puber|tiener|tieners|tweeling|drieling|gast|gasten|vriend"
    r"|vriendin)"
)
_JARIGE = re.compile(
    rf"(?<!\w){_AGE}(?:\s?(?:en|of|à|-)\s?{_AGE})?[\s-]{{0,2}}(?:j(?:aa?)?rigen?|weekse|maandse"
    rf"|maanden?\s+oude?|jaar\s+oude)\b|\b(?:{WORDS})jarigen?\b",
    re.IGNORECASE,
)
_WITH_UNIT = re.compile(
    rf"(?<![\w€.,/]){_AGES}[\s-]?{_UNIT}(?:\s+(?:en\s+)?{_AGE}\s+(?:maand(?:en)?|mnd|weken))?(?P<old>\s+(?:oud"
    rf"|jong)\b)?",
    re.IGNORECASE,
)
# What stands before or after makes it a stretch of time.
_LASTS_BEFORE = re.compile(
    r"\b(?:al|sinds|na|binnen|over|gedurende|elke|om\s+de|iedere|voor|laatste|voorbije|afgelopen|eerste|komende"
    r"|per|nog|reeds|dan|minstens|maximum|tot|zo'n|enkele|die|keer|duurt|duurde|duren|kreeg|krijgt|zat|zit"
    r"|wacht(?:te|en|ten)?|(?:wachttijd|celstraf|straf|huurcontract|contract|termijn|periode|ervaring"
    r"|afbetaling)\s+van|in|slechts|wel|heel|hele|zowat|werkt|werkte|woont|woonde|samen|getrouwd|verblijft"
    r"|verbleef)\s+(?:al\s+|nog\s+|wel\s+|maar\s+|zeker\s+|de\s+|ongeveer\s+)?$",
    re.IGNORECASE,
)
_LASTS_AFTER = re.compile(
    r"\s*(?:geleden|de|het|lang|later|samen|getrouwd|gehuwd|celstraf|cel|gevangenis|effectief|straf"
    r"|voorwaardelijk|ervaring|anciënniteit|school|werk|huur|schulden|garantie|durend|voordien|eerder|daarna|na"
    r"|vóór|voor\s+(?:de|het|hij|zij|ze)|aan\s+een\s+stuk|achter\s+de\s+rug|onafgebroken|therapie|op\s+straat"
    r"|in\s+(?:de\s+)?(?:gevangenis|cel|België|Vlaanderen|opvang|collectieve|budget\w*|dienst)|bij\s+(?:ons|de"
    r"|het)|niet|geen|gewacht|gewerkt|gewoond|op\s+de\s+wachtlijst|wachten|wachttijd|onderweg|duur|budgetbeheer"
    r"|collectieve|per|droog|clean|nuchter|gescheiden|zonder|lid|huwelijk|relatie|dienst|thuis|gevochten"
    r"|gevangen|afbetalen|afbetaling|vrijwilliger)\b|\s*\[",
    re.IGNORECASE,
)
# "dat hij dertig jaar met de foor reisde", not "dat hij dertig jaar is"
_HE_DID = re.compile(
    r"\b(?:dat\s+(?:hij|zij|ze|ik|we|wij|em)|heb|hebt|heeft|hebben|had|hadden)\s+(?:al\s+|ruim\s+"
    r"|meer\s+dan\s+)?\Z",
    re.IGNORECASE,
)
_ALREADY = re.compile(
    rf"(?:(?P<be>\b{_IS})\s+(?:{_SHE}\s+|[\w'’-]+\s+)?)?\bal\s+(?:bijna\s+|meer\s+dan\s+|zeker\s+|ruim\s+)?\Z",
    re.IGNORECASE,
)
_AND_A = re.compile(r"\s+(?:en|of)\s+een\Z", re.IGNORECASE)
_A_NOUN = re.compile(r"\s+(?!jaar|half|halve|maand|week|en\b|of\b)[^\W\d_]", re.IGNORECASE)
_IS_SO = re.compile(
    r"\s*(?:[.,;!?)\n]|$|\b(?:is|was|wordt|werd|oud|ben|geworden|zijn|waren|jong|en|maar)\b)", re.IGNORECASE
)
_SURE_BEFORE = re.compile(
    rf"\b(?:{_IS}|van|met|vrouw|man|meisje|jongen|zoon|dochter|oud|leeftijd|net|pas|bijna|intussen|ondertussen"
    rf"|nu)\s+"
    r"(?:(?:nu|al|nog|maar|pas|net|bijna|amper|intussen|ondertussen|ongeveer|rond\s+de|toen)\s+)*$",
    re.IGNORECASE,
)
_SMALL_CHILD = re.compile(r"\b(?:baby|kind|van|zoon|dochter|\w+tje)\b", re.IGNORECASE)
_NO_MORE = (
    r"(?=\s*(?:[.,;:!?()\n\"”]|$|den?\s+\d{1,2}(?:ste|de)?\b|(?:en|maar|toen|geworden|gew|wanneer|als|dus"
    r"|want|in|nu|zenne|ze|of|op"
    r"|met)\b))(?![.,]\d)"
)
_SAID = [
    # "Hij was 57." "Ze wordt 18 in de zomer." "Kobe was drie en Lore nog een baby."
    rf"\b(?:{_SHE}|(?:mijn|zijn|haar|hun|ons|onze|de|het|z'n|m'n)\s+\w+|(?-i:(?!D[ai]t\b|Het\b|Er\b|Wat\b"
    rf"|Alles\b)[A-Z])[\w'’-]+|\w+ke|moeder|vader|mama|papa)\s+{_IS}\s+{_NOW}(?P<age>{_AGES}){_NO_MORE}",
    rf"\b{_IS}\s+{_SHE}\s+{_NOW}(?P<age>{_AGES}){_NO_MORE}",
    # "Ze heet Lotte en is zestien.": whoever it is, when it is no thing.
    rf"{_NO_THING}\b(?P<being>is|was|wordt|word|werd|ben)\s+{_NOW}"
    rf"(?P<age>[1-9]\d|(?:{WORDS})(?!\w)(?:\s+en\s+(?:een\s+)?half\b)?){_NO_MORE}(?!\s+(?:van|op)\b)",
    # "Op mijn tweeënveertigste", "van zijn zestiende tot zijn twintigste".
    rf"\b(?:op|vanaf|van|sinds|tot|rond|na|voor|tegen)\s+(?:mijn|zijn|haar|hun|z'n|m'n|uw|je|ons)\s+"
    rf"(?P<age>{_ORDINALS})(?!\w)"
    r"(?!\s+(?:keer|maal|dag|week|maand|jaar|verdiep\w*|kind|poging|gesprek|afspraak|bezoek|brief|job|klas|les"
    r"|verjaardag))",
    # "Tien is em nu."
    rf"(?<![\w€.,/-])(?P<age>{_AGES})\s+(?:jaar\s+)?{_IS}\s+{_SHE}\b",
    rf"\b(?:toen|als|wanneer|sinds|tot|voor|voordat|nadat|totdat|eer|omdat|terwijl"
    rf"|vanaf\s+dat)\s+(?:dat\s+)?(?:{_SHE}"
    rf"|\w+)\s+(?:\w+\s+)?{_NOW}(?P<age>{_AGES})\s+(?:jaar\s+)?(?:{_IS}|geworden)\b",
    # "Op mijn veertiende": "op zijn 15e".
    rf"\b(?:op|vanaf|sinds|tot|rond|na)\s+(?:mijn|zijn|haar|hun|z'n|m'n|uw|je|men|zen"
    rf"|heur)\s+(?P<age>{_AGE})(?:ste|de|e)?\b(?!\s*(?:euro|%|km|keer|dagen|kinderen))",
    r"\bop\s+(?:mijn|zijn|haar|hun|z'n|m'n|uw|je)\s+(?P<age>\w{3,12}(?:ste|de))\b(?=\s*(?:[.,;]|\w+de\b|\w+te\b"
    r"|moest|was|ging|werd|al\b|kreeg|liep|kwam|verliet|zwanger|van\s+school))",
    rf"\b(?:leeftijd|lft|leeft|oud)\b\.?\s*(?:[:=]|van|is)?\s*(?P<age>{_AGE})(?!\w)",
    rf"(?<![\w€])(?P<age>{_AGE})\s+(?:geworden|gew\b|lentes|geworre)",
    rf"\bhoe\s+oud\b[^?\n]{{0,30}}\?[\s><*\-–—\"“”'«»:]*(?:\w+:\s*)?(?P<age>{_AGE})(?!\w)",
    rf"\b{_KIN}\s+(?:\([^)\n]{{1,20}}\)\s+)?(?:van|v\.?|,)\s*(?P<age>{_AGES})(?!\s*(?:€|euro|%|maal|keer|kilo"
    rf"|kg|cm|meter|uur|verschillende|vaders|moeders|ons|de\b|mijn|hun|haar))(?![.,]?\d)\b",
]
_PATTERNS = [re.compile(pattern, re.IGNORECASE) for pattern in _SAID]
_ABOUT = (
    r"(?:(?:bijna|net|pas|al|nu|amper|ongeveer|ca\.?|circa|begin|eind|half|zowat|rond\s+de|plusminus|±|ruim"
    r"|toen)\s+)"
)
_BESIDE = re.compile(
    rf"""
      \s?\(\s* (?:°\s*|[MVmv]\s*[,/]?\s*|{_ABOUT})? (?P<brackets>{_AGES})
          \s* (?:j(?:aar|r|\.)?\.?|mnd|m|maand(?:en)?)? \s* (?:oud)? \s*
          (?!pers|kind|kamer|keer|leden|man\b|stuks|euro|dagen|uur|weken|maal|plaatsen|nachten)
          (?:[,;/+&-]?[^)\n\d]{{0,40}})? \)
    | \s?[|;\t]\s? (?P<column>\d{{1,2}}) (?=\s?(?:[|;\t]|j\b|jaar))
    | \s?[:=]\s? {_ABOUT}? (?P<colon>{_AGES}) (?=\s?(?:[,.;)\n](?!\d)|$|j\b|jaar\b|jr\b))
    | ,\s? {_ABOUT}? (?P<comma>{_AGES}) (?=\s*(?:[,.;)\n](?!\d)|$|en\b|jaar\b))
    | \s (?:van\s+|is\s+|was\s+|-\s+|:\s*)? (?P<unit>\d{{1,2}}\s?(?:mnd|maand|maanden|md|j|jr|jaar)\b)
    | \s+ {_IS} \s+ {_NOW} (?P<said>{_AGES}) {_NO_MORE}
    | \s van \s (?P<of>{_AGE}) (?=\s?(?:[.,;)\n](?!\d)|$|en\b))
    | [ \t] (?P<loose>\d{{1,2}}) (?=\s?(?:[.,;\n](?!\d)|$|j\b|en\s+[A-Z]))
    """,
    re.VERBOSE,
)
# "Vlad: rijbewijs, 29, Gent": further on in the line of a list.
_IN_LIST = re.compile(r"[^\n\d.!?]{0,40}[,;|][ ]?(?P<age>[1-9]\d?)(?=[ ]?(?:[,;|\n)]|$|j\b|jr\b|jaar\b))")
_ALSO = ["peuter", "tiener", "puber", "kindje", "alleenstaande", "tweede", "derde", "eerste", "persoon", "gast"]
_THING = re.compile(r"\b(?:de|het|een|elke?|onze|ons|die|dat)\s+(?P<noun>[\w-]+)\s+$", re.IGNORECASE)
# Said in words, of whoever: "een mama van vierentwintig met", "hij is zevenendertig heeft".
_IN_WORDS = re.compile(
    rf"\b(?:{_SHE}|\w+)\s+(?:is|es|was|van|wordt|werd)\s+{_NOW}(?P<age>{_MADE_UP})(?!\w)"
    r"(?=\s*(?:[.,;:!?)\n]|$|(?:met|heeft|had|en|zonder|uit|die|dat|op|aan|bij|kwam|ging|zit|woont|werkt|wil"
    r"|kan|moet)\b))",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"\((?!1[,;] ?2)(?P<age>\d{1,2}(?:\s?(?:,|;|/|\+|&|\ben\b)\s?\d{1,2}){1,8})\s?(?:j|jr|jaar)?\s?\)",
    re.IGNORECASE,
)
_SEX = re.compile(
    r"(?<![\w€/.,-])(?:[MVXmvx][ /]?(?P<after>\d{2})\b|(?P<before>\d{2})[ /]?[MVmv]\b)(?![\w/€.,-]\d)"
)
_NO_AGE = wordset("24/7 een nul honderd anderhalf eerste tweede derde beurt manier hoede einde")


@cache
def _person_nouns() -> re.Pattern[str]:
    words = sorted(
        {*(word for word, row in roles().items() if row["kind"] != "family"), *_ALSO}, key=len, reverse=True
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)


def find(text: str, people: Iterable[Span]) -> Iterator[Span]:
    """Ages by themselves, and numbers that stand beside one of these people."""
    for match in _JARIGE.finditer(text):
        yield _age(match, 0, 0.97)
    yield from _with_unit(text)
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if match["age"].lower() not in _NO_AGE and not _is_of_a_thing(match):
                yield _age(match, "age", 0.85)
    yield from _beside(text, people)
    for match in [*_BRACKETED.finditer(text), *_IN_WORDS.finditer(text)]:
        yield _age(match, "age", 0.7)
    for match in _SEX.finditer(text):
        yield _age(match, match.lastgroup or "after", 0.6)


def _beside(text: str, people: Iterable[Span]) -> Iterator[Span]:
    """Numbers that follow a person: "Samira (34)", "Kobe | 9 |", "Vlad: rijbewijs, 29, Gent"."""
    ends = {_past_self(text, person.end) for person in people} | {
        noun.end() for noun in _person_nouns().finditer(text)
    }
    for end in ends:
        beside = _BESIDE.match(text, end)
        if beside:
            group = beside.lastgroup or "comma"
            if beside[group].lower() not in _NO_AGE and (
                group in {"brackets", "of", "said", "comma"} or any(map(str.isdigit, beside[group]))
            ):
                yield _age(beside, group, 0.85)
        aside = _IN_LIST.match(text, end)
        if aside:
            yield _age(aside, "age", 0.6)


def _past_self(text: str, end: int) -> int:
    """Past "zelf" in "Ilias zelf (12)"."""
    more = re.match(r"[ ](?:zelf|ook)(?=[ ]\()", text[end : end + 8])
    return end + more.end() if more else end


def _is_of_a_thing(match: re.Match[str]) -> bool:
    """As in "het voorschot is twintig": what is that, and who is that old?"""
    if "being" not in match.re.groupindex:
        return False
    subject = _THING.search(match.string[max(0, match.start() - 40) : match.start()])
    return subject is not None and not _person_nouns().search(subject["noun"])


def _with_unit(text: str) -> Iterator[Span]:
    for match in _WITH_UNIT.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if not match["old"]:
            years = re.search(r"j(?:aar|r|\b|\.)|joar", match[0], re.IGNORECASE)
            held = _HE_DID.search(before) and not _IS_SO.match(text, match.end())
            lasts = (
                held
                or has_lasted(text, match.start(), match.end())
                or _LASTS_AFTER.match(text, match.end())
                or (not _SURE_BEFORE.search(before) and (_LASTS_BEFORE.search(before) or not years))
            )
            if lasts or not (years or _SMALL_CHILD.search(before)):
                continue
        yield _age(match, 0, 0.9)


def has_lasted(text: str, start: int, end: int) -> bool:
    """Whether years are a stretch of time: "is al twintig jaar alleen", "drinkt al 20 jaar"."""
    before = _ALREADY.search(text, max(0, start - 30), start)
    return before is not None and (before["be"] is None or not _IS_SO.match(text, end))


def _age(match: re.Match[str], group: str | int, confidence: float) -> Span:
    start, end = match.span(group)
    # "een meisje van 8 en een jongen van 5": that is one girl and one boy, and no age of one.
    if article := _AND_A.search(match.string, start, end):
        end = article.start() if _A_NOUN.match(match.string, end) else end
    return Span(start, end, Label.AGE, Reason.AGE, confidence)


_LIFE = ((3, "peuter"), (6, "kleuter"), (12, "kind van de lagere school"), (18, "tiener"), (20, "jongvolwassene"))
_PARTS_OF_A_YEAR = re.compile(r"(?<=\d)(?:[.,]5(?![\d.,])|;\d{1,2})")
_DECADES = ["twintiger", "dertiger", "veertiger", "vijftiger", "zestiger", "zeventiger", "tachtiger", "negentiger"]


def generalise(written: str) -> str:
    """A stretch of life: 34 is a "dertiger", 5 a "kleuter"; several ages give several."""
    if re.search(r"maand|mnd|week|weken|dagen|\bmd\b", written, re.IGNORECASE):
        return "baby"
    written = _PARTS_OF_A_YEAR.sub("", written)
    numbers = [
        value(word) for word in re.findall(rf"\d+|\b(?:{WORDS})(?=jarig|de\b|ste\b|\b)", written, re.IGNORECASE)
    ]
    said = [_stage(number) for number in numbers if number is not None]
    each = [_several(stage) if said.count(stage) > 1 else stage for stage in dict.fromkeys(said)]
    return " en ".join(each) or "een zekere leeftijd"


def _several(stage: str) -> str:
    if stage.startswith("kind"):
        return stage.replace("kind", "kinderen", 1)
    return f"{stage}{'n' if stage.endswith('e') else 's'}"


def _stage(age: int) -> str:
    for limit, word in _LIFE:
        if age < limit:
            return word
    return _DECADES[(age - 20) // 10] if age < 100 else "hoogbejaarde"
