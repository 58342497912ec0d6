"""How an age fits into its sentence: "een twintiger", "moeder van in de twintig", "een volwassen vrouw"."""

import re

from tegenstroom.engines.deidentification.nouns import is_noun
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.slots import (
    ARTICLE,
    OWN,
    POINTING,
    Slot,
    first_that_fits,
    length,
    like,
    said_before,
)
from tegenstroom.engines.deidentification.text import plain

_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_OLD = ("zeventiger", "tachtiger", "negentiger")
# By word: how it is said behind "van", and before a noun (the ending of "-jarige" comes behind what ends in "*").
_STAGES = {f"{ten}er": (f"in de {ten}", "oudere" if f"{ten}er" in _OLD else "volwassen") for ten in _TENS} | {
    "baby": ("enkele maanden", "klein*"),
    "peuter": ("peuterleeftijd", "klein*"),
    "kleuter": ("kleuterleeftijd", "klein*"),
    "kind van de lagere school": ("lagereschoolleeftijd", "minderjarig*"),
    "tiener": ("tienerleeftijd", "minderjarig*"),
    "jongvolwassene": ("jongvolwassen leeftijd", "jongvolwassen"),
    "hoogbejaarde": ("hoge leeftijd", "hoogbejaard*"),
    "kind": ("jonge leeftijd", "jong*"),
    "jongere": ("jonge leeftijd", "jong*"),
    "volwassene": ("volwassen leeftijd", "volwassen"),
    "oudere": ("hoge leeftijd", "oudere"),
}
_MANY = {
    "baby": "baby's",
    "kind": "kinderen",
    "kind van de lagere school": "kinderen van de lagere school",
} | {
    f"{stage}": f"{stage}{'n' if stage.endswith('e') else 's'}"
    for stage in _STAGES
    if "kind" not in stage and stage != "baby"
}
_ONE = {many: one for one, many in _MANY.items()}
_JARIG = re.compile(
    r"(?:j(?:aa?)?rig|(?:jaar|maanden?)\s+oud(?=e)|weeks(?=e)|maands(?=e))(?P<ending>e?)(?P<many>n?)\Z",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s+(?P<first>[^\W\d_][\w-]+)(?:\s+(?P<second>[^\W\d_][\w-]+))?")
_HEDGE = (
    r"(?:(?:bijna|ongeveer|rond\s+de|net|pas|al|nu|nog\s+(?:maar|geen)|amper|circa|ca\.?|ruim|zowat|begin|eind|einde"
    r"|midden|half|halverwege)\s+)?"
)
_SOME_AGE = "een zekere leeftijd"
_AGED = re.compile(r"(?<!\w)leeftijd\s+van\s+\Z", re.IGNORECASE)
_OF = re.compile(rf"(?<!\w)(?:van|v\.?)\s+(?P<hedge>{_HEDGE})\Z", re.IGNORECASE)
_AT_AGE = re.compile(rf"(?<!\w)(?:op|met)\s+(?:{OWN}\s+)?\Z", re.IGNORECASE)
_FROM_AGE = re.compile(rf"(?<!\w)(?:vanaf|sinds|tot|rond|na|voor|tegen|van)\s+{OWN}\s+\Z", re.IGNORECASE)
_ROUND = re.compile(
    r"(?<!\w)(?:tegen|over|naar|rond|boven|onder|richting|voorbij|rondom|omtrent|in|bij|voor)\s+(?:de|den)\s+\Z",
    re.IGNORECASE,
)
_PART = re.compile(r"(?<!\w)(?:begin|eind|einde|midden|half|halverwege)\s+(?:in\s+)?(?:de\s+)?\Z", re.IGNORECASE)
_CELL = re.compile(r"[:=|;\t]\s*\Z")
_DETERMINED = re.compile(rf"(?<!\w)(?:{ARTICLE}|{OWN}|{POINTING})\s+(?:[a-zà-ÿ]+e\s+)?\Z", re.IGNORECASE)
_NEUTER = {"de": "het", "den": "het", "die": "dat", "deze": "dit", "onze": "ons", "elke": "elk", "iedere": "ieder"}
_COMMON = re.compile(r"(?<!\w)(?P<word>de|den|die|deze|onze|elke|iedere)\s+\Z", re.IGNORECASE)
_NOUN_BEFORE = re.compile(r"(?<![\w-])(?P<noun>[^\W\d_][\w'-]*)\s+\Z")
_SOMEONE = re.compile(
    r"\w*(?:man|mannen|vrouw|vrouwen|moeder|vader|jongen|jongens|meisje|meisjes|kind|kinderen|kindje|baby|zoon|zoontje"
    r"|dochter|dochtertje|broer|broertje|zus|zusje|ouder|ouders|oma|opa|cliënt|cliënte|leerling|jongere|bewoner)"
)
_YEARS_LEFT = re.compile(r"\s*(?:jaar|jr\.?|j\.?)(?:\s+(?:oud|jong))?(?![\w.])", re.IGNORECASE)
_STAGE_WRITTEN = re.compile(r"[^\W\d_].*(?:er|ers|ke|tje|jongen|meisje|zoon|dochter)", re.IGNORECASE)


def age(slot: Slot) -> Slot:
    """A stage of life with what its place asks."""
    if slot.words == _SOME_AGE and not said_before(slot, _OF):
        return slot.put(f"van {_SOME_AGE}")
    if not all(_one(stage) in _STAGES for stage in _stages(slot)):
        return slot
    before_years = (_aged, _child)
    fitted = first_that_fits(slot, before_years)
    if fitted is not slot:
        return fitted
    rules = (_of_the_age, _from_age, _at_age, _of, _in_cell, _round, _part, _determined, _beside_someone, _noun)
    return first_that_fits(_without_years(slot), rules)


def _stages(slot: Slot) -> list[str]:
    return slot.words.split(" en ")


def _one(stage: str) -> str:
    return _ONE.get(stage, stage)


def _nouns(slot: Slot) -> str:
    """As in "een kleuter en een tiener"; several of a stage need no article."""
    return " en ".join(stage if stage in _ONE else f"een {stage}" for stage in _stages(slot))


def _behind_of(slot: Slot) -> str:
    """As in "in de twintig", "kleuterleeftijd"."""
    return " en ".join(dict.fromkeys(_STAGES[_one(stage)][0] for stage in _stages(slot)))


def _child(slot: Slot) -> Slot | None:
    """ "Het kind" for "de kleuter"."""
    common = said_before(slot, _COMMON) if slot.words == "kind" else None
    if common is None:
        return None
    return slot.put(f"{like(_NEUTER[common['word'].lower()], common['word'])} kind", back=length(common))


def _of_the_age(slot: Slot) -> Slot | None:
    return slot.put(_nouns(slot)) if said_before(slot, _AGED) else None


def _from_age(slot: Slot) -> Slot | None:
    """As in "sinds haar tijd als dertiger"."""
    return slot.put(f"tijd als {slot.words}") if said_before(slot, _FROM_AGE) else None


def _at_age(slot: Slot) -> Slot | None:
    """As in "als tiener" for "op zijn veertiende"."""
    at = said_before(slot, _AT_AGE)
    return slot.put(f"als {slot.words}", back=length(at)) if at else None


def _of(slot: Slot) -> Slot | None:
    of = said_before(slot, _OF)
    return slot.put(_behind_of(slot), back=len(of["hedge"])) if of else None


def _in_cell(slot: Slot) -> Slot | None:
    return slot if said_before(slot, _CELL) else None


def _round(slot: Slot) -> Slot | None:
    """As in "tegen de zestig"."""
    of = _behind_of(slot)
    return slot.put(of.removeprefix("in de ")) if of.startswith("in de ") and said_before(slot, _ROUND) else None


def _part(slot: Slot) -> Slot | None:
    part = said_before(slot, _PART)
    return slot.put(_nouns(slot), back=length(part)) if part else None


def _determined(slot: Slot) -> Slot | None:
    return slot if said_before(slot, _DETERMINED) else None


def _beside_someone(slot: Slot) -> Slot | None:
    """As in "vrouw van in de dertig" for "vrouw 34 jaar"."""
    noun = said_before(slot, _NOUN_BEFORE)
    beside = slot.behind in {"PERSON", "NICKNAME"} and slot.between.isspace()
    said = noun and not _STAGE_WRITTEN.fullmatch(slot.written) and _is_someone(noun["noun"])
    return slot.put(f"van {_behind_of(slot)}") if beside or said else None


def _noun(slot: Slot) -> Slot | None:
    return slot.put(_nouns(slot))


def _is_someone(word: str) -> bool:
    return plain(word) in roles() or _SOMEONE.fullmatch(plain(word)) is not None


def _says_who(first: str, second: str) -> bool:
    """Whether a noun follows, or an adjective and a noun: "vrouw", "alleenstaande moeder"."""
    words = [first, second] if first.endswith(("e", "en")) else [first]
    return any(_is_someone(word) or is_noun(plain(word)) for word in words)


def _aged(slot: Slot) -> Slot | None:
    """For "34-jarige": a word for someone, or before a noun a word that says what kind."""
    jarig, word = _JARIG.search(slot.written), slot.words
    if not jarig or len(_stages(slot)) > 1:
        return None
    if jarig["many"]:
        return slot.put(_MANY.get(word, word))
    beside = _NEXT.match(slot.after)
    touches = slot.text[slot.end : slot.until].isspace()
    if touches or not jarig["ending"] or (beside and _says_who(beside["first"], beside["second"] or "")):
        return slot.put(_STAGES[_one(word)][1].replace("*", jarig["ending"].lower()))
    return slot if said_before(slot, _DETERMINED) else slot.put(f"een {word}")


def _without_years(slot: Slot) -> Slot:
    """Also over "jaar oud", where only the number was found."""
    years = _YEARS_LEFT.match(slot.after) if slot.written[-1:].isalnum() else None
    return slot.put(slot.words, on=years.end()) if years else slot
