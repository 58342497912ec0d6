"""The year of school that a child is in, which tells an age: "in het vijfde leerjaar", "3de kleuter", "2 BSO".

How far someone came at school long ago tells none: "een diploma van het zesde middelbaar", "tot het derde gedaan".
"""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification.findings import Label, Reason, Span

_WORDS = "eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste"
_LAST = "laatste|voorlaatste|allerlaatste"
_DIALECT = "iesten?|ieste|twidde|twidden|tweeden|derden|vierden|vuufde|vijfden|zesten?|zesden|zeuvende"
_ORDINAL = rf"(?:{_WORDS}|{_LAST}|{_DIALECT}|[1-8][ ]?(?:ste|de|e|°|ᵉ))"
_NUMBER = rf"(?:{_ORDINAL}|[1-8])"
_YEAR = r"(?:jaar|jr\.?|joar|jaor)"
_OF = r"(?:[ ](?:van[ ](?:het|de|'t)[ ]|in[ ]het[ ]|op[ ]de[ ])?)"
_NURSERY = r"(?:kleuter(?:klas(?:je|ke)?|school|onderwijs)?|peuterklas(?:je|ke)?|instapklas(?:je|ke)?)"
_PRIMARY = r"(?:leerj(?:aar|oar|aor)|leerjr\.?|lj\.?|studiejaar|lager(?:[ ]onderwijs)?)"
_STREAM = r"(?:[abkt]so|b\.?s\.?o\.?|t\.?s\.?o\.?|a\.?s\.?o\.?|k\.?s\.?o\.?|bu[sb]o|buso|bubao|dbso|okan)"
_SECONDARY = rf"(?:middelbaar(?:[ ]onderwijs)?|secundair(?:[ ]onderwijs)?|humaniora|{_STREAM})"
_LEVEL = rf"(?:{_NURSERY}|{_PRIMARY}|{_SECONDARY})"
# "derde secundaire school" may count schools; "derde jaar secundaire school" does not.
_SCHOOL = rf"(?:(?:lagere|middelbare|secundaire)[ ]school|basisschool|{_LEVEL})"
# What one learns there, and no thing that is counted: "het vijfde latijn", never "de eerste auto".
_SUBJECT = (
    r"(?:latijn(?:-\w+)?|grieks(?:-\w+)?|wetenschappen|humane(?:[ ]wetenschappen)?|economie(?:-\w+)?"
    r"|moderne(?:[ ]talen)?|handel|verzorging|haar(?:zorg|tooi)|mechanica|elektriciteit|elektro\w*|hout"
    r"|houtbewerking|lassen|metaal|sociaal-technische|sociale(?:[ ]en[ ]technische)?|stw|tuinbouw|landbouw"
    r"|horeca|grootkeuken|toerisme|informatica|bachelor|bach\.?|graduaat|verpleegkunde|a-stroom|b-stroom)"
)
_STUDY = (
    rf"(?:{_SUBJECT}|kantoor|zorg|bouw|auto|hotel(?:school)?|bakkerij|slagerij|kunst(?:school)?|voeding|sport"
    rf"|techniek\w*"
    r"|logistiek|schilder\w*|mode|verkoop|onthaal|opvoeding|technisch|beroeps|hogeschool|vti)"
)
_SAID = (
    # "het vijfde leerjaar", "2e middelbaar", "laatste jaar secundair", "tweede graad BSO", "3 BSO"
    rf"(?<![\w.,/-])(?P<year>{_ORDINAL}[ ](?:(?:{_YEAR}|graad){_OF}{_SCHOOL}|{_LEVEL}))(?![\w-])",
    rf"(?<![\w.,/€-])(?P<year>[1-7][ ]?(?:leerjaar|kleuter|{_STREAM}))(?![\w-])",
    rf"(?<![\w-])(?P<year>{_STREAM}[ ]{_NUMBER}(?:[ ]{_YEAR})?)(?![\w-]|[.,:/]\d)",
    rf"(?<![\w-])(?P<year>(?:{_NURSERY}|leerjaar)[ ]{_NUMBER})(?![\w-]|[.,:/]\d)",
    # "zesde jaar Latijn", "5 handel"
    rf"(?<![\w.,/-])(?P<year>{_ORDINAL}[ ]{_YEAR}{_OF}{_STUDY})(?![\w-])",
    rf"\b(?:in|naar|doet|volgt|uit)[ ](?:het|'t|haar|zijn)[ ](?P<year>{_ORDINAL}[ ]{_SUBJECT})(?![\w-])",
    rf"\b(?:in|naar|doet|volgt|deed|uit)[ ](?P<year>[1-7][ ]{_SUBJECT})(?![\w-])",
    # "klas 6", "klas: 3B", "zit in 4C": a class is called after its year
    rf"(?<![\w-])klas[ ]?[:=][ ]?(?P<year>{_NUMBER}[ ]?[a-h]?)(?![\w-]|[.,:/]\d)",
    rf"(?<![\w-])(?P<year>klas[ ]{_NUMBER}[ ]?[a-h]?)(?![\w-]|[.,:/]\d|[ ]?{_YEAR}\b)",
    r"\b(?:zit|zat|zitten|gaat|leerlingen?|juf|meester|les)[ ](?:nu[ ]|daar[ ]|ook[ ])?(?:in|van|uit|aan|naar)[ ]"
    r"(?-i:(?P<year>[1-7][ ]?[A-H]))(?![\w-]|[.,:/]\d)",
    rf"(?<![\w.,/-])(?P<year>(?:(?!laatste|eerste){_ORDINAL})[ ]klas(?:je|ke)?)(?![\w-])",
    # "zit in het vierde", "herdoet haar derde", "een jongen uit het zesde"
    rf"\b(?:zit|zat|zitten|blijft|bleef|gaat|ging|start|startte|begint|herdoet|herdeed|overdoet|bist|biste"
    rf"|overgegaan|gezakt|geslaagd|kind(?:eren)?|jongen|meisje|leerling(?:en)?|klasgenoot|klasgenote|juf"
    rf"|meester)[ ]"
    r"(?:(?:nu|al|pas|nog|weer|dit[ ]jaar|ook|terug|over|zitten|volgend[ ]jaar)[ ]){0,3}(?:(?:in|naar|uit|van"
    r"|voor)[ ])?"
    rf"(?:het|'t|hun|haar|zijn|z'n)[ ](?P<year>(?:{_WORDS}|{_LAST}|[1-7](?:ste|de|e))(?:[ ]{_YEAR})?)"
    r"(?=\s*(?:[.,;:!?)\n]|$|(?:over|bij|op|van[ ]de[ ]\w*school|in[ ]de[ ]\w*school|zit|zat|opnieuw|nu|al)\b"
    r"|en[ ](?:ze|zij|hij|kan|is|heeft|wil)\b))(?![.,]?[ ]\d)",
    # "instapklas", "zesdejaars"
    r"(?<![\w-])(?P<year>instapklas(?:je|ke)?|instappertje|peuterklas(?:je|ke)?)(?![\w-])",
    r"(?<![\w-])(?P<year>(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|laatste)(?:klassers?(?:ke)?"
    r"|jaars(?:je)?)"
    r"|zesdes|eerstes|(?:eerste|tweede|derde)kleuters?)(?![\w-])",
)
_PATTERNS = [re.compile(pattern, re.IGNORECASE) for pattern in _SAID]
# What someone has behind her: "een diploma van het zesde", "school gedaan tot het derde middelbaar".
_BEHIND = re.compile(
    r"\b(?:diploma|getuigschrift|attest|studiebewijs|niveau|tot(?:[ ]en[ ]met)?|gehaald"
    r"|voltooid)\b[^.;!?\n]{0,16}\Z",
    re.IGNORECASE,
)
_PROJECT = re.compile(r"[ ]van[ ](?:het|de|ons|onze|dit|deze|mijn|een)[ ](?!\w*(?:school|klas)\b)", re.IGNORECASE)
_FARTHEST = 40  # characters
_GENERAL = (
    (re.compile(_NURSERY + r"|instap|kleuter|peuter", re.IGNORECASE), "kleuteronderwijs"),
    (re.compile(rf"(?<![^\W\d_]){_PRIMARY}(?!\w)", re.IGNORECASE), "lager onderwijs"),
    (re.compile(r"lagere|basisschool", re.IGNORECASE), "lager onderwijs"),
    (re.compile(r"klas|[1-7][ ]?[a-h]\Z", re.IGNORECASE), "een klas"),
    (re.compile(r"bach|hogeschool|graduaat|verpleegkunde|jaars", re.IGNORECASE), "hoger onderwijs"),
    (
        re.compile(rf"(?<![^\W\d_]){_SECONDARY}(?!\w)|graad|middelbare|secundaire|{_STUDY}", re.IGNORECASE),
        "secundair onderwijs",
    ),
)


def find(text: str) -> Iterator[Span]:
    """Every year of school that someone is in, with what may stand there."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            before = text[max(0, match.start("year") - _FARTHEST) : match.start("year")]
            if not (_BEHIND.search(before) or _PROJECT.match(text, match.end("year"))):
                start, end = match.span("year")
                yield Span(start, end, Label.AGE, Reason.AGE, 0.8, generalise(match["year"]))


def generalise(written: str) -> str:
    """The school without the year: the sentence goes on around it."""
    return next(
        (general for pattern, general in _GENERAL if pattern.search(written)), "lager of secundair onderwijs"
    )
