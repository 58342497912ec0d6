"""Coaches are asked for the days of an edition: who is asked for what, and what becomes of her answer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH, COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import stamps
from tegenstroom.base.figures import NoFigureError
from tegenstroom.base.models import AuditEvent, Figure, Letter
from tegenstroom.coaches.actions import assignments, money
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules import assignments as asking
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.tests.factories import ProfileFactory, coach
from tegenstroom.library.tests.factories import ThemeFactory
from tegenstroom.training.actions import coach_days, company, editions, tandem
from tegenstroom.training.actions.coach_days import Moment
from tegenstroom.training.models import CoachDay
from tegenstroom.training.rules.editions import EditionState, Obstacle, RefusedError
from tegenstroom.training.tests.coach_days import A_DAY, as_it_stands, days_of, first_day_of, later, says, states
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_years")]


@pytest.fixture
def desk() -> Person:
    return PersonFactory(roles=[COORDINATOR])


# --- asking


def test_a_coach_is_asked_for_every_day_and_for_the_moments_beside_them(desk: Person) -> None:
    edition, who = EditionFactory(room="2.04"), coach()
    first = edition.sessions.first()
    before = Moment(Kind.PREPARATION, first.starts_at - timedelta(days=7), first.starts_at - timedelta(days=6.9))
    asked = coach_days.ask(edition=edition, coach=who, moments=[before], by=desk)
    rows = Assignment.objects.of(who)
    assert [row.kind for row in rows] == ["preparation", "training", "training"]
    assert [row.starts_at for row in rows][1:] == [session.starts_at for session in edition.sessions.all()]
    assert rows[1].title == f"{edition.version.title}: Deel 1"
    assert (rows[1].place, rows[1].room) == (edition.place, "2.04")
    assert Letter.objects.filter(kind="coach_question", person=who.pk).count() == 1
    assert (asked.member.part, asked.member.answer) == ("coach", "asked")
    assert AuditEvent.objects.get(verb="training.ask").details == {"person": who.pk, "part": "coach", "days": 3}


def test_she_can_be_asked_for_some_of_the_days_and_for_the_others_later(desk: Person) -> None:
    edition, who = EditionFactory(), coach()
    first, second = edition.sessions.all()
    coach_days.ask(edition=edition, coach=who, sessions=[first.pk], by=desk)
    assert list(CoachDay.objects.values_list("session", flat=True)) == [first.pk]
    assert who in company.candidates(edition).free
    asked = coach_days.ask(edition=edition, coach=who, by=desk)
    assert [row.starts_at for row in asked.made] == [second.starts_at]
    assert who not in company.candidates(edition).free
    with pytest.raises(RefusedError) as error:
        coach_days.ask(edition=edition, coach=who, by=desk)
    assert [problem.obstacle for problem in error.value.problems] == [Obstacle.ALREADY_ASKED]


def test_a_day_that_is_past_is_not_asked_for(desk: Person) -> None:
    edition, who = EditionFactory(days=(-7, 7)), coach()
    asked = coach_days.ask(edition=edition, coach=who, by=desk)
    assert [row.starts_at for row in asked.made] == [edition.sessions.last().starts_at]


def test_only_preparing_is_not_giving_a_training(desk: Person) -> None:
    edition = EditionFactory()
    begins = edition.sessions.first().starts_at - timedelta(days=3)
    only = Moment(Kind.PREPARATION, begins, begins + timedelta(hours=2))
    with pytest.raises(RefusedError) as error:
        coach_days.ask(edition=edition, coach=coach(), sessions=[], moments=[only], by=desk)
    assert [problem.obstacle for problem in error.value.problems] == [Obstacle.NO_DAYS]
    assert not Assignment.objects.exists()
    assert not edition.tandem.exists()


def test_nobody_is_asked_without_the_role_the_terms_or_the_signature(desk: Person) -> None:
    edition = EditionFactory()
    with pytest.raises(RefusedError):
        coach_days.ask(edition=edition, coach=PersonFactory(), by=desk)
    for someone, obstacle in (
        (PersonFactory(roles=[COACH]), asking.Obstacle.NO_PROFILE),
        (ProfileFactory().person, asking.Obstacle.NO_AGREEMENT),
    ):
        with pytest.raises(asking.RefusedError) as error:
            coach_days.ask(edition=edition, coach=someone, by=desk)
        assert error.value.obstacles == (obstacle,)
    assert not edition.tandem.exists()


def test_a_year_without_ceilings_stops_with_a_sentence_and_asks_nothing(desk: Person) -> None:
    edition, who = EditionFactory(), coach()
    year = timezone.localtime(edition.sessions.last().starts_at).year
    Figure.objects.filter(key="coaches.day_ceiling", valid_from__year=year).delete()
    with pytest.raises(NoFigureError):
        coach_days.ask(edition=edition, coach=who, by=desk)
    assert not Assignment.objects.exists()
    assert not Letter.objects.filter(kind="coach_question").exists()


def test_a_heavy_theme_is_the_first_that_she_reads_and_makes_the_day_heavy(desk: Person) -> None:
    edition = EditionFactory()
    edition.version.themes.set([ThemeFactory(name="Groepswerk"), ThemeFactory(name="Kwetsuren", is_heavy=True)])
    [first, _second] = coach_days.ask(edition=edition, coach=coach(), by=desk).made
    assert [theme["name"] for theme in first.themes] == ["Kwetsuren", "Groepswerk"]
    assert first.is_heavy


# --- her answer


def test_one_day_is_a_yes_to_the_edition_and_all_days_off_is_a_no(desk: Person) -> None:
    edition, who = EditionFactory(), coach()
    member = coach_days.ask(edition=edition, coach=who, by=desk).member
    first, second = Assignment.objects.of(who)
    for assignment, answer, sums_up in (
        (first, State.NO, "asked"),
        (second, State.YES, "yes"),
        (second, State.NO, "no"),
        (first, State.YES, "yes"),
    ):
        before = stamps.current(stamps.PROGRAMME)
        says(assignment, answer)
        member.refresh_from_db()
        assert member.answer == sums_up
        assert (member.answered_at is None) == (sums_up == "asked")
    assert stamps.current(stamps.PROGRAMME) > before


def test_who_phones_says_yes_to_what_is_open_or_no_to_all(desk: Person) -> None:
    edition, who = EditionFactory(days=(3, 20, 30)), coach()
    member = coach_days.ask(edition=edition, coach=who, by=desk).member
    says(first_day_of(member), State.NO)
    assert tandem.answer(member=member, answer="yes", by=desk).answer == "yes"
    assert states(member) == ["no", "yes", "yes"]
    assert tandem.answer(member=member, answer="no", by=desk).answer == "no"
    assert states(member) == ["no", "no", "no"]
    with pytest.raises(RefusedError):
        tandem.answer(member=member, answer="no", by=desk)
    tandem.answer(member=member, answer="yes", by=desk)
    assert states(member) == ["yes", "yes", "yes"]


@pytest.mark.parametrize("said", [State.NO, State.RATHER_NOT])
def test_who_said_no_to_a_day_is_asked_for_no_more_until_she_says_otherwise(desk: Person, said: State) -> None:
    edition, who = EditionFactory(days=(3, 20, 30)), coach()
    edition.version.themes.set([ThemeFactory()])
    first, second, third = edition.sessions.all()
    member = coach_days.ask(edition=edition, coach=who, sessions=[first.pk, second.pk], by=desk).member
    says(first_day_of(member), said)
    assert who not in company.candidates(edition).free
    for days in ([first.pk], [second.pk], [third.pk], None):
        with pytest.raises(asking.RefusedError) as error:
            coach_days.ask(edition=edition, coach=who, sessions=days, by=desk)
        assert error.value.obstacles == (asking.Obstacle.SAID_NO,)
    days = days_of(edition)
    more = replace(later(days[-1], days=5), session=None)
    editions.change(edition=edition, days=[*days, more], terms=as_it_stands(edition), by=desk)
    assert states(member) == [said, "asked"]
    says(first_day_of(member), State.YES)
    coach_days.ask(edition=edition, coach=who, by=desk)
    assert states(member) == ["yes", "asked", "asked", "asked"]


def test_rather_not_this_theme_reads_as_a_no_and_she_is_not_on_the_list_any_more(desk: Person) -> None:
    edition, who = EditionFactory(), coach()
    edition.version.themes.set([ThemeFactory()])
    member = coach_days.ask(edition=edition, coach=who, by=desk).member
    for assignment in Assignment.objects.of(who):
        says(assignment, State.RATHER_NOT)
    member.refresh_from_db()
    assert member.answer == "no"
    assert who not in company.candidates(edition).free


def test_a_day_called_off_for_one_coach_is_asked_for_anew_and_the_old_one_keeps_its_money(desk: Person) -> None:
    edition, who = EditionFactory(days=(2, 30)), coach()
    member = coach_days.ask(edition=edition, coach=who, by=desk).member
    tandem.answer(member=member, answer="yes", by=desk)
    old = first_day_of(member)
    assignments.call_off(assignment=old, by=desk)
    assert money.amount_of(old) == A_DAY
    coach_days.ask(edition=edition, coach=who, by=desk)
    tied = CoachDay.objects.get(session=edition.sessions.first())
    assert (tied.assignment.state, tied.assignment_id != old.pk) == ("asked", True)
    assert CoachDay.objects.get(assignment=old).session is None
    assert money.amount_of(old) == A_DAY


# --- a tandem on every day


def test_a_training_is_confirmed_once_two_coaches_come_on_each_day(desk: Person) -> None:
    edition = EditionFactory(tandem_says="yes")
    day = CoachDay.objects.filter(session=edition.sessions.last()).first().assignment
    Assignment.objects.filter(pk=day.pk).update(state=State.NO)
    with pytest.raises(RefusedError) as error:
        editions.confirm(edition=edition, by=desk)
    assert [problem.obstacle for problem in error.value.problems] == [Obstacle.COACHES_MISSING]
    third = coach()
    coach_days.ask(edition=edition, coach=third, sessions=[edition.sessions.last().pk], by=desk)
    says(Assignment.objects.of(third).get(), State.YES)
    assert editions.confirm(edition=edition, by=desk).state == EditionState.CONFIRMED


def test_a_day_that_was_given_with_one_coach_stands_in_nobodys_way(desk: Person) -> None:
    edition = EditionFactory(tandem_says="yes", days=(-3, 4))
    past = CoachDay.objects.filter(session=edition.sessions.first()).first().assignment
    Assignment.objects.filter(pk=past.pk).update(state=State.NO)
    assert coach_days.coming_by_day(edition) == [2]
    assert editions.confirm(edition=edition, by=desk).state == EditionState.CONFIRMED
