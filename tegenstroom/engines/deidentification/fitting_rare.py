"""How what holds for few families fits into its sentence: "zij is een uitzondering", "het stond ergens"."""

import re

from tegenstroom.engines.deidentification.slots import Slot, first_that_fits, say_the_same

_LIVES = re.compile(r"(?:woon|leef|slaap|slap|verblij|leven|wonen)\w*(?=\s)", re.IGNORECASE)
_SOMEWHERE = re.compile(r"(?:in|op|uit|bij|aan)\s", re.IGNORECASE)


_SELDOM = "iets dat weinig voorkomt"
_ONLY = re.compile(r"(?P<be>is|was|zijn|waren|ben|bleef)\s+(?:(?:hier|daar)\s+)?(?:de|het)\s+\w+", re.IGNORECASE)
_WITH = re.compile(
    r"(?:een|zijn|haar|hun|de|mijn)\s+(?:zoon|dochter|dochtertje|zoontje|baby|kind|kindje|meisje|jongen|broer|broertje|zus"
    r"|zusje|man|vrouw)\s+met\s+",
    re.IGNORECASE,
)
# What a rare phrase begins with and may stay: "haar kinderen" for "haar drieling".
_RARE_LEADS = {
    "kinderen": re.compile(r"(?:(?:zwanger|bevallen|moeder|vader)\s+van|zijn|haar|hun|mijn|de)\s+", re.IGNORECASE),
    "een groot gezin": re.compile(r"(?:wij|we|ze|zij)\s+(?:zijn|waren)\s+(?=\w)", re.IGNORECASE),
    "een ziekte": _WITH,
    "een beperking": _WITH,
    "een ziekte of een beperking": _WITH,
}
_NO_LEAD = re.compile(r"(?!)")
_ONE_OF = re.compile(r"(?:(?:als|de|het)\s+)?(?:\w+(?:de|ste)|enige\s+\w+)\s+van\s", re.IGNORECASE)
_BLANK = re.compile(r"\s+")


def seldom(slot: Slot) -> Slot:
    """More general words, with the verb or the noun that was found with it."""
    return (
        slot if slot.is_stand_in else first_that_fits(slot, (_with_lead, _of_many, _is_one, _dwelling, _somewhere))
    )


def both_seldom(first: Slot, second: Slot) -> Slot | None:
    """One for a phrase that was found in two parts."""
    return first.put(first.words, on=second.end - first.end) if say_the_same(first, second, _BLANK) else None


def _with_lead(slot: Slot) -> Slot | None:
    """As in "haar kinderen", "wij waren een groot gezin"."""
    lead = _RARE_LEADS.get(slot.words, _NO_LEAD).match(slot.written)
    return slot.put(lead[0] + slot.words) if lead else None


def _of_many(slot: Slot) -> Slot | None:
    """As in "uit een groot gezin" for "als zevende van dertien kinderen"."""
    of = slot.words == "een groot gezin" and _ONE_OF.match(slot.written)
    return slot.put(f"uit {slot.words}") if of else None


def _is_one(slot: Slot) -> Slot | None:
    only = _ONLY.match(slot.written) if slot.words == _SELDOM else None
    return slot.put(f"{only['be']} een uitzondering") if only else None


def _dwelling(slot: Slot) -> Slot | None:
    """As in "woont in een bijzondere woonst"; "een bijzondere woonst" for the thing itself."""
    if not slot.words.startswith("in "):
        return None
    if lives := _LIVES.match(slot.written):
        return slot.put(f"{lives[0]} {slot.words}")
    return slot if _SOMEWHERE.match(slot.written) else slot.put(slot.words.removeprefix("in "))


def _somewhere(slot: Slot) -> Slot | None:
    is_place = slot.words == _SELDOM and _SOMEWHERE.match(slot.written)
    return slot.put("ergens") if is_place else None
