"""The road of a training made to measure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RequestState(StrEnum):
    """NEW until someone reacts; PLANNED when the edition stands."""

    NEW = "new"
    TALKING = "talking"
    PROPOSED = "proposed"
    AGREED = "agreed"
    PLANNED = "planned"
    DECLINED = "declined"


NEXT_STATES = {
    RequestState.NEW: {RequestState.TALKING, RequestState.PROPOSED, RequestState.DECLINED},
    RequestState.TALKING: {RequestState.PROPOSED, RequestState.DECLINED},
    RequestState.PROPOSED: {
        RequestState.TALKING,
        RequestState.PROPOSED,
        RequestState.AGREED,
        RequestState.DECLINED,
    },
    RequestState.AGREED: {RequestState.PLANNED, RequestState.DECLINED},
    RequestState.PLANNED: set(),
    RequestState.DECLINED: set(),
}
CLOSED = (RequestState.PLANNED, RequestState.DECLINED)


def may_become(now: RequestState, then: RequestState) -> bool:
    """Whether a request in state `now` may move to `then`."""
    return then in NEXT_STATES[now]


class Snag(StrEnum):
    """Why a step in a request cannot be taken now."""

    WRONG_STATE = "wrong_state"
    REPLACED = "replaced"
    EXPIRED = "expired"
    DATES_PAST = "dates_past"
    NAME_MISSING = "name_missing"


class RequestRefusedError(Exception):
    """A step that cannot be taken now; nothing was changed."""

    def __init__(self, snag: Snag) -> None:
        self.snag = snag
        super().__init__(snag)


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal on the day that someone wants to agree to it."""

    state: RequestState
    is_newest: bool
    valid_until: date
    first_day: date | None


def snag_in_agreeing(proposal: Standing, *, today: date) -> Snag | None:
    """What keeps an organisation from agreeing: only the newest proposal holds, until its day. None: it can."""
    if not proposal.is_newest:
        return Snag.REPLACED
    if not may_become(proposal.state, RequestState.AGREED):
        return Snag.WRONG_STATE
    if proposal.valid_until < today:
        return Snag.EXPIRED
    if proposal.first_day and proposal.first_day < today:
        return Snag.DATES_PAST
    return None


class Step(StrEnum):
    """What the desk does next with a request."""

    ANSWER = "answer"
    PROPOSE = "propose"
    WAIT = "wait"
    RENEW = "renew"
    PLAN = "plan"
    NOTHING = "nothing"


NEXT_STEPS = {
    RequestState.NEW: Step.ANSWER,
    RequestState.TALKING: Step.PROPOSE,
    RequestState.PROPOSED: Step.WAIT,
    RequestState.AGREED: Step.PLAN,
    RequestState.PLANNED: Step.NOTHING,
    RequestState.DECLINED: Step.NOTHING,
}


def next_step(state: RequestState, *, valid_until: date | None, today: date) -> Step:
    """The one next step; a proposal past its day asks for a new one."""
    if state is RequestState.PROPOSED and valid_until is not None and valid_until < today:
        return Step.RENEW
    return NEXT_STEPS[state]
