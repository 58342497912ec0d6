"""How a moment fits into its sentence: "sinds de lente", "in de winter" for two days of it."""

import re

from tegenstroom.engines.deidentification.slots import (
    POINTING,
    Slot,
    first_that_fits,
    length,
    said_before,
    say_the_same,
)

_AT = re.compile(
    r"(?<!\w)(?:op|in|om|te|d\.?d\.?)\s+(?:(?:de|den|het)\s+)?(?:(?:jaar|maand|datum)\s+)?(?:van\s+)?\Z",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?<!\w)(?:sinds|vanaf|tot|tot\s+en\s+met|t/m|tem|na|voor|vóór|tegen|rond|van|uit|tussen|gedurende|tijdens"
    r"|over|per|door|en|of)\s+(?P<article>(?:de|den|het)\s+)?\Z",
    re.IGNORECASE,
)
_POINTED = re.compile(rf"(?<!\w)(?:{POINTING}|vorige|volgende|voorbije|afgelopen|komende)\s+\Z", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(
    r"(?<!\w)(?:(?:het|dit|dat)\s+)?(?P<year>(?:school|academie|werk)?jaar)\s+\Z", re.IGNORECASE
)
_SEASON = re.compile(
    r"(?<!\w)(?:lente|zomer|herfst|winter|voorjaar|najaar|\w*vakantie)\s+(?:van\s+)?\Z", re.IGNORECASE
)
_DETERMINED = re.compile(r"^(?:de|een bepaalde?|diezelfde) ")
_STATED = re.compile(r"(?:in|op) .+|.+ (?:later|eerder)")
_APART = re.compile(r".+ (?:later|eerder)")
_TIME_BEFORE = re.compile(r"(?<!\w)(?:na|voor|vóór|tegen|rond|van|uit)\s+\Z", re.IGNORECASE)
_LINKS = re.compile(r"\s*(?:en|of|tot|tot en met|t/m|tem|à|,|-|–)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<!\w)(?:tussen|van|vanaf)\s+\Z", re.IGNORECASE)


def moment(slot: Slot) -> Slot:
    """A season, a year or a time since, without a second preposition."""
    if not _STATED.fullmatch(slot.words):
        return slot
    return first_that_fits(slot, (_of_a_year, _at, _that_time, _since, _pointed))


def both_moments(first: Slot, second: Slot) -> Slot | None:
    """One for "tussen januari en februari" when both are the same season."""
    if not say_the_same(first, second, _LINKS):
        return None
    span = said_before(first, _BETWEEN)
    return first.put(first.words, on=second.end - first.end, back=length(span) if span else 0)


def _of_a_year(slot: Slot) -> Slot | None:
    """As in "een bepaald schooljaar"."""
    if slot.words != "in een bepaald jaar":
        return None
    if year := said_before(slot, _SCHOOL_YEAR):
        return slot.put(f"een bepaald {year['year'].lower()}", back=length(year))
    if said_before(slot, _SEASON):
        return slot.put(_bare(slot) if said_before(slot, _SINCE) else f"van {_bare(slot)}")
    return None


def _at(slot: Slot) -> Slot | None:
    at = said_before(slot, _AT)
    return slot.put(slot.words, back=length(at)) if at else None


def _that_time(slot: Slot) -> Slot | None:
    """ "Na die tijd": "na twee maanden later" is no Dutch."""
    return slot.put("die tijd") if _APART.fullmatch(slot.words) and said_before(slot, _TIME_BEFORE) else None


def _since(slot: Slot) -> Slot | None:
    since = said_before(slot, _SINCE)
    return slot.put(_bare(slot), back=len(since["article"] or "")) if since else None


def _pointed(slot: Slot) -> Slot | None:
    """As in "vorige lente"."""
    bare = _DETERMINED.sub("", _bare(slot))
    return slot.put(bare) if said_before(slot, _POINTED) else None


def _bare(slot: Slot) -> str:
    """Without its own preposition."""
    return re.sub(r"^(?:in|op) ", "", slot.words).replace("een dag", "een bepaalde dag")
