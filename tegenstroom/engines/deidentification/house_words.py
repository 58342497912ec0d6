"""Words of which names of houses are made, and words that are none."""

from tegenstroom.engines.deidentification import lexicon, lists, places, professions
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.text import plain
from tegenstroom.engines.plain_language.wordset import wordset

ARTICLE = r"(?:de|den|het|'t|’t|d'n|in[ ]de|in[ ]den|in[ ]'t|bij[ ]de|bij[ ]den|onze|ons|ter|ten|la|le|los|the)"
ADJECTIVE = (
    r"(?:kleine?|grote?|open|gouden|zilveren|groene?|blauwe?|rode?|gele?|witte?|zwarte?|bonte?|nieuwe?|oude?"
    r"|vrolijke?|warme?"
    r"|zonnige?|blije?|wijze?|stille?|vliegende?|dansende?|vrije?|hoge?|lage?|lange?|korte?|ronde?|tweede"
    r"|derde|eerste|helpende"
    r"|zoete|vier|drie|zeven|twee|lustige|gulle|goede|beste|betere?|sterke?|gekke|wilde|luie|dikke|mooie|fijne)"
)
WORD = r"[^\W\d_][\w'’&-]{2,20}"
SELDOM = 3.9  # Zipf
COMMON = 4.9  # Zipf
_NO_NAME = wordset(
    "thuis morgen gisteren vandaag vandaar alsjeblieft aub soms altijd nooit misschien samen alleen denk "
    "dacht hoop "
    "helaas jammer gelukkig trouwens bijvoorbeeld enzovoort snap ouders kinderen mensen rest directie leraar "
    "leerkracht "
    "buren vrienden week maand dag jaar avond ochtend nacht zomer winter middag uur tijd moment keer familie"
)


def is_served(word: str) -> bool:
    """Whether this word (lower case) is in every sentence, or says who someone is."""
    other = lexicon.is_verb(word) or lexicon.is_service(word) or word in roles() or word in lists.words("spoken")
    return other or word in _NO_NAME


def is_other(word: str) -> bool:
    """Whether this word (lower case) is of a sentence, a person or a trade, and no house."""
    borne = lexicon.is_first_name(word) and lexicon.is_name(word)
    return is_served(word) or borne or bool(professions.general(word))


def is_town(word: str) -> bool:
    """Whether this is a municipality, a district, a quarter or a city abroad."""
    return places.is_place(plain(word))
