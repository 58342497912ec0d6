"""Why a questionnaire, a form or a table is not taken: all reasons at once, each with its place."""

from collections.abc import Iterable
from typing import Any

from tegenstroom.engines.sentences import Said, Sentence


class FormError(Exception):
    """What is wrong with a file or a questionnaire. `said` holds every sentence; `str()` gives them in Dutch."""

    def __init__(self, *said: Said) -> None:
        super().__init__(*said)
        self.said = said

    def __str__(self) -> str:
        return "\n".join(str(each) for each in self.said)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(each.code for each in self.said)


def refuse_unless(holds: bool, sentence: Sentence, **values: Any) -> None:
    """Raise `FormError` with the sentence unless the condition holds."""
    if not holds:
        raise FormError(sentence(**values))


def refuse_for(said: Iterable[Said]) -> None:
    """Raise `FormError` with these sentences when there are any."""
    if reasons := tuple(said):
        raise FormError(*reasons)
