"""When an agreement with a coach runs, and when it can be signed or ended."""

from datetime import date, datetime
from enum import StrEnum


class Problem(StrEnum):
    """Why a paper cannot be made, signed or ended now."""

    NO_TEXT = "no_text"
    IN_THE_FUTURE = "in_the_future"
    BEFORE_THE_LAST_ONE = "before_the_last_one"
    BEFORE_THE_SIGNATURE = "before_the_signature"
    ALREADY_SIGNED = "already_signed"
    ENDED = "ended"
    NOT_SIGNED = "not_signed"
    OTHER_TERMS = "other_terms"


class RefusedError(Exception):
    """A paper that cannot be made, signed or ended so. `problem` says why; nothing was changed."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem)


def is_outdated(*, made_at: datetime, terms_changed_at: datetime | None) -> bool:
    """Whether this paper was made under other terms than those of today: then she signs a new one."""
    return terms_changed_at is not None and made_at < terms_changed_at


def against_signing(
    *,
    on: date,
    today: date,
    signed_on: date | None,
    ended_on: date | None,
    last_signed_on: date | None,
    is_for_her: bool = True,
) -> Problem | None:
    """What stands against signing on `on`. `last_signed_on`: when she signed the one that this paper replaces.

    `is_for_her`: a paper for volunteers when she is one, that for who is paid otherwise.
    """
    if ended_on is not None:
        return Problem.ENDED
    if signed_on is not None:
        return Problem.ALREADY_SIGNED
    if not is_for_her:
        return Problem.OTHER_TERMS
    if on > today:
        return Problem.IN_THE_FUTURE
    if last_signed_on is not None and on < last_signed_on:
        return Problem.BEFORE_THE_LAST_ONE
    return None


def against_ending(*, on: date, today: date, signed_on: date | None, ended_on: date | None) -> Problem | None:
    """What stands against `on` as the last day."""
    if ended_on is not None:
        return Problem.ENDED
    if signed_on is None:
        return Problem.NOT_SIGNED
    if on > today:
        return Problem.IN_THE_FUTURE
    return Problem.BEFORE_THE_SIGNATURE if on < signed_on else None
