"""Trades that no list has, by where a trade stands: Dutch puts no article before what someone is.

"Hij is lasser", "mijn vader, kompel", "later piloot worden": in such a place a noun for a person is a trade,
unless it says kin or help.
"""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, lists, origins, places, professions
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.nouns import is_noun
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.text import Kind, Reading, Token
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

_WHO = (
    r"(?:hij|zij|ze|ik|em|gij|je|die|wie|vader|moeder|pa|ma|papa|mama|man|vrouw|broer|zus|zoon|dochter|nonkel|oom|tante"
    r"|opa|oma|vent|vriend|vriendin|partner|ex|buurman|buurvrouw|gast|peter|meter|schoon\w+|groot\w+|stief\w+"
    r"|pleeg\w+|ouders?|(?-i:[A-ZÀ-Ý])[\w'’-]+|\d{1,2})"
)
_BE = r"(?:is|was|ben|bent|wordt|werd|wier|es|waren|zijn|bleef|blijft|geweest|doet|doe|speelt|=)"
_TIME = (
    r"(?:(?:nu|ooit|vroeger|daar|ginder|toen|jarenlang|jaren|altijd|ook|nog|zelf|eerst|al|weer|terug|hier|thuis|lang"
    r"|zelfstandig|zelfstandige|gediplomeerd|voltijds|halftijds|gewoon|van\s+opleiding|van\s+beroep|van\s+stiel"
    r"|in\s+(?:haar|zijn|hun|mijn|ons)\s+(?:eigen\s+)?\w+|in\s+(?-i:[A-Z])[\w'’-]+|bij\s+(?-i:[A-Z])[\w'’-]+"
    r"|hij|zij|ze|ik|een|ne|nen)\s+){0,3}"
)
_BEFORE = re.compile(
    rf"(?:\b{_WHO}\)?,?\s+{_BE}\s+{_TIME}"
    rf"|\b{_BE}\s+(?:hij|zij|ze|ik|em|gij|je|(?-i:[A-Z])[\w'’-]+)\s+{_TIME}"
    rf"|\b(?:als|tot|beroep|job|functie|stiel|vroeger|gewezen|voormalig|ex-?|werkloze?|zelfstandige?|gepensioneerde?"
    rf"|diploma|opleiding|volgt|leerde|leert|studeert|later|ooit|ne|wil|wou|wilde)\s*[:=]?\s*(?:(?:van|tot|voor|is"
    rf"|was|als|een|nu|ook|haar|zijn)\s+){{0,2}}"
    rf"|\b{_WHO}\s*(?:[,(=]|\([^)\n]{{1,20}}\),?)\s*(?:een\s+)?)\Z",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\s+(?:wil\w*\s+|wou\s+|kan\s+|had\s+willen\s+|te\s+|wilde\s+)?(?:worden|geworden|geweest)\b|\s+van\s+(?:beroep|stiel|opleiding)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s*(?:[.,;:!?)(\n=+/-]|$|(?:bij|in|op|te|van|voor|aan|en|maar|geweest|geworden|worden|was|is|die|met|zonder|tot|om"
    r"|nu|toen|daar|hier|zoals|gelijk|of|uit|als|net|want|omdat|sinds|wou|wil|had|heeft)\b)",
    re.IGNORECASE,
)
# "| 24 | Wevelgem | vleesuitbener |"
_CELL = re.compile(r"[|;\t][ ]?\Z")
_CELL_END = re.compile(r"[ ]?(?:[|;\t\n]|$)")
_AGENT = re.compile(
    r".{2,}(?:er|ster|aar|aarster|ist|iste|eur|euse|ier|ière|ant|ante|ent|ente|or|rice|trice|loog|loge|kundige|graaf"
    r"|man|vrouw|lui|baas|bazin|meester|hulp|kracht|knecht|meid|bode|arts|bediende|maat|ares|eres|esses?|ien|icus"
    r"|ica|eut|eute|ocaat|iloot|maat|tect|tecte|loods|jockey|dj|kok|nik|smid|boer|boerin|chef|gids|wacht|agent|peut|ong)"
)
_NO_TRADE = wordset(
    "eerder later verder minder meer beter slechter ouder jonger zeker lekker donker bitter nuchter dapper ander "
    "zwanger wakker slapper alleenstaande patiënt client cliënt student studente klant getuige "
    "eiser dader slachtoffer "
    "eigenaar huurder bewoner inwoner deelnemer gebruiker drinker roker verslaafde winnaar verliezer leerling lid "
    "moslim christen vluchteling migrant asielzoeker dakloze invalide weduwe weduwnaar wees minderjarige "
    "buitenstaander vreemdeling einzelgänger tiener puber kleuter peuter dertiger veertiger vijftiger zestiger "
    "zeventiger tachtiger twintiger laatstejaars eerder anders lager hoger onder over achter zonder onlangs "
    "hulpvrager verzamelaar liefhebber bezoeker vader moeder broer dochter zuster december september oktober "
    "november zomer winter kamer nummer papier kalender letter meter kilometer liter koffer computer emmer "
    "zetel sleutel centrum kwartier plezier dier bier vier manier uur kantoor decor motor rotor moment document "
    "talent element procent accent student incident president patent compleet content present absent consequent "
    "agressief asielaanvrager aanvrager melder aanmelder beller verwijzer referent cent best meest minst contact "
    "dement autist effect object project product traject respect aspect advies"
)
_SELDOM = 4.6  # Zipf
_NEAR = 80  # characters


def find(reading: Reading) -> Iterator[Span]:
    """Every noun for who does something, where only what someone is can stand."""
    for token in reading.tokens:
        if token.kind is not Kind.WORD or not _is_agent(reading, token):
            continue
        before = reading.text[max(0, token.start - _NEAR) : token.start]
        alone = _CELL.search(before) and _CELL_END.match(reading.text, token.end)
        wished = alone or _WISHED.match(reading.text, token.end)
        if wished or (_BEFORE.search(before) and _ENDS.match(reading.text, token.end)):
            kind = professions.general(token.plain)
            yield Span(token.start, token.end, Label.PROFESSION, Reason.PROFESSION, 0.5, kind)


def _is_agent(reading: Reading, token: Token) -> bool:
    """Whether this word, in small letters, may say what someone does for a living."""
    word = token.plain
    if (token.capital and not reading.shouted(token)) or word in _NO_TRADE or not _AGENT.fullmatch(word):
        return False
    if word in lists.words("spoken") or lexicon.is_verb(word) or lexicon.is_service(word) or zipf(word) > _SELDOM:
        return False
    if word in roles() and not professions.general(word):
        return False
    if origins.region(word) or places.is_place(word) or professions.is_help(word):
        return False
    return (
        is_noun(word)
        or (lexicon.is_known(word) and not lexicon.is_ordinary(word))
        or bool(professions.general(word))
    )
