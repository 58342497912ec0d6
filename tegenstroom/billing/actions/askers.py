"""What only the asker of a due knows: which dues must wait, and how someone wants to be paid.

    @askers.holds
    def over_the_ceiling(dues: Sequence[Due]) -> Mapping[int, str]: ...

in a module `payroll.py` of an app above: billing looks for those when it starts, and knows no app by name.
A register, because a run must ask at the moment of paying; a column on the due would be true the day before.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from django.utils.functional import Promise

from tegenstroom.billing.models import Due, Payout
from tegenstroom.billing.rules.payruns import Method

# By number of the due, a sentence for the desk that says why it waits.
type Holds = Callable[[Sequence[Due]], Mapping[int, str | Promise]]
# By number of the person.
type Ways = Callable[[Collection[int]], Mapping[int, Method]]
# Called inside the transaction that pays: write letters here, and nothing that can fail for another reason.
type Tell = Callable[[Sequence[Payout]], object]

HOLDS: list[Holds] = []
WAYS: list[Ways] = []
TELL: list[Tell] = []


def holds(work: Holds) -> Holds:
    """Ask this function which of these dues may not be paid yet."""
    HOLDS.append(work)
    return work


def ways(work: Ways) -> Ways:
    """Ask this function how these people want to be paid; whom it leaves out gets a transfer."""
    WAYS.append(work)
    return work


def when_paid(work: Tell) -> Tell:
    """Tell this function that these payouts were paid; `payout.dues` says for what."""
    TELL.append(work)
    return work


def held(dues: Sequence[Due]) -> dict[int, str]:
    """By number of the due why it waits; the first who holds it gives the reason."""
    found: dict[int, str] = {}
    for ask in HOLDS:
        found = {number: str(why) for number, why in ask(dues).items()} | found
    return found


def methods(people: Collection[int]) -> dict[int, Method]:
    """By number of the person how she wants to be paid, as far as anyone knows."""
    found: dict[int, Method] = {}
    for ask in WAYS:
        found = dict(ask(people)) | found
    return found


def tell(payouts: Sequence[Payout]) -> None:
    """Say to all who asked that these were paid."""
    if payouts:
        for work in TELL:
            work(payouts)
