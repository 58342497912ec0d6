"""Whether a coach's papers are in order this year. Which papers they are is asked nowhere and kept nowhere."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH
from tegenstroom.base import audit
from tegenstroom.base.hours import letters_may_go
from tegenstroom.coaches.emails import benefits as emails
from tegenstroom.coaches.models import BenefitCheck, CoachProfile
from tegenstroom.coaches.rules.benefits import CheckState, Standing, standing
from tegenstroom.coaches.rules.profiles import Terms


@transaction.atomic
def answer(*, coach: Person, state: CheckState, by: Person, until: date | None = None) -> BenefitCheck:
    """Keep how it stands this year. `until` counts for what is in order only; the audit row says neither."""
    audit.take_turn()
    values = {
        "state": state,
        "in_order_until": until if state is CheckState.IN_ORDER else None,
        "answered_at": timezone.now(),
    }
    row, _new = BenefitCheck.objects.update_or_create(coach=coach, year=timezone.localdate().year, defaults=values)
    audit.record("coaches.benefit_check", by=by, about=CoachProfile(person=coach), year=row.year)
    return row


@transaction.atomic
def begin(*, coach: Person, by: Person) -> None:
    """She may have papers to look after. What was in order stays so; what was answered otherwise is open again."""
    audit.take_turn()
    if standing_of(coach).state is not CheckState.IN_ORDER:
        answer(coach=coach, state=CheckState.NOT_YET, by=by)


@transaction.atomic
def letters_printed(*, coach: Person, by: Person) -> None:
    """Note that all letters were printed for her: always all of them, so that the note names no benefit."""
    audit.record("coaches.benefit_letters", by=by, about=CoachProfile(person=coach))


def standing_of(coach: Person) -> Standing:
    """How it stands today."""
    return standings([coach]).get(coach.pk, Standing())


def standings(coaches: Iterable[Person]) -> dict[int, Standing]:
    """How it stands today, by the coach's number, in one query. Who did not answer this year is left out."""
    today = timezone.localdate()
    rows = BenefitCheck.objects.filter(coach__in=coaches, year=today.year)
    return {row.coach_id: standing(CheckState(row.state), row.in_order_until, today) for row in rows}


def ask_again(now: datetime) -> int:
    """Write to volunteers who did not answer this year, and to whose papers ran out; how many letters.

    By day only, once a year and once a date: running it again writes nothing.
    """
    if not letters_may_go(timezone.localtime(now)):
        return 0
    today = timezone.localdate(now)
    volunteers = CoachProfile.objects.filter(terms=Terms.VOLUNTEER).values("person")
    coaches = list(Person.objects.with_role(COACH).filter(pk__in=volunteers, is_active=True))
    known = standings(coaches)
    asked = 0
    for coach in coaches:
        found = known.get(coach.pk, Standing())
        if found.state is None or found.has_lapsed:
            asked += emails.check_again(coach, year=today.year, lapsed_on=found.until) is not None
    return asked
