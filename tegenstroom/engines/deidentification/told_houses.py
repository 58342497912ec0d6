"""Houses that the words around them tell, whatever their letters: "zijn school, het mispelboompje", "cafe de kemphaan".

A house is named behind the word for what it is, with or without a comma; and a noun that "bij" leads without an
article is somewhere to work: "bij vrachtlijn in evergem".
"""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import belonging, lexicon, lists, organisations, places, professions
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.nouns import is_noun
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.text import Reading, plain
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

_ARTICLE = r"(?:de|den|het|'t|’t|d'n|in[ ]de|in[ ]den|in[ ]'t|bij[ ]de|bij[ ]den|onze|ons|ter|ten|la|le|los|the)"
_ADJECTIVE = (
    r"(?:kleine?|grote?|open|gouden|zilveren|groene?|blauwe?|rode?|gele?|witte?|zwarte?|bonte?|nieuwe?|oude?|vrolijke?|warme?"
    r"|zonnige?|blije?|wijze?|stille?|vliegende?|dansende?|vrije?|hoge?|lage?|lange?|korte?|ronde?|tweede|derde|eerste|helpende"
    r"|zoete|vier|drie|zeven|twee|lustige|gulle|goede|beste|betere?|sterke?|gekke|wilde|luie|dikke|mooie|fijne)"
)
_WORD = r"[^\W\d_][\w'’&-]{2,20}"
_NEXT = re.compile(r"\s*(?P<next>[^\W\d_][\w'’-]*|.|$)", re.DOTALL)
# "op school, het mispelboompje.", "in een nagelstudio, glossy fingers, op"
_BESIDE = re.compile(
    rf"(?P<before>(?<![\w-])(?:[^\W\d_][\w'’-]*[ ]){{0,3}}{_WORD}),[ ][\"“'‘]?"
    rf"(?P<name>(?:{_ARTICLE}[ ])?(?:{_ADJECTIVE}[ ])?(?P<word>{_WORD})(?:[ ](?P<more>{_WORD}))?)(?=[\"”'’]?[ ]?[.,;:!?)\n]|$)",
    re.IGNORECASE,
)
_KINDS = (
    r"(?:caf[eé]|bar|frituur|frietkot|friture|taverne|brasserie|bistro|restaurant|resto|hotel|motel|hostel|kapsalon|salon|nagelstudio"
    r"|beautysalon|bakkerij|bakker|slagerij|beenhouwerij|traiteur|garage|carrosserie|carwash|nachtwinkel|pizzeria|pitabar|snackbar"
    r"|kroeg|cinema|discotheek|danscaf[eé]|eethuis|tearoom|ijssalon|boetiek|modehuis|kinderdagverblijf|kdv|cr[eè]che|kribbe"
    r"|basisschool|bs|vbs|gbs|kleuterschool|freinetschool|steinerschool|methodeschool|internaat|wijkhuis|buurthuis|jeugdhuis|jh|inloophuis"
    r"|ontmoetingshuis|dienstencentrum|ldc|dagcentrum|rusthuis|wzc|woonzorgcentrum|camping|manege|sporthal|fitness|dansschool"
    r"|wassalon|poetsfirma|poetsbedrijf|interim|interimkantoor|klusdienst|kringwinkel|clb|caw|cgg|ckg|jeugdbeweging|scouts|chiro|ksa|klj"
    r"|voetbalclub|judoclub|boksclub|turnclub|zwemclub|fanfare|harmonie|toneelkring|zangkoor|fruitbedrijf|bouwfirma|transportfirma)"
)
# "cafe de kemphaan", "salon king size"
_KIND_FIRST = re.compile(
    rf"(?<![\w-])(?P<name>(?P<kind>{_KINDS})[ ][\"“'‘]?(?:(?P<led>{_ARTICLE})[ ])?(?:{_ADJECTIVE}[ ])?(?P<word>{_WORD})(?:[ ](?P<more>{_WORD}))?)"
    r"(?![\w-])",
    re.IGNORECASE,
)
# "bij vrachtlijn in evergem", "die bij tweede adem begonnen is"
_BARE = re.compile(
    rf"\b(?:bij|via)[ ](?P<name>(?:{_ADJECTIVE}[ ])?(?P<word>[^\W\d_]{{4,20}}))"
    r"(?:[ ](?:in|te)[ ](?P<town>[^\W\d_][\w-]{2,20})|[ ](?:begonnen|begint|begon|gewerkt|werkt|werkte|werken|gestart|startte|aan[ ]de[ ]slag|als[ ]\w+"
    r"|binnengeraakt|ontslagen|buitengevlogen))(?![\w-])",
    re.IGNORECASE,
)
# "spijbelt van het kompas in anderlecht"
_IN_TOWN = re.compile(
    rf"\b(?:in|naar|van|bij|op|uit|aan|voor)[ ](?P<name>(?:de|het|den|'t)[ ](?:{_ADJECTIVE}[ ])?(?P<word>[^\W\d_][\w-]{{3,20}}))"
    r"[ ](?:in|te)[ ](?P<town>[^\W\d_][\w-]{2,20})",
    re.IGNORECASE,
)
_CLASSES = wordset("klas kleuterklas peuterklas leerjaar kleuter middelbaar secundair lager zaak werk")
# "naar de woonmaatschappij het groene dak.": led there, and a mark or a word of place behind.
_LED_THERE = re.compile(
    rf"(?:(?:^|[\n,:(;\"])[ ]?|(?<![\w-])(?:van|bij|naar|in|via|door|aan|uit|voor|met)[ ](?:(?:de|het|den|een|'t)[ ])?)"
    rf"(?P<name>(?P<kind>{_WORD})[ ](?P<led>de|het|den|'t|ter|ten)[ ](?:{_ADJECTIVE}[ ])?(?P<word>{_WORD})(?:[ ](?P<more>{_WORD}))?)"
    r"(?=[\"”'’]?(?:[ ]?[.,;:!?)(\n]|$|[ ](?:in|te|op|waar|en|die)[ ]))",
    re.IGNORECASE,
)
# "ocmw geel", "garage peeters", "fc wildert": a kind that takes its name at once.
_AT_ONCE = re.compile(
    rf"(?<![\w-])(?P<name>(?P<kind>ocmw|caw|clb|cgg|ckg|az|uz|wzc|vzw|bv|nv|fc|sk|ksk|kv|kvv|ksv|kfc|vk|vv|bbc|vbs|gbs|bs|kta|vti|tsm|go|azc"
    rf"|garage|bakkerij|slagerij|beenhouwerij|drankenhandel|kapsalon|groepspraktijk|apotheek|notariaat|renovatie|fruit|scheepswerf"
    rf"|bouwbedrijf|transport|drukkerij|wasserij|hotel|woonmaatschappij|huisvestingsmaatschappij|rusthuis|woonzorgcentrum|basisschool)"
    rf"[ ](?P<word>{_WORD})(?:[ ](?P<more>{_WORD}))?)(?![\w-])",
    re.IGNORECASE,
)
# "bij zomerlust.", "via taalbrug,", "bij fruit maes in": a word that no list has, or beside one that none has.
_NEAR_STRANGE = re.compile(
    rf"\b(?:bij|via)[ ](?P<name>(?P<word>{_WORD})(?:[ ](?P<more>{_WORD}))?)(?=\s*(?:[.,;:!?)\n]|$|(?:in|op|omdat|en|te|als)\b))",
    re.IGNORECASE,
)
_MANNER = (
    *(
        "komst",
        "ing",
        "name",
        "vraag",
        "ruil",
        "geval",
        "gebrek",
        "trek",
        "gang",
        "tijd",
        "licht",
        "dag",
        "avond",
        "nacht",
        "lijk",
    ),
    *(
        "heid",
        "tie",
        "teit",
        "mail",
        "foon",
        "post",
        "brief",
        "weg",
        "ke",
        "je",
        "en",
        "s",
        "sms",
        "net",
        "site",
        "app",
        "a",
        "ze",
        "e",
    ),
)
_NO_NAME = wordset(
    "thuis morgen gisteren vandaag vandaar alsjeblieft aub soms altijd nooit misschien samen alleen denk dacht hoop "
    "helaas jammer gelukkig trouwens bijvoorbeeld enzovoort snap ouders kinderen mensen rest directie leraar leerkracht "
    "buren vrienden week maand dag jaar avond ochtend nacht zomer winter middag uur tijd moment keer familie"
)
_SHORT = 4  # letters
_RARE = 3.5  # Zipf
_LEADS = frozenset({"de", "het", "den", "'t", "’t", "ter", "ten"})
_SELDOM = 3.9  # Zipf
_COMMON = 4.9  # Zipf


def find(reading: Reading) -> Iterator[Span]:
    """Every such house."""
    text = reading.text
    crooked = reading.crooked
    for match in _BESIDE.finditer(text):
        kinds = [
            word for word in plain(match["before"]).split() if organisations.is_kind(word) or word in _CLASSES
        ]
        if kinds and _names_house(match):
            yield _span(match, kinds[-1])
    for match in _KIND_FIRST.finditer(text):
        if found := _named_by_kind(text, match):
            yield Span(
                match.start("name"), found, Label.ORG, Reason.ORGANISATION, 0.6, _note(plain(match["kind"]))
            )
    for match in _LED_THERE.finditer(text):
        if organisations.is_kind(plain(match["kind"])) and _names_house(match):
            yield _span(match, plain(match["kind"]))
    for match in _AT_ONCE.finditer(text):
        if end := _named_at_once(match):
            yield Span(match.start("name"), end, Label.ORG, Reason.ORGANISATION, 0.6, _note(plain(match["kind"])))
    for match in _NEAR_STRANGE.finditer(text):
        if not crooked and _is_strange_house(plain(match["word"]), plain(match["more"] or "")):
            yield _span(match, "")
    for match in _BARE.finditer(text):
        town = match["town"]
        if _is_bare_house(plain(match["word"])) and (not town or _is_town(town)):
            yield _span(match, "")
    for match in _IN_TOWN.finditer(text):
        word = plain(match["word"])
        house = word in lists.words("house_names") or (
            zipf(word) < _SELDOM and is_noun(word) and not _is_thing(word)
        )
        if house and _is_town(match["town"]) and not _is_other(word) and not organisations.is_kind(word):
            yield _span(match, "")


def _span(match: re.Match[str], kind: str) -> Span:
    return Span(match.start("name"), match.end("name"), Label.ORG, Reason.ORGANISATION, 0.6, _note(kind))


def _note(kind: str) -> str:
    return organisations.stand_in(kind) if kind else "een organisatie"


def _is_town(word: str) -> bool:
    return places.is_place(plain(word))


def _names_house(match: re.Match[str]) -> bool:
    """Whether what stands between the commas is a name: led by an article and seldom, or in words nobody knows."""
    word, more = plain(match["word"]), plain(match["more"] or "")
    words = [word, more] if more else [word]
    if any(_is_other(each) or each in _NO_NAME or _is_town(each) for each in words):
        return False
    led = bool(match.groupdict().get("led")) or match["name"].split()[0].lower() in _LEADS
    if led:
        return all(zipf(each) < _SELDOM for each in words) and not organisations.is_kind(words[-1])
    strange = any(not lexicon.is_known(each) for each in words)
    return strange and not any(lexicon.is_name(each) for each in words) and not match["name"].isdigit()


def _named_by_kind(text: str, match: re.Match[str]) -> int:
    """Where the name ends that stands right behind its kind, where Dutch puts no noun; 0 when none does."""
    word, more = plain(match["word"]), plain(match["more"] or "")
    if _is_other(word) or word in _NO_NAME or zipf(word) > _COMMON:
        return 0
    goes_on = more and not (_is_other(more) or zipf(more) > _COMMON) and _ends(text, match.end())
    if match["led"] or is_noun(word) or not lexicon.is_known(word) or zipf(word) < _RARE:
        return match.end() if goes_on else match.end("word") if _ends(text, match.end("word")) else 0
    return 0


def _named_at_once(match: re.Match[str]) -> int:
    """Where a name ends that its kind takes at once: a surname, a town, a word that no list has; 0 for none."""
    word, more = plain(match["word"]), plain(match["more"] or "")
    if _is_served(word):
        return 0
    town = word in places.common_towns() or (_is_town(word) and not lexicon.is_ordinary(word))
    borne = lexicon.is_surname(word) and not lexicon.is_ordinary(word)
    if match["kind"].isupper() and not match["name"].isupper() and not (town or borne):
        return 0  # "het OCMW openmaakt": its writer knows capitals
    letters = len(match["kind"]) <= _SHORT and zipf(word) < _SELDOM
    if town or borne or not lexicon.is_ordinary(word) or letters:
        goes_on = more and letters and not _is_served(more) and zipf(more) < _COMMON
        return match.end() if goes_on else match.end("word")
    pair = more and not _is_served(more) and (lexicon.is_name(more) or not lexicon.is_known(more))
    if pair and is_noun(word):
        return match.end()
    return 0


def _is_served(word: str) -> bool:
    other = lexicon.is_verb(word) or lexicon.is_service(word) or word in roles() or word in lists.words("spoken")
    return other or word in _NO_NAME


def _is_strange_house(word: str, more: str) -> bool:
    """As in "zomerlust", "snoeys verpakking": of one word or two, one that no list has, and no one's name."""
    if any(_is_served(each) or _is_town(each) or professions.general(each) for each in (word, more) if each):
        return False
    if not more:
        strange = not lexicon.is_ordinary(word) and not lexicon.is_name(word) and len(word) > _SHORT
        return strange and not word.endswith(_MANNER)
    named = lexicon.is_surname(more) and not lexicon.is_ordinary(more) and not lexicon.is_first_name(word)
    return (named and is_noun(word)) or (
        not lexicon.is_known(word) and not lexicon.is_name(word) and is_noun(more) and zipf(more) < _COMMON
    )


def _ends(text: str, place: int) -> bool:
    """Whether a name may end here: a mark follows, or a word of every sentence."""
    following = _NEXT.match(text, place)
    word = plain(following["next"]) if following else ""
    return not word[:1].isalpha() or zipf(word) > _COMMON or lexicon.is_verb(word) or word in lists.words("spoken")


def _is_bare_house(word: str) -> bool:
    """Whether a noun without its article, behind "bij", is no person and no service."""
    if _is_other(word) or word in _NO_NAME or _is_town(word) or word.endswith(("en", "s")):
        return False
    return (
        (is_noun(word) or not lexicon.is_ordinary(word)) and zipf(word) < _COMMON and not belonging.is_nobody(word)
    )


def _is_other(word: str) -> bool:
    other = word in roles() or lexicon.is_verb(word) or lexicon.is_service(word) or word in lists.words("spoken")
    return bool(other or professions.general(word) or lexicon.is_first_name(word) and lexicon.is_name(word))


def _is_thing(word: str) -> bool:
    return word.endswith(("ing", "heid", "tie", "teit", "isme", "schap", "straat", "plein", "huis", "dienst"))
