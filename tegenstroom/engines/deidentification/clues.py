"""What the trained reader is shown of each word: the word, what the lists know of it, and what stands around it.

`tools/train_reader.py` trains with this module and `learnt` reads with it: whoever changes a clue trains anew.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tegenstroom.engines.deidentification import lexicon, lists, organisations, people
from tegenstroom.engines.deidentification.text import Reading, plain
from tegenstroom.engines.plain_language.lexicon import zipf

_PIECE = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+|[^\w\s]|_|\n")
_ALIKE = re.compile(r"(.)\1{2,}")
_HALF = re.compile("[\ud800-\udfff]")  # half a sign, which no library takes
_OPENING = frozenset(".?!\n:•")
_SHOUTING = 0.6  # share of the letters that are capitals
_NEAR, _FAR = 2, 3  # pieces: whose lists still tell something, and whose word
_LONGEST = 12  # letters; longer is long
_COMMONEST = 6  # Zipf


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a number, a sign or the end of a line, `text[start:end]`, with what it is by itself."""

    start: int
    end: int
    text: str
    said: str  # as lists know it; of a number how many digits
    shape: str  # "Xxx", "99", "X-Xx"
    case: str
    known: tuple[str, ...]  # what lists say of it

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or a digit."""
        return self.text[0].isalnum()

    @property
    def is_everywhere(self) -> bool:
        """Whether it is one of the words of every sentence."""
        return f"z{_COMMONEST}" in self.known

    @property
    def kind(self) -> str:
        """All that lists say of it and how it is written, in one."""
        return "+".join(self.known) + self.case


def shown(reading: Reading) -> tuple[list[Piece], list[list[str]]]:
    """The pieces of a text in order, and of each its clues."""
    pieces = [_piece(match) for match in _PIECE.finditer(_HALF.sub("?", reading.text))]
    style, heads, inside = _style(reading), _heads(pieces), _capitals_inside(pieces)
    return pieces, [
        [
            *_own(piece, style, heads[place]),
            *(["mid"] if piece.text[0].isalpha() and piece.said in inside else []),
            *(f"open{_opens(pieces, place):d}{piece.case}{style}",),
            *_around(pieces, place),
            *_together(pieces, place, style),
        ]
        for place, piece in enumerate(pieces)
    ]


def _piece(match: re.Match[str]) -> Piece:
    text = match[0]
    said = plain(text) if text[0].isalpha() else "#" * min(len(text), 6) if text[0].isdigit() else text
    return Piece(*match.span(), text, said, _shape(text), _case(text), tuple(_known(text, said)))


def _shape(text: str) -> str:
    """Capitals, small letters and digits; of three alike or more only two."""
    return _ALIKE.sub(r"\1\1", "".join(map(_sign, text)))


def _sign(letter: str) -> str:
    if letter.isalpha():
        return "X" if letter.isupper() else "x"
    return "9" if letter.isdigit() else letter


def _case(text: str) -> str:
    if not text[0].isalpha():
        return "non"
    if text[0].isupper() and text[1:2].islower():
        return "cap"
    return "CAP" if text.isupper() and len(text) > 1 else "low"


def _known(text: str, said: str) -> Iterator[str]:
    if not text[0].isalpha():
        return
    yield "ord" if lexicon.is_ordinary(said) else "kno" if lexicon.is_known(said) else "unk"
    if lexicon.is_first_name(lexicon.bare(said)):
        yield "fn"
    if lexicon.is_surname(lexicon.bare(said)):
        yield "sn"
    if said in lists.long_list("places"):
        yield "pl"
    if organisations.is_kind(said):
        yield "ok"
    yield f"z{min(_COMMONEST, int(zipf(said)))}"
    if lexicon.is_verb(said):
        yield "vb"
    if said in people.roles():
        yield "role"


def _style(reading: Reading) -> str:
    """How the whole is written: in capitals, in small letters, or as books are."""
    letters = [sign for sign in reading.text if sign.isalpha()]
    if sum(map(str.isupper, letters)) > _SHOUTING * max(1, len(letters)):
        return "U"
    return "l" if reading.small else "m"


def _heads(pieces: Sequence[Piece]) -> list[str]:
    """Of each piece the word before the last colon on its line, as on a form; empty after a full stop."""
    heads, head = [], ""
    for place, piece in enumerate(pieces):
        if piece.text == "\n":
            head = ""
        heads.append(head)
        if piece.text in {":", "="} and place:
            head = pieces[place - 1].said
        elif piece.text in {";", ".", "|"}:
            head = ""
    return heads


def _capitals_inside(pieces: Sequence[Piece]) -> set[str]:
    """Words that stand somewhere with a capital where no sentence begins."""
    return {
        piece.said
        for before, piece in pairwise(pieces)
        if piece.case == "cap" and before.text not in {*_OPENING, "-", '"', "“", "("}
    }


def _opens(pieces: Sequence[Piece], place: int) -> bool:
    return place == 0 or pieces[place - 1].text in _OPENING


def _own(piece: Piece, style: str, head: str) -> Iterator[str]:
    yield from ("b", f"st={style}", f"w={piece.said}", f"s={piece.shape}", f"c={style}{piece.case}")
    yield from (f"k={each}" for each in piece.known)
    yield f"K={piece.kind}{style}"
    if piece.text[0].isalpha():
        yield from (f"e{length}={piece.said[-length:]}" for length in (2, 3, 4))
        yield from (f"p3={piece.said[:3]}", f"len{min(_LONGEST, len(piece.said))}")
    if head:
        yield from ("lab", f"lab={head}")


def _around(pieces: Sequence[Piece], place: int) -> Iterator[str]:
    for step in range(-_FAR, _FAR + 1):
        if step == 0:
            continue
        if not 0 <= place + step < len(pieces):
            yield f"{step}END"
            continue
        other = pieces[place + step]
        yield f"{step}w={other.said}"
        if abs(step) <= _NEAR:
            yield from (f"{step}K={other.kind}", f"{step}c={other.case}")
            yield from (f"{step}k={each}" for each in other.known)


def _together(pieces: Sequence[Piece], place: int, style: str) -> Iterator[str]:
    """What a word is together with its neighbours: "bij + a word that no list has"."""
    piece = pieces[place]
    known = "+".join(piece.known[:3]) + piece.case
    strange = f"{'u' if 'unk' in piece.known else 'o'}{piece.case}{style}"
    if place:
        before = pieces[place - 1].said
        yield from (f"bg={before}|{known}", f"bw={before}|{strange}")
        if place > 1:
            yield f"tg={pieces[place - 2].said}|{before}|{piece.case}"
    if place + 1 < len(pieces):
        after = pieces[place + 1].said
        yield f"ng={after}|{known}"
        if place:
            yield f"sur={pieces[place - 1].said}|{after}"
