"""Invented case texts in which every name, number and tell-tale detail is marked. README.md says how.

>>> from tests.deidentification.cases import load
>>> case = load("open")[0]
>>> [(case.text[span.start:span.end], span.label) for span in case.spans][0]
('Nadia El Amrani', 'PERSON')
"""

import re
from dataclasses import dataclass
from pathlib import Path

# What may never stay readable, and what is flagged while the author decides. README.md says what each means.
DIRECT = (
    *("PERSON", "NICKNAME", "ADDRESS", "POSTCODE", "LOCATION", "ORG"),
    *("RRN", "PHONE", "EMAIL", "HANDLE", "IBAN", "ID"),
)
INDIRECT = ("DATE", "AGE", "PROFESSION", "ORIGIN", "RARE", "PET")
PARTS = ("open", "kept")

_HEADER = re.compile(r"^=== (\S+) \| (.+)$", re.MULTILINE)
_MARK = re.compile(r"\[\[(.+?)\|([A-Z]+)\]\]", re.DOTALL)
_LEFTOVER = re.compile(r"\[\[|\]\]|\|[A-Z]{2,}")
_HERE = Path(__file__).parent


class MarkupError(ValueError):
    """A case whose marks cannot be read: the message says which case, and what is wrong."""


@dataclass(frozen=True)
class Span:
    """`text[start:end]` bears `label`; counted in characters (code points), the end not included."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Case:
    """One text as its reader sees it, without marks; `spans` in reading order, never overlapping."""

    id: str
    style: str
    text: str
    spans: tuple[Span, ...]


def load(name: str) -> list[Case]:
    """The cases of one part, in the order of the file.

    `name` is "open" (for whoever builds an engine) or "kept" (only to measure one).
    Raises `MarkupError` when a mark is broken or a label unknown, `FileNotFoundError` for another name.
    """
    return parse((_HERE / f"{name}.txt").read_text(encoding="utf-8"))


def parse(markup: str) -> list[Case]:
    """Cases from mark-up: a line `=== id | style`, then the text with `[[what is meant|LABEL]]`."""
    before, *parts = _HEADER.split(markup)
    if before.strip():
        raise MarkupError(f"text before the first case: {before.strip()[:40]!r}")
    thrice = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return [_case(identity, style.strip(), body.strip()) for identity, style, body in thrice]


def _case(identity: str, style: str, marked: str) -> Case:
    plain, spans, length, seen = [], [], 0, 0
    for mark in _MARK.finditer(marked):
        inside, label = mark.groups()
        if "[[" in inside:
            raise MarkupError(f"{identity}: a mark in a mark: {inside!r}")
        if label not in DIRECT + INDIRECT:
            raise MarkupError(f"{identity}: no such label as {label}")
        if inside != inside.strip():
            raise MarkupError(f"{identity}: a mark begins or ends with a space: {inside!r}")
        between = marked[seen : mark.start()]
        start = length + len(between)
        length, seen = start + len(inside), mark.end()
        plain += [between, inside]
        spans.append(Span(start, length, label))
    text = "".join([*plain, marked[seen:]])
    if broken := _LEFTOVER.search(text):
        raise MarkupError(f"{identity}: a broken mark near {text[max(0, broken.start() - 20) :][:40]!r}")
    return Case(identity, style, text, tuple(spans))
