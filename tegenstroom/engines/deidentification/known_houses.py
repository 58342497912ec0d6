"""Organisations that are known by their name alone: shops, banks, unions, services."""

from collections.abc import Iterator
from functools import cache

from tegenstroom.engines.deidentification import lexicon, lists, organisations, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import Reading, plain
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

_NEAR_FIRM = wordset("bij via voor van naar door aan")
_SELDOM = 3.5  # Zipf


def find(reading: Reading) -> Iterator[Span]:
    """Every such name, with the place that belongs to it."""
    for place, token in enumerate(reading.tokens):
        before = reading.plain(place - 1)
        for name in _named().get(token.plain, ()):
            end = token.start + len(name)
            if plain(reading.text[token.start : end]) != name or reading.text[end : end + 1].isalnum():
                continue
            ordinary = all(lexicon.is_ordinary(word) or lexicon.is_first_name(word) for word in name.split())
            led = before in {"den", "de"} and reading.plain(place - 2) in _NEAR_FIRM | {
                "naast",
                "achter",
                "in",
                "op",
            }
            led = led or (organisations.is_kind(before) and reading.gap(place - 1) == " ")
            near = ordinary and (before in _NEAR_FIRM or led) and (not token.capital or reading.shouted(token))
            if near or (token.capital and not (ordinary and token.opens)) or (not ordinary and len(name) > 3):
                yield Span(
                    token.start,
                    _with_place(reading, place, end),
                    Label.ORG,
                    Reason.ORGANISATION,
                    0.85,
                    "een organisatie",
                )
                break


def _with_place(reading: Reading, place: int, end: int) -> int:
    """Where a name ends that its place follows: "Colruyt Lot", "de sleutel mechelen"."""
    while place < len(reading.tokens) and reading.tokens[place].end < end:
        place += 1
    following = reading.at(place + 1)
    if following is None or reading.gap(place) != " " or lexicon.is_verb(following.plain):
        return end
    named = following.capital or not lexicon.is_ordinary(following.plain) or zipf(following.plain) < _SELDOM
    joined = (
        "-" in following.text
        and not lexicon.is_ordinary(following.plain)
        and not lexicon.is_first_name(following.plain)
    )
    return following.end if (places.is_place(following.plain) and named) or joined else end


@cache
def _named() -> dict[str, frozenset[str]]:
    """Names known by themselves, and names of the whole country, by their first word (lower case)."""
    found: dict[str, set[str]] = {}
    for name in lists.words("companies"):
        found.setdefault(name.lower().split()[0], set()).add(name.lower())
    return {first: frozenset(names) for first, names in found.items()}
