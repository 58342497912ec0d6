"""Letters about papers that must be in order. They name no paper and no benefit of hers."""

from datetime import date

from tegenstroom.accounts.models import Person
from tegenstroom.base import letters
from tegenstroom.base.models import Letter
from tegenstroom.coaches.models import CoachProfile


def check_again(coach: Person, *, year: int, lapsed_on: date | None) -> Letter | None:
    """Ask a coach to look whether her papers are in order: once a year, and once after the day they ran out.

    None when she got this one before.
    """
    which = lapsed_on.isoformat() if lapsed_on else year
    return letters.write(
        kind="benefit_check",
        template="coaches/emails/benefit_check",
        to=coach,
        about=CoachProfile(person=coach),
        context={"lapsed_on": lapsed_on},
        once_key=f"coaches.benefit_check:{coach.pk}:{which}",
    )
