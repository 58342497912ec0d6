"""Ages by a part of a decade, by a half year, or beside a name: "midden veertig", "van anderhalf", "Noor "
"(7)"."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.numbers import NUMBERS, WORDS
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.text import plain

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
_LAST_WORD = re.compile(r"[^\W\d_][\w'’-]*\Z")
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
# "achtentachentig", "vuvenveertig": the numbers of dialects, unless they count something.
_IN_DIALECT = re.compile(
    r"(?<![\w-])(?P<age>(?:een|één|ien|ene|twee|twie|twi|drie|drij|dri|vier|viere|vijf|vuuf|vuv|zes|zesse"
    r"|zeven|zeuven|zeve|acht|achte|neg[eu]n)"
    r"(?:[eë]n|e|n)(?:twint|dert|veert|virt|vijft|vuuft|vuft|zest|sest|zevent|sevent|zeuvent|zeuvet|tacht"
    r"|tachent|tegent|negent|neegent)"
    r"(?:ig|eg|ich|egh))(?!\w)(?!\s*(?:euro|frank|keer|km|kilo|procent|%|mensen|dagen|jaar\s+(?:lang|geleden"
    r"|getrouwd)))",
    re.IGNORECASE,
)
_SHE = r"(?:hij|zij|ze|ik|we|wij|ge|gij|je)"
_OWN = r"(?:mijn|zijn|haar|hun|heur|hare|heure|zen|z'n|m'n|mn|zn|mijne|zijne|onze|ons|uw|je|der)"
_GROWN = "|".join(sorted((word for word, number in NUMBERS.items() if 11 < number < 100), key=len, reverse=True))
_SAID = [
    # "op heur veertiende", "van zijn 15e"
    rf"\b(?:op|van|tot|sinds|vanaf|rond|na|tegen|voor)\s+{_OWN}\s+(?P<age>(?:{_GROWN}|[1-9]\d)(?:st|d)?e)(?!\w)"
    r"(?!\s+(?:keer|maal|dag|week|maand|verdiep\w*|kind|poging|job|klas|les|verjaardag))",
    # "met mijn achtenvijftig vind ik", "met zijn 23 is hij"
    rf"\bmet\s+{_OWN}\s+(?P<age>{_GROWN}|[1-9]\d)(?=\s+(?:jaar\s+)?[^\W\d_]+\s+(?:{_SHE}|er|dat|het)\b)",
    # "een van twee en een van vier"
    rf"\b(?:een|één|eentje|ene|enen|nen)\s+van\s+(?P<age>{WORDS}|[1-9]\d?)(?=\s*(?:[.,;!?)\n]|$|en\b"
    rf"|oud\b))(?!\s+en\s+(?:de|het)\b)",
    # "mijn oma van 92", "haar man (63)"
    r"\b(?:moeder|vader|zoon|dochter|broer|zus|zoontje|dochtertje|oma|opa|moeke|vake|bomma|bompa|grootmoeder|grootvader|grootouders|overgrootmoeder|tante|nonkel|oom"
    r"|nicht|neef|nichtje|neefje"
    r"|mama|mams|ma|papa|pa|partner|ex|schoon(?:moeder|vader|broer|zus|zoon|dochter)|stief\w+|pleeg\w+"
    r"|half(?:broer|zus)|kleinzoon|kleindochter"
    r"|petekind|metekind|buurman|buurvrouw|weduwe|weduwnaar|gast|gastje|kerel|vent|madam|dame|heer|koppel"
    r"|echtpaar|jongedame|jongeman)"
    rf"\s?(?:van|,|\(|:)?\s+(?P<age>{_GROWN}|[1-9]\d)(?=\s*(?:[.,;:!?)\n]|$|jaar\b|j\b|en\b|woont|heeft|is\b"
    rf"|was\b|die\b|met\b|zit))",
    # "ziet eruit als 60", "doet zich voor als dertig"
    rf"\b(?:eruit|uitziet|voor|gedraagt\s+zich)\s+(?:als|gelijk|lijk)\s+(?P<age>{_GROWN}"
    rf"|[1-9]\d)(?=\s*(?:[.,;!?)\n]|$|maar\b|en\b|jaar\b))",
    # "'k zin 63", "ik zij vijftig"
    rf"(?<!\w)(?:'?k|ik)\s?(?:zin|zyn|zijn|sin|zun|ben|zij|wor|worre|wier|was)\s+(?:ook\s+|nu\s+|al\s+"
    rf"|ook\s+al\s+)?(?P<age>{_GROWN}|[1-9]\d)"
    r"(?=\s*(?:[.,;!?)\n]|$|jaar\b|joar\b|en\b|maar\b|moar\b))",
    # "jarig vandaag: 18", "wert 49"
    r"\b(?:jarig|verjaart|verjaarde|verjaardag)\b[^.!?\n\d]{0,25}[ ](?P<age>[1-9]\d?)(?=\s*(?:[.,;!?)\n]|$"
    r"|jaar\b))",
    rf"\b(?:wert|wort|wordt?e?|wiert|wier|worre|geworde)\s+(?:er\s+)?(?P<age>{_GROWN}"
    rf"|[1-9]\d)(?=\s*(?:[.,;!?)\n]|$|in\s|jaar\b|en\b))(?!\s+in\s+(?:totaal|\d))",
    # "van mijn derde tot mijn zesde"
    rf"\b(?:van|op|tot|sinds|vanaf)\s+{_OWN}\s+(?P<age>tweede|derde|vierde|vijfde|zesde|zevende|achtste"
    rf"|negende|tiende|elfde|twaalfde)"
    r"(?=\s*(?:tot\b|[.;!?)\n]|$))",
    # "op de arm (10 maanden)", "75 jar", "veertiene"
    rf"(?<!huur )(?<!stand )(?<!straf )(?<!contract )(?<!duur )\(\s?(?P<age>(?:{WORDS}"
    rf"|\d{{1,2}})\s?(?:m|mnd|maand|maanden|weken|wk))\s?(?:oud)?\)",
    r"(?<![\w.,/€-])(?P<age>[1-9]\d)\s?(?:jar|jaa|jara|joar|jaor|jaartjes|lentes)(?![\w])",
    r"(?<![\w-])(?P<age>(?:der|veer|vijf|vuuf|zes|zeven|zeuven|ach|acht|negen)tien(?:e|en|der))(?![\w])",
    # "leeftijd kinderen? 2 en 3,5"
    rf"\bleeftijd(?:en)?\b[^?:\n\d]{{0,30}}[?:]\s*(?P<age>(?:{WORDS}|\d{{1,2}}(?:[.,]5)?)(?:\s?(?:en|,|/|-|;"
    rf"|&|\+)\s?(?:{WORDS}|\d{{1,2}}(?:[.,]5)?))*)(?![\w])",
    # "nu 17,5", "van nog geen tien", "vijfenvijftig gepasseerd"
    r"\b(?:nu|al|pas|net|bijna|amper|nog\s+maar)\s+(?P<age>\d{1,2}[.,]5|\d{1,2}½"
    r"|\d{1,2}\s1/2)(?=\s*(?:[.;!?)\n]|$|jaar|j\b|,\s))",
    rf"\bvan\s+(?:nog\s+geen|bijna|net|pas|amper|hooguit|hoogstens|een\s+jaar\s+of|rond\s+de|ongeveer"
    rf"|zo'n)\s+(?P<age>{WORDS}|[1-9]\d?)"
    r"(?=\s*(?:[.,;!?)\n]|$|jaar\b(?!\s+(?:cel|geleden))|die\b|met\b|en\b))",
    rf"(?<!\w)(?P<age>{_GROWN}|[1-9]\d)\s+(?:al\s+|ruim\s+)?(?:gepasseerd|voorbij)(?!\w)",
    # "is nu acht maanden", "wordt morgen zes weken"
    rf"\b(?:kleinste|jongste|kleine|baby|kindje|tweeling|meisje|jongen|jongetje|zoon(?:tje)?|dochter(?:tje)?"
    rf"|hij|zij|ze)\s+(?:is|was|wordt|werd|is\s+nu|is\s+nog\s+maar"
    rf"|is\s+pas|is\s+al|is\s+bijna|is\s+net|was\s+toen|was\s+nog\s+maar)\s+(?P<age>(?:{WORDS}"
    rf"|\d{{1,2}})\s+(?:maand(?:en)?|weken|dagen)(?:\s+oud)?)"
    r"(?=\s*(?:[.,;!?)\n]|$|en\b|oud\b|toen\b|maar\b))",
    # "de oudste is zestien en de jongste anderhalf": one verb for both
    rf"\b(?:oudste|jongste|middelste|kleinste|grootste|andere|tweede|derde|kleine|grote|zus|broer|zij|hij"
    rf"|dochter|zoon|man|vrouw|meisje|jongen)"
    rf"(?:\s+(?:is|was|wordt))?\s+(?:nu\s+|al\s+|pas\s+|bijna\s+|nog\s+geen\s+)?(?P<age>anderhalf|{WORDS}"
    rf"|[1-9]\d?)(?=\s*(?:[.;!?)\n]|$|,\s(?:de|het|een|haar|zijn|ze|hij)\b|en\s+(?:de|het|een|haar|zijn"
    rf"|nog)\b))",
]  # fmt: skip
_PATTERNS = [re.compile(pattern, re.IGNORECASE) for pattern in _SAID]
_LISTED = re.compile(r"(?:^|[\n.;,]\s*)(?:[A-Z][\w'’-]+),\s(?P<age>[1-9]\d?)(?=\s?[:.;\n])", re.MULTILINE)


def find(text: str) -> Iterator[Span]:
    """Every such age, and the year in which someone was born."""
    for pattern in (
        _DECADE,
        _PART_OF_DECADE,
        _TURNED,
        _HALF,
        _MONTHS,
        _BRACKETED,
        _BOTH,
        _LISTED,
        _IN_DIALECT,
        *_PATTERNS,
    ):
        for match in pattern.finditer(text):
            if pattern is _BRACKETED and _counts_things(text, match.start()):
                continue
            yield Span(match.start("age"), match.end("age"), Label.AGE, Reason.AGE, 0.7)
    for match in _BIRTH_YEAR.finditer(text):
        yield Span(match.start("year"), match.end("year"), Label.DATE, Reason.MOMENT, 0.7)


def _counts_things(text: str, end: int) -> bool:
    """As in "bladzijde (12)": the word before is a thing."""
    word = plain((_LAST_WORD.search(text, max(0, end - 30), end) or [""])[0])
    return lexicon.is_ordinary(word) and word not in roles() and not lexicon.is_first_name(word)
