"""Where the law left less than the network's rate: the reason stands beside the amount, after her yes too."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils import translation

from tegenstroom.coaches.actions.money import AGAIN, NOT_GIVEN
from tegenstroom.coaches.models import Allowance, Assignment
from tegenstroom.coaches.rules import money as rules
from tegenstroom.coaches.rules.assignments import State


def rate_before(assignment: Assignment) -> Decimal | None:
    """The network's rate in euro, when her yes brings less because of the law; None when it does not."""
    return next(iter(rates_before([assignment.pk]).values()), None)


def rates_before(assignments: Iterable[int]) -> dict[int, Decimal]:
    """By number of the due of the allowance: the rate of which the law left less. What is not cut is left out."""
    said_yes = Allowance.objects.filter(
        assignment__in=assignments, assignment__state__in=(State.YES, State.DONE), due__dropped_at=None
    )
    rows = said_yes.select_related("due", "assignment__coach").prefetch_related("corrections__due")
    return {row.due_id: row.rate for row in rows if _is_cut(row)}


def _is_cut(allowance: Allowance) -> bool:
    corrections = [row for row in allowance.corrections.all() if row.due.dropped_at is None]
    with translation.override(allowance.assignment.coach.language):
        by_itself = {str(AGAIN), str(NOT_GIVEN)}
    amounts = [allowance.due.amount, *(row.due.amount for row in corrections)]
    # Whoever corrects by hand says why: that reason stands beside the amount.
    return rules.is_cut(allowance.rate, amounts, by_hand=any(row.reason not in by_itself for row in corrections))
