"""Schools, homes and services whose name is an ordinary word, where no capital shows it: "intake bij de brug".

Two things must come together: a word with which such houses name themselves, and a word before or after by
which it is dealt with as a house.
"""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, lists, professions
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.text import Reading, Token, plain
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

_ARTICLE = r"(?:de|den|d'n|het|'t|’t|ons|onze|d')"
_ADJECTIVES = (
    r"(?:kleine?|grote?|open|gouden|zilveren|groene?|blauwe?|rode?|gele?|witte?|zwarte?|bonte?|nieuwe?|oude?|vrolijke?|warme?"
    r"|zonnige?|blije?|wijze?|stille?|vliegende?|dansende?|vrije?|hoge?|lage?|lange?|korte?|ronde?|tweede|derde|helpende|zoete|vier|drie|zeven)"
)
_NAME = re.compile(
    rf"(?<![\w-])(?P<whole>(?:{_ARTICLE}\s+)(?:{_ADJECTIVES}\s+)?(?P<word>[^\W\d_][\w-]{{1,24}}))(?![\w-])",
    re.IGNORECASE,
)
_OLD_CASE = re.compile(r"(?<![\w-])(?P<whole>(?:ter|ten)\s+(?P<word>[^\W\d_][\w-]{2,20}))(?![\w-])", re.IGNORECASE)
_FIXED = wordset(
    "plaatse laatste eerste tweede derde minste slotte dele einde gronde rade hoogste onrechte zeerste koste name "
    "opzichte gevolge info inzage goedkeuring gelegenheid wille wereld beschikking sprake hand vervanging "
    "voorbereiding ondersteuning harte stelligste aanzien huize onder bate behoeve gunste nadele voordele kwade "
    "titel tijde bewijze aarde tonele strijde prooi dood informatie controle compensatie illustratie sluiting "
    "herinnering verantwoording kennisgeving onzent keel verduidelijking ziele vroegste vroegst gepaste "
    "verdediging "
    "stond nauwste zake deeg bespreking discussie ore dage huwelijk bedde overname overstaan aanval uitvoering "
    "attentie vermaak ure"
)
# After these a name of a house may stand as of a person: who is spoken to, or where someone stays or goes.
_DEALT_WITH = re.compile(
    r"(?:\b(?:bij|via|volgens|namens|dankzij|contact\s+(?:op\s+)?met|overleg\s+met|gesprek\s+met|afspraak\s+(?:met|in|op)|samen\s+met"
    r"|(?:begeleid(?:ing|er|sters?|ers)|opvoed(?:er|ster)s?|juf|meester|directie|directrice|directeur|school|intake|mensen|leiding|poetsvrouw"
    r"|dagopvang|opvang|crèche|kinderopvang|verblijf|kamer|studio|bewoners?|medewerk(?:er|ster)s?|vrijwilligers?|assistente?|psycholo(?:og|ge)"
    r"|maatschappelijk\s+werk(?:er|ster)|consulente?|iemand|team|werking|ouders|kinderen|klas|leerlingen|dossier|brief|mail|verslag|factuur)"
    r"\s+(?:van(?:uit)?|in|op|bij|uit)"
    r"|(?:school|opvang|crèche|internaat|dagcentrum|werk|club|verblijf)\s*(?:is|:|=|\()|naam\s+is"
    r"|(?:opgenomen|geplaatst|ingeschreven|aangemeld|aanmelding|doorverwezen|verwezen|verblijft|verbleef|beland|terechtgekomen|ontslagen|stage|feest(?:je)?|fuif|optreden|bijeenkomst|vergadering|koffie|praatcafé|afgesproken|zitten"
    r"|werkt|werkte|schoolloopt|loopt\s+school|volgt\s+les|les|toeleiding|inschrijving|plaats|plek|begeleiding|begeleid|wacht(?:lijst)?|vrij"
    r"|(?:gaat|ging|gaan|mag|moet)\s+(?:\w+\s+){0,3}|(?:zit|zat|zitten|woont|woonde|leeft|slaapt|sliep|eet|werk|helpt)\s*(?:nu|weer|al|nog|daar|er|toen|eerst|terug"
    r"|sinds\s+\w+)?)\s+(?:in|naar|op|bij|door|van(?:uit)?|voor|aan))"
    r"|\b(?:naar|nr|nar|noar))\s+$",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\s+(?:belt|belde|bellen|verwittigen|contacteren|verwittigd|gebeld|gecontacteerd|gemaild|mailen|inschakelen|zegt|zei|vraagt|vroeg|weigert|weigerde|meldt|meldde|mailt|mailde|stuurt|stuurde|vindt|vond|neemt\s+(?:op|contact)|heeft\s+(?:\w+\s+){0,2}"
    r"(?:gebeld|plaats|geen|gezegd|laten|beslist|opgezegd|wachtlijst|gemaild)|kan\s+(?:niet|geen|pas|haar|hem)|wil\s+(?:niet|geen|haar|hem)|volgt\s+op|laat\s+weten|zit\s+vol"
    r"|is\s+vol|verwees|verwijst|begeleidt|begeleidde|schreef|schrijft|sluit|sloot|denkt\s+dat)\b",
    re.IGNORECASE,
)
# What nobody does to a thing: "de haven bellen".
_NAMED_ACTS = re.compile(
    r"\s+(?:bellen|verwittigen|contacteren|belde|belt|mailde|mailt|verwittigd|gecontacteerd|gemaild|volgt\s+op|meldt|meldde|vraagt|vroeg|zegt|zei|laat\s+weten)\b",
    re.IGNORECASE,
)
_COMMON = wordset(
    "brug boom huis deur trap zolder kelder kamer station trein tram tuin weg pad stap thuis winkel zee strand "
    "boot fiets wagen "
    "kast tafel stoel zetel pot pan brood soep hand handen hart oor dak raam berg bos veld wijk dorp wereld "
    "plek start post bij haas "
    "berg wind zon maan zomer lente ochtend hoop kans moed vrede droom das beer vos post dal golf boterham jas "
    "mantel kruispunt klok muis "
    "hoek halte perron rotonde plaats balie loket lamp stroom net draad touw web motor mand doos sleutel haven "
    "toekomst vuur steen schuur stal "
    "kerk schip wiel lach vonk kaars vlam kroon sok hoed bloem trap route richting pauze ring spiegel vlag "
    "kleur kasteel oever beek vijver zaad tak"
)
# Where even a common word is sooner a house: "intake bij de brug", "opgenomen in de haven".
_HOUSE_NEAR = re.compile(
    r"\b(?:intake|begeleid\w*|opgenomen|geplaatst|ingeschreven|aangemeld|aanmelding|doorverwezen|school|klas|juf|meester|opvang|crèche|internaat"
    r"|verblijft|verbleef|wachtlijst|stage|vrijwillig\w*|werkt|werkte|directie|contact|overleg|kleuter\w*|leerjaar|dagcentrum|beschut|leefgroep"
    r"|opvoed\w*|therapie|opname|ontslag|crisis\w*|bewoner\w*|buurtwerk\w*|voedsel\w*|pakket|kledij|ontmoeting\w*|vzw|dienst|lotgenoten|werking|feest|optreden|soep|koffie)\b",
    re.IGNORECASE,
)
# "hadewijch van de takel": who someone works for.
_OF_SOMEONE = re.compile(
    r"\b(?:met|dag|hallo|juf|meester|begeleid\w+|opvoed\w+|van|en)\s+[^\W\d_]{2,15}\s+(?:van|uit|bij)\s+$",
    re.IGNORECASE,
)
# After these only a service or a home can stand.
_SENT_TO = re.compile(
    r"\b(?:(?:door)?verwezen\s+(?:naar|door)|(?:aan|her)?gemeld\s+(?:bij|in)|aanmelding\s+(?:bij|in|voor)|intake\s+(?:bij|in|van)|opgenomen\s+(?:in|bij)|geplaatst\s+(?:in|bij)"
    r"|begeleiding\s+(?:van|door|bij)|(?:begeleid|opgevolgd|gesteund)\s+door|wachtlijst\s+(?:van|bij|voor)|gestart\s+(?:bij|in)|plaats\s+(?:bij|in)|terecht\s+(?:bij|in)"
    r"|begeleid(?:er|ster)\s+(?:van|bij|in)|opvoed(?:er|ster)\s+(?:van|bij|in)|vrijwillig(?:er|ster)\s+(?:van|bij|in)|contact\s+(?:op)?(?:genomen)?\s*met|overleg\s+met"
    r"|bij\s+ons\s+in|team\s+van|collega'?s?\s+(?:van|bij)|gebeld\s+(?:met|naar|van|door)|mail\s+(?:van|naar)|plek\s+in|sleutel\s+van)\s+$",
    re.IGNORECASE,
)
_COMMON_WORD = 4.6  # Zipf
_RARE_WORD = 3.6
_FACILITIES = wordset(
    "opvang politie dokter spoed gevangenis cel kliniek gemeente rechter advocaat school crèche mutualiteit "
    "vakbond klas deur deken overheid "
    "staat stad buurt wijk straat markt bank post kassa balie crisis rechtbank instelling internaat dienst hulp "
    "jeugdhulp zorg afdeling groep "
    "raad vereniging organisatie werkgever huisbaas eigenaar bewindvoerder ouders familie kinderen buren vader "
    "moeder schuld toekomst situatie "
    "problemen gezin kind jongere man vrouw tolk leerkracht juf meester directie verzekering wachtlijst "
    "psychiatrie crisisopvang noodopvang "
    "nachtopvang leefgroep voorziening aanpak praktijk context verhuur verkoper huurder verslag procedure "
    "inhoud leiding baas chef persoon "
    "hele rest helft week maand dag avond ochtend nacht zomer telefoon computer toestel"
)
_SELDOM = 3.3  # Zipf
_AROUND = 70  # characters


def find(reading: Reading) -> Iterator[Span]:
    """Names of houses that are ordinary words, in small letters or in capitals throughout."""
    text = reading.text
    starts = {token.start: token for token in reading.tokens}
    for match in _NAME.finditer(text):
        token = starts.get(match.start("word"))
        if not token or not _hides(reading, token):
            continue
        word = plain(match["word"])
        if _is_meant(text, match) if _is_house(word) else _is_house_here(reading, match, word):
            yield _span(match)
    for match in _OLD_CASE.finditer(text):
        if plain(match["word"]) not in _FIXED and re.search(
            r"\b(?:in|bij|naar|van|uit|via|op|school|huize|domein|wzc)\s+$",
            text[max(0, match.start() - 12) : match.start()],
            re.IGNORECASE,
        ):
            yield _span(match)


def _span(match: re.Match[str]) -> Span:
    return Span(match.start("whole"), match.end("whole"), Label.ORG, Reason.ORGANISATION, 0.6, "een organisatie")


def _hides(reading: Reading, token: Token) -> bool:
    """Whether a capital would not show here that this is a name."""
    return not token.capital or reading.shouted(token)


def _is_house(word: str) -> bool:
    names = lists.words("house_names")
    if word in names:
        return True
    base = next(
        (word.removesuffix(ending) for ending in ("eke", "tje", "ske", "je", "ke") if word.endswith(ending)), ""
    )
    return len(base) > 2 and base in names


def _is_house_here(reading: Reading, match: re.Match[str], word: str) -> bool:
    """Whether a word by which no house is known is one here: "doorverwezen naar de tunnel"."""
    text = reading.text
    sent = _SENT_TO.search(text[max(0, match.start() - _AROUND) : match.start()]) is not None
    if sent and match["whole"].count(" ") == 1:
        return (
            len(word) > 3
            and zipf(word) < _COMMON_WORD
            and lexicon.is_ordinary(word)
            and not _is_other(word)
            and not _is_facility(word)
        )
    return _is_seldom(reading, word) and _is_dealt_with(text, match)


def _is_facility(word: str) -> bool:
    return word in _FACILITIES or word.endswith(
        (
            "huis",
            "dienst",
            "centrum",
            "arts",
            "loog",
            "ater",
            "peut",
            "ing",
            "heid",
            "tie",
            "teit",
            "school",
            "kundige",
            "kamer",
            "lijst",
            "bureau",
            "bank",
        )
    )


def _is_other(word: str) -> bool:
    other = word in roles() or lexicon.is_verb(word) or lexicon.is_service(word) or word in lists.words("spoken")
    return bool(other or professions.general(word))


def _is_seldom(reading: Reading, word: str) -> bool:
    """Whether a word is so seldom that, dealt with as a house, it is one: "contact met de takel"."""
    free = reading.small or word not in lists.words("spoken")
    seldom = free and len(word) > 3 and zipf(word) < _SELDOM and lexicon.is_ordinary(word)
    return seldom and not _is_other(word) and not _is_thing(word)


def _is_thing(word: str) -> bool:
    """Whether the word is a compound or has an ending by which no house is called: "voordeur", "inschrijving"."""
    if word.endswith(("ing", "en", "heid", "tie", "teit", "isme", "aar", "ers", "schap", "ij", "ie", "s", "iek")):
        return True
    return any(lexicon.is_ordinary(word[:at]) and lexicon.is_ordinary(word[at:]) for at in range(3, len(word) - 2))


def _is_dealt_with(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _AROUND) : match.start()]
    return any(pattern.search(before) for pattern in (_DEALT_WITH, _OF_SOMEONE, _SENT_TO))


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Whether the house is meant, not the thing: "gebeld met de brug", not "onder de brug"."""
    before = text[max(0, match.start() - _AROUND) : match.start()]
    dealt = _is_dealt_with(text, match)
    acts = _ACTS.match(text, match.end()) is not None
    if _NAMED_ACTS.match(text, match.end()):
        return True
    if plain(match["word"]) in _COMMON and match["whole"].count(" ") == 1:
        around = before + text[match.end() : match.end() + _AROUND]
        return (dealt or acts) and _HOUSE_NEAR.search(around) is not None
    near = re.search(r"\b(?:in|naar|van|uit|op|met|bij|aan|door|langs|tot|voor)\s+$", before, re.IGNORECASE)
    if near and plain(match["whole"])[:3] in {"den", "d'n"}:
        return True
    return (
        dealt
        or acts
        or (
            near is not None
            and (_HOUSE_NEAR.search(before) is not None or zipf(plain(match["word"])) < _RARE_WORD)
        )
    )
