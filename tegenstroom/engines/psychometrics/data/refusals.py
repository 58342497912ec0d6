"""Why an analysis is not done. A refusal is an answer: its sentence can stand in a report.

`NotEnough`: the data are sound but too few. `Unusable`: the data themselves are wrong. `NoSolution`: the model has
no answer on these data. `Impossible`: what was asked cannot be done on any data.
"""

from typing import Any

from tegenstroom.engines.sentences import Said, Sentence, dutch

TOO_FEW_PERSONS = dutch(
    "too-few-persons",
    "Met {n} personen kan dit niet. Er zijn antwoorden nodig van minstens {needed} personen.",
)
ONE_PERSON = dutch("one-person", "Er is maar één persoon. Dan valt er niets te vergelijken.")
NOBODY = dutch("nobody", "Er zijn geen antwoorden.")
TOO_FEW_ITEMS = dutch(
    "too-few-items", "Voor deze berekening zijn minstens {needed} vragen nodig. Het aantal is hier {k}."
)


class Refusal(Exception):  # noqa: N818  it is an answer, not an error
    """What cannot be said, and why. `said` holds the code, the values and the sentence; `str()` gives Dutch."""

    def __init__(self, said: Said) -> None:
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        return str(self.said)

    @property
    def code(self) -> str:
        return self.said.code


class NotEnough(Refusal):
    """Sound data, but too few persons, items, groups or categories."""


class Unusable(Refusal):
    """The data are wrong: letters among numbers, an item that everyone answered alike, nothing at all."""


class NoSolution(Refusal):
    """The model has no proper answer on these data."""


class Impossible(Refusal):
    """What was asked cannot be done: an item that does not exist, a reliability above one."""


def refuse_unless(holds: bool, kind: type[Refusal], sentence: Sentence, **values: Any) -> None:
    """Raise `kind` with the sentence unless the condition holds."""
    if not holds:
        raise kind(sentence(**values))


def need_persons(n: int, needed: int) -> None:
    """`NotEnough` unless there are `needed` persons."""
    if n >= needed:
        return
    raise NotEnough(NOBODY() if n == 0 else ONE_PERSON() if n == 1 else TOO_FEW_PERSONS(n=n, needed=needed))


def need_items(k: int, needed: int) -> None:
    """`NotEnough` unless there are `needed` items."""
    refuse_unless(k >= needed, NotEnough, TOO_FEW_ITEMS, k=k, needed=needed)
