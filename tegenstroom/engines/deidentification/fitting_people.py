"""How a stand-in for a person or an animal fits into its sentence: who it is, is said once."""

import re

from tegenstroom.engines.deidentification import lists
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.slots import (
    ARTICLE,
    DETERMINER,
    Slot,
    length,
    said_before,
    without_article,
)
from tegenstroom.engines.deidentification.text import plain

_WHO = r"(?P<who>[^\W\d_][\w'’-]*\.?)"
_WORD_BEFORE = re.compile(rf"(?<![\w-]){_WHO}\s+[\"“‘']?\Z")
_APPOSED = re.compile(rf"(?<![\w-]){_WHO}(?P<comma>,\s+)\Z")
_DETERMINED = re.compile(rf"(?<!\w){DETERMINER}\s+(?:[a-zà-ÿ]+en?\s+)?\Z", re.IGNORECASE)
_NUMBERED = re.compile(r"\[(?P<kind>[^\]\d]+?)(?: \d+)?\]")
_OF = re.compile(r"(?:(?P<who>[^\W\d_]+)\s+)?van\s+")
_OWNS = re.compile(r"(?P<whole>.+)['’]s")
_TENDER = re.compile(
    r"(?<!\w)(?:ons|onze|onzen|den|d'n|diene|dienen|nen|ne|de|mijn|haar|hun|uw|jouw)\s+\Z", re.IGNORECASE
)
_SMALL = re.compile(
    rf"(?<!\w)(?:{ARTICLE}|ons|onze|mijn|zijn|haar|hun|die)\s+(?:kleine|kleinen|grote|groten|jongste|oudste)\s+\Z",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?<!\w)(?:heet|heette|heten|hiet|noemt\s+(?:hem|haar|zich)|noemde\s+(?:hem|haar|zich))\s+\Z", re.IGNORECASE
)
_NAMED = re.compile(r"\s+(?:genaamd|met\s+de\s+naam)\s+\Z", re.IGNORECASE)
_SIR = re.compile(r"(?<!\w)(?:de|den)\s+\Z", re.IGNORECASE)


def person(slot: Slot) -> Slot:
    """What someone is, once: "met haar man" for "met haar man een man"."""
    if said_before(slot, _CALLED) and not slot.is_stand_in:
        return slot.put("anders")
    if slot.words == "een huisdier":
        return animal(slot)
    if slot.behind == "ORIGIN" and slot.before.isspace() and plain(slot.between.strip()) in roles():
        return slot if slot.is_stand_in else slot.put("", back=len(slot.before))
    if of := _of_someone(slot):
        return slot.put(of)
    slot = _without_title(slot)
    if slot.is_stand_in:
        tender = said_before(slot, _TENDER) if slot.words.startswith("[persoon") else None
        return slot.put(slot.words, back=length(tender)) if tender else slot
    owned = _OWNS.fullmatch(slot.words)
    if owned:
        slot = slot.put(possessive(owned["whole"]))
    elif slot.words == "iemand":
        slot = _someone(slot)
    return _without_second(slot)


def _without_second(slot: Slot) -> Slot:
    """ "mijn advocaat" for "mijn advocaat een meester"."""
    said = said_before(slot, _WORD_BEFORE)
    row = roles().get(plain(said["who"])) if said and slot.words.startswith("een ") else None
    if (
        said is None
        or row is None
        or row["kind"] == "title"
        or not _DETERMINED.search(slot.before[: said.start()])
    ):
        return slot
    return slot.put(said["who"], back=length(said))


def _of_someone(slot: Slot) -> str:
    """ "de zoon van [persoon 1]", where "van Samira" or "zoon van Samira" was found as a name."""
    of = _OF.match(slot.written)
    said = plain(of["who"]) if of and of["who"] else None
    before = said_before(slot, _WORD_BEFORE)
    word = said or (plain(before["who"]) if before else "")
    row = roles().get(word)
    return f"{of[0]}{slot.words}" if of and row and row["kind"] != "title" else ""


def possessive(words: str) -> str:
    """Whose something is: "iemands", "een moeders", "een oma's"."""
    if words.endswith(("s", "x", "z")):
        return f"{words}'"
    return f"{words}{'’s' if words[-1] in 'aiouy' else 's'}"


def _someone(slot: Slot) -> Slot:
    if named := said_before(slot, _NAMED):
        return slot.put("", back=length(named))
    if small := said_before(slot, _SMALL):
        return slot.put("", back=len(small[0]) - len(small[0].rstrip()))
    tender = said_before(slot, _TENDER)
    return slot.put("iemand", back=length(tender)) if tender else slot


def _without_title(slot: Slot) -> Slot:
    """Without the word before it that says the same: "dokter een dokter", "zijn tante [tante]"."""
    pattern = _WORD_BEFORE if not slot.before.rstrip().endswith(",") else _APPOSED
    said = said_before(slot, pattern)
    role = roles().get(plain(said["who"])) or roles().get(plain(said["who"].rstrip("."))) if said else None
    if said is None or role is None or (said["who"].endswith(".") and role["kind"] != "title"):
        return slot
    if plain(said["who"]).endswith(("en", "s")) and not role["stand_in"].endswith(("en", "s")):
        return slot  # "zeven kinderen": of whom this is one
    bare = slot.words.removesuffix("'s").removesuffix("’s")
    stand_in = _NUMBERED.fullmatch(bare)
    kind = stand_in["kind"] if stand_in else without_article(bare)
    neutral = role["stand_in"] in {"mevrouw", "meneer", "persoon"} and not stand_in
    if kind != role["stand_in"] and not (neutral and bare == "iemand"):
        return slot
    lead = slot.before[: said.start()]
    closing = 1 if pattern is _APPOSED and slot.after.startswith(",") else 0
    if stand_in or neutral:
        sir = _SIR.search(lead) if role["kind"] == "title" and plain(said["who"]) == "heer" else None
        return slot.put(slot.words, back=length(said) + (length(sir) if sir else 0), on=closing)
    noun = said["who"]
    if _DETERMINED.search(lead):
        tail = slot.words[len(bare) :]
        return slot.put(possessive(noun) if tail else noun, back=length(said), on=closing)
    known = noun.lower() if len(noun) > 3 and not noun.endswith(".") else kind
    return slot.put(f"een {known}" + slot.words[len(bare) :], back=length(said), on=closing)


def animal(slot: Slot) -> Slot:
    """ "De hond" for "de hond een huisdier"; a stand-in stays."""
    said = said_before(slot, _WORD_BEFORE)
    if said_before(slot, _CALLED) and not slot.is_stand_in:
        return slot.put("anders")
    if slot.is_stand_in or said is None or plain(said["who"]) not in lists.words("pets"):
        return slot
    noun, lead = said["who"], slot.before[: said.start()]
    if _DETERMINED.search(lead):
        return slot.put(noun, back=length(said))
    return slot.put(f"een {noun.lower()}", back=length(said))
