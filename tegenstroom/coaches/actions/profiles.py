"""Making someone a coach, and keeping her terms and her wishes."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.actions import grant_role
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH
from tegenstroom.base import audit
from tegenstroom.coaches.actions import money
from tegenstroom.coaches.actions.ceilings import hold_still
from tegenstroom.coaches.models import Assignment, AvoidedTheme, CoachProfile
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.profiles import SIGNED_FOR

# What the desk agrees with her. Her limits are her own.
TERMS = {"status", "terms", "method", "caller"}


@transaction.atomic
def make_coach(*, person: Person, by: Person | None, **terms: Any) -> CoachProfile:
    """Give someone the role of coach and a row for her terms. Who was a coach before takes up her old row.

    `terms`: status, terms, method and caller of the profile. Raises ValueError for any other field.
    """
    _only_terms(terms)
    audit.take_turn()
    profile, is_new = CoachProfile.objects.get_or_create(person=person, defaults=terms)
    grant_role(person=person, role=COACH, by=by)
    if is_new:
        audit.record("coaches.make_coach", by=by, about=profile)
        return profile
    return change_profile(profile=profile, by=by, **terms)


@transaction.atomic
def change_profile(*, profile: CoachProfile, by: Person | None, **terms: Any) -> CoachProfile:
    """Write what was agreed with her; the audit row names the fields. Raises ValueError for a wish of her own.

    Once she is paid a wage, no allowance stands for a day to come; once she is a volunteer again, there is one.
    NoFigureError when a day to come lies in a year of which the ceilings are not known.
    """
    _only_terms(terms)
    profile = hold_still(profile.person)
    changed = sorted(name for name, value in terms.items() if getattr(profile, name) != value)
    if changed:
        for name in changed:
            setattr(profile, name, terms[name])
        if set(changed) & set(SIGNED_FOR):
            profile.terms_changed_at = timezone.now()
        profile.save(update_fields=[*changed, "terms_changed_at"])
        audit.record("coaches.change_profile", by=by, about=profile, fields=changed)
    if "terms" in changed:
        coming = Assignment.objects.filter(coach=profile.person_id, state=State.YES, starts_at__gt=timezone.now())
        for assignment in coming.select_related("coach").order_by("starts_at", "pk"):
            money.agree(assignment, by=by)
    return profile


@transaction.atomic
def choose_caller(*, profile: CoachProfile, caller: Person | None, by: Person) -> None:
    """Keep whom she wants to hear after a heavy day; None means whoever coordinates."""
    audit.take_turn()
    CoachProfile.objects.filter(pk=profile.pk).update(caller=caller)
    audit.record("coaches.choose_caller", by=by, about=profile)


@transaction.atomic
def limit_heavy_days(*, profile: CoachProfile, most: int | None, by: Person) -> None:
    """Keep how many heavy themes a month she takes on; None leaves it to the network. How many is hers alone."""
    audit.take_turn()
    CoachProfile.objects.filter(pk=profile.pk).update(heavy_a_month=most)
    audit.record("coaches.limit_heavy_days", by=by, about=profile)


@transaction.atomic
def stop_avoiding(*, avoided: AvoidedTheme, by: Person) -> None:
    """She may be asked for this theme again. The audit row does not name it."""
    audit.take_turn()
    avoided.delete()
    audit.record("coaches.stop_avoiding", by=by, about=CoachProfile(person_id=avoided.coach_id))


def _only_terms(terms: dict[str, Any]) -> None:
    if strange := terms.keys() - TERMS:
        raise ValueError(sorted(strange))
