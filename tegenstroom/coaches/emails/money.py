"""The letter that says what was paid, and for what."""

from collections.abc import Sequence

from tegenstroom.base import letters
from tegenstroom.billing.models import Due, Payout


def paid(payout: Payout, dues: Sequence[Due]) -> None:
    """How much, for what, and when. Once a payout."""
    letters.write(
        kind="coach_paid",
        template="coaches/emails/paid",
        to=payout.person,
        about=payout,
        context={"payout": payout, "dues": dues},
        once_key=f"coach-paid:{payout.pk}",
    )
