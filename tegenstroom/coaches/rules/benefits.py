"""Whether a coach's papers are in order. Which benefit they are about is never kept."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CheckState(StrEnum):
    """All that we keep of it."""

    IN_ORDER = "in_order"
    NOT_YET = "not_yet"
    NOT_APPLICABLE = "not_applicable"


class Paper(StrEnum):
    """The papers that she can take along. Which one she took is written nowhere."""

    UNEMPLOYMENT = "unemployment"
    ILLNESS = "illness"
    WELFARE = "welfare"


@dataclass(frozen=True, slots=True)
class Standing:
    """What we know today. `state` is None when she has not been asked, or has not answered, this year."""

    state: CheckState | None = None
    until: date | None = None
    has_lapsed: bool = False

    @property
    def is_settled(self) -> bool:
        """True when nothing is left to ask."""
        return self.state in {CheckState.IN_ORDER, CheckState.NOT_APPLICABLE}


def standing(state: CheckState | None, until: date | None, today: date) -> Standing:
    """The answer of this year as it counts today: what was in order until yesterday is not in order."""
    if state is CheckState.IN_ORDER and until is not None and until < today:
        return Standing(CheckState.NOT_YET, until, has_lapsed=True)
    return Standing(state, until if state is CheckState.IN_ORDER else None)
