"""Train the reader of engines/deidentification (`learnt`) on our own labelled texts; the same every time.

    .venv/bin/python -m tools.train_reader

Each text is read as it is, some times with other names in it, in small letters and in capitals: the reader shall
learn how people write about others, not what those in our texts are called. New names are drawn from the lists,
from ordinary words, or made of syllables, so that what no list has is familiar to it. Texts in ASIDE are never
learnt from: docs/deidentification.md counts on them. Takes some minutes and 2 GB of memory.
"""

import lzma
import re
import tempfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from random import Random

import pycrfsuite

from tegenstroom.engines.deidentification import clues, lists
from tegenstroom.engines.deidentification.findings import Label
from tegenstroom.engines.deidentification.learnt import OTHER, TAUGHT_AS
from tegenstroom.engines.deidentification.text import Reading
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset
from tests.deidentification import cases, marked

DATA = Path(clues.__file__).parent / "data"
TEXTS = Path(cases.__file__).parent
LEARNT = (
    *("open", "kept", "voices", "rounds", "strangers", "corners", "corners_kept", "registers", "registers_kept"),
    *("hands", "lessons", "harmless"),
)
ASIDE = ("aside", "strangers_aside", "hands_aside", "later_aside")
MARKED = ("cases", "varied")  # in the mark-up of the tests beside the folder
VARIANTS = 2
SEED = 7
SETTINGS = {
    "c1": 2.0,
    "c2": 0.1,
    "max_iterations": 60,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}

type Marked = tuple[str, tuple[tuple[int, int, Label], ...]]

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# They join the parts of a name and stay.
_JOINING = wordset("de het van den der la el le ten ter en bij mo st sint 't te in op aan")
_SYLLABLES = sorted(
    wordset(
        "ba be bi bo da de do du fa fi ga go ha ho ja jo ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe "
        "po ra re ri ro sa se si so ta te ti to va ve vi wa wi wo ya yo za ze zi lan mer sten dou ghi kha sha tse "
        "rou ndi wou eeck aert ens sse"
    )
)
_COMMON = 3.3  # Zipf
_SHORTEST, _LONGEST = 4, 8  # letters of an ordinary word that serves as a name
_TOWN_ENDS = ("gem", "beke", "em", "dries", "hoek", "ghem", "straten", "", "a")
_STREET_ENDS = ("straat", "laan", "weg", "dreef", "hof", "plein", "steenweg", "pad", "lei")


def main() -> None:
    """Train, and write the model with what it was made from."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for text, spans in lessons():
        pieces, shown = clues.shown(Reading(text))
        trainer.append(shown, [_taught(piece, spans) for piece in pieces])
    trainer.select("lbfgs")
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "reader")
        trainer.train(str(file))
        packed = lzma.compress(file.read_bytes(), preset=9 | lzma.PRESET_EXTREME)
    (DATA / "reader.crf.xz").write_bytes(packed)
    (DATA / "reader.made_from").write_text(f"{made_from()}\n")
    print(f"{len(packed)} bytes")


def made_from() -> str:
    """A digest of the texts and of the clues: a model is as old as these."""
    files = [*(TEXTS / f"{part}.txt" for part in LEARNT), *(TEXTS.parent / f"{name}.txt" for name in MARKED)]
    return sha256(b"".join(file.read_bytes() for file in [*files, Path(clues.__file__)])).hexdigest()


def lessons() -> Iterator[Marked]:
    """Every text as it is and in its variants."""
    dice = Random(SEED)
    rename = _Names(dice).in_place
    for text in _texts():
        told = [text, *(rename(text) for _time in range(VARIANTS))]
        yield from told
        yield _cased(dice.choice(told), str.lower)
        yield _cased(dice.choice(told[1:]), str.lower)
        if dice.random() < 0.4:
            yield _cased(dice.choice(told), str.upper)


def _texts() -> Iterator[Marked]:
    for part in LEARNT:
        for case in cases.load(part):
            yield case.text, tuple((span.start, span.end, Label(span.label)) for span in case.spans)
    for name in MARKED:
        yield from ((case.text, case.gold) for case in marked.cases(name))


def _taught(piece: clues.Piece, spans: tuple[tuple[int, int, Label], ...]) -> str:
    """What a piece is a part of.

    A phrase that singles someone out has no words of its own, and "hond" before its name is a hound like another:
    those are not taught.
    """
    for start, end, label in spans:
        if start < piece.end and piece.start < end and piece.text.strip() and label is not Label.RARE:
            is_kind = label is Label.PET and piece.case == "low" and "ord" in piece.known
            return OTHER if is_kind else TAUGHT_AS.get(label, label)
    return OTHER


def _cased(lesson: Marked, cased: Callable[[str], str]) -> Marked:
    """The same text in one case; a letter that would become two stays as it is."""
    text, spans = lesson
    return "".join(cased(sign) if len(cased(sign)) == 1 else sign for sign in text), spans


class _Names:
    """Other names for those in a text: the same one gets the same other name all through."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._first, self._last, self._places = map(_all_of, ("first_names", "surnames", "places"))
        self._words = [
            word for word in _all_of("words") if 3 < len(word) < 9 and word.isalpha() and zipf(word) > 3.3
        ]
        self._makers: dict[Label, Callable[[], str]] = {
            Label.PERSON: self._person,
            Label.NICKNAME: self._person,
            Label.LOCATION: self._town,
            Label.ORG: self._house,
            Label.ADDRESS: self._street,
            Label.PET: self._pet,
        }

    def in_place(self, lesson: Marked) -> Marked:
        """The text with most of its names replaced, and where its marks stand now."""
        text, spans = lesson
        given: dict[tuple[Label, str], str] = {}
        told, moved, place, length = [], [], 0, 0
        for start, end, label in sorted(spans):
            named = self._renamed(text[start:end], label, given)
            told += [text[place:start], named]
            length += start - place
            moved.append((length, length + len(named), label))
            length, place = length + len(named), end
        return "".join([*told, text[place:]]), tuple(moved)

    def _renamed(self, name: str, label: Label, given: dict[tuple[Label, str], str]) -> str:
        if label not in self._makers:
            return name

        def other(match: re.Match[str]) -> str:
            word = match[0]
            if word.lower() in _JOINING or len(word) < 3 or self._says_what(match, name, label):
                return word
            new = given.setdefault((label, word.lower()), self._new(word, label))
            return _with_capital(new) if word[0].isupper() else new

        return _WORD.sub(other, name)

    def _says_what(self, match: re.Match[str], name: str, label: Label) -> bool:
        """Whether a word tells the kind and is no name: "basisschool", "OCMW", "tegenover"."""
        small = not match[0][0].isupper()
        if label is Label.ORG:
            return small or match[0].isupper() or match.start() == 0
        return label is Label.ADDRESS and small and not name.islower()

    def _new(self, word: str, label: Label) -> str:
        return self._makers[label]().strip().lower() if self._dice.random() < 0.9 else word.lower()

    def _made_up(self) -> str:
        return "".join(self._dice.choice(_SYLLABLES) for _each in range(self._dice.choice((2, 2, 3, 3, 4))))

    def _person(self) -> str:
        source = self._dice.choices((self._first, self._last, None, self._words), (35, 20, 35, 10))[0]
        return self._dice.choice(source) if source else self._made_up()

    def _town(self) -> str:
        known = self._dice.random() < 0.5
        return self._dice.choice(self._places) if known else self._made_up() + self._dice.choice(_TOWN_ENDS)

    def _house(self) -> str:
        return self._dice.choice(self._words) if self._dice.random() < 0.6 else self._made_up()

    def _street(self) -> str:
        return self._pet() + self._dice.choice(_STREET_ENDS)

    def _pet(self) -> str:
        return self._dice.choice(self._words) if self._dice.random() < 0.5 else self._made_up()


def _with_capital(name: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in name.split("-"))


def _all_of(name: str) -> list[str]:
    return lists.long_list(name).lines()


if __name__ == "__main__":
    main()
