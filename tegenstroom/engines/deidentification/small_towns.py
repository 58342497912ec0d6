"""Towns in small letters, whatever the text: "ze woont in heuvelland", "ik kom van lier", "geboren te melilla".

Many towns are ordinary words; what someone does there tells that a town is meant.
"""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, lists, origins, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import Reading, plain
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

_WHILE = (
    r"(?:(?:nu|al|nog|weer|terug|ergens|hier|daar|toen|alleen|samen|vlak|dicht|niet[ ]ver|sinds[ ]\w+"
    r"|met[ ](?:\w+[ ])?\w+"
    r"|ook|eigenlijk|zelf|vroeger|eerst|opnieuw|tijdelijk|ginder|met[ ]de[ ]trein|met[ ]de[ ]bus)[ ]){0,3}"
)
_NAME = r"(?P<name>[^\W\d_][\w'’-]{2,24}(?:[ -](?:centrum|noord|zuid|oost|west|stad|dorp|station))?)(?![\w-])"
_LIVES = re.compile(
    r"\b(?:woon|woont|woonde|wonen|woonden|wonend\w*|woonachtig|weunt?|weunde|gewoond|huurt|huurde|kot"
    r"|geboren|geb\.|opgegroeid|grootgebracht"
    r"|gevestigd|gedomicilieerd|ingeschreven|appartement\w*|huis|huisje|studio|woning|kamer|caravan|camping"
    r"|getrouwd|opgevangen)[ ]"
    rf"{_WHILE}(?:in|te|rond|bij|buiten)[ ]{_NAME}",
    re.IGNORECASE,
)
_COMES = re.compile(
    r"\b(?:kom|komt|kwam|komen|kwamen|afkomstig|verhuis|verhuist|verhuisde|verhuisd|verhuizen|gevlucht|weg"
    r"|getrokken|gestuurd|ben|zijn[ ]we)[ ]"
    rf"{_WHILE}(?:uit|van|vanuit|naar)[ ]{_NAME}",
    re.IGNORECASE,
)
_STAYS = re.compile(
    r"\b(?:zit|zat|zitten|zaten|slaapt|sliep|slapen|logeert|logeerde|verblijft|verbleef|leeft|leefde|leven"
    r"|werk|werkt|werkte|werken|gewerkt|beland|belandde"
    r"|gestrand|geraakt|gezien|school|ziekenhuis|kliniek|markt|gevangenis|rechtbank|opvang|crèche|café|cafe"
    r"|kerk|moskee|station|winkel|bakker|frituur"
    r"|tante|nonkel|vriend|vriendin|familie|broer|zus|mama|papa|oma|opa|moeder|vader|zoon|dochter|feest|trouw"
    r"|begrafenis|job|stage)[ ]"
    rf"{_WHILE}(?:in|te)[ ]{_NAME}",
    re.IGNORECASE,
)
_TRAVELS = re.compile(
    r"\b(?:trein|bus|tram|rit|lijn|auto|fiets|rijdt|rijden|reed|gaat|ging|gaan|moet|moest|mag|trok|trekt"
    r"|vertrok|vertrekt|stapte|liftte|terug)[ ]"
    rf"{_WHILE}(?:naar|van|uit|tot|richting|via)[ ]{_NAME}",
    re.IGNORECASE,
)
_AT = re.compile(
    rf"\b(?:te|kanton|arrondissement|politiezone|district)[ ]{_NAME}",
    re.IGNORECASE,
)
_ON_FORM = re.compile(
    rf"\b(?:geboorteplaats|woonplaats|verblijfplaats)[ ]?[:=][ ]?{_NAME}(?=[ ]?(?:[,;(\n]|$))", re.IGNORECASE
)
# "de vader was in gjoemri": in a text in small letters a word that no list has, behind what leads to a place.
_STRANGE = re.compile(r"\b(?:in|naar|uit|oet|vanuit)[ ](?P<name>[^\W\d_]{5,20})(?![\w'’-])", re.IGNORECASE)
_END = re.compile(
    r"\s*(?:[.,;:!?)\n]|$|(?:en|met|bij|nu|sinds|aan|op|waar|voor|in|om|van|naar|maar|omdat|als|toen|want"
    r"|ergens|geboren|gewoond|gaan|verhuisd"
    r"|is|was|heeft|had|komt|kwam|moet|zonder|tot|via|af|terug|opgegroeid|getrouwd|dat|die|of|wonen|woont"
    r"|woonde|blijven|gekomen)\b)",
    re.IGNORECASE,
)
# Towns that nearly always are the word: only who lives or was born there means them.
_MOSTLY_WORDS = wordset(
    "landen bergen halen vorst lede laken essen ham spa peer haren linden putte zolder paal wortel weelde "
    "bevel laar leest mark meer "
    "kluizen lint doel mater heer naast ere recht lot lens hal komen werken alle mal bende"
)
_NEVER = wordset("alle werken komen naast mal bende recht meer ere hal doel lot")
_ORDINARY = 4.6  # Zipf: a word that is written oftener is the word


def find(reading: Reading) -> Iterator[Span]:
    """Every such town, also one that no list has where only a town can stand."""
    for pattern in (_LIVES, _COMES, _STAYS, _TRAVELS, _AT):
        for match in pattern.finditer(reading.text):
            name = plain(match["name"])
            if match[0].lower().startswith("te ") and _is_done(name):
                continue
            if _is_town(name, match, sure=pattern in (_LIVES, _COMES, _AT)) and _END.match(
                reading.text, match.end()
            ):
                yield _span(match)
    for match in _ON_FORM.finditer(reading.text):
        yield _span(match)
    if reading.small and not reading.crooked:
        for match in _STRANGE.finditer(reading.text):
            word = plain(match["name"])
            if not (lexicon.is_known(word) or lexicon.is_verb(word) or origins.region(word)):
                yield _span(match)


def _span(match: re.Match[str]) -> Span:
    return Span(match.start("name"), match.end("name"), Label.LOCATION, Reason.CUE, 0.7)


def _is_done(name: str) -> bool:
    """As in "af te halen": behind "te" a word in -en is what is done, and a strange one may be too."""
    return not places.is_place(name) or (name.endswith("en") and lexicon.is_ordinary(name))


def _is_town(name: str, match: re.Match[str], *, sure: bool) -> bool:
    first = name.split(maxsplit=1)[0]
    if name in _NEVER or lexicon.is_verb(first) or first in lists.words("spoken") or lexicon.is_service(first):
        return False
    known = places.is_place(name) or places.is_place(first)
    if not known:
        at_birth = re.search(
            r"\b(?:te|geb(?:oren|\.)[ ]in|afkomstig[ ](?:uit|van)|opgegroeid[ ]in)[ ]\S+\Z", match[0]
        )
        return at_birth is not None and not lexicon.is_known(first) and not lexicon.is_name(first)
    if name in _MOSTLY_WORDS:
        return sure
    if lexicon.is_first_name(first) and not sure:
        return False
    return zipf(first) < _ORDINARY or not lexicon.is_ordinary(first)
