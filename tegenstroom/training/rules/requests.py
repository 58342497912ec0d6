"""The road of a training made to measure."""

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


def may_become(now: RequestState, then: RequestState) -> bool:
    """Whether a request in state `now` may move to `then`."""
    return then in NEXT_STATES[now]
