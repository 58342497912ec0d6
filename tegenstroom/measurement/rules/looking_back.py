"""Looking back: in one round after the start people also say how it was before, question by question.

What someone says of then lies on the same sheet as what she says of now, under a key that no question can have.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from tegenstroom.engines.questionnaires import Item
from tegenstroom.measurement.rules.waves import Moment

# No key of a question holds this sign.
MARK = "@"
# Before the start there is nothing to look back to.
CAN_LOOK_BACK = (Moment.END, Moment.LATER)


class When(StrEnum):
    """Of which time an answer is."""

    NOW = "now"
    THEN = "then"


class BackFault(StrEnum):
    """Why a round cannot look back, or can no longer be told not to."""

    NO_ROUND = "no_round"
    ASKED = "asked"
    STOPPED = "stopped"


def key_of(item: Item, when: When) -> str:
    """Under which key the answer stands."""
    return item.key if when is When.NOW else f"{item.key}{MARK}{when}"


def is_held(moment: Moment | None, held: Collection[Moment]) -> bool:
    """Whether this round is held and comes after the start; None: no round looks back."""
    return moment is None or (moment in CAN_LOOK_BACK and moment in held)


def back_fault(
    *, was: Moment | None, wanted: Moment | None, held: Collection[Moment], asked: Collection[Moment]
) -> BackFault | None:
    """Why the round that looks back cannot change from `was` to `wanted`.

    `held`: the rounds of the measurement; `asked`: those in which someone has her letter, and so maybe her sheet.
    """
    if not is_held(wanted, held):
        return BackFault.NO_ROUND
    return BackFault.ASKED if was is not wanted and {was, wanted} & set(asked) else None


def of_then(answers: Mapping[str, int], items: Collection[str]) -> tuple[int | None, ...]:
    """What was said of then, in the order of these questions."""
    return tuple(answers.get(f"{key}{MARK}{When.THEN}") for key in items)
