"""A name that was found once is found wherever it stands, in every form."""

import re
from collections.abc import Iterable, Iterator, Set

from tegenstroom.engines.deidentification import lexicon, people, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import Kind, Reading, Token, plain
from tegenstroom.engines.remembering import alone

_PEOPLE = (Label.PERSON, Label.NICKNAME)
_ENDINGS = ("ke", "je", "tje", "ken", "ske", "eke", "aatje", "ootje", "s")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def find(reading: Reading, found: Iterable[Span], taken: Set[int]) -> Iterator[Span]:
    """The names of these people, animals and organisations in tokens that nothing covers yet."""
    found = list(found)
    labels = _parts(reading.text, found)
    for place, token in enumerate(reading.tokens):
        if place in taken or token.kind is not Kind.WORD:
            continue
        part = _known_part(token, labels)
        if part and _is_meant(reading, place, token, part):
            yield Span(token.start, token.end, labels[part], Reason.REPEATED, 0.9)
    yield from _organisations(reading.text, found)


def _parts(text: str, found: list[Span]) -> dict[str, Label]:
    """The parts of names (lower case), with what they name."""
    parts: dict[str, Label] = {}
    for span in found:
        if span.label not in {*_PEOPLE, Label.PET} or (
            span.reason is Reason.UNKNOWN_CAPITAL and span.confidence < 0.5
        ):
            continue
        for word in _WORD.findall(text[span.start : span.end]):
            part = lexicon.bare(plain(word))
            if (
                len(part) > 1
                and part not in people.particles()
                and part not in people.roles()
                and part not in people.TENDER
                and not lexicon.is_service(part)
            ):
                if span.label is Label.NICKNAME and word.islower() and lexicon.is_ordinary(part):
                    continue
                parts.setdefault(part, Label.PET if span.label is Label.PET else Label.PERSON)
                if "-" in part:
                    parts.update({piece: Label.PERSON for piece in part.split("-") if len(piece) > 3})
    return parts


def _known_part(token: Token, labels: dict[str, Label]) -> str:
    """The part of a name that this word is, whatever its ending; empty when it is none."""
    word = lexicon.bare(token.plain)
    if word in labels:
        return word
    for ending in _ENDINGS:
        base = word.removesuffix(ending)
        if base != word and len(base) > 2:
            for stem in (base, base[:-1] if base[-1] == base[-2] else base, base + "a", base + "o"):
                if stem in labels and (stem in (base, base[:-1]) or ending in ("aatje", "ootje")):
                    return stem
    if "-" in word:
        return next((piece for piece in word.split("-") if piece in labels and len(piece) > 2), "")
    return ""


def _is_meant(reading: Reading, place: int, token: Token, part: str) -> bool:
    word = lexicon.bare(token.plain)
    if token.capital and not reading.shouted(token):
        return not (token.opens and word != part and lexicon.is_known(word)) and not (
            token.opens and lexicon.is_ordinary(word) and not lexicon.may_be_borne(word)
        )
    if len(part) < 3 or (lexicon.is_known(word) and word not in {part}):
        return len(part) == 2 and reading.plain(place - 1) in {"de", "den", "ons", "kleine"}
    if lexicon.is_ordinary(word):
        return reading.plain(place - 1) in {"ons", "den", "mevr", "mevrouw", "meneer"}
    return True


def _organisations(text: str, found: list[Span]) -> Iterator[Span]:
    """The name of an organisation without its kind: "De Zaaier" after "basisschool De Zaaier"."""
    lowered = text.lower()
    if len(lowered) != len(text):
        return
    for span in found:
        if span.label is not Label.ORG or span.reason is Reason.REPEATED:
            continue
        name = re.search(
            r"(?:\b(?:de|het|den|ter|sint|'t)\s+)?\b[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+)*[\"'”’]?$",
            text[span.start : span.end],
        )
        if (
            not name
            or len(name[0]) < 4
            or lexicon.is_service(name[0].lower())
            or lexicon.is_ordinary(name[0].lower())
        ):
            continue
        # A town alone is never the service called after it: "in Deinze" beside "het OCMW van Deinze".
        is_town = places.is_place(name[0].lower())
        label, note = (Label.LOCATION, "") if is_town else (Label.ORG, span.note)
        for start, end in alone(name[0].lower(), lowered):
            if text[start].isupper() or not lexicon.is_ordinary(name[0].split()[-1].lower()):
                yield Span(start, end, label, Reason.REPEATED, 0.85, note)
