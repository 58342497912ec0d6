"""What is said once: one article, one preposition, one word for a thing."""

import re

from tegenstroom.engines.deidentification.slots import (
    ARTICLE,
    DETERMINER,
    OWN,
    POINTING,
    Slot,
    first_that_fits,
    length,
    said_before,
    without_article,
)

_ARTICLE = re.compile(rf"(?<!\w){ARTICLE}\s+\Z", re.IGNORECASE)
_WHOSE = re.compile(rf"(?<!\w)(?:{OWN}|{POINTING})\s+\Z", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?<!\w)(?P<first>in|op|uit|met|van|bij)\s+\Z", re.IGNORECASE)
_NOUN_BEFORE = re.compile(r"(?<![\w-])(?P<noun>[^\W\d_][\w-]+)\s+\Z")
_APPOSED = re.compile(r"(?<![\w-])(?P<noun>[^\W\d_][\w-]+),\s+\Z")
_DETERMINED = re.compile(rf"(?<!\w){DETERMINER}\s+(?:[a-zà-ÿ]+e\s+)?\Z", re.IGNORECASE)
_NUMBERS = frozenset({"een nummer", "een rekening", "een adres"})
_SAYS = re.compile(r"(?:\w*(?:nummer|rekening|adres|mail|gsm|telefoon|tel|nr|dossier))", re.IGNORECASE)
_MAY_BE_OWNED = frozenset({"ORG", "PERSON", "NICKNAME", "RARE"})


def number(slot: Slot) -> Slot:
    """A number once: "op dat nummer" for "op dat nummer een nummer"."""
    noun = said_before(slot, _NOUN_BEFORE)
    if slot.words not in _NUMBERS or noun is None or not _SAYS.fullmatch(noun["noun"]):
        return slot
    if _DETERMINED.search(slot.before[: noun.start()]):
        return slot.put("", back=len(noun[0]) - len(noun["noun"]))
    return slot.put(slot.words, back=len(noun[0]))


def once(slot: Slot) -> Slot:
    """Not "de een school", not "haar een school", not "in in"."""
    if slot.is_stand_in:
        named = slot.words.startswith("[een ") and slot.label not in {"AGE", "ORIGIN"}
        return first_that_fits(slot, (_one_article,)) if named else slot
    return first_that_fits(slot, (_same_thing, _owned, _one_article, _one_preposition)) if slot.words else slot


def _same_thing(slot: Slot) -> Slot | None:
    """ "Zijn school" for "zijn school, een school"."""
    said = said_before(slot, _APPOSED)
    if said is None or said["noun"].lower() != without_article(slot.words):
        return None
    return slot.put("", back=len(said[0]) - len(said["noun"]), on=slot.after.startswith(","))


def _owned(slot: Slot) -> Slot | None:
    """ "Haar school" for "haar een school"."""
    owned = slot.label in _MAY_BE_OWNED and slot.words.startswith("een ") and said_before(slot, _WHOSE)
    return slot.put(without_article(slot.words)) if owned else None


def _one_article(slot: Slot) -> Slot | None:
    has_article = slot.is_stand_in or slot.words.partition(" ")[0] in {"een", "de", "het"}
    article = said_before(slot, _ARTICLE) if has_article else None
    return slot.put(slot.words, back=length(article)) if article else None


def _one_preposition(slot: Slot) -> Slot | None:
    first, _blank, rest = slot.words.partition(" ")
    preposition = said_before(slot, _PREPOSITION)
    return slot.put(rest) if preposition and preposition["first"].lower() == first else None
