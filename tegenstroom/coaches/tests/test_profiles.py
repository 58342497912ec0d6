"""Someone becomes a coach, and the desk keeps what was agreed with her: never what is hers alone."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import ADMINISTRATOR, COACH, COORDINATOR, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.coaches.actions import benefits, dependencies, profiles
from tegenstroom.coaches.models import AvoidedTheme, CareCall, CoachProfile
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.benefits import CheckState
from tegenstroom.coaches.rules.care import Reason
from tegenstroom.coaches.rules.dependencies import Depended, Kind
from tegenstroom.coaches.rules.profiles import Missing, Status, Terms, missing
from tegenstroom.coaches.tests.factories import AssignmentFactory, ProfileFactory, coach

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

AGREED = {"status": "trained_expert", "terms": "paid", "method": "cash", "caller_words": ""}


@pytest.fixture
def coordinator() -> Person:
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def office(client: Client, coordinator: Person) -> Client:
    client.force_login(coordinator)
    return client


def seen(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def named(response: HttpResponse) -> list[Person]:
    return [line.profile.person for line in response.context["page"]]


def test_someone_becomes_a_coach_with_role_and_terms_at_once(office: Client) -> None:
    person = PersonFactory()
    address = reverse("coaches:desk_coach_add", args=[person.pk])
    assert person.name in seen(office, "coaches:desk_coach_add", person.pk)
    assert office.post(address, AGREED).headers["Location"] == reverse("coaches:desk_coach", args=[person.pk])
    profile = CoachProfile.objects.get(person=person)
    assert (profile.status, profile.terms, profile.method) == ("trained_expert", "paid", "cash")
    assert Person.objects.get(pk=person.pk).has_role(COACH)


def test_who_is_a_coach_already_is_not_made_one_again(office: Client) -> None:
    person = coach()
    address = reverse("coaches:desk_coach_add", args=[person.pk])
    assert office.get(address).headers["Location"] == reverse("coaches:desk_coach", args=[person.pk])
    assert office.post(address, AGREED).status_code == 302
    assert CoachProfile.objects.get(person=person).status == Status.COACH


def test_who_was_a_coach_before_takes_up_her_old_terms(coordinator: Person) -> None:
    stopped = ProfileFactory(
        person=PersonFactory(), status=Status.TRAINED_EXPERT, terms=Terms.PAID, heavy_a_month=2
    )
    again = profiles.make_coach(person=stopped.person, by=coordinator, terms=Terms.VOLUNTEER)
    assert (again.status, again.terms, again.heavy_a_month) == (Status.TRAINED_EXPERT, Terms.VOLUNTEER, 2)
    assert Person.objects.get(pk=stopped.pk).has_role(COACH)


def test_the_desk_never_writes_a_limit_of_hers(coordinator: Person) -> None:
    profile = ProfileFactory()
    with pytest.raises(ValueError, match="heavy_a_month"):
        profiles.change_profile(profile=profile, by=coordinator, heavy_a_month=1)
    with pytest.raises(ValueError, match="heavy_a_month"):
        profiles.make_coach(person=PersonFactory(), by=coordinator, heavy_a_month=1)


def test_what_was_agreed_can_change_and_the_audit_names_the_fields(office: Client) -> None:
    person = coach()
    other = PersonFactory(given_name="Bel", family_name="Mijdan", email="bel@example.org")
    address = reverse("coaches:desk_coach_edit", args=[person.pk])
    office.post(address, AGREED | {"caller_words": "bel mijdan"})
    profile = CoachProfile.objects.get(person=person)
    assert (profile.terms, profile.caller) == (Terms.PAID, other)
    event = AuditEvent.objects.get(verb="coaches.change_profile")
    assert event.details == {"fields": ["caller", "method", "status", "terms"]}
    assert 'value="bel@example.org"' in seen(office, "coaches:desk_coach_edit", person.pk)
    office.post(address, AGREED)
    assert CoachProfile.objects.get(person=person).caller is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("niemand hier", "We vinden niemand"), ("Twee", "meer mensen"), ("Alleen Zij", "Dat is zij zelf")],
)
def test_whom_she_wants_to_hear_must_be_one_other_person(office: Client, words: str, sentence: str) -> None:
    person = coach(person=PersonFactory(given_name="Alleen", family_name="Zij", roles=[COACH]))
    for family in ("Eersten", "Tweeden"):
        PersonFactory(given_name="Twee", family_name=family)
    page = office.post(
        reverse("coaches:desk_coach_edit", args=[person.pk]), AGREED | {"caller_words": words}
    ).content.decode()
    assert sentence in page
    assert CoachProfile.objects.get(person=person).terms == Terms.VOLUNTEER


def test_the_list_says_what_each_coach_still_lacks(office: Client, coordinator: Person) -> None:
    ready = coach(person=PersonFactory(given_name="Klaar", roles=[COACH]))
    benefits.answer(coach=ready, state=CheckState.IN_ORDER, by=coordinator)
    bare = ProfileFactory(person__given_name="Nieuw").person
    called = coach(person=PersonFactory(given_name="Wacht", roles=[COACH]))
    CareCall.objects.create(coach=called, reason=Reason.ASKED, due_at=timezone.now())
    address = reverse("coaches:desk_coaches")
    by_gap = {gap: named(office.get(address, {"mist": gap})) for gap in Missing}
    assert by_gap[Missing.AGREEMENT] == [bare]
    assert by_gap[Missing.PAPERS] == [bare, called]
    assert by_gap[Missing.CALL] == [called]
    page = seen(office, "coaches:desk_coaches", zoek="klaar")
    assert ready.name in page
    assert bare.name not in page
    assert ready.name in seen(office, "coaches:desk_coaches", mist="bestaat niet")


def test_the_list_shows_the_next_day_that_she_said_yes_to(office: Client) -> None:
    person = coach()
    AssignmentFactory(coach=person, days=40, state=State.YES)
    first = AssignmentFactory(coach=person, days=9, state=State.YES)
    AssignmentFactory(coach=person, days=2, state=State.NO)
    [line] = office.get(reverse("coaches:desk_coaches")).context["page"]
    assert line.next_at == first.starts_at


def test_the_list_takes_as_many_queries_for_thirty_coaches_as_for_one(
    office: Client, django_assert_max_num_queries: object
) -> None:
    for _ in range(30):
        AssignmentFactory(coach=coach(), state=State.YES)
    with django_assert_max_num_queries(15):
        page = office.get(reverse("coaches:desk_coaches")).context["page"]
    assert len(page.object_list) == 30


def test_who_got_the_role_without_terms_is_named_on_the_list(office: Client) -> None:
    person = PersonFactory(roles=[COACH], given_name="Zonder", family_name="Afspraak")
    page = seen(office, "coaches:desk_coaches")
    assert "Zonder Afspraak" in page
    assert reverse("coaches:desk_coach_add", args=[person.pk]) in page


def test_who_stopped_is_not_on_the_list_but_her_page_stays(office: Client) -> None:
    stopped = ProfileFactory(person=PersonFactory(given_name="Gestopt"))
    assert "Gestopt" not in seen(office, "coaches:desk_coaches")
    assert "Gestopt" in seen(office, "coaches:desk_coach", stopped.pk)


def test_her_page_at_the_desk_shows_nothing_that_is_hers_alone(office: Client) -> None:
    person = coach(heavy_a_month=3)
    depended = Depended(Kind.PERSON, "Geheime Persoon")
    dependencies.add(coach=person, depended=depended, by=person)
    AvoidedTheme.objects.create(coach=person, slug="verborgen-thema", name="Verborgen thema")
    rather_not = AssignmentFactory(coach=person, days=5, state=State.RATHER_NOT)
    page = seen(office, "coaches:desk_coach", person.pk)
    for hers in ("Geheime", "Verborgen", "liever niet", "rather"):
        assert hers not in page
    assert rather_not.title in page
    assert "komt niet" in page


def test_what_she_said_about_her_papers_can_be_kept_for_her(office: Client) -> None:
    person = coach()
    address = reverse("coaches:desk_coach_papers", args=[person.pk])
    day = timezone.localdate() + timedelta(days=90)
    office.post(address, {"state": "in_order", "until": day.isoformat()})
    assert benefits.standing_of(person).until == day
    wrong = office.post(address, {"state": "iets anders"})
    assert wrong.status_code == 200
    assert benefits.standing_of(person).until == day


@pytest.mark.parametrize("role", [TRAINER, COACH, ADMINISTRATOR])
def test_only_a_coordinator_opens_these_pages(client: Client, role: object) -> None:
    person = coach()
    client.force_login(PersonFactory(roles=[role]))
    for name in ("desk_coach", "desk_coach_edit", "desk_coach_add"):
        assert client.get(reverse(f"coaches:{name}", args=[person.pk])).status_code == 404
    assert client.get(reverse("coaches:desk_coaches")).status_code == 404


@pytest.mark.parametrize(
    ("terms", "settled", "lacks"),
    [(Terms.VOLUNTEER, False, {Missing.PAPERS}), (Terms.VOLUNTEER, True, set()), (Terms.PAID, False, set())],
)
def test_who_is_paid_a_wage_has_no_volunteers_papers(terms: Terms, settled: bool, lacks: set[Missing]) -> None:
    assert missing(has_agreement=True, terms=terms, papers_settled=settled, open_calls=0) == lacks


def test_another_change_from_an_older_page_keeps_what_she_must_sign_anew(coordinator: Person) -> None:
    she = coach()
    newer, older = CoachProfile.objects.get(person=she), CoachProfile.objects.get(person=she)
    newer = profiles.change_profile(profile=newer, by=coordinator, terms="paid")
    assert newer.terms_changed_at is not None
    profiles.change_profile(profile=older, by=coordinator, method="cash")
    assert CoachProfile.objects.get(person=she).terms_changed_at == newer.terms_changed_at
