"""What may stand in place of a finding: the same for the same person, place or organisation, all through."""

import re
from collections.abc import Iterable
from functools import cache

from tegenstroom.engines.deidentification import (
    ages,
    dates,
    lexicon,
    lists,
    origins,
    people,
    places,
    professions,
    stages,
)
from tegenstroom.engines.deidentification.findings import Finding, Label, Reason, Span
from tegenstroom.engines.deidentification.text import plain
from tegenstroom.engines.plain_language.wordset import wordset
from tegenstroom.engines.remembering import while_reading

_PEOPLE = frozenset({Label.PERSON, Label.NICKNAME})
_PET = "huisdier"
_TOWN = "een gemeente"
_SELDOM = "iets dat weinig voorkomt"
_FIXED = {
    Label.ADDRESS: ("een adres", "ergens in de buurt"),
    Label.POSTCODE: ("een postcode", "in die streek"),
    Label.RRN: ("een rijksregisternummer", "een nummer"),
    Label.PHONE: ("een telefoonnummer", "een nummer"),
    Label.EMAIL: ("een mailadres", "een adres"),
    Label.HANDLE: ("een account", "op internet"),
    Label.IBAN: ("een rekeningnummer", "een rekening"),
    Label.ID: ("een nummer", "een nummer"),
    Label.DATE: ("een datum", ""),
    Label.AGE: ("een leeftijd", ""),
    Label.PROFESSION: ("een beroep", "een job"),
    Label.ORIGIN: ("een ander land", "uit een ander land"),
    Label.RARE: (_SELDOM, _SELDOM),
    Label.PET: (_PET, f"een {_PET}"),
}
_WORD = re.compile(r"[^\W\d_][\w'’-]*|[^\W\d_]\.")
_BEFORE = re.compile(r"([^\W\d_][\w'-]*)\.?(?:\s*[:,(]?\s*[\"'“‘]?|\s+(?:heet|is)\s+)$")
# "een huisdier" stands in texts of before.
_OTHERS = {"persoon", _TOWN, "een organisatie", "een huisdier"}
_OWNS = re.compile(r"['’]s$")
_OF_SOMEONE = re.compile(r"(?:[^\W\d_]+\s+)?van\s")
_LOOK_BACK = 30  # characters
_NEUTRAL = {"mevrouw": "mevrouw", "meneer": "meneer"}
_SEVERAL = frozenset({"moeder", "vader"})


_SHORT = 3  # letters; a shorter name is part of many another
_PET_ENDINGS = (
    *(("aatje", "a"), ("ootje", "o"), ("eetje", "e"), ("etje", ""), ("tje", ""), ("je", "")),
    *(("eke", ""), ("ske", ""), ("ke", ""), ("ken", ""), ("ie", "")),
)
# Names that end like a pet form or a possessive, and that people bear beside the shorter one.
_NAMES_BY_THEMSELVES = wordset(
    "marieke anneke mieke lieke janneke hanneke elke imke femke famke anke silke heike maaike marijke ineke "
    "tineke joke rieke hannes els agnes niels lies trees"
)


class _Cast:
    """Who and what occurs in a text, in order of appearance."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._people: list[tuple[set[str], int]] = []
        self._roles: dict[int, str] = {}
        self._things: dict[tuple[str, str], int] = {}

    def meet(self, span: Span) -> int:
        """The number of this person: a new one, or one who shares a name."""
        parts = {
            lexicon.bare(plain(word)).rstrip(".") for word in _WORD.findall(self._text[span.start : span.end])
        }
        parts -= people.particles() | people.TENDER | people.roles().keys()
        parts = parts or {plain(self._text[span.start : span.end])}
        words = [lexicon.bare(plain(word)) for word in _WORD.findall(self._text[span.start : span.end])]
        named = [word for word in words if word not in people.TENDER and word not in people.roles()]
        first = [*named, *words, "x"][0]
        number = self._known(parts, first)
        if number is None:
            number = len(self._people)
            self._people.append((set(parts), number))
        else:
            self._people[number][0].update(parts)
        role = self._role(span)
        if role and (number not in self._roles or self._roles[number] in _NEUTRAL):
            self._roles[number] = role
        return number

    def _known(self, parts: set[str], first: str) -> int | None:
        same = [number for known, number in self._people if parts <= known or (known <= parts and first in known)]
        if same:
            return same[0]
        if len(parts) > 1 and (named := [number for known, number in self._people if first in known]):
            return named[0]
        return next((number for known, number in self._people if _is_form_of_one(first, known)), None)

    def _role(self, span: Span) -> str:
        # "de zoon van Samira": who that son is, says nothing of her.
        if _OF_SOMEONE.match(self._text, span.start, span.end):
            return ""
        within = people.roles().get(plain(self._text[span.start : span.end].split()[0]))
        if within and " " in self._text[span.start : span.end]:
            return within["stand_in"]
        before = _BEFORE.search(self._text[max(0, span.start - _LOOK_BACK) : span.start])
        word = plain(before[1]) if before else ""
        row = people.roles().get(word)
        if row and row["kind"] != "title" and before and before[0][len(before[1]) :].startswith("."):
            return ""  # "riep haar moeder. Sidra bleef staan"
        return row["stand_in"] if row else _PET if word in lists.words("pets") else ""

    def stand_in(self, number: int) -> str:
        """As in "[moeder]", "[zoon 2]", "[persoon 1]"."""
        role = self._roles.get(number, "persoon")
        alike = [each for each in range(len(self._people)) if self._roles.get(each, "persoon") == role]
        if len(alike) == 1 and role != "persoon":
            return f"[{role}]"
        return f"[{role} {alike.index(number) + 1}]"

    def general(self, number: int) -> str:
        """What can be said of someone without a name."""
        role = self._roles.get(number, "")
        return f"een {role}" if role and role not in _NEUTRAL else "iemand"

    def count(self, kind: str, name: str) -> int:
        """Which of its kind a place or organisation is, from 1."""
        alike = [key for key in self._things if key[0] == kind]
        return self._things.setdefault((kind, name), len(alike) + 1)


@cache
def kinds() -> frozenset[str]:
    """Every stand-in without its number: "moeder", "een school"."""
    who = {row["stand_in"] for row in people.roles().values()}
    what = {row["stand_in"] for row in lists.rows("organisations")}
    return frozenset(who | what | {kind for kind, _general in _FIXED.values()} | _OTHERS)


def name(spans: Iterable[Span], text: str) -> tuple[Finding, ...]:
    """Findings with their stand-ins and generalisations, in the same order."""
    spans = list(spans)
    cast = _Cast(text)
    met = {span: cast.meet(span) for span in spans if span.label in _PEOPLE}
    anchor = _anchor(spans, text)
    found = []
    for span in spans:
        if span in met:
            owns = "'s" if _OWNS.search(text[span.start : span.end]) else ""
            replacement = cast.stand_in(met[span]) + owns
            general = cast.general(met[span]) + owns
        else:
            replacement, general = _thing(span, text, cast, anchor)
        general = general.strip() or replacement  # a choice is never an empty one
        advice = span.note if span.label is Label.RARE else ""
        found.append(
            Finding(span.start, span.end, span.label, span.confidence, span.reason, replacement, general, advice)
        )
    return tuple(found)


def _anchor(spans: list[Span], text: str) -> dates.Moment | None:
    """The first date with a year and a month."""
    for span in spans:
        here = dates.moment(text[span.start : span.end]) if span.label is Label.DATE else None
        if here and here.year and here.month:
            return here
    return None


def _thing(span: Span, text: str, cast: _Cast, anchor: dates.Moment | None) -> tuple[str, str]:
    written = text[span.start : span.end]
    match span.label:
        case Label.LOCATION:
            size = places.generalise(written)
            if size == _TOWN and (region := origins.region(written)):
                return f"[{_FIXED[Label.ORIGIN][0]}]", region.removeprefix("uit ")
            return _numbered(_TOWN, cast.count("place", plain(written))), size
        case Label.ORG:
            kind = span.note or "een organisatie"
            return _numbered(kind, cast.count(kind, plain(written))), kind
        case Label.PET:
            return _numbered(_PET, cast.count("pet", plain(written))), f"een {_PET}"
    replacement, general = _FIXED[span.label]
    if span.label is Label.DATE:
        general = dates.generalise(written, anchor)
    elif span.label is Label.AGE:
        stage = span.reason is Reason.STAGE
        general = span.note or (stages.generalise(written) if stage else ages.generalise(written))
    elif span.label is Label.PROFESSION:
        general = professions.general(plain(written)) or general
    elif span.label is Label.ORIGIN:
        general = origins.region(written) or general
    elif span.label is Label.RARE:
        general = _said_instead(span.note)
    return f"[{replacement}]", general


def _said_instead(advice: str) -> str:
    """The words of an advice ("Schrijf: een groot gezin."), or what may stand anywhere when it gives none."""
    words = re.fullmatch(r"Schrijf: (.+)\.", advice)
    return words[1] if words else _SELDOM


def _numbered(kind: str, number: int) -> str:
    return f"[{kind}]" if number == 1 else f"[{kind} {number}]"


def _is_form_of_one(name: str, known: set[str]) -> bool:
    """Whether a name is a pet form or a possessive of one of these, or one of these is of it."""
    return not _roots(name).isdisjoint(known) or any(name in _roots(each) for each in known)


@while_reading
def _roots(name: str) -> frozenset[str]:
    """What a name may be a form of: "samiraatje" of "samira", "tommeke" of "tom", "toms" of "tom"."""
    if name in _NAMES_BY_THEMSELVES:
        return frozenset()
    found: set[str] = set()
    for ending, vowel in _PET_ENDINGS:
        root = name.removesuffix(ending)
        if root != name and len(root) > 1:
            found.add(root + vowel)
            if not vowel and len(root) > _SHORT and root[-1] == root[-2]:
                found.add(root[:-1])
    if name.endswith("s") and (name[-2:-1] not in set("aiouy'") or not lexicon.is_first_name(name)):
        found.add(name[:-1])
    return frozenset(root for root in found if len(root) >= _SHORT)
