"""What the desk sees of coaches: terms, papers, days and calls. Never her list, her limits or her bank account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH
from tegenstroom.coaches.actions import agreements, benefits
from tegenstroom.coaches.models import Agreement, Assignment, CareCall, CoachProfile
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.benefits import Standing
from tegenstroom.coaches.rules.profiles import Missing, Terms, missing


@dataclass(frozen=True, slots=True)
class Line:
    """One coach on the list. `agreement` runs today; `on_paper` was made and waits for her signature."""

    profile: CoachProfile
    agreement: Agreement | None
    on_paper: Agreement | None
    papers: Standing
    next_at: datetime | None
    open_calls: int

    @property
    def missing(self) -> set[Missing]:
        return missing(
            has_agreement=self.agreement is not None,
            terms=Terms(self.profile.terms),
            papers_settled=self.papers.is_settled,
            open_calls=self.open_calls,
        )


def lines(profiles: QuerySet[CoachProfile]) -> list[Line]:
    """Coaches by name, each with where she stands today, in seven queries whatever their number."""
    shown = list(profiles.select_related("person").order_by("person__given_name", "person__family_name", "pk"))
    coaches = [profile.person for profile in shown]
    today = timezone.localdate()
    running, waiting = _running(coaches, today), _waiting(coaches)
    papers = benefits.standings(coaches)
    next_days, calls = _next_days(coaches), _open_calls(coaches)
    return [
        Line(
            profile,
            running.get(profile.pk),
            waiting.get(profile.pk),
            papers.get(profile.pk, Standing()),
            next_days.get(profile.pk),
            calls.get(profile.pk, 0),
        )
        for profile in shown
    ]


def narrowed(found: Iterable[Line], words: str, gap: Missing | None) -> list[Line]:
    """Those whose names hold all these words, and who lack this."""
    wanted = words.casefold().split()
    return [
        line
        for line in found
        if all(word in _names(line.profile.person) for word in wanted) and (gap is None or gap in line.missing)
    ]


def still_coaches() -> QuerySet[CoachProfile]:
    """Coaches who bear the role now: the row of who stopped stays, for what she still gets."""
    return CoachProfile.objects.filter(person__in=Person.objects.with_role(COACH).values("pk"))


def without_profile() -> QuerySet[Person]:
    """People who were given the role of coach, and with whom nothing was agreed yet."""
    return Person.objects.with_role(COACH).exclude(pk__in=CoachProfile.objects.values("pk")).order_by("given_name")


def days_to_come(coach: Person) -> QuerySet[Assignment]:
    """What she said yes to and what she is asked, from now on."""
    coming = Assignment.objects.of(coach).filter(ends_at__gt=timezone.now())
    return coming.exclude(state=State.CALLED_OFF).select_related("place")


def _names(person: Person) -> str:
    return f"{person.name} {person.called} {person.email or ''}".casefold()


def _running(coaches: list[Person], today: date) -> dict[int, Agreement]:
    rows = agreements.running(today).filter(coach__in=coaches).select_related("text").order_by("signed_on")
    return {row.coach_id: row for row in rows}


def _waiting(coaches: list[Person]) -> dict[int, Agreement]:
    papers = Agreement.objects.filter(coach__in=coaches, signed_on=None, ended_on=None)
    rows = agreements.for_their_coach(papers).select_related("text")
    return {row.coach_id: row for row in rows.order_by("made_at")}


def _next_days(coaches: list[Person]) -> dict[int, datetime]:
    coming = Assignment.objects.agreed().filter(coach__in=coaches, ends_at__gt=timezone.now())
    return dict(coming.order_by().values_list("coach").annotate(Min("starts_at")))


def _open_calls(coaches: list[Person]) -> dict[int, int]:
    rows = CareCall.objects.open().filter(coach__in=coaches)
    return dict(rows.order_by().values_list("coach").annotate(Count("pk")))
