"""How an origin fits into its sentence: "een vrouw uit Oost-Afrika", "ze spreekt een andere taal"."""

import re
from functools import cache

from tegenstroom.engines.deidentification import lists
from tegenstroom.engines.deidentification.nouns import is_noun
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.slots import (
    ARTICLE,
    POINTING,
    Slot,
    first_that_fits,
    length,
    said_before,
)
from tegenstroom.engines.deidentification.text import plain

_LANGUAGE = re.compile(
    r"(?<!\w)(?:spree?k\w*|sprak\w*|gesproken|praat\w*|praten|kan|kent|kennen|verstaat|verstaan|begrijpt|leert?|leren|taal"
    r"|moedertaal|thuistaal|tolk|les|geen|in\s+het|vertaald?|vertaling|schrijft|leest)\s+"
    r"(?:(?:ook|enkel|alleen|vooral|thuis|goed|vlot|wat|een\s+beetje|naar\s+het|in\s+het|het|van)\s+){0,2}\Z"
    r"|(?<!\w)(?:spree?k|sprak|praat|praten|versta|taal|talen|tolk|vertaa?l|begrijp|kan\s+geen|kent\s+geen)\w*"
    r"(?:(?!\b(?:is|es|was|waren|zijn|komt|kwam|uit|naar|in)\b)[^.!?\n])*\s\Z",
    re.IGNORECASE,
)
_TALKED = re.compile(r"\s+(?:spree?k|sprak|gesproken|praat|versta|begrijp)", re.IGNORECASE)
_IN_IT = re.compile(r"(?<!\w)het\s+\Z", re.IGNORECASE)
_NONE = re.compile(r"(?<!\w)geen\s+\Z", re.IGNORECASE)
_TO = re.compile(
    r"(?<!\w)(?:uit|vanuit|in|naar|van|over|door|tussen|voor|tegen|rond|via|tot|en|of)\s+(?P<article>(?:de|het|den)\s+)?\Z",
    re.IGNORECASE,
)
_SAYS_KIND = re.compile(r"[ ](?P<noun>(?:[a-zà-ÿ]+e[ ])?[a-zà-ÿ][\wà-ÿ-]+)")
_ANY = re.compile(rf"(?<!\w)(?:{ARTICLE}|{POINTING})\s+\Z", re.IGNORECASE)
_SEVERAL = re.compile(r"(?:.+ërs|.+anen|.+ezen|.+ers|.+nen|.+ten|.+ken|.+pen)", re.IGNORECASE)


@cache
def _countries() -> frozenset[str]:
    return frozenset(plain(row["country"]) for row in lists.rows("origins"))


def origin(slot: Slot) -> Slot:
    """A part of the world with what its place asks."""
    if slot.is_stand_in or not slot.words.startswith("uit "):
        return slot
    return first_that_fits(slot, (_language, _with_noun, _to, _someone))


def origin_of_someone(first: Slot, second: Slot) -> Slot | None:
    """One for "de Syrische Samira": "iemand uit het Midden-Oosten"."""
    is_name = second.label in {"PERSON", "NICKNAME"} and not second.is_stand_in and not first.is_stand_in
    if not is_name or not first.words.startswith("uit ") or first.text[first.end : second.start] != " ":
        return None
    article = said_before(first, _ANY)
    who = f"{second.words} {first.words}"
    return first.put(who, on=second.end - first.end, back=length(article) if article else 0)


def _language(slot: Slot) -> Slot | None:
    if _TALKED.match(slot.after):
        return slot.put("een andere taal")
    if plain(slot.written) in _countries() or noun_behind(slot) or not said_before(slot, _LANGUAGE):
        return None
    if it := said_before(slot, _IN_IT):
        return slot.put("een andere taal", back=length(it))
    return slot.put("andere taal" if said_before(slot, _NONE) else "een andere taal")


def _with_noun(slot: Slot) -> Slot | None:
    """As in "vrouw uit het Midden-Oosten" for "Syrische vrouw"."""
    noun = noun_behind(slot)
    return slot.put(f"{noun} {slot.words}", on=len(noun) + 1) if noun else None


def _to(slot: Slot) -> Slot | None:
    """As in "naar Noord-Afrika"."""
    to = said_before(slot, _TO)
    if to is None or (to["article"] and _SEVERAL.fullmatch(slot.written)):
        return None
    return slot.put(slot.words.removeprefix("uit "), back=len(to["article"] or ""))


def _someone(slot: Slot) -> Slot | None:
    someone = said_before(slot, _ANY)
    who = "mensen" if _SEVERAL.fullmatch(slot.written) else "iemand"
    return slot.put(f"{who} {slot.words}", back=length(someone)) if someone else None


def noun_behind(slot: Slot) -> str:
    """The noun that a word for an origin says more of: "vrouw" in "een Syrische vrouw"."""
    if not plain(slot.written).endswith(("e", "s", "talig")) or _SEVERAL.fullmatch(slot.written):
        return ""
    beside = _SAYS_KIND.match(slot.after)
    if not beside:
        return ""
    whole = beside["noun"]
    for words in (whole, whole.partition(" ")[0]):
        last = plain(words.rpartition(" ")[2])
        if (
            last in roles()
            or is_noun(last)
            or last.removesuffix("en") in roles()
            or is_noun(last.removesuffix("en"))
        ):
            return words
    return ""
