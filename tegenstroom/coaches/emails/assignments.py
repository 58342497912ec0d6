"""Letters about what a coach is asked: the question, what her yes brings, and what does not go on."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.base import letters
from tegenstroom.coaches.doors import question_url
from tegenstroom.coaches.models import Assignment

if TYPE_CHECKING:
    from datetime import date

    from tegenstroom.coaches.actions.money import Offer


def question(assignment: Assignment, offer: "Offer | None") -> None:
    """Ask her; yes or no is one tap, without a reason. `offer` is None for who gets her wage elsewhere."""
    _write("question", assignment.coach, assignment, {"offer": offer, "link": question_url(assignment)})


def moved(assignment: Assignment, offer: "Offer | None", kept: Decimal) -> None:
    """Other hours or another place: the whole question again, so that she need not compare.

    `kept` is hers whatever she answers, because we moved it too late.
    """
    context = {"offer": offer, "kept": kept, "link": question_url(assignment)}
    _write("moved", assignment.coach, assignment, context)


def confirmed(assignment: Assignment, amount: Decimal | None, paid_on: "date | None") -> None:
    """Thank her for her yes, with what she gets and when."""
    context = {"amount": amount, "paid_on": paid_on, "link": question_url(assignment)}
    _write("confirmed", assignment.coach, assignment, context)


def called_off(assignment: Assignment, agreed: Decimal, kept: Decimal) -> None:
    """It does not go on; of what was `agreed` she keeps `kept`."""
    _write("called_off", assignment.coach, assignment, {"agreed": agreed, "kept": kept})


def comes_not_after_all(assignment: Assignment) -> None:
    """Tell the desk that a coach who said yes does not come; why is hers."""
    for coordinator in Person.objects.with_role(COORDINATOR):
        _write("comes_not", coordinator, assignment, {"coach": assignment.coach})


def _write(letter: str, to: Person, assignment: Assignment, context: Mapping[str, Any]) -> None:
    letters.write(
        kind=f"coach_{letter}",
        template=f"coaches/emails/{letter}",
        to=to,
        about=assignment,
        context={"assignment": assignment, **context},
    )
