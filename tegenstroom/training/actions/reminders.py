"""Letters that go out by themselves before and after the days. Each is safe to run twice."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base.hours import letters_may_go
from tegenstroom.base.models import Letter
from tegenstroom.training.actions.evaluation import who_came
from tegenstroom.training.emails import after as emails
from tegenstroom.training.figures import PRACTICAL_DAYS, REMINDER_DAYS
from tegenstroom.training.models import Edition, Session, TandemMember
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.rules.reminders import (
    AFTERWARDS_DAYS,
    afterwards_is_due,
    practical_is_due,
    reminder_is_due,
)
from tegenstroom.training.rules.tandem import COMES


def remind(now: datetime) -> int:
    """Remind participants and tandem of every part that comes near; how many letters that made."""
    today, days = timezone.localdate(now), int(REMINDER_DAYS.on(timezone.localdate(now)))
    if not letters_may_go(timezone.localtime(now)):
        return 0
    sessions = (
        Session.objects.filter(edition__state=EditionState.CONFIRMED)
        .filter(starts_at__gte=_midnight(today, 1), starts_at__lt=_midnight(today, days + 1))
        .select_related("edition__version", "edition__place", "place", "part")
    )
    return sum(
        _remind_of(session)
        for session in sessions
        if reminder_is_due(timezone.localdate(session.starts_at), today=today, days=days)
    )


def send_practical(now: datetime) -> int:
    """Tell everyone in a confirmed edition where and when; how many letters that made."""
    today = timezone.localdate(now)
    days, reminder_days = int(PRACTICAL_DAYS.on(today)), int(REMINDER_DAYS.on(today))
    if not letters_may_go(timezone.localtime(now)):
        return 0
    editions = Edition.objects.filter(
        state=EditionState.CONFIRMED, starts_on__range=(today, today + timedelta(days=days))
    ).select_related("version", "place")
    return sum(
        _tell_practical(edition)
        for edition in editions
        if edition.starts_on
        and practical_is_due(edition.starts_on, today=today, days=days, reminder_days=reminder_days)
    )


def send_afterwards(now: datetime) -> int:
    """Thank who came, the day after; how many letters that made."""
    today = timezone.localdate(now)
    if not letters_may_go(timezone.localtime(now)):
        return 0
    editions = Edition.objects.filter(
        state__in=(EditionState.CONFIRMED, EditionState.CLOSED),
        ends_on__range=(today - timedelta(days=AFTERWARDS_DAYS[-1]), today - timedelta(days=AFTERWARDS_DAYS[0])),
    ).select_related("version")
    return sum(
        _thank(edition)
        for edition in editions
        if edition.ends_on and afterwards_is_due(edition.ends_on, today=today)
    )


def _remind_of(session: Session) -> int:
    people = {person.pk: (person, False) for person in _participants(session.edition)}
    people |= {member.person_id: (member.person, True) for member in _tandem(session)}
    fresh = _fresh({emails.reminder_key(session, pk): pk for pk in people})
    return sum(bool(emails.reminder(session, people[pk][0], gives=people[pk][1])) for pk in fresh)


def _tell_practical(edition: Edition) -> int:
    people = {person.pk: person for person in _participants(edition)}
    fresh = _fresh({emails.practical_key(edition, pk): pk for pk in people})
    return sum(bool(emails.practical(edition, people[pk])) for pk in fresh)


def _thank(edition: Edition) -> int:
    people = {enrolment.person_id: enrolment.person for enrolment in who_came(edition).select_related("person")}
    fresh = _fresh({emails.afterwards_key(edition, pk): pk for pk in people})
    return sum(bool(emails.afterwards(edition, people[pk])) for pk in fresh)


def _fresh(keys: dict[str, int]) -> Iterable[int]:
    """Whose letter was not written yet: one query for the whole group."""
    used = set(Letter.objects.filter(once_key__in=keys).values_list("once_key", flat=True))
    return [pk for key, pk in keys.items() if key not in used]


def _participants(edition: Edition) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=edition.enrolments.placed().values("person"))


def _tandem(session: Session) -> QuerySet[TandemMember]:
    """The trainers, and the coaches who come on this day."""
    trains = Q(part=TandemMember.Part.TRAINER, answer=TandemMember.Answer.YES)
    comes = Q(days__session=session, days__assignment__state__in=COMES)
    return session.edition.tandem.filter(trains | comes).select_related("person").distinct()


def _midnight(today: date, days: int) -> datetime:
    return timezone.make_aware(datetime.combine(today + timedelta(days=days), time()))
