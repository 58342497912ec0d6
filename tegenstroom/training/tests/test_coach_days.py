"""Coaches are asked for the days of an edition: who is asked for what, and what becomes of it when days change."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH, COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import stamps
from tegenstroom.base.figures import NoFigureError
from tegenstroom.base.models import AuditEvent, Figure, Letter
from tegenstroom.coaches.actions import assignments, dependencies, money
from tegenstroom.coaches.models import Assignment, AvoidedTheme
from tegenstroom.coaches.rules import assignments as asking
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.rules.dependencies import Depended
from tegenstroom.coaches.rules.dependencies import Kind as DependedKind
from tegenstroom.coaches.tests.factories import ProfileFactory, coach, know
from tegenstroom.library.tests.factories import ThemeFactory
from tegenstroom.organisations.tests.factories import MembershipFactory, OrganisationFactory, PlaceFactory
from tegenstroom.training.actions import coach_days, company, editions, tandem
from tegenstroom.training.actions.coach_days import Moment
from tegenstroom.training.actions.editions import Terms
from tegenstroom.training.models import CoachDay, Edition, TandemMember
from tegenstroom.training.rules.editions import Day, EditionState, Obstacle, RefusedError
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, gives

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

# What the network gives for a day of training, as first proposed.
A_DAY = Decimal(40)


@pytest.fixture(autouse=True)
def _law() -> None:
    for year in (timezone.localdate().year, timezone.localdate().year + 1):
        know(year)


@pytest.fixture
def desk() -> Person:
    return PersonFactory(roles=[COORDINATOR])


def states(member: TandemMember) -> list[str]:
    """What she says day by day, in the order of the days."""
    days = CoachDay.objects.filter(member=member).order_by("assignment__starts_at")
    return list(days.values_list("assignment__state", flat=True))


def first_day_of(member: TandemMember) -> Assignment:
    return CoachDay.objects.filter(member=member).order_by("assignment__starts_at").first().assignment


def days_of(edition: Edition) -> list[Day]:
    return [Day(session.starts_at, session.ends_at, session.pk) for session in edition.sessions.all()]


def as_it_stands(edition: Edition, **changes: object) -> Terms:
    return Terms(**{"place": edition.place, "minimum": 1, "maximum": edition.maximum, **changes})


def later(day: Day, **by: float) -> Day:
    return Day(day.starts_at + timedelta(**by), day.ends_at + timedelta(**by), day.session)


def says(assignment: Assignment, answer: State) -> None:
    assignments.answer(assignment=assignment, answer=answer, by=assignment.coach)


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


# --- who is on the list


def test_whoever_has_something_of_her_own_in_the_way_is_not_on_the_list_whatever_it_is() -> None:
    edition, house = EditionFactory(), OrganisationFactory(name="OCMW Voorbeeldegem")
    theme = ThemeFactory()
    edition.version.themes.set([theme])
    EnrolmentFactory(edition=edition, organisation=house)
    free, depends, avoids = coach(), coach(), coach()
    service = Depended(DependedKind.SERVICE, house.name, house.pk)
    dependencies.add(coach=depends, depended=service, by=depends)
    AvoidedTheme.objects.create(coach=avoids, slug=theme.slug, name=theme.name)
    unsigned, bare = ProfileFactory().person, PersonFactory(roles=[COACH])
    found = company.candidates(edition)
    assert (found.free, found.unsigned, found.without_terms) == ([free], [unsigned], [bare])


def test_the_list_takes_as_many_queries_for_many_coaches_as_for_one(django_assert_max_num_queries) -> None:
    edition = EditionFactory(days=(3, 5, 60))
    edition.version.themes.set([ThemeFactory(is_heavy=True)])
    for _number in range(6):
        EnrolmentFactory(edition=edition)
        coach()
    with django_assert_max_num_queries(30):
        assert len(company.candidates(edition).free) == 6


@pytest.mark.parametrize(
    "how", ["person", "called", "introduced", "house", "typed", "employer", "client", "trainer"]
)
def test_whoever_she_would_meet_is_in_the_group(how: str) -> None:
    house = OrganisationFactory(name="CAW Verzonnen")
    edition = EditionFactory()
    someone = PersonFactory(given_name="An", family_name="Van Damme", called="Anneke")
    match how:
        case "introduced":
            EnrolmentFactory(edition=edition, introduced_as="An Vandamme")
        case "house":
            EnrolmentFactory(edition=edition, organisation=house)
        case "typed":
            EnrolmentFactory(edition=edition, organisation_name="C.A.W. Verzonnen")
        case "employer":
            MembershipFactory(person=someone, organisation=house)
            EnrolmentFactory(edition=edition, person=someone)
        case "client":
            edition = EditionFactory(channel="in_company", organisation=house)
        case "trainer":
            TandemMember.objects.create(edition=edition, person=someone, part="trainer")
        case _:
            EnrolmentFactory(edition=edition, person=someone)
    who = coach()
    depended = {
        "house": Depended(DependedKind.SERVICE, house.name, house.pk),
        "typed": Depended(DependedKind.SERVICE, house.name),
        "employer": Depended(DependedKind.SERVICE, house.name, house.pk),
        "client": Depended(DependedKind.SERVICE, house.name, house.pk),
        "called": Depended(DependedKind.PERSON, "Anneke Van Damme"),
    }.get(how, Depended(DependedKind.PERSON, "Van Damme An"))
    assert company.candidates(edition).free == [who]
    dependencies.add(coach=who, depended=depended, by=who)
    assert company.candidates(edition).free == []


def test_who_left_the_group_or_said_no_is_not_met() -> None:
    edition, someone = EditionFactory(), PersonFactory()
    EnrolmentFactory(edition=edition, person=someone, state="cancelled")
    TandemMember.objects.create(edition=edition, person=someone, part="trainer", answer="no")
    assert not company.group_of(edition).people


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


def test_who_said_no_is_asked_again_for_the_same_days(desk: Person) -> None:
    edition, who = EditionFactory(), coach()
    member = coach_days.ask(edition=edition, coach=who, by=desk).member
    tandem.answer(member=member, answer="no", by=desk)
    again = coach_days.ask(edition=edition, coach=who, by=desk)
    assert (again.member.pk, again.member.answer, states(member)) == (member.pk, "asked", ["asked", "asked"])


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


# --- days that change


def test_a_day_that_moves_is_asked_for_again_and_the_others_are_left_alone(desk: Person) -> None:
    edition = EditionFactory()
    member = coach_days.ask(edition=edition, coach=coach(), by=desk).member
    tandem.answer(member=member, answer="yes", by=desk)
    first, second = days_of(edition)
    moved = later(second, days=7)
    editions.change(edition=edition, days=[first, moved], terms=as_it_stands(edition), by=desk)
    assert states(member) == ["yes", "asked"]
    row = Assignment.objects.of(member.person).last()
    assert (row.starts_at, row.ends_at) == (moved.starts_at, moved.ends_at)
    assert Letter.objects.filter(kind="coach_moved").count() == 1
    assert not Letter.objects.filter(kind="edition_changed", person=member.person_id).exists()


def test_another_place_asks_again_and_another_room_does_not(desk: Person) -> None:
    edition = EditionFactory(days=(30,))
    member = coach_days.ask(edition=edition, coach=coach(), by=desk).member
    tandem.answer(member=member, answer="yes", by=desk)
    editions.change(edition=edition, days=days_of(edition), terms=as_it_stands(edition, room="2.04"), by=desk)
    assert (states(member), first_day_of(member).room) == (["yes"], "2.04")
    place = PlaceFactory()
    terms = as_it_stands(edition, place=place)
    editions.change(edition=edition, days=days_of(edition), terms=terms, by=desk)
    assert (states(member), first_day_of(member).place) == (["asked"], place)


def test_who_comes_is_asked_for_a_day_that_is_added_and_who_said_no_is_not(desk: Person) -> None:
    edition = EditionFactory()
    comes, stays_away = (coach_days.ask(edition=edition, coach=coach(), by=desk).member for _one in range(2))
    tandem.answer(member=comes, answer="yes", by=desk)
    tandem.answer(member=stays_away, answer="no", by=desk)
    days = days_of(edition)
    added = Day(days[-1].starts_at + timedelta(days=3), days[-1].ends_at + timedelta(days=3))
    editions.change(edition=edition, days=[*days, added], terms=as_it_stands(edition), by=desk)
    assert (states(comes), states(stays_away)) == (["yes", "yes", "asked"], ["no", "no"])


def test_who_was_asked_for_one_day_is_not_asked_for_the_rest_because_something_else_changed(desk: Person) -> None:
    edition, who = EditionFactory(), coach()
    coach_days.ask(edition=edition, coach=who, sessions=[edition.sessions.first().pk], by=desk)
    editions.change(edition=edition, days=days_of(edition), terms=as_it_stands(edition, room="3"), by=desk)
    assert Assignment.objects.of(who).count() == 1


@pytest.mark.parametrize(("offset", "kept"), [(2, A_DAY), (30, Decimal(0))])
def test_a_struck_day_is_called_off_and_told_late_she_keeps_her_money(
    desk: Person, offset: int, kept: int
) -> None:
    edition = EditionFactory(days=(offset, 60))
    member = coach_days.ask(edition=edition, coach=coach(), by=desk).member
    tandem.answer(member=member, answer="yes", by=desk)
    _first, second = days_of(edition)
    editions.change(edition=edition, days=[second], terms=as_it_stands(edition), by=desk)
    assert states(member) == ["called_off", "yes"]
    assert money.amount_of(first_day_of(member)) == kept
    assert CoachDay.objects.get(assignment=first_day_of(member)).session is None


def test_the_day_that_she_gave_stays_hers_when_it_is_given_again_later(desk: Person) -> None:
    edition = EditionFactory(days=(-3, 30), tandem_says="yes")
    member = edition.tandem.filter(part="coach").first()
    assignments.mark_done(timezone.now())
    first, second = days_of(edition)
    editions.change(edition=edition, days=[later(first, days=10), second], terms=as_it_stands(edition), by=desk)
    given = first_day_of(member)
    assert (given.state, given.starts_at) == ("done", first.starts_at)
    assert CoachDay.objects.get(assignment=given).session is None


def test_days_move_to_a_year_without_ceilings_only_once_those_are_known(desk: Person) -> None:
    edition = EditionFactory(tandem_says="yes")
    far = [later(day, days=800) for day in days_of(edition)]
    with pytest.raises(NoFigureError):
        editions.change(edition=edition, days=far, terms=as_it_stands(edition), by=desk)
    edition.refresh_from_db()
    assert edition.starts_on == timezone.localdate(edition.sessions.first().starts_at)


def test_calling_off_an_edition_calls_off_all_that_is_to_come_and_late_money_stays(desk: Person) -> None:
    edition, who = EditionFactory(days=(2, 40)), coach()
    begins = edition.sessions.first().starts_at - timedelta(hours=20)
    before = Moment(Kind.PREPARATION, begins, begins + timedelta(hours=2))
    member = coach_days.ask(edition=edition, coach=who, moments=[before], by=desk).member
    tandem.answer(member=member, answer="yes", by=desk)
    editions.call_off(edition=edition, reason="Het dak lekt.", by=desk)
    rows = list(Assignment.objects.of(who))
    assert {row.state for row in rows} == {"called_off"}
    assert [money.amount_of(row) > 0 for row in rows] == [True, True, False]
    member.refresh_from_db()
    assert member.answer == "yes"
    assert "Het dak lekt." in Letter.objects.get(kind="coach_called_off", person=who.pk).body


def test_what_was_given_before_it_was_called_off_stays_given(desk: Person) -> None:
    edition = EditionFactory(days=(-3, 30), tandem_says="yes")
    member = edition.tandem.filter(part="coach").first()
    editions.call_off(edition=edition, reason="De trainer is ziek.", by=desk)
    assert states(member) == ["yes", "called_off"]


# --- with whom


def test_she_reads_who_gives_the_day_with_her(desk: Person) -> None:
    edition = EditionFactory(tandem_says="yes")
    member = gives(edition, coach())
    away = edition.tandem.filter(part="coach").first()
    elsewhere = CoachDay.objects.get(member=away, session=edition.sessions.first()).assignment
    Assignment.objects.filter(pk=elsewhere.pk).update(state=State.NO)
    with_whom = assignments.company_of(first_day_of(member))
    expected = edition.tandem.exclude(pk__in=[away.pk, member.pk])
    assert {person.pk for person in with_whom} == set(expected.values_list("person", flat=True))


def test_what_was_not_asked_for_an_edition_has_no_group_and_no_company_of_ours() -> None:
    from tegenstroom.coaches.tests.factories import AssignmentFactory

    other = AssignmentFactory(coach=coach(), kind=Kind.SUPERVISION)
    assert company.groups_of_assignments([other]) == {}
    assert company.with_whom(other) == []


def test_when_someone_of_her_list_enrols_she_alone_sees_it_and_her_no_is_like_any_other(
    desk: Person,
) -> None:
    edition, who = EditionFactory(), coach()
    member = coach_days.ask(edition=edition, coach=who, by=desk).member
    dependencies.add(coach=who, depended=Depended(DependedKind.PERSON, "Bea Begeleider"), by=who)
    tandem.answer(member=member, answer="yes", by=who)
    day = first_day_of(member)
    assert not assignments.that_meet_her_list(who, [day])
    EnrolmentFactory(edition=edition, person=PersonFactory(given_name="Bea", family_name="Begeleider"))
    assert assignments.that_meet_her_list(who, [day])
    says(day, State.NO)
    assert money.amount_of(day) == 0
