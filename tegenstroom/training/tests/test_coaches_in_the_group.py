"""Whom a coach would meet: who stands on the list of whom can be asked, and who sees why not."""

import pytest

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH, COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.actions import dependencies, her_list, money
from tegenstroom.coaches.actions.company import company_of
from tegenstroom.coaches.models import Assignment, AvoidedTheme
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.rules.dependencies import Depended
from tegenstroom.coaches.rules.dependencies import Kind as DependedKind
from tegenstroom.coaches.tests.factories import AssignmentFactory, ProfileFactory, coach
from tegenstroom.library.tests.factories import ThemeFactory
from tegenstroom.organisations.tests.factories import MembershipFactory, OrganisationFactory
from tegenstroom.training.actions import coach_days, company, tandem
from tegenstroom.training.models import CoachDay, TandemMember
from tegenstroom.training.tests.coach_days import first_day_of, says
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, gives

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_years")]


@pytest.fixture
def desk() -> Person:
    return PersonFactory(roles=[COORDINATOR])


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


def test_she_reads_who_gives_the_day_with_her(desk: Person) -> None:
    edition = EditionFactory(tandem_says="yes")
    member = gives(edition, coach())
    away = edition.tandem.filter(part="coach").first()
    elsewhere = CoachDay.objects.get(member=away, session=edition.sessions.first()).assignment
    Assignment.objects.filter(pk=elsewhere.pk).update(state=State.NO)
    with_whom = company_of(first_day_of(member))
    expected = edition.tandem.exclude(pk__in=[away.pk, member.pk])
    assert {person.pk for person in with_whom} == set(expected.values_list("person", flat=True))


def test_what_was_not_asked_for_an_edition_has_no_group_and_no_company_of_ours() -> None:
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
    assert not her_list.that_meet(who, [day])
    EnrolmentFactory(edition=edition, person=PersonFactory(given_name="Bea", family_name="Begeleider"))
    assert her_list.that_meet(who, [day])
    says(day, State.NO)
    assert money.amount_of(day) == 0
