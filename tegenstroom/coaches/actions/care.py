"""Calls that are owed to coaches: after a heavy day, and because she asked."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.coaches.emails import care as emails
from tegenstroom.coaches.figures import CALL_HOURS
from tegenstroom.coaches.models import Assignment, CareCall, CoachProfile
from tegenstroom.coaches.rules.care import WAS_THERE, Reason, due_at


def plan_calls(now: datetime) -> int:
    """Make the calls for heavy days that are over by `now`; how many were new. Running it again makes none twice.

    NoFigureError when it is not known within how many hours the network calls.
    """
    over = Assignment.objects.filter(is_heavy=True, state__in=WAS_THERE, ends_at__lte=now, care_call=None)
    return sum(_plan(assignment) for assignment in over)


@transaction.atomic
def ask_for_call(*, coach: Person, by: Person) -> CareCall:
    """Note that she wants to be called. As long as that call is not made, asking again is the same call.

    `by` is herself, or whoever she told. NoFigureError when it is not known within how many hours we call.
    """
    # A finger that taps twice is one call.
    audit.take_turn()
    if waiting := CareCall.objects.open().filter(coach=coach, reason=Reason.ASKED).first():
        return waiting
    now = timezone.now()
    call = CareCall.objects.create(
        coach=coach,
        reason=Reason.ASKED,
        caller=_caller_of(coach),
        asked_at=now,
        due_at=due_at(now, CALL_HOURS.on(timezone.localdate(now))),
    )
    audit.record("coaches.ask_for_call", by=by, about=call)
    emails.call_to_make(call)
    return call


@transaction.atomic
def made(*, call: CareCall, by: Person) -> CareCall:
    """Note that she was called. What was said is asked nowhere. Saying it twice is saying it once."""
    if CareCall.objects.open().filter(pk=call.pk).update(made_at=timezone.now(), made_by=by):
        audit.record("coaches.call_made", by=by, about=call)
    call.refresh_from_db(fields=["made_at", "made_by"])
    return call


@transaction.atomic
def owe_after(*, coach: Person, over_at: datetime, by: Person | None) -> CareCall:
    """Make the call after something heavy that was no assignment: who calls this keeps that it was made.

    NoFigureError when it is not known within how many hours we call.
    """
    audit.take_turn()
    call = CareCall.objects.create(
        coach=coach,
        reason=Reason.HEAVY_DAY,
        caller=_caller_of(coach),
        asked_at=over_at,
        due_at=due_at(over_at, CALL_HOURS.on(timezone.localdate(over_at))),
    )
    audit.record("coaches.plan_call", by=by, about=call)
    emails.call_to_make(call)
    return call


def open_for(assignments: QuerySet[Assignment]) -> list[Assignment]:
    """Those of these days after which a coach still has to be called, whether the clock has seen it or not.

    What they belong to stays open as long as there is one. Once planned, the call is `assignment.care_call`.
    """
    heavy = assignments.filter(is_heavy=True, state__in=WAS_THERE)
    not_called = heavy.filter(Q(care_call=None) | Q(care_call__made_at=None))
    return list(not_called.select_related("coach", "care_call__caller"))


@transaction.atomic
def _plan(assignment: Assignment) -> bool:
    audit.take_turn()
    hours = CALL_HOURS.on(timezone.localdate(assignment.ends_at))
    values = {
        "coach": assignment.coach,
        "reason": Reason.HEAVY_DAY,
        "caller": _caller_of(assignment.coach),
        "asked_at": assignment.ends_at,
        "due_at": due_at(assignment.ends_at, hours),
    }
    call, is_new = CareCall.objects.get_or_create(assignment=assignment, defaults=values)
    if is_new:
        audit.record("coaches.plan_call", by=None, about=call)
        emails.call_to_make(call)
    return is_new


def _caller_of(coach: Person) -> Person | None:
    """Whom she chose, as long as that person takes part; nobody means the coordinators."""
    profile = CoachProfile.objects.select_related("caller").filter(person=coach).first()
    return profile.caller if profile and profile.caller and profile.caller.is_active else None
