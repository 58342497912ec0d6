"""Houses named behind the word for what they are: "zijn school, het mispelboompje", "cafe de kemphaan".

Whatever the letters: where Dutch puts no noun right behind another, what stands there is a name.
"""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, lists, organisations, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.house_words import (
    ADJECTIVE,
    ARTICLE,
    COMMON,
    SELDOM,
    WORD,
    is_other,
    is_served,
    is_town,
)
from tegenstroom.engines.deidentification.nouns import is_noun
from tegenstroom.engines.deidentification.text import Reading, plain
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

_NEXT = re.compile(r"\s*(?P<next>[^\W\d_][\w'’-]*|.|$)", re.DOTALL)
# Its own words: an adjective, a noun, one more.
_OWN = rf"(?:{ADJECTIVE}[ ])?(?P<word>{WORD})(?:[ ](?P<more>{WORD}))?"
# "op school, het mispelboompje.", "in een nagelstudio, glossy fingers, op"
_BESIDE = re.compile(
    rf"(?P<before>(?<![\w-])(?:[^\W\d_][\w'’-]{{0,24}}[ ]){{0,3}}{WORD}),[ ][\"“'‘]?"
    rf"(?P<name>(?:{ARTICLE}[ ])?{_OWN})(?=[\"”'’]?[ ]?[.,;:!?)\n]|$)",
    re.IGNORECASE,
)
_KINDS = (
    r"(?:caf[eé]|bar|frituur|frietkot|friture|taverne|brasserie|bistro|restaurant|resto|hotel|motel|hostel"
    r"|kapsalon|salon|nagelstudio"
    r"|beautysalon|bakkerij|bakker|slagerij|beenhouwerij|traiteur|garage|carrosserie|carwash|nachtwinkel"
    r"|pizzeria|pitabar|snackbar"
    r"|kroeg|cinema|discotheek|danscaf[eé]|eethuis|tearoom|ijssalon|boetiek|modehuis|kinderdagverblijf|kdv"
    r"|cr[eè]che|kribbe"
    r"|basisschool|bs|vbs|gbs|kleuterschool|freinetschool|steinerschool|methodeschool|internaat|wijkhuis"
    r"|buurthuis|jeugdhuis|jh|inloophuis"
    r"|ontmoetingshuis|dienstencentrum|ldc|dagcentrum|rusthuis|wzc|woonzorgcentrum|camping|manege|sporthal"
    r"|fitness|dansschool"
    r"|wassalon|poetsfirma|poetsbedrijf|interim|interimkantoor|klusdienst|kringwinkel|clb|caw|cgg|ckg"
    r"|jeugdbeweging|scouts|chiro|ksa|klj"
    r"|voetbalclub|judoclub|boksclub|turnclub|zwemclub|fanfare|harmonie|toneelkring|zangkoor|fruitbedrijf"
    r"|bouwfirma|transportfirma)"
)
# "cafe de kemphaan", "salon king size"
_KIND_FIRST = re.compile(
    rf"(?<![\w-])(?P<name>(?P<kind>{_KINDS})[ ][\"“'‘]?(?:(?P<led>{ARTICLE})[ ])?{_OWN})(?![\w-])",
    re.IGNORECASE,
)
# "naar de woonmaatschappij het groene dak.": led there, and a mark or a word of place behind.
_LED_THERE = re.compile(
    rf"(?:(?:^|[\n,:(;\"])[ ]?|(?<![\w-])(?:van|bij|naar|in|via|door|aan|uit|voor|met)[ ](?:(?:de|het|den|een"
    rf"|'t)[ ])?)"
    rf"(?P<name>(?P<kind>{WORD})[ ](?P<led>de|het|den|'t|ter"
    rf"|ten)[ ](?:{ADJECTIVE}[ ])?(?P<word>{WORD})(?:[ ](?P<more>{WORD}))?)"
    r"(?=[\"”'’]?(?:[ ]?[.,;:!?)(\n]|$|[ ](?:in|te|op|waar|en|die)[ ]))",
    re.IGNORECASE,
)
# "ocmw geel", "garage peeters", "fc wildert": a kind that takes its name at once.
_AT_ONCE = re.compile(
    rf"(?<![\w-])(?P<name>(?P<kind>ocmw|caw|clb|cgg|ckg|az|uz|wzc|vzw|bv|nv|fc|sk|ksk|kv|kvv|ksv|kfc|vk|vv"
    rf"|bbc|vbs|gbs|bs|kta|vti|tsm|go|azc"
    rf"|garage|bakkerij|slagerij|beenhouwerij|drankenhandel|kapsalon|groepspraktijk|apotheek|notariaat"
    rf"|renovatie|fruit|scheepswerf"
    rf"|bouwbedrijf|transport|drukkerij|wasserij|hotel|woonmaatschappij|huisvestingsmaatschappij|rusthuis"
    rf"|woonzorgcentrum|basisschool)"
    rf"[ ](?P<word>{WORD})(?:[ ](?P<more>{WORD}))?)(?![\w-])",
    re.IGNORECASE,
)
_CLASSES = wordset("klas kleuterklas peuterklas leerjaar kleuter middelbaar secundair lager zaak werk")
_SHORT = 4  # letters
_RARE = 3.5  # Zipf
_LEADS = frozenset({"de", "het", "den", "'t", "’t", "ter", "ten"})


def find(reading: Reading) -> Iterator[Span]:
    """Every such house."""
    text = reading.text
    for match in _BESIDE.finditer(text):
        kind = next((word for word in reversed(plain(match["before"]).split()) if _is_head(word)), "")
        if kind and _names_house(match):
            yield _span(match, match.end("name"), kind)
    for match in _LED_THERE.finditer(text):
        if organisations.is_kind(plain(match["kind"])) and _names_house(match):
            yield _span(match, match.end("name"), plain(match["kind"]))
    for match in _KIND_FIRST.finditer(text):
        if end := _named_by_kind(text, match):
            yield _span(match, end, plain(match["kind"]))
    for match in _AT_ONCE.finditer(text):
        if end := _named_at_once(match):
            yield _span(match, end, plain(match["kind"]))


def _span(match: re.Match[str], end: int, kind: str) -> Span:
    note = organisations.stand_in(kind)
    return Span(match.start("name"), end, Label.ORG, Reason.ORGANISATION, 0.6, note)


def _is_head(word: str) -> bool:
    return organisations.is_kind(word) or word in _CLASSES


def _names_house(match: re.Match[str]) -> bool:
    """Whether what stands between the commas is a name: led by an article and seldom, or in words nobody knows."""
    word, more = plain(match["word"]), plain(match["more"] or "")
    words = [word, more] if more else [word]
    if any(is_other(each) or is_town(each) for each in words):
        return False
    led = bool(match.groupdict().get("led")) or match["name"].split()[0].lower() in _LEADS
    if led:
        most = COMMON if match["name"].split()[-2:][0].endswith("e") else SELDOM  # "het groene dak"
        return all(zipf(each) < most for each in words) and not organisations.is_kind(words[-1])
    strange = any(not lexicon.is_known(each) for each in words)
    return strange and not any(lexicon.is_name(each) for each in words) and not match["name"].isdigit()


def _named_by_kind(text: str, match: re.Match[str]) -> int:
    """Where the name ends that stands right behind its kind, where Dutch puts no noun; 0 when none does."""
    word, more = plain(match["word"]), plain(match["more"] or "")
    if is_other(word) or zipf(word) > COMMON:
        return 0
    goes_on = more and not (is_other(more) or zipf(more) > COMMON) and _ends(text, match.end())
    if match["led"] or is_noun(word) or not lexicon.is_known(word) or zipf(word) < _RARE:
        return match.end() if goes_on else match.end("word") if _ends(text, match.end("word")) else 0
    return 0


def _named_at_once(match: re.Match[str]) -> int:
    """Where a name ends that its kind takes at once: a surname, a town, a word that no list has; 0 for none."""
    word, more = plain(match["word"]), plain(match["more"] or "")
    if is_served(word):
        return 0
    town = word in places.common_towns() or (is_town(word) and not lexicon.is_ordinary(word))
    borne = lexicon.is_surname(word) and not lexicon.is_ordinary(word)
    if match["kind"].isupper() and not match["name"].isupper() and not (town or borne):
        return 0  # "het OCMW openmaakt": its writer knows capitals
    letters = len(match["kind"]) <= _SHORT and zipf(word) < SELDOM
    if town or borne or not lexicon.is_ordinary(word) or letters:
        goes_on = more and letters and not is_served(more) and zipf(more) < COMMON
        return match.end() if goes_on else match.end("word")
    pair = more and not is_served(more) and (lexicon.is_name(more) or not lexicon.is_known(more))
    if pair and is_noun(word):
        return match.end()
    return 0


def _ends(text: str, place: int) -> bool:
    """Whether a name may end here: a mark follows, or a word of every sentence."""
    following = _NEXT.match(text, place)
    word = plain(following["next"]) if following else ""
    return not word[:1].isalpha() or zipf(word) > COMMON or lexicon.is_verb(word) or word in lists.words("spoken")
