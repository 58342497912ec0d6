"""What a questionnaire is. A version is a whole and is never changed: answers keep the version they got.

Texts stand in one or more languages; the first language of the questionnaire is the one it was made in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

type Text = Mapping[str, str]
"""A text by language (ISO 639-1), such as `{"nl": "Ik kies zelf.", "fr": "Je choisis moi-même."}`."""


class Combine(StrEnum):
    """How the answers of a scale become a score."""

    MEAN = "mean"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Licence:
    """Who made the questionnaire and what may be done with it.

    `free`: proven free to ship, change and translate. Without it an organisation may only use the questionnaire
    when it has the right to, and says which (`permission`).
    """

    name: str
    attribution: str
    url: str = ""
    free: bool = False
    permission: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be given. `code` is what is stored and counted."""

    code: int
    label: Text


@dataclass(frozen=True, slots=True)
class Format:
    """Choices that several items share, from low to high. `missing`: codes that are no answer to count."""

    key: str
    choices: tuple[Choice, ...]
    missing: tuple[int, ...] = ()

    @property
    def counted(self) -> tuple[int, ...]:
        """The codes that count in a score, from low to high."""
        return tuple(sorted(each.code for each in self.choices if each.code not in self.missing))


@dataclass(frozen=True, slots=True)
class Condition:
    """The item is asked when the answer to an earlier one is among these codes."""

    item: str
    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `format` names the row of choices. `hint` stands under the question."""

    key: str
    text: Text
    format: str
    hint: Text | None = None
    asked_when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Items that are one score together.

    `reverse`: items of it that are worded the other way. `weights`: one above zero for each item; all 1 when left
    out. `minimum`: answers that a score needs; half of the items, rounded up, when left out.
    """

    key: str
    name: Text
    items: tuple[str, ...]
    reverse: tuple[str, ...] = ()
    weights: tuple[float, ...] | None = None
    minimum: int | None = None
    combine: Combine = Combine.MEAN


@dataclass(frozen=True, slots=True)
class Norm:
    """What a known group scored on a scale, and where that was published."""

    scale: str
    group: Text
    n: int
    mean: float
    deviation: float
    alpha: float | None = None
    retest: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class ItemParameters:
    """An item in a graded response model that was fitted elsewhere: slope, and thresholds from low to high.

    Of an item that its scale turns around, they hold for the turned answers. `source`: where they were published.
    """

    item: str
    slope: float
    thresholds: tuple[float, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire in one version. `validated`: research showed that it measures what it says."""

    key: str
    version: str
    languages: tuple[str, ...]
    title: Text
    licence: Licence
    formats: tuple[Format, ...]
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    intro: Text | None = None
    validated: bool = False
    norms: tuple[Norm, ...] = ()
    parameters: tuple[ItemParameters, ...] = ()
    references: tuple[str, ...] = ()

    def item(self, key: str) -> Item:
        """The item with this key. `KeyError` when there is none."""
        return _named(self.items, key)

    def scale(self, key: str) -> Scale:
        """The scale with this key. `KeyError` when there is none."""
        return _named(self.scales, key)

    def format_of(self, item: Item) -> Format:
        """The row of choices of an item."""
        return _named(self.formats, item.format)


def _named[Named: (Item, Scale, Format)](those: tuple[Named, ...], key: str) -> Named:
    for each in those:
        if each.key == key:
            return each
    raise KeyError(key)
