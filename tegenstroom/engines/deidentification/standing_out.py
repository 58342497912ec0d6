"""Names that nothing introduces: by the lists, and by a capital that no ordinary word explains.

Where a capital tells nothing (a text in small letters, or in capitals throughout) the lists decide, and where in a
sentence a name stands.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from tegenstroom.engines.deidentification import letters, lexicon, lists, origins, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import particles, roles
from tegenstroom.engines.deidentification.runs import GAP, Runs
from tegenstroom.engines.deidentification.text import Kind, Token
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

# What things do as well as people: no evidence of a name.
_BEING = wordset(
    "is was zijn waren heeft had hebben hadden wordt werd worden werden kan kon mag mocht moet moest zal zou "
    "blijft bleef lijkt leek blijkt bleek geeft gaf doet deed staat stond ligt lag komt kwam gaat ging groeit "
    "helpt hielp zit zat begint begon"
)
_FEELS = wordset("is was wordt werd heeft zit")
_FEELINGS = wordset(
    "bang boos verdrietig moe blij ziek zwanger thuis weggelopen geboren verhuisd alleenstaande opgenomen verliefd"
)
_DETERMINERS = wordset(
    "een de het 't 'n ne nen die deze dit dat dees elke geen mijn zijn haar hun jouw uw welke men z'n m'n den "
    "dieje zo'n iedere"
)
_BEFORE_NAMES = wordset(
    "met van bij volgens voor door tegen aan over zonder zei belde vroeg ken kent sprak zag hoorde mist zegt "
    "vraagt belt en dat of heet"
)
_NO_ADJECTIVES = wordset("de we ze je toe")
_THERE = wordset("in te naar uit vanuit nabij richting")
# Particles that are no ordinary Dutch word.
_FOREIGN = wordset(
    "abu abd abdel el al ben bin ibn ait aït ould le la del di da dos von mc mac van vande vanden vander"
)
# Of the names that are ordinary words, those that nearly always are the word.
_SELDOM_BORNE = wordset(
    "wil god islam imam jihad ramadan goddelijk amen zon moed hoop vrede an bo jo mo mon ton veer leen lot rein "
    "ward star gala wonder "
    "sol heide ster diamant parel kristal gift mercy beer adem bas nest mus peer viool sus"
)
_LEADS_TO_NAME = wordset(
    "met volgens zonder zegt vraag bel tegen dat omdat als toen wanneer want zodat terwijl of voor aan bij over "
    "ken zie"
)
_NO_NOUN = wordset(
    "langs terug binnen buiten af aan op uit in met van voor bij naar om te en of maar dat die ook nog al weer "
    "niet nooit altijd "
    "gisteren vandaag morgen toen nu hier daar over door tegen zonder na sinds er mee eens wel niks iets zich "
    "hem haar mij me ons hun ze "
    "hij we ik gesproken gebeld gezien thuis ziek de het een zijn mijn alleen samen vanmorgen vanmiddag straks"
)
_SELDOM = 3.6  # Zipf
_IN_EVERY_SENTENCE = 5.8  # Zipf
_ACRONYM = 5  # letters
_FEW = 3  # letters without a vowel are a name sooner than cut short
_VOWEL = re.compile(r"[aeiouyà-öù-ÿāăąēėęěīįōőūůűųı]")
_CUT_LABEL = re.compile(r"\s?\.?[ ]?:\s?")

type _Evidence = tuple[Reason, float]


def find(runs: Runs) -> Iterator[Span]:
    """Every name that stands out by itself."""
    place = 0
    while place < len(runs.tokens):
        evidence = _evidence(runs, place)
        if evidence is None:
            place += 1
            continue
        end = max(runs.run(place), place + 1)
        found = runs.person(place, end, *evidence)
        there = found.reason is Reason.UNKNOWN_CAPITAL and runs.reading.plain(place - 1) in _THERE
        yield replace(found, label=Label.LOCATION) if there else found
        place = end


def _evidence(runs: Runs, place: int) -> _Evidence | None:
    token = runs.tokens[place]
    if place in runs.taken or token.kind is Kind.NUMBER:
        return None
    if token.kind is Kind.INITIALS:
        return (Reason.KNOWN_NAME, 0.8) if _are_initials(runs, place) else None
    return _of_word(runs, place, token, lexicon.bare(token.plain))


def _of_word(runs: Runs, place: int, token: Token, word: str) -> _Evidence | None:
    if runs.reading.shouted(token) or not token.capital:
        return _without_capitals(runs, place, word)
    if word in particles():
        alone = lexicon.is_name(word) and not lexicon.is_ordinary(word) and len(word) > 3
        return _particle_first(runs, place) or ((Reason.KNOWN_NAME, 0.7) if alone else None)
    service = lexicon.is_service(word) or lexicon.is_service(token.plain)
    if service or runs.is_origin(word) or _is_cut_short(runs, place):
        return None
    return _at_opening(runs, place, word) if token.opens else _inside(runs, place, word)


def _without_capitals(runs: Runs, place: int, word: str) -> _Evidence | None:
    """A word in small letters, or in a text of capitals only."""
    token = runs.tokens[place]
    town = places.is_place(word) and not lexicon.is_first_name(word)
    if word in particles() or word in roles() or (town and not _is_who_acts(runs, place, word)):
        return None
    free = runs.reading.small or token.capital
    if free and (borne := _borne_though_ordinary(runs, place, word)):
        return borne
    if len(word) < 3 or lexicon.is_service(word) or (runs.reading.crooked and not token.capital):
        return None
    if lexicon.is_name(word) and (lexicon.is_first_name(word) or (free and len(word) > 4)):
        return Reason.KNOWN_NAME, 0.75
    if lexicon.is_known(word) or origins.region(word) or _is_cut_short(runs, place):
        return None
    return _unknown_word(runs, place, token, word)


def _borne_though_ordinary(runs: Runs, place: int, word: str) -> _Evidence | None:
    if word in lists.words("names_likely") and _is_bare_noun(runs, place):
        return Reason.KNOWN_NAME, 0.6
    if word in lists.words("names_sometimes") and _is_borne_small(runs, place, word):
        return Reason.KNOWN_NAME, 0.5
    return None


def _is_who_acts(runs: Runs, place: int, word: str) -> bool:
    """As in "brecht zit weer thuis": a town that is a first name too, and that does something."""
    acts = lexicon.is_verb(runs.reading.plain(place + 1))
    return acts and runs.tokens[place].opens and lexicon.is_first_name(word)


def _unknown_word(runs: Runs, place: int, token: Token, word: str) -> _Evidence | None:
    if token.capital and len(word) > 3:
        return Reason.UNKNOWN_CAPITAL, 0.5
    if runs.reading.small and len(word) > 4 and _is_where_names_stand(runs, place):
        return Reason.CUE, 0.5
    return None


def _is_bare_noun(runs: Runs, place: int) -> bool:
    """Whether no article and no adjective stands before, and nothing after makes it another word."""
    reading = runs.reading
    before = "" if runs.tokens[place].opens else reading.plain(place - 1)
    if before in _DETERMINERS:
        return False
    if reading.plain(place) in {"an", "mark"} and reading.plain(place + 1) in _DETERMINERS - {"zijn", "haar"}:
        return False
    adjective = before.endswith("e") and lexicon.is_ordinary(before) and not lexicon.is_verb(before)
    return not adjective or before in _NO_ADJECTIVES


def _is_borne_small(runs: Runs, place: int, word: str) -> bool:
    """As in "gisteren kwam elke langs", "de mama van storm": where no ordinary word could stand."""
    reading = runs.reading
    before, after = reading.plain(place - 1), reading.plain(place + 1)
    if word in _SELDOM_BORNE or runs.tokens[place].opens:
        return word not in _SELDOM_BORNE and (
            after in {"zijn", "haar"} or (after == "en" and _is_listed(reading.plain(place + 2)))
        )
    if reading.gap(place - 1).strip() or before in _DETERMINERS - {"dat"} or before.endswith("e"):
        return False
    parent = before == "van" and reading.plain(place - 2) in roles()
    ends = (
        reading.gap(place).strip() != ""
        or place + 1 == len(runs.tokens)
        or after in _NO_NOUN
        or lexicon.is_verb(after)
    )
    if parent or before in roles():
        return ends
    if before in {"en", "of"}:
        return ends and _is_listed(reading.plain(place - 2))
    return ends and (lexicon.is_verb(before) or before in _LEADS_TO_NAME)


def _is_listed(word: str) -> bool:
    return lexicon.is_name(word) or word in lists.words("names_sometimes") | lists.words("names_likely")


def _is_where_names_stand(runs: Runs, place: int) -> bool:
    """As in "volgens tsering", "tsering belt": there, a word that nobody knows is a name sooner than a slip."""
    reading = runs.reading
    follows = place > 0 and not runs.tokens[place].opens and not reading.gap(place - 1).strip()
    if follows and reading.plain(place - 1) in _BEFORE_NAMES:
        return True
    after = reading.plain(place + 1)
    return lexicon.is_verb(after) and after not in _BEING and reading.gap(place) == " "


def _is_cut_short(runs: Runs, place: int) -> bool:
    """As in "Deurw. geweest", "Gyn: dr. X", "OV-nummer": an abbreviation, or begun with an acronym."""
    token, gap = runs.tokens[place], runs.reading.gap(place)
    word = lexicon.bare(token.plain)
    acronym, _, rest = token.text.partition("-")
    if rest and acronym.isupper() and len(acronym) <= _ACRONYM:
        return lexicon.is_known(rest.lower()) or len(rest) < 3
    if lexicon.is_name(word) or lexicon.is_known(word):
        return False
    if token.opens and len(word) > _FEW and not _VOWEL.search(word):
        return True
    if len(word) <= _ACRONYM and _CUT_LABEL.match(gap):
        return len(word) < _ACRONYM or "." in gap
    following = runs.reading.at(place + 1)
    return gap in {". ", "."} and following is not None and not following.capital and len(word) < 7


def _particle_first(runs: Runs, place: int) -> _Evidence | None:
    """As in "De Keyser belde", "Ben Ali": a surname when the list knows it, or when no sentence opens here."""
    token, following = runs.tokens[place], runs.reading.at(place + 1)
    if following is None or not following.capital or following.kind is not Kind.WORD:
        return None
    if not GAP.fullmatch(runs.reading.gap(place)):
        return None
    word = lexicon.bare(following.plain)
    if f"{token.plain} {word}" in lists.long_list("surnames"):
        return Reason.KNOWN_NAME, 0.85
    if token.plain in _FOREIGN and lexicon.is_name(word):
        return Reason.KNOWN_NAME, 0.85
    if token.opens or lexicon.is_service(word) or origins.region(word):
        return None
    return Reason.UNKNOWN_CAPITAL, 0.7


def _at_opening(runs: Runs, place: int, word: str) -> _Evidence | None:
    """A capital that the opening of a sentence explains as well."""
    token = runs.tokens[place]
    if word in roles() and word not in lists.words("names_first"):
        return None
    if runs.reading.crooked and (len(word) <= _FEW or "'" in word):
        return None
    if token.shouted and len(word) <= _ACRONYM:
        return (Reason.KNOWN_NAME, 0.8) if len(word) > 3 and lexicon.is_name(word) else None
    if lexicon.is_name(word) and len(word) > 1:
        return Reason.KNOWN_NAME, 0.85
    if lexicon.is_ordinary(word):
        return (Reason.KNOWN_NAME, 0.65) if _is_borne_here(runs, place, word) else None
    return None if lexicon.is_known(word) else (Reason.UNKNOWN_CAPITAL, 0.5)


def _is_borne_here(runs: Runs, place: int, word: str) -> bool:
    """As in "Roos belt", "Roos Peeters", "Roos en Jef": an ordinary word that is a name here."""
    following = runs.reading.at(place + 1)
    if following is None or not (lexicon.may_be_borne(word) or word in lists.words("names_likely")):
        return False
    close = GAP.fullmatch(runs.reading.gap(place)) is not None
    if close and following.capital and not following.shouted and lexicon.is_surname(lexicon.bare(following.plain)):
        return True
    if word not in lists.words("names_sometimes") | lists.words("names_likely"):
        return close and zipf(word) < _SELDOM and _acts(runs, place + 1)
    if following.plain == "en" and runs.is_bold(place + 2):
        return True
    if word in lists.words("names_likely") and following.plain not in _DETERMINERS | _BEING:
        return True
    return close and _acts(runs, place + 1)


def _acts(runs: Runs, place: int) -> bool:
    """Whether a person does this: "belt", "is 12"; not "is mijn lievelingskleur"."""
    word, following = runs.reading.plain(place), runs.reading.at(place + 1)
    if word not in _BEING:
        return lexicon.is_verb(word)
    return following is not None and (
        following.kind is Kind.NUMBER or (word in _FEELS and following.plain in _FEELINGS)
    )


def _inside(runs: Runs, place: int, word: str) -> _Evidence | None:
    """A capital within a sentence: a name, unless an acronym, a role or a heading explains it."""
    token = runs.tokens[place]
    if token.shouted and len(word) <= _ACRONYM and not (len(word) > 3 and lexicon.is_name(word)):
        return None
    if word in roles() and not lexicon.is_first_name(word):
        return None
    if len(word) < 2 or lexicon.is_verb(word) or _is_in_heading(runs, place):
        return None
    if zipf(word) > _IN_EVERY_SENTENCE and word in lists.words("spoken"):
        return None
    if lexicon.is_first_name(word) or lexicon.is_surname(word):
        return Reason.KNOWN_NAME, 0.9 if lexicon.is_name(word) else 0.7
    return Reason.UNKNOWN_CAPITAL, 0.4 if lexicon.is_known(word) else 0.6


def _is_in_heading(runs: Runs, place: int) -> bool:
    """Whether An Ordinary Word Stands Among Others With Capitals."""
    if not lexicon.is_known(lexicon.bare(runs.tokens[place].plain)):
        return False
    beside = [runs.reading.at(place + step) for step in (-2, -1, 1, 2)]
    ordinary = [
        each
        for each in beside
        if each and each.capital and lexicon.is_ordinary(each.plain) and not lexicon.is_first_name(each.plain)
    ]
    return len(ordinary) >= 2


def _are_initials(runs: Runs, place: int) -> bool:
    token, following = runs.tokens[place], runs.reading.at(place + 1)
    if not runs.are_initials(token) or runs.reading.plain(place - 1) in letters.LETTERED:
        return False
    if len(token.plain.replace(" ", "").rstrip(".")) > 1:
        return True
    if following is None or following.kind is not Kind.WORD or runs.reading.gap(place).strip(" ."):
        return False
    if following.capital:
        return not lexicon.is_ordinary(following.plain) or following.plain in particles()
    if not token.opens and runs.reading.gap(place) == " ":
        return True
    return lexicon.is_verb(following.plain) or token.opens
