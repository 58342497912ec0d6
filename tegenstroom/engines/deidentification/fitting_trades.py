"""How a trade fits into its sentence: "werkt in de zorg", "haar man, met een job in de bouw"."""

import re

from tegenstroom.engines.deidentification.slots import (
    DETERMINER,
    Slot,
    first_that_fits,
    length,
    like,
    said_before,
    say_the_same,
)

_AS = re.compile(r"(?<!\w)als\s+(?:(?:een|ne|nen)\s+)?(?P<alone>zelfstandige?\s+)?\Z", re.IGNORECASE)
_TO_BECOME = re.compile(
    r"\s+(?P<to>(?:te\s+|had(?:den)?\s+|wil(?:de(?:n)?)?\s+|wou\s+|zou\s+|willen\s+)*)worden(?!\w)", re.IGNORECASE
)
_NO_LONGER = re.compile(r"(?:ex|oud)-", re.IGNORECASE)
_WORKED = {"werkt": "werkte vroeger", "werk": "werkte vroeger", "werken": "werkten vroeger"}
_BECOME = re.compile(r"\s+geworden(?!\w)", re.IGNORECASE)
_BEEN = re.compile(r"\s+geweest(?!\w)", re.IGNORECASE)
_HAS = {
    "is": "heeft",
    "es": "heeft",
    "was": "had",
    "ben": "heb",
    "bent": "hebt",
    "zijt": "hebt",
    "waren": "hadden",
}
_WORKS = {
    "is": "werkt", "es": "werkt", "was": "werkte", "ben": "werk", "bent": "werkt", "zijt": "werkt",
    "zijn": "werken", "waren": "werkten", "wordt": "gaat", "word": "ga", "werd": "ging", "wier": "ging",
    "werden": "gingen",
}  # fmt: skip
_MIDDLE = (
    r"(?P<middle>(?:(?:nu|ook|nog|zelf|vroeger|altijd|ooit|lang|jaren|jarenlang|daar|ginder|toen|thuis|gewoon|al|eerst|voorheen|later"
    r"|zelfstandig|voltijds|halftijds|deeltijds)\s+){0,3})(?:(?:een|ne|nen)\s+)?"
)
_BE = re.compile(
    r"(?<!\w)(?P<be>is|es|was|ben|bent|zijt|waren|wordt|word|werd|wier|werden"
    r"|(?<=ze )zijn|(?<=zij )zijn|(?<=we )zijn|(?<=wij )zijn)"
    rf"\s+(?P<who>(?:hij|ze|zij|ik|em|gij|je|we|wij)\s+)?{_MIDDLE}\Z",
    re.IGNORECASE,
)
# "lasser en duivenmelker": a noun more, that "werkt" would not bear.
_AND_WHAT = re.compile(r"\s+(?:en|of)\s+[a-zà-ÿ]+\s*[.,;:!?\n]", re.IGNORECASE)
_BESIDE = re.compile(r",\s+(?:een\s+)?\Z", re.IGNORECASE)
_SOMEONE = re.compile(rf"(?<!\w){DETERMINER}\s+\Z", re.IGNORECASE)
_SOME = re.compile(rf"(?<!\w){DETERMINER}\s+[a-zà-ÿ]+e\s+\Z", re.IGNORECASE)
_ONCE = re.compile(
    r"(?<!\w)(?:(?P<how>werklo(?:os|ze)|gepensioneerde?)|gewezen|voormalige?|vroegere?|ex-?|oud-)\s*\Z",
    re.IGNORECASE,
)
_FORMERLY = re.compile(r"(?<!\w)(?:voorheen|vroeger|ooit|later|nu|thans|destijds)\s+\Z", re.IGNORECASE)
_THERE = re.compile(
    r"(?<!\w)(?:is|es|was|ben|bent|waren)\s+(?:(?:hij|ze|zij|ik|em)\s+)?(?:in|bij|op)\s+(?:haar|zijn|hun|mijn|het|de|een)\s+"
    r"(?:eigen\s+)?\w+\s+\Z",
    re.IGNORECASE,
)
_BE_EARLIER = re.compile(r"(?<!\w)(?:is|es|was|ben|bent|waren)\s[^.!?;\n]*\Z", re.IGNORECASE)
_FAR = 60  # characters
_WORKPLACE = re.compile(r"(?<!\w)(?:in|op)\s+(?:de|het|den|'t)\s+\Z", re.IGNORECASE)
_WORK = re.compile(r"een (?:job|ambacht|vak|beroep|(?:andere|zeldzaam|vrij)\w* \w+|zaak)(?: .+)?")
_HOUSE = re.compile(
    r".*(?:tuur|kot|kraam|café|cafeetje|winkel|winkeltje|zaak|erij|garage|restaurant|salon|bedrijf|atelier|carwash)",
    re.IGNORECASE,
)
_AND = re.compile(r",?\s+en\s+", re.IGNORECASE)
_LINKED = re.compile(r"\s*(?:,|en|of|/)\s*", re.IGNORECASE)


def works_in(words: str) -> str:
    """As in "in de zorg" for "een job in de zorg"; nothing for "een job"."""
    if words == "een job":
        return ""
    rest = words.removeprefix("een job ")
    return rest if rest.startswith(("in ", "op ")) else f"in {words}"


def trade(slot: Slot) -> Slot:
    """A kind of work with what its place asks."""
    if slot.is_stand_in or not _WORK.fullmatch(slot.words):
        return slot
    verbs = (_held, _as_trade, _is_trade, _was_there, _once_trade, _in_trade)
    fitted = first_that_fits(slot, verbs)
    if fitted is not slot:
        return _trim(fitted)
    return first_that_fits(slot, (_and_more, _formerly, _beside, _house, _among_others, _skilled, _someone))


def _trim(slot: Slot) -> Slot:
    """Without the blank of words that came to nothing."""
    words = " ".join(slot.words.split())
    if words:
        return slot.put(words)
    blank = re.search(r"\s+\Z", slot.before)
    return slot.put("", back=length(blank) if blank else 0)


def _once_trade(slot: Slot) -> Slot | None:
    """As in "vroeger met een job in de bouw" for "gewezen lasser"."""
    once = said_before(slot, _ONCE)
    if not once:
        return None
    if someone := _SOMEONE.search(slot.before[: once.start()]):
        return slot.put(f"iemand met vroeger {slot.words}", back=length(once) + length(someone))
    since = {"w": "werkloos na", "g": "gepensioneerd na"}.get(
        once["how"][:1].lower() if once["how"] else "", "vroeger met"
    )
    return slot.put(f"{since} {slot.words}", back=length(once))


def _held(slot: Slot) -> Slot | None:
    """What stands with "worden", "geworden" or "geweest": there the verb changes."""
    where = works_in(slot.words)
    article = re.search(r"(?<!\w)(?:een|ne|nen)\s+\Z", slot.before, re.IGNORECASE)
    back = length(article) if article else 0
    if become := _TO_BECOME.match(slot.after):
        return slot.put(f"{where} {become['to'] or ''}werken", back=back, on=become.end())
    if become := _BECOME.match(slot.after):
        return slot.put(f"{where} gaan werken", back=back, on=become.end())
    been, be = _BEEN.match(slot.after), said_before(slot, _BE)
    if been and be and (has := _HAS.get(be["be"].lower())):
        said = f"{like(has, be['be'])} {be['who'] or ''}{be['middle']}{where} gewerkt"
        return slot.put(said, back=length(be), on=been.end())
    return None


def _as_trade(slot: Slot) -> Slot | None:
    said = said_before(slot, _AS)
    if not said:
        return None
    if said["alone"]:
        return slot.put(f"als zelfstandige {works_in(slot.words)}", back=length(said))
    return slot.put(works_in(slot.words), back=length(said))


def _is_trade(slot: Slot) -> Slot | None:
    if _AND_WHAT.match(slot.after):
        return None
    if be := said_before(slot, _BE):
        verb = _WORKS[be["be"].lower()]
        verb = _WORKED.get(verb, verb) if _NO_LONGER.match(slot.written) else verb
        to_be = " werken" if verb[0] == "g" else ""
        where = f"{be['who'] or ''}{be['middle']}{works_in(slot.words)}{to_be}"
        return slot.put(f"{like(verb, be['be'])} {where}", back=length(be))
    return None


def _was_there(slot: Slot) -> Slot | None:
    """ "Was Samira lasser", "was in haar land lerares": the verb stands further on."""
    earlier = slot.before.isspace() and _BE_EARLIER.search(slot.text, max(0, slot.start - _FAR), slot.start)
    there = earlier or said_before(slot, _THERE)
    return slot.put(f"aan het werk {works_in(slot.words)}") if there else None


def _in_trade(slot: Slot) -> Slot | None:
    """As in "werkt in de haven"."""
    place = said_before(slot, _WORKPLACE)
    return slot.put(works_in(slot.words), back=length(place)) if place else None


def _and_more(slot: Slot) -> Slot | None:
    """As in "in de bouw en in de zorg", "een dertiger en met een job in de zorg"."""
    if slot.behind == slot.label and _LINKED.fullmatch(slot.between):
        return slot.put(works_in(slot.words) or slot.words)
    linked = slot.between == " " or _AND.fullmatch(slot.between)
    return slot.put(f"met {slot.words}") if slot.behind in {"AGE", "ORIGIN"} and linked else None


def _formerly(slot: Slot) -> Slot | None:
    return slot.put(f"met {slot.words}") if said_before(slot, _FORMERLY) else None


def _beside(slot: Slot) -> Slot | None:
    """As in "haar man, met een job in de bouw, drinkt"."""
    beside = said_before(slot, _BESIDE)
    once = "vroeger " if _NO_LONGER.match(slot.written) else ""
    return slot.put(f", {once}met {slot.words}", back=length(beside)) if beside else None


def _house(slot: Slot) -> Slot | None:
    """ "Een frituur" is no one."""
    return slot if _HOUSE.fullmatch(slot.written) else None


def _among_others(slot: Slot) -> Slot | None:
    """As in "is iemand met een job in de bouw en duivenmelker"."""
    return slot.put(f"iemand met {slot.words}") if said_before(slot, _BE) else None


def _skilled(slot: Slot) -> Slot | None:
    """As in "een goede kracht in de bouw"."""
    return slot.put(f"kracht {works_in(slot.words)}".rstrip()) if said_before(slot, _SOME) else None


def _someone(slot: Slot) -> Slot | None:
    someone = said_before(slot, _SOMEONE)
    return slot.put(f"iemand met {slot.words}", back=length(someone)) if someone else None


def both_trades(first: Slot, second: Slot) -> Slot | None:
    """One for "lasser en schilder" when both are the same kind of work."""
    same = say_the_same(first, second, _LINKED)
    return first.put(first.words, on=second.end - first.end) if same else None
