"""Where someone works, learns, plays or is looked after: there a name of an organisation needs no kind."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, lists, origins, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import particles, roles
from tegenstroom.engines.deidentification.text import Kind, Reading, Token
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

_WORKS = re.compile(
    r"\b(?:werk(?:t|te|ten|en|ende)?|gewerkt|job(?:ke)?|stage|stagiaire?|interim|contract|tewerkgesteld"
    r"|in\s+dienst"
    r"|baas|begonnen|ontslagen|poetst|kuist|kuiste|voetbalt|voetbalde|turnt|traint|speelt|ingeschreven"
    r"|aangesloten|lid|klant|lening|schulden?|abonnement|achterstal|factuur|afbetaling)\b[^.,;:!?\n]{0,30}?"
    r"\s(?:bij|voor|van)\s+(?:(?:de|den|het|'t|nen|onze|een)\s+)?(?P<name>[^\W\d_][\w&'’.-]*)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:school|werkgever|werk|club|sportclub|crèche|creche|opvang|onthaal|interim|vakbond"
    r"|bank|dienst|opticien|apotheek|garage|ziekenhuis|internaat|syndic|firma|verblijf|verblijft|schuldeiser"
    r"|leverancier|verhuurder"
    r"|(?:waar|welke?|wie)\s+[^?\n]{0,40}(?:hotel|ziekenhuis|winkel|centrum|huis|school|werkt?|werken|sport"
    r"|speelt|verblijft|begeleidt|opvang|club|dienst)[^?\n]{0,20}(?=\?))\s*[:?=]\s*"
    r"(?P<name>[^\W\d_][^\n,;|?!.(]{1,40})",
    re.IGNORECASE,
)
_STAYS = re.compile(
    r"\b(?:zit|zat|verblijft|verbleef|slaapt|sliep|opgenomen|geplaatst|terechtgekomen|beland|leeft|woont)\s+"
    r"(?:(?:terug|weer|nu|al|nog|sinds\s+\w+)\s+)?(?:in|bij)\s+(?:(?:de|het|'t|den)\s+)?(?P<name>[^\W\d_]{4,20})",
    re.IGNORECASE,
)
_LED_NAME = re.compile(r"(?:[Dd]e|[Hh]et|[Dd]en|['’]t)\s+[A-Z][a-z]+")
_RARE = 3.3  # Zipf
_NO_ANSWER = wordset(
    "ja nee neen zie volgt geen niet nog onbekend nvt goed zoekt zoekend ziek werkloos werkzoekend thuis "
    "hier daar ik zij hij ze we er wat wie hoe kleuter lager secundair basis gewoon buitengewoon eerste "
    "tweede derde vierde vijfde zesde betaald in naar de het een zeer altijd soms nooit wel veel weinig gaat "
    "is was heeft halftijds voltijds deeltijds bij moeilijk lastig ok oké tot via met"
)
# Who or what stands after "werkt bij" without being an organisation.
_NOBODY = wordset(
    "ons mij hem haar hen jou u iemand niemand iedereen mensen families gezinnen particulieren boeren zijn "
    "mijn hun onze die dat deze dit werk dag nacht thuis school elkaar zichzelf weinig veel geld niets niks "
    "alles jongeren kinderen ouderen ouders bejaarden vrienden familie stad gemeente staat overheid post "
    "bank baas firma"
)
_INSIDE = wordset("de het den der des van voor en te op aan in 't & et du sans pour of for la le les")
_FOREIGN = wordset("de du des sans pour of for the la le les et")
_BEFORE = wordset("bij van naar via door in met voor de het aan op den uit tegen of en")
_NEAR_LETTERS = wordset("bij via naar door")
_LETTERS = 5  # letters
_LONGEST = 6  # words
_SELDOM = 4.3  # Zipf
_NO_NOUN = ("en", "t", "de", "te", "lijk", "ig", "loos", "baar")


def find(reading: Reading) -> Iterator[Span]:
    """Employers, schools, clubs and services by what is said before them, and names of several words."""
    text = reading.text
    starts = {token.start: place for place, token in enumerate(reading.tokens)}
    for match in _WORKS.finditer(text):
        place = starts.get(match.start("name"))
        if place is not None and _is_joined(match["name"]):
            yield Span(
                match.start("name"), match.end("name"), Label.ORG, Reason.ORGANISATION, 0.7, "een organisatie"
            )
        elif place is not None and _is_employer(reading, place):
            yield _span(reading, place, max(_run(reading, place), place + 1))
    if reading.small:
        yield from _in_small_letters(reading, starts)
    for match in _ASKED.finditer(text):
        if _is_answer(match["name"].lower().split()) or _LED_NAME.match(match["name"]):
            end = match.start("name") + len(match["name"].rstrip())
            yield Span(match.start("name"), end, Label.ORG, Reason.CUE, 0.7, "een organisatie")
    for place in range(1, len(reading.tokens)):
        if _is_letters_near(reading, place):
            yield _span(reading, place, place + 1)
        end = _several_words(reading, place)
        if end:
            yield _span(reading, place, end)


def _in_small_letters(reading: Reading, starts: dict[int, int]) -> Iterator[Span]:
    """As in "zit in de refuge", "lasser bij dpw", "opgenomen in sint-maarten"."""
    for match in _STAYS.finditer(reading.text):
        place = starts.get(match.start("name"))
        if place is not None and is_small_name(reading, place) and zipf(reading.plain(place)) < _RARE:
            yield _span(reading, place, place + 1)
    for place, token in enumerate(reading.tokens):
        short = reading.plain(place - 1) in {"bij", "via"} and 3 <= len(token.plain) <= 5
        saint = token.plain.startswith(("sint-", "st-")) and not places.is_place(token.plain)
        if saint or (short and _is_employer(reading, place)):
            yield _span(reading, place, place + 1)


def is_small_name(reading: Reading, place: int) -> bool:
    """Whether an ordinary word in small letters may be a name after a kind: "revalidatiecentrum impuls"."""
    word = reading.plain(place)
    if lexicon.is_verb(word) or lexicon.is_service(word) or word in lists.words("spoken") or word in roles():
        return False
    return zipf(word) < _SELDOM and len(word) > 3 and not word.endswith(_NO_NOUN)


def _span(reading: Reading, place: int, end: int) -> Span:
    start, stop = reading.tokens[place].start, reading.tokens[end - 1].end
    return Span(start, stop, Label.ORG, Reason.ORGANISATION, 0.7, "een organisatie")


def _is_answer(words: list[str]) -> bool:
    """Whether this fills in "school:" or answers "waar werk je?"."""
    if words[0] in _NO_ANSWER or words[0] in roles() or len(words) > 4:
        return False
    return not all(lexicon.is_service(word) for word in words)


def _is_employer(reading: Reading, place: int) -> bool:
    token = reading.tokens[place]
    word = lexicon.bare(token.plain)
    if word in _NOBODY or word in roles() or word in particles() or lexicon.is_service(word):
        return False
    if origins.region(word) or places.is_place(word) or len(word) < 2:
        return False
    if token.capital and not reading.shouted(token):
        return not lexicon.is_first_name(word) or lexicon.is_ordinary(word)
    return not lexicon.is_known(word) and not lexicon.is_first_name(word)


def _is_letters_near(reading: Reading, place: int) -> bool:
    """As in "bij VDK", "van de KSA": letters that are no service and no way of writing, where a house stands."""
    token = reading.tokens[place]
    if not token.shouted or reading.shouted(token) or not 2 <= len(token.text) <= _LETTERS:
        return False
    led = reading.plain(place - 1) in {"de", "het", "den"}
    near = reading.plain(place - 2 if led else place - 1) in _NEAR_LETTERS
    other = lexicon.is_service(token.plain) or lexicon.is_known(token.plain) or token.plain in roles()
    return near and not other and reading.gap(place - 1) == " "


def is_nobody(word: str) -> bool:
    """Whether a word (lower case) after "werkt bij" tells no organisation: "bij ons", "bij mensen"."""
    return word in _NOBODY


def _is_joined(name: str) -> bool:
    """As in "h&m", "c&a"."""
    return "&" in name[1:-1]


def _run(reading: Reading, place: int) -> int:
    """The token after a name in capitals that starts here, small words between."""
    here, end = place, place
    while here < len(reading.tokens) and here - place < _LONGEST:
        token = reading.tokens[here]
        if here > place and reading.gap(here - 1) not in {" ", " & ", "-"}:
            break
        if _has_capital(reading, token):
            end = here + 1
        elif here == place or not (token.plain in _INSIDE or len(token.text) == 1):
            break
        here += 1
    return end


def _has_capital(reading: Reading, token: Token) -> bool:
    return token.kind is Kind.WORD and token.capital and not reading.shouted(token)


def _several_words(reading: Reading, place: int) -> int:
    """The token after a name like "Wonen Regio Kempen", "Médecins sans frontières"; 0 when none starts here."""
    first = reading.tokens[place]
    if not _has_capital(reading, first) or first.opens or first.shouted or reading.plain(place - 1) not in _BEFORE:
        return 0
    word = first.plain
    if reading.gap(place) == " & " and _has_capital(reading, reading.tokens[place + 1]):
        return _run(reading, place)
    if word in roles() or lexicon.is_service(word) or lexicon.is_name(word) or places.is_place(word):
        return 0
    if not lexicon.is_known(word):
        return _foreign_words(reading, place)
    if not lexicon.is_ordinary(word) or origins.region(word):
        return 0
    end = _run(reading, place)
    return end if end > place + 1 else 0


def _foreign_words(reading: Reading, place: int) -> int:
    end = place + 1
    while reading.plain(end) in _FOREIGN and reading.gap(end - 1) == " ":
        end += 1
    last = reading.at(end)
    foreign = end > place + 1 and last is not None and last.kind is Kind.WORD and not lexicon.is_known(last.plain)
    return end + 1 if foreign and reading.gap(end - 1) == " " else 0
