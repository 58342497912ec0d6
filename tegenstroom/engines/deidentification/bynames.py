"""What people are called on the street: "den rosse", "bijgenaamd de neus", "nonkel Fons", "Pietje de Pijp"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tegenstroom.engines.deidentification import lexicon, lists, people
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import plain
from tegenstroom.engines.plain_language.wordset import wordset

_QUOTE = r"[\"'“‘„]?"
_CALLED = (
    r"(?P<name>(?:(?:de|den|d'n|het|'t|ons|onze?|nen?|kleine|grote|lange"
    r"|dikke|madame?|meneer|mijnheer|tante|nonkel|bompa|bomma|papa|mama|koning|prins|prinses"
    r"|kapitein)\s+){0,2}[^\W\d_][\w'’-]*(?:\s+(?:met|van)\s+(?:de|den|het|'t)\s+[\w-]+"
    r"|[ ](?-i:[A-ZÀ-Ý])[\w'’-]+)?)"
)
_SAID = (
    re.compile(
        rf"\b(?:bijnaam|roepnaam|koosnaam|straatnaam|schuilnaam|bijgenaamd|alias|aka|a\.k\.a\.?|zogezegd"
        rf"|gekend\s+als|bekend\s+als|(?:kent|kennen|kende|kenden)\s+(?:\w+\s+)?(?:hem|haar|heur|em|'m"
        rf"|mij)\s+(?:als|as|gelijk)|bynoame|bijnaome|kent\s+hem\s+als"
        rf"|kent\s+haar\s+als|kennen\s+(?:hem|haar)\s+als)(?:\s*[:=,]\s*|\s+(?:is\s+|was\s+|luidt\s+"
        rf"|van\s+)?){_QUOTE}{_CALLED}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:noem(?:t|en|de|den)?|roep(?:t|en)?|riep(?:en)?|doop(?:te|ten)|zeg(?:t|gen|ge)?"
        rf"|zeiden?)\s+(?:\w+\s+)?(?:hem|haar|em|'m|heur|mij|me|mich|zichzelf|zijn\s+eigen)\s+"
        rf"(?:(?:hier|thuis|altijd|gewoon|ook|wel|eens|soms|allemaal|op\s+straat|op\s+school"
        rf"|in\s+de\s+wijk)\s+)*{_QUOTE}{_CALLED}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:zeiden|zeggen|zegt|noemden|riepen|roepen)[ ](?:allemaal[ ]|altijd[ ]|gewoon[ ])?{_QUOTE}"
        rf"(?P<name>(?:tante|nonkel|oom|bompa|bomma|madam|meneer|zuster|pater|oma|opa|moeder|papa"
        rf"|mama)[ ][^\W\d_]{{3,15}}){_QUOTE}(?=[ ]?[.,;!?\n]|[ ]tegen|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:zich|zichzelf|hem|haar|'m|em|mij|me)[ ]{_QUOTE}(?P<name>(?:(?:de|den|kleine"
        rf"|grote)[ ])?[^\W\d_][\w'’-]{{2,20}}){_QUOTE}"
        r"[ ](?:noem(?:t|en|de|den)|laat[ ]noemen|roept|roepen|gedoopt)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:^|[.!?\n:][ ]?|[\"“'‘]){_QUOTE}(?P<name>[^\W\d_][\w'’-]{{2,20}}){_QUOTE},?[ ](?:zeiden|zeggen"
        rf"|noemden|riepen|roepen)[ ](?:ze|we|wij|zij|iedereen|allemaal)"
        r"(?=[ ]?(?:[.,!?\n]|$|tegen|altijd|thuis|op))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:iedereen|ze|wij|we|ik|allemaal)\s+zeg(?:t|gen)?\s+{_QUOTE}{_CALLED}{_QUOTE}\s+tegen\s+(?:hem"
        rf"|haar|em|mij)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:^|[.,;:!?\n]\s*|\s){_QUOTE}(?P<name>(?:(?:de|den|ons"
        rf"|onze?)\s+)?[\w'’-]+(?:\s+[\w'’-]+)?){_QUOTE},?\s+(?:(?:zo\s+)?noem(?:en|t|den|de)\s+(?:ze|wij?|we"
        rf"|iedereen|zij)\s+(?:hem|haar|em)|(?:heet|heette)\s+(?:hij|ze|zij)\s+(?:op\s+straat|bij\s+ons|hier"
        rf"|thuis))",
        re.IGNORECASE,
    ),
)
# "Pruts, zo noemt mama haar jongste", "'de Kapitein' (zo wil hij genoemd worden)"
_SO_CALLED = re.compile(
    r"(?:(?:^|[.!?:\n][ ]?)|(?<![\w-])(?:met|van|bij|aan|voor|door|en|dat|is)[ ]|(?<=[\"'“‘„]))"
    r"(?P<name>(?:(?:de"
    r"|den)[ ])?(?-i:[A-ZÀ-Ý])[\w'’-]+(?:[ ](?-i:[A-ZÀ-Ý])[\w'’-]+)?)[\"'”’]?[ ]?[,(][ ]?(?:zo|want[ ]zo"
    r"|gelijk|zoals)[ ]"
    r"(?:ze[ ]hem[ ]|ze[ ]haar[ ]|we[ ]hem[ ]|we[ ]haar[ ])?(?:noem\w*|roep\w*|heet|heette|wordt|werd|wil|laat)\b",
    re.IGNORECASE,
)
# "Pinguïn (haar bijnaam)", "voor de vrienden Bolle"
_HER_BYNAME = re.compile(
    r"(?P<name>(?:(?:de|den)[ ])?(?-i:[A-ZÀ-Ý])[\w'’-]+)[\"'”’]?[ ]?[,(][ ]?(?:(?:zijn|haar|hun"
    r"|een)[ ])?(?:bijnaam|roepnaam|koosnaam|schuilnaam"
    r"|alias|straatnaam|voor[ ]de[ ]vrienden|in[ ]de[ ]wandeling)\b",
    re.IGNORECASE,
)
# "Witte, echte naam Danny Roels"
_REALLY = re.compile(
    r"(?<![\w-])(?P<name>(?:(?:de|den|kleine|grote)\s)?[A-ZÀ-Ý][\w'’-]+)\s?[,(]\s?(?:echte\s+naam"
    r"|eigenlijk\s+heet|in\s+het\s+echt"
    r"|officieel|voluit|zijn\s+echte\s+naam|haar\s+echte\s+naam)\b"
)
_WITH_NOUN = re.compile(
    r"(?<!\w)(?P<name>[A-Z][a-z]+(?:je|ke|ken)\s+(?:de|den|van\s+de|van\s+den|van\s+'t)\s+[A-Z][a-z]+)(?!\w)"
)
# An adjective that stands for who has it: "den rosse zei", "de witte van hiernaast".
_WHO = (
    r"(?:rosse|dikke|lange|witte|zwarte|blonde|kale|magere|lamme|schele|zotte|blinde|stille|korte|rooie|rode"
    r"|bruine|gekke|vette|smalle|manke"
    r"|rosten|rossen|dikken|langen|witten|zwarten|blonden|kalen|mageren|schelen|zotten|blinden|stillen|korten"
    r"|rooien|roden|bruinen|gekken|oudsten)"
)
_WHAT = (
    r"(?:krollekop|rostekop|rosse\s+kop|neus|bril|baard|snor|moustache|kuif|sloef|patat|chinees|hollander|turk"
    r"|rus|beer|tank|bink|generaal|keizer)"
)
_BY_LOOKS = re.compile(
    rf"\b(?P<name>(?:den|d'n|diene)\s+{_WHO}|(?<!in )(?<!op )(?<!uit )(?<!naar )de\s+(?:rosse|dikke|lange|witte"
    rf"|schele|kale|magere|manke|lamme|zotte))(?!\w)"
    r"(?=\s*(?:[.,;:!?)\n]|$|(?:van|is|was|zei|zegt|heeft|had|stond|staat|komt|kwam|zat|zit|wil|kan|moet|belt"
    r"|belde|en|weer|ook|die|ging|gaat"
    r"|gelijk|zoals|met|op|in|aan|bij|na|dat|dan|maar|of|voor|niet|nie|ni|weet|wist|mag|doet|deed|zijn|kent"
    r"|vroeg|vraagt|lacht|loopt|liep|slaapt|sliep)\b))",
    re.IGNORECASE,
)
_BY_MARK = re.compile(rf"\b(?P<name>(?:den|d'n|diene)\s+{_WHAT})(?!\w)", re.IGNORECASE)
_FAMILIAR = wordset(
    "tante tant tantine tata nonkel nonk oom mon tonton oma opa bomma bompa moemoe vava meme pepe mémé pépé "
    "mama papa moeke vake "
    "tantje nonkeltje peter meter zuster broeder pater mama'tje mammie pappie omaatje opaatje grote kleine boma "
    "bopa peetje meetje petje metje "
    "ons onze onzen den d'n diene moe va oomke matante mononkel tanteke nonkelke"
)
_BEFORE = re.compile(r"(?P<kin>[^\W\d_][\w'’]*)\s$")
_TAIL = re.compile(
    r"\s(?:(?:de|den)\s+[A-Z][\w'’-]+|met\s+(?:de|den|het|'t|zijn|haar)\s+[\w-]+|van\s+(?:de|den|het"
    r"|'t)\s+[\w-]+|van\s+[A-Z][\w-]+(?=\s+(?:zei|zegt|kwam|is)\b))"
)
_SMALL_NAME = re.compile(r"[^\W\d_]{3,}(?:ke|ske|tje|je)")
_KNOWN_BY = re.compile(
    r"\s(?:met\s+(?:de|den|het|'t|zijn|haar|z'n)\s+(?:pet|fiets|hond|honden|hoed|baard|bril|krullen|kar"
    r"|gitaar|accordeon|sjaal|rugzak|motor"
    r"|bromfiets|brommer|snor|staart|kap|muts|trompet|duiven|kruk|krukken|stok|tand|tanden|neus|oren|buik"
    r"|haak|been|camionette|bakfiets)"
    r"|(?:de|den)\s+(?!Standaard|Morgen|Lijn|Post)[A-Z][a-z'’-]+)\b"
)
_NO_NAME = wordset(
    "niet niks niets een dat die dit zo ook al nog wel maar en of als dan toen voor bij met van om te er hier "
    "daar wat wie hoe "
    "gewoon altijd nooit eens hem haar zijn mijn hun ja nee neen lui dom vuil slecht goed stom ze hij ik we "
    "geen alles lief ondankbaar "
    "afwezig aanwezig lastig moeilijk agressief dakloos ziek gek onder dikwijls vaak de het komen kom weg terug "
    "morgen binnen buiten op in thuis school straat dat zoiets groep kleinste grootste"
)


def find(text: str) -> Iterator[Span]:
    """Every name that the text says someone is called, and every adjective that stands for someone."""
    for pattern in _SAID:
        for match in pattern.finditer(text):
            last = plain(match["name"].split()[-1])
            named = match["name"][0].isupper() or not (lexicon.is_verb(last) or last in lists.words("spoken"))
            if (
                last not in _NO_NAME
                and (last not in people.roles() or plain(match["name"]).startswith(("de ", "den ")))
                and plain(match["name"].split()[0]) not in _NO_NAME - {"de", "het"}
                and named
            ):
                yield _span(match.start("name"), match.end("name"))
    for match in [
        *_BY_LOOKS.finditer(text),
        *_BY_MARK.finditer(text),
        *_WITH_NOUN.finditer(text),
        *_REALLY.finditer(text),
        *_SO_CALLED.finditer(text),
        *_HER_BYNAME.finditer(text),
    ]:
        yield _span(match.start("name"), match.end("name"))


def widened(text: str, people: Iterable[Span]) -> Iterator[Span]:
    """The same people, with the kin word or the tail that is part of what they are called."""
    for span in people:
        start, end = span.start, span.end
        before = _BEFORE.search(text[max(0, start - 20) : start])
        if before and plain(before["kin"]) in _FAMILIAR and "\n" not in before[0]:
            start -= len(before[0])
        tail = _TAIL.match(text, end)
        known_by = _KNOWN_BY.match(text, end)
        if tail and (span.label is Label.NICKNAME or _SMALL_NAME.fullmatch(text[span.start : span.end])):
            end = tail.end()
        elif known_by and " " not in text[span.start : span.end]:
            end = known_by.end()
        yield replace(span, start=start, end=end)


def _span(start: int, end: int) -> Span:
    return Span(start, end, Label.NICKNAME, Reason.NICKNAME, 0.75)
