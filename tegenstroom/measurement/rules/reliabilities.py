"""By which reliability it is counted who changed by more than measurement makes: said with the plan.

It stays as it was said: whoever could count twice, by one and then by the other, would subtract.
"""

from collections.abc import Collection
from enum import StrEnum

from tegenstroom.measurement.rules.waves import Moment, PlanFault


class Trust(StrEnum):
    """All that are known, α of this group, the retest of the questionnaire, or that of two rounds here."""

    ALL = "all"
    ALPHA = "alpha"
    RETEST = "retest"
    BEFORE_END = "before_end"
    END_LATER = "end_later"


RETESTS = {Trust.BEFORE_END: (Moment.BEFORE, Moment.END), Trust.END_LATER: (Moment.END, Moment.LATER)}


def retest_rounds(trust: Trust) -> tuple[Moment, Moment] | None:
    """The two rounds that are a retest of one another, when the measurement says so."""
    return RETESTS.get(trust)


def trust_fault(
    trust: Trust, held: Collection[Moment], *, has_retest: bool, with_training: bool
) -> PlanFault | None:
    """Why this reliability cannot be had: the questionnaire has none, or these rounds are no retest.

    `with_training`: between the start and the end the group learns something, so that change is meant to be there.
    """
    if trust is Trust.RETEST and not has_retest:
        return PlanFault.NO_RETEST
    rounds = RETESTS.get(trust)
    if rounds is None:
        return None
    if not set(rounds) <= set(held):
        return PlanFault.NO_ROUNDS
    return PlanFault.TRAINING_BETWEEN if with_training and Moment.BEFORE in rounds else None
