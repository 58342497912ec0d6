"""How a place fits into its sentence: "ergens in de buurt", "een school in een kleine stad"."""

import re
from dataclasses import replace

from tegenstroom.engines.deidentification.fitting_origins import noun_behind
from tegenstroom.engines.deidentification.places import is_place
from tegenstroom.engines.deidentification.slots import ARTICLE, Slot, first_that_fits, length, said_before
from tegenstroom.engines.deidentification.text import plain

_NEAR, _THERE = "ergens in de buurt", "in die streek"
_IN = re.compile(
    r"(?<!\w)(?:in|op|aan|te|bij|langs|nabij|omtrent)\s+(?:(?:de|het|den|'t)\s+)?(?:(?:nummer|adres)\s+)?\Z",
    re.IGNORECASE,
)
# A found street may hold the verb that leads to it.
_LIVING = re.compile(
    r"(?:(?:ik|wij|we|ze|zij|hij|mijn|haar|zijn|hun|ons|het|een|de)\s+)?(?:woon\w*|wonen\w*|verblij\w+|leef\w*|huis|appartement"
    r"|kamer|studio|woning)(?=\s+(?:in|op|aan)\s)",
    re.IGNORECASE,
)
_INTO = re.compile(r"(?P<how>in|te|uit|naar|van|bij|rond|nabij)\s", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\w)(?:nummer|nr\.?)\s+\Z", re.IGNORECASE)
_LINK = re.compile(r"[\s,(/|–-]*(?:(?:in|te|op|uit|van)\s+)?(?:(?:de|het)\s+)?", re.IGNORECASE)
_TE = re.compile(r"(?<!\w)te\s+\Z", re.IGNORECASE)
_TOWN = re.compile(
    r"(?<!\w)(?:(?:de|het)\s+)?(?:stad|gemeente|dorp|stadje|dorpje|deelgemeente)\s+\Z", re.IGNORECASE
)
_ARTICLE = re.compile(rf"(?<!\w){ARTICLE}\s+\Z", re.IGNORECASE)


def place(slot: Slot) -> Slot:
    """A town or an address, without a second preposition."""
    if slot.is_stand_in:
        return slot
    rules = (_near,) if slot.words in {_NEAR, _THERE} else (_adjective, _found_with_preposition, _town, _te)
    return first_that_fits(slot, rules)


def _near(slot: Slot) -> Slot | None:
    if lives := _LIVING.match(slot.written):
        return slot.put(f"{lives[0]} {slot.words}")
    near = said_before(slot, _IN) or said_before(slot, _NUMBER) or said_before(slot, _ARTICLE)
    return slot.put(slot.words, back=length(near)) if near else None


def _adjective(slot: Slot) -> Slot | None:
    """As in "een school in een kleine stad" for "een Lierse school"."""
    noun = "" if slot.label != "LOCATION" or is_place(plain(slot.written)) else noun_behind(slot)
    return slot.put(f"{noun} in {slot.words}", on=len(noun) + 1) if noun else None


def _found_with_preposition(slot: Slot) -> Slot | None:
    into = _INTO.match(slot.written) if slot.label == "LOCATION" else None
    return slot.put(f"{_modern(into['how'])} {slot.words}") if into else None


def _town(slot: Slot) -> Slot | None:
    """ "De stad een kleine stad" says it twice."""
    town = said_before(slot, _TOWN)
    return slot.put(slot.words, back=length(town)) if town else None


def _te(slot: Slot) -> Slot | None:
    te = said_before(slot, _TE)
    return slot.put(f"in {slot.words}", back=length(te)) if te else None


def _modern(preposition: str) -> str:
    return "in" if preposition.lower() == "te" else preposition.lower()


def both_places(first: Slot, second: Slot) -> Slot | None:
    """One for a street with its town, or a postcode with its town."""
    between = first.text[first.end : second.start]
    if first.is_stand_in or second.is_stand_in or not _LINK.fullmatch(between):
        return None
    whole = first.put(first.words, on=second.end - first.end)
    if first.words == _NEAR and second.label in {"POSTCODE", "LOCATION"}:
        return whole
    if first.words == _THERE and second.label == "LOCATION":
        return replace(whole, words=second.words, label=second.label)
    if second.words == _THERE and first.label == "LOCATION":
        return whole
    return None
