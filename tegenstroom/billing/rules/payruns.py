"""Which steps a pay run and a payout may take."""

from enum import StrEnum


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
