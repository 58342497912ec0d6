"""Groups that have been, are or will be, for tests of what happens during and after the days."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.training.actions.attendance import mark
from tegenstroom.training.actions.evaluation import answer, finish, questions_of
from tegenstroom.training.models import CoachDay, DayClosing, Edition, EvaluationInvitation, Session, TandemMember
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, tie

BRUSSELS = ZoneInfo("Europe/Brussels")


def group(*, days: tuple[int, ...] = (-14, -1), people: int = 6, state: str = EditionState.CONFIRMED) -> Edition:
    """A confirmed edition with its tandem, `people` placed participants and parts so many days from today."""
    edition = EditionFactory(days=days, state=state, tandem_says="yes")
    for _number in range(people):
        EnrolmentFactory(edition=edition)
    return edition


def logged_in(person: Person) -> Client:
    """A browser in which this person is logged in."""
    client = Client()
    client.force_login(person)
    return client


def queries_of(client: Client, url: str) -> int:
    """How many queries this page costs."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def of_the_tandem(edition: Edition, part: str) -> Person:
    """The trainer, or the first of the coaches."""
    return edition.tandem.filter(part=part).first().person


def another(part: str) -> Person:
    """A trainer or coach who has nothing to do with the edition, but gives another one."""
    person = PersonFactory(roles=[TRAINER if part == TandemMember.Part.TRAINER else COACH])
    TandemMember.objects.create(edition=EditionFactory(), person=person, part=part, answer="yes")
    return person


def everyone_came(edition: Edition) -> None:
    """All placed people present in all parts that have begun."""
    for session in edition.sessions.all():
        for enrolment in edition.enrolments.placed():
            mark(session=session, enrolment=enrolment, mark="present", by=None)


def closed(edition: Edition) -> None:
    """All its days are done with, whoever was there; rows only."""
    for session in edition.sessions.filter(closing=None):
        DayClosing.objects.create(session=session, ended_at=session.ends_at, closed_at=session.ends_at)


def hands_in(invitation: EvaluationInvitation, *, scale: int = 4, words: str = "", share: bool = False) -> None:
    """One person answers all questions of a wave: the same number everywhere, the same words everywhere."""
    for question in questions_of(invitation.wave):
        answer(invitation=invitation, question=question, value=scale if question.kind == "scale" else words)
    finish(invitation=invitation, share_with_coaches=share)


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 30) -> datetime:
    """A moment in Brussels."""
    return datetime(year, month, day, hour, minute, tzinfo=BRUSSELS)


def moved(edition: Edition, *starts: datetime) -> list[Session]:
    """Give the edition these parts of seven hours instead of its own."""
    CoachDay.objects.filter(session__edition=edition).delete()
    edition.sessions.all().delete()
    found = [
        Session.objects.create(edition=edition, starts_at=start, ends_at=start + timedelta(hours=7))
        for start in starts
    ]
    edition.starts_on, edition.ends_on = starts[0].date(), starts[-1].date()
    edition.save()
    for coach in edition.tandem.filter(part=TandemMember.Part.COACH):
        tie(coach)
    return found
