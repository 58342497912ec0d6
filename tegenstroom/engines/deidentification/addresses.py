"""Streets with their numbers: by how streets are called, by the list, and by what stands around them."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, lists
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.numbers import WORDS
from tegenstroom.engines.deidentification.text import Reading, plain
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

_COMMA = r"(?:\s*,)?\s*"
_NUMBER = (
    r"(?:\s*,)?\s*(?:(?:n[°º]|(?:nr|nummer|huisnr"
    r"|no)\b\.?)\s*)?\d{1,4}(?:\s?[-–/+]\s?\d{1,4})?(?:\s?[A-Za-z](?![\w'’]|\.\w|\s\d))?(?:\s*[,/]?\s*(?:bus"
    r"|bte|bte\.|b"
    r"|boîte|box|app(?:artement)?|verd(?:iep)?|kamer)\b\.?\s?(?:nr\.?\s?)?[\dA-Z]{1,5}(?:[./]\d{1,3})?(?![\w])"
    r"|/\d{1,4}|\s?b\d{1,3}\b)?"
)
_ENDING = (
    r"(?:straat|straatje|stroate|stroat|straet|strate|str|laan|ln|lei|steenweg|stwg|stw|stnwg|weg|wegel|dreef"
    r"|dr|plein|pln|plaats|kaai|baan"
    r"|gracht|singel|ring|vest|vesten|markt|dijk|pad|hof|park|wijk|kouter|berg|heide|veld|velden|laar|bos|akker"
    r"|gang|steeg|poort|brug|rei|wal|kade|boulevard|square|galerij|meers|meersen|donk|broek|beek|hoek|driesch"
    r"|dries|bilk|bunder|voort|kant|molen|kerk|lindelaan|zicht|oord|zijde|eind|einde|rode|dorp|warande|blok"
    r"|sluis|esplanade|passage|residentie|vliet|vaart|voetweg|boomgaard|hofke|hofken|bocht|cité|tuin|tuinen"
    r"|weide|dal|heuvel"
    r"|bergen|werf|haard|schans|heuvels|hofstede|kasteelstraat|hameau|hoogte|rij|rotonde|trapje|kapel)"
)
_SURE_ENDING = (
    r"(?:straat|straatje|stroate|stroat|straet|strate|stroate|stroat|straet|stratje|straatse|strate|laan"
    r"|steenweg|stwg|dreef|plein|lei|kaai|baan|gracht|singel|boulevard|steeg|vest|kade"
    r"|esplanade|str)"
)
_NAME = r"(?:[^\W\d_]|['’])[\w'’.-]{0,24}"
_LEAD = r"(?:(?:[A-Z][\w'’.-]{0,24}|van|de|den|der|het|ten|ter|'t|en|op|aan|la|le|du|des|di|da)[ ]){0,5}"
# "Lange Leemstraat 12 bus 3", "Kapelstr. 5", "Jan Van Rijswijcklaan 7/2"
_NUMBERED = re.compile(
    rf"(?<![\w-])(?P<street>{_LEAD}(?:{_NAME}{_ENDING}|[A-Z][\w'’-]{{0,24}}[ -](?:{_ENDING}"
    rf"|{_ENDING.upper()}))(?:\s?\.)?)(?P<number>{_NUMBER})(?!\w)",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(rf"(?<![\w-])(?P<street>{_NAME}{_SURE_ENDING})(?![\w-])", re.IGNORECASE)
# "kapelstraat twaalf", "Kapelstraat nummer vierhonderd twaalf", "412 Kapelstraat"
_SAID_NUMBER = re.compile(
    rf"(?:\s*,)?\s*(?:(?:nr|n°|nummer"
    rf"|huisnummer)\b\.?\s*)?(?:(?:(?:{WORDS})?duizend|(?:{WORDS})?honderd)(?:\s?(?:en\s?)?(?:{WORDS}))?"
    rf"|{WORDS})(?!\w)"
    rf"(?:\s*,?\s*(?:bus|verdiep(?:ing)?|appartement)\s+(?:{WORDS}|\d{{1,4}})(?!\w))?",
    re.IGNORECASE,
)
_SAID_ADDRESS = re.compile(
    rf"(?<![\w-])(?P<street>[^\W\d_][\w'’-]{{2,24}}{_ENDING})\s+(?P<number>(?:nummer\s+)?(?:(?:(?:{WORDS})?duizend|(?:{WORDS})?honderd)(?:\s?(?:en\s?)?(?:{WORDS}))?|{WORDS}))(?!\w)"
    r"(?!\s+(?:jaar|keer|euro|maanden|weken|kinderen|dagen|uur|mensen))",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(r"(?<![\w.,/€-])\d{1,4}[a-zA-Z]?,?\s$")
_HOUSE_NUMBER = re.compile(
    r"\b(?:huisnummer|huisnr|(?:op|van|in|naast)\s+(?:het\s+)?(?:nummer"
    r"|nr\.?))\s*:?\s*(?P<number>\d{1,4}\s?[a-zA-Z]?(?:\s?bus\s?\d{1,4})?)(?!\w)",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"\b(?:(?:blok|toren|gebouw|residentie|flatgebouw|woonblok|caravan|chalet"
    r"|standplaats)\s+(?:[A-Z]?\d{1,3}[A-Z]?|[A-Z]|[A-Z][\w-]{2,20})"
    r"(?:\s*,?\s*(?:app(?:artement)?|bus|verd(?:iep)?|kamer|studio|nr|nummer|plaats)\b\.?\s?[\dA-Z]{1,5}"
    r"|\s+\d{1,4}[a-z]?\b)|residentie\s+[\w'’-]+\s+\d{1,4}[a-z]?\b)",
    re.IGNORECASE,
)
_FRENCH = re.compile(
    rf"\b(?P<street>(?:rue|avenue|av\.|chaussée|chée|place|boulevard|bld|square|quai|impasse|allée|chemin|clos"
    rf"|route|drève|cité|venelle|sentier)\s+(?:(?:de|du|des|la|le|les|l['’]|d['’]|et|aux?"
    rf"|à)\s*){{0,3}}[A-ZÀ-Ý][\w'’-]{{1,24}}(?:\s+(?:(?:de|du|des|la|le|les|et|à|aux?|sur|sous|l['’]"
    rf"|d['’])\s*)*[A-ZÀ-Ý][\w'’-]{{1,24}}){{0,4}})(?P<number>{_NUMBER})?",
    re.IGNORECASE,
)
_POST_BOX = re.compile(
    r"\b(?:postbus|p\.?o\.?\s?box|boîte\s+postale|antwoordnummer)\s*:?\s*\d{1,6}\b", re.IGNORECASE
)
_LISTED = re.compile(
    rf"(?<![\w-])(?P<street>(?:[A-Z'’][\w'’-]{{0,24}}\s+(?:(?:van|de|den|der|het|ten|ter|'t|op|aan|la"
    rf"|du)\s+)*){{0,3}}[A-Z'’][\w'’-]{{1,24}})\s(?P<number>{_NUMBER.removeprefix(_COMMA)})(?!\w|[.,:]\d"
    rf"|\s*(?:euro|€|jaar|j\b|%|uur|u\b|kinderen|keer|dagen|maand|weken|km|kg|jarige))"
)
_IN_STREET = re.compile(r"\b(?:in|op|aan)\s+(?:de|het|den|'t)\s+$", re.IGNORECASE)
_AFTER_LIVES = re.compile(
    r"\b(?:adres|woont|woonde|wonende|woonachtig|domicilie|verblijft|verhuist|verhuisd|gedomicilieerd|straat"
    r"|adr)\b[^.\n]{0,25}$",
    re.IGNORECASE,
)
_ADJECTIVES = wordset("lange korte grote kleine oude nieuwe hoge lage brede smalle rode witte groene sint heilig")
_COMMON = wordset(
    "zijstraat hoofdstraat winkelstraat autosnelweg snelweg buitenlaan dorpsplein marktplein speelplein "
    "kerkplein schoolplein straat laan plein lei weg baan loopbaan omweg wandelweg fietspad stappenplan "
    "onderweg vanweg steenweg gracht rijbaan renbaan startbaan levensbaan halfbaan voltijdsbaan droombaan "
    "deeltijdbaan voetbalplein loslaan openstraat achterbaan doodlopende noodopvangplein opslaan stilstaan "
    "zandbaan glijbaan zwembaan piste marktlaan schuldenlei podium geluidsbaan kegelbaan busbaan rechtbaan "
    "fietsstraat woonstraat leefstraat speelstraat parallelweg ventweg landweg bosweg aardeweg kasseiweg gewest "
    "harnas harvest nest invest vallei allerlei velerlei beiderlei velei veldlei generlei tweeërlei drieërlei "
    "enerlei menigerlei welkerlei zulkerlei koeklei potklei klei boetseerklei scheepskaai sportplein "
    "dorpsstraat'je modderbaan opstraat vanstraat autobaan wielerbaan kantoorbaan vrijetijdsbaan ijsbaan "
    "skibaan mountainbikebaan bowlingbaan tennisbaan atletiekbaan stadsvest kogelvest reddingsvest gevest"
)
# "langs." before a street; "Burg." and "St." belong to it.
_ENDS_A_SENTENCE = re.compile(r"(?:[^\W\d_][\w'’-]{6,}|(?-i:[a-zà-ÿ][\w'’-]{2,}))\.")
_PARTICLE = 3  # letters: "van", "den", "'t"
_UNHEARD = 1.5  # Zipf
_STREET_ALONE = re.compile(
    r"(?:straat|laan|steenweg|plein|dreef|kaai|lei|gracht|baan|singel|boulevard|vest|kade)$"
)
_SURELY_STREET = re.compile(r"[^\W\d_]{3}(?:straat|laan|steenweg|plein|dreef)$")
_QUANTITY = wordset(
    "in op van tot met na om de het bij dag punt blok bladzijde pagina kamer klas groep fase stap deel versie "
    "leerjaar lokaal zaal artikel art niveau lijn bus tram week module verdieping punten"
)


def find(reading: Reading) -> Iterator[Span]:
    """Streets, with the number when there is one."""
    text = reading.text
    for match in _NUMBERED.finditer(text):
        start = _start(match)
        if start is not None:
            yield _address(start, match.end(), 0.95)
    for pattern in (_HOUSE_NUMBER, _BLOCK):
        for match in pattern.finditer(text):
            start = match.start("number") if pattern is _HOUSE_NUMBER else match.start()
            yield _address(start, match.end(), 0.8)
    for match in _POST_BOX.finditer(text):
        yield _address(match.start(), match.end(), 0.9)
    for match in _FRENCH.finditer(text):
        if match["street"].split()[-1][0].isupper() and (match["number"] or match["street"][0].isupper()):
            yield _address(match.start(), match.end(), 0.9)
    yield from _listed(text)
    yield from _unnumbered(text)


def _unnumbered(text: str) -> Iterator[Span]:
    """Streets without digits after them, and with the number in words or before them."""
    for match in _SAID_ADDRESS.finditer(text):
        name = plain(match["street"])
        if name in lists.long_list("streets") or not lexicon.is_known(name) or zipf(name) < _UNHEARD:
            yield _address(_with_listed_lead(text, match.start(), match.end("street")), match.end(), 0.8)
    for match in _UNNUMBERED.finditer(text):
        if _is_street(text, match):
            start = _with_listed_lead(text, _with_lead(text, match.start()), match.end())
            said = _SAID_NUMBER.match(text, match.end())
            first = _NUMBER_FIRST.search(text[max(0, start - 8) : start])
            start -= len(first[0]) if first else 0
            yield _address(start, said.end() if said else match.end(), 0.85)


def _address(start: int, end: int, confidence: float) -> Span:
    return Span(start, end, Label.ADDRESS, Reason.STREET, confidence)


def _start(match: re.Match[str]) -> int | None:
    """Where the street begins in what looks like one; None when it is none."""
    street = match["street"].rstrip(" .")
    words = street.split()
    last = plain(words[-1])
    if last in _COMMON or re.match(
        r"\s*\d{1,4}\s*(?:jaar|euro|€|%|uur|keer|kinderen|maanden|personen|mensen|km)\b",
        match.string[match.start("number") : match.start("number") + 20],
    ):
        return None
    sure = bool(re.search(rf"{_SURE_ENDING}\.?$", last)) and len(last) > 5
    listed = last in lists.long_list("streets") or street.lower() in lists.long_list("streets")
    if not (sure or listed) and (words[-1][0].islower() or lexicon.is_known(last)):
        return None
    return match.start() + len(street) - len(_without_lead(street))


def _without_lead(street: str) -> str:
    """The street without the words before it that belong to the sentence: "Zij woont Lange Leemstraat"."""
    words = street.split(" ")
    while len(words) > 1:
        first = words[0]
        if any(_ENDS_A_SENTENCE.fullmatch(word) or _is_between(word) for word in words[:-1]):
            words = words[1:]
            continue
        belongs = (
            len(words) > 2
            or first.lower() in _ADJECTIVES
            or not lexicon.is_ordinary(first.lower())
            or " ".join(words).lower() in lists.long_list("streets")
        )
        shouted = street.isupper() and first.lower() not in _ADJECTIVES and _is_of_the_sentence(first.lower())
        if first[:1].isupper() and belongs and not shouted and not lexicon.is_service(first.lower()):
            break
        words = words[1:]
    return " ".join(words)


def _is_between(word: str) -> bool:
    """Whether a word in small letters before a street is of the sentence: "Lies woont in de Kapelstraat"."""
    small = word.islower() and len(word) > _PARTICLE and word not in _ADJECTIVES
    return small and (lexicon.is_verb(word) or lexicon.is_ordinary(word))


def _is_of_the_sentence(word: str) -> bool:
    return lexicon.is_verb(word) or word in lists.words("spoken")


def _listed(text: str) -> Iterator[Span]:
    """A street without a telling ending, by the list: "Meir 12"; something must say that it is one."""
    for match in _LISTED.finditer(text):
        words = match["street"].split()
        for skipped in range(len(words)):
            name = plain(" ".join(words[skipped:]))
            if name in lists.long_list("streets") and name not in _QUANTITY:
                place = match.start() + match["street"].rindex(" ".join(words[skipped:]))
                follows = re.match(r"\s*,?\s*[1-9]\d{3}\b", text[match.end() :])
                if (
                    follows
                    or _AFTER_LIVES.search(text[:place])
                    or not (lexicon.is_first_name(name) or lexicon.is_ordinary(name) or lexicon.is_surname(name))
                ):
                    yield _address(place, match.end(), 0.85)
                break


def _is_street(text: str, match: re.Match[str]) -> bool:
    """Whether a word that ends like a street, without a number, is one."""
    name = plain(match["street"])
    if name in _COMMON or len(name) < 7:
        return False
    capital = match["street"][0].isupper() and not match["street"].isupper()
    opens = re.search(r"(?:^|[.!?\n:]\s*)$", text[: match.start()]) is not None
    if capital and not opens:
        return not lexicon.is_surname(name)
    led = _with_listed_lead(text, match.start(), match.end()) < match.start()
    known = led or name in lists.long_list("streets")
    if lexicon.is_ordinary(name) and not capital:
        seldom = zipf(name) < _UNHEARD and name in lists.long_list("streets")
        return seldom and _IN_STREET.search(text[: match.start()]) is not None
    in_street = bool(_IN_STREET.search(text[: match.start()]))
    unheard = not capital and not lexicon.is_known(name) and bool(_SURELY_STREET.search(name))
    return unheard or ((known or in_street) and bool(_STREET_ALONE.search(name)))


def _with_lead(text: str, start: int) -> int:
    """Where the street begins that ends here: "Lange" and "Frans Van" before it belong to it."""
    lead = re.search(
        r"(?:(?:[A-Z][\w'’-]{0,24}|[A-Z]\.)[ ](?:(?:van|de|den|der|ten|ter)[ ])*){1,3}$",
        text[max(0, start - 50) : start],
    )
    if not lead:
        return start
    words = lead[0].split()
    opens = re.search(r"(?:^|[.!?\n:]\s*)$", text[: max(0, start - len(lead[0]))]) is not None
    if opens and lexicon.is_ordinary(words[0].lower()) and words[0].lower() not in _ADJECTIVES:
        return start - len(lead[0]) + len(words[0]) + 1
    return start - len(lead[0])


def _with_listed_lead(text: str, start: int, end: int) -> int:
    """Where the street begins in small letters, by the list: "de coninckplein", "lange leemstraat"."""
    words = text[max(0, start - 40) : start].split(" ")
    for count in (3, 2, 1):
        lead = " ".join(words[-count - 1 : -1]) if len(words) > count else ""
        if lead and "\n" not in lead and plain(f"{lead} {text[start:end]}") in lists.long_list("streets"):
            return start - len(lead) - 1
    return start
