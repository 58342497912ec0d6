"""Who is paid how much in a run, and which steps a run may take."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby


class Method(StrEnum):
    """How money reaches someone."""

    TRANSFER = "transfer"
    CASH = "cash"


class RunState(StrEnum):
    """MADE can still be undone; SENT is at the bank; SETTLED is paid; UNDONE paid nobody."""

    MADE = "made"
    SENT = "sent"
    SETTLED = "settled"
    UNDONE = "undone"


NEXT_STATES = {
    RunState.MADE: {RunState.SENT, RunState.UNDONE},
    RunState.SENT: {RunState.SETTLED},
    RunState.SETTLED: set(),
    RunState.UNDONE: set(),
}
UNDER_WAY = (RunState.MADE, RunState.SENT)


class Refusal(StrEnum):
    """Why a verb of billing cannot be done now."""

    IN_A_RUN = "in_a_run"
    LAPSED = "lapsed"
    NOTHING_TO_PAY = "nothing_to_pay"
    WRONG_STATE = "wrong_state"
    NO_OWN_ACCOUNT = "no_own_account"
    NO_ACCOUNT = "no_account"
    NO_TRANSFERS = "no_transfers"
    FILE_CHANGED = "file_changed"


class RefusedError(Exception):
    """A verb that may not be done now. `refusal` says why, `whom` about whom; nothing was changed."""

    def __init__(self, refusal: Refusal, whom: str = "") -> None:
        self.refusal, self.whom = refusal, whom
        super().__init__(refusal)


class Obstacle(StrEnum):
    """Why someone is not paid in a run, though we owe her something. The dues go on waiting."""

    NO_ACCOUNT = "no_account"
    NOTHING_LEFT = "nothing_left"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A due that waits for a run: its number, whose it is by number, and how much in euro."""

    number: int
    person: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """What one person would get in a run, or why she gets nothing."""

    person: int
    dues: tuple[int, ...]
    amount: Decimal
    method: Method
    obstacle: Obstacle | None


def shares(
    waiting: Iterable[Waiting], methods: Mapping[int, Method], with_account: Collection[int]
) -> list[Share]:
    """Everyone for whom something waits, by number. Who has no method of her own gets a transfer."""
    by_person = groupby(sorted(waiting, key=lambda due: (due.person, due.number)), key=lambda due: due.person)
    return [
        _share(person, list(dues), methods.get(person, Method.TRANSFER), person in with_account)
        for person, dues in by_person
    ]


def _share(person: int, dues: list[Waiting], method: Method, has_account: bool) -> Share:
    amount = sum((due.amount for due in dues), Decimal(0))
    obstacle = None
    if amount <= 0:
        obstacle = Obstacle.NOTHING_LEFT
    elif method is Method.TRANSFER and not has_account:
        obstacle = Obstacle.NO_ACCOUNT
    return Share(person, tuple(due.number for due in dues), amount, method, obstacle)
