"""Letters about money that is late: to the coach herself, and to who makes the pay runs."""

from collections.abc import Sequence
from decimal import Decimal

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.base import letters
from tegenstroom.base.models import Letter
from tegenstroom.coaches.models import CoachProfile
from tegenstroom.coaches.rules.late_pay import Late


def to_her(coach: Person, late: Late) -> Letter | None:
    """Say that we are too late. Once for each pay day that passed; None when she got this one before."""
    return letters.write(
        kind="coach_pay_late",
        template="coaches/emails/pay_late",
        to=coach,
        about=CoachProfile(person=coach),
        context={"late": late},
        once_key=f"coaches.pay_late:{coach.pk}:{late.last}",
    )


def to_desk(late: Sequence[Late]) -> list[Letter | None]:
    """Tell every coordinator, once for each pay day that passed. A mailbox is read by others: it names nobody."""
    last = max(one.last for one in late)
    about = {
        "people": len(late),
        "amount": sum((one.amount for one in late), Decimal(0)),
        "since": min(one.since for one in late),
    }
    return [
        letters.write(
            kind="pay_late_desk",
            template="coaches/emails/pay_late_desk",
            to=coordinator,
            about=coordinator,
            context=about,
            once_key=f"coaches.pay_late_desk:{last}:{coordinator.pk}",
        )
        for coordinator in Person.objects.with_role(COORDINATOR)
    ]
