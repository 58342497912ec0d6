"""A leader ticks the colleagues whom she knows: nothing is typed twice, and she learns nothing about others."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.organisations.models import Membership, Organisation
from tegenstroom.organisations.tests.factories import MembershipFactory, OrganisationFactory, TeamFactory
from tegenstroom.training.actions.enrolment import enrol
from tegenstroom.training.colleagues import known_to
from tegenstroom.training.models import Edition, Enrolment
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, PriceFactory
from tegenstroom.training.tests.groups import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture
def house() -> Organisation:
    return OrganisationFactory()


@pytest.fixture
def leader(house: Organisation) -> Person:
    return leads(house)


@pytest.fixture
def me(leader: Person) -> Client:
    return logged_in(leader)


def leads(house: Organisation, **where: Any) -> Person:
    return MembershipFactory(organisation=house, part=Membership.Part.TEAM_LEADER, **where).person


def address(edition: Edition) -> str:
    return f"/vormingen/{edition.pk}/inschrijven/groep/"


def typed(me: Client, edition: Edition, house: Organisation, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The form as a browser sends it, with three rows at least."""
    key = me.get(address(edition)).context["form"]["form_key"].value()
    count = max(3, len(rows))
    sent = {"form_key": key, "organisation": house.pk, "rij-TOTAL_FORMS": count, "rij-INITIAL_FORMS": 0}
    sent |= {f"rij-{number}-kind": "professional" for number in range(count)}
    for number, row in enumerate(rows):
        sent |= {f"rij-{number}-{name}": value for name, value in row.items()}
    return {**sent, **more}


def test_whom_she_ticks_gets_a_row_and_nothing_that_was_typed_is_lost(
    me: Client, leader: Person, house: Organisation
) -> None:
    els, tom = (MembershipFactory(organisation=house).person for _ in range(2))
    edition = PriceFactory().edition
    assertContains(me.get(address(edition)), els.name)
    jef = {"given_name": "Jef", "family_name": "Smet", "email": "jef@example.org"}
    page = me.post(address(edition), typed(me, edition, house, jef, pick="1", colleagues=[els.pk]))
    assertContains(page, f"Collega 2: {els.name}")
    assertContains(page, 'value="jef@example.org"')
    assertNotContains(page, "notice--wrong")
    assert [value for value, _name in page.context["pick"].fields["colleagues"].choices] == [tom.pk]
    assert not Enrolment.objects.exists()
    picked = {"known": els.pk, "needs": "Els hoort niet goed."}
    done = me.post(address(edition), typed(me, edition, house, jef, picked), follow=True)
    assertContains(done, f"Jef Smet, {els.name}")
    row = Enrolment.objects.get(person=els)
    assert (row.enrolled_by, row.organisation, row.needs, row.price) == (
        leader,
        house,
        "Els hoort niet goed.",
        240,
    )
    assert Person.objects.filter(given_name=els.given_name).count() == 1


def test_a_tick_with_the_last_button_shows_first_whom_she_enrols(me: Client, house: Organisation) -> None:
    els, edition = MembershipFactory(organisation=house).person, EditionFactory()
    page = me.post(address(edition), typed(me, edition, house, colleagues=[els.pk]))
    assertContains(page, f"Collega 1: {els.name}")
    assert not Enrolment.objects.exists()


def test_nothing_ticked_gives_the_same_page_without_a_reproach(me: Client, house: Organisation) -> None:
    MembershipFactory(organisation=house)
    edition = EditionFactory()
    page = me.post(address(edition), typed(me, edition, house, {"given_name": "Jef"}, pick="1"))
    assertContains(page, 'value="Jef"')
    assertNotContains(page, "notice--wrong")


def test_whom_she_ticked_may_leave_the_list_again(me: Client, house: Organisation) -> None:
    els, tom = (MembershipFactory(organisation=house).person for _ in range(2))
    edition = EditionFactory()
    rows = ({"known": els.pk, "skip": "on"}, {"known": tom.pk})
    me.post(address(edition), typed(me, edition, house, *rows))
    assert edition.enrolments.get().person == tom


def test_the_form_sent_five_times_enrols_a_known_colleague_once(me: Client, house: Organisation) -> None:
    els, edition = MembershipFactory(organisation=house).person, EditionFactory()
    sent = typed(me, edition, house, {"known": els.pk})
    for _ in range(5):
        me.post(address(edition), sent)
    assert edition.enrolments.get().person == els


def test_there_is_room_for_twelve_and_the_others_stay_to_be_ticked(me: Client, house: Organisation) -> None:
    people = [MembershipFactory(organisation=house).person.pk for _ in range(14)]
    edition = EditionFactory()
    page = me.post(address(edition), typed(me, edition, house, pick="1", colleagues=people))
    assert len(page.context["rows"].numbers()) == 12
    assert len(page.context["pick"].fields["colleagues"].choices) == 2


@pytest.mark.parametrize("number", ["stranger", "-1", pytest.param("9" * 5000, id="thousands of digits"), "nul"])
def test_nobody_is_enrolled_whom_she_does_not_know(me: Client, house: Organisation, number: str) -> None:
    stranger, edition = PersonFactory(), EditionFactory()
    pk = stranger.pk if number == "stranger" else number
    page = me.post(address(edition), typed(me, edition, house, {"known": pk}))
    assertNotContains(page, stranger.name)
    assertNotContains(me.post(address(edition), typed(me, edition, house, colleagues=[pk])), stranger.name)
    assert not Enrolment.objects.exists()


def test_a_leader_of_a_team_knows_her_team_and_whom_she_enrolled_before(house: Organisation) -> None:
    team = TeamFactory(organisation=house)
    leader = leads(house, team=team)
    hers = MembershipFactory(organisation=house, team=team).person
    MembershipFactory(organisation=house)
    MembershipFactory(organisation=house, team=team, person__is_active=False)
    owner = PersonFactory(given_name="Fatima")
    EnrolmentFactory(person=owner, organisation=house, enrolled_by=leader, introduced_as="Els Maes")
    found = known_to(leader, [house], EditionFactory())
    assert {pk: colleague.name for pk, colleague in found.items()} == {hers.pk: hers.name, owner.pk: "Els Maes"}


def test_who_is_in_it_for_the_house_is_not_named_again_but_who_came_by_herself_is(
    leader: Person, house: Organisation
) -> None:
    edition = EditionFactory()
    for_the_house, on_her_own = (MembershipFactory(organisation=house).person for _ in range(2))
    EnrolmentFactory(edition=edition, person=for_the_house, organisation=house)
    EnrolmentFactory(edition=edition, person=on_her_own)
    assert set(known_to(leader, [house], edition)) == {on_her_own.pk}


@pytest.mark.parametrize("maximum", [1, 2])
def test_how_someone_stands_who_came_by_herself_is_not_told(me: Client, house: Organisation, maximum: int) -> None:
    edition = EditionFactory(maximum=maximum)
    EnrolmentFactory(edition=edition)
    els, tom = (MembershipFactory(organisation=house).person for _ in range(2))
    enrol(edition=edition, person=els, kind="professional", by=els)
    sent = typed(me, edition, house, {"known": els.pk}, {"known": tom.pk})
    told = [str(message) for message in me.post(address(edition), sent, follow=True).context["messages"]]
    assert f"Vraag het even aan je collega zelf: over {els.name} zeggen we hier niets." in told
    assert [els.name in sentence for sentence in told].count(True) == 1
    assert any(tom.name in sentence for sentence in told)


def test_who_leads_two_houses_reads_where_each_works_and_enrols_her_for_that_one(
    me: Client, leader: Person, house: Organisation
) -> None:
    other = MembershipFactory(person=leader, part=Membership.Part.TEAM_LEADER).organisation
    here, there = (MembershipFactory(organisation=where).person for where in (house, other))
    edition = EditionFactory()
    assertContains(me.get(address(edition)), f"{there.name}, {other}")
    me.post(address(edition), typed(me, edition, house, {"known": here.pk}, {"known": there.pk}))
    found = dict(edition.enrolments.values_list("person", "organisation"))
    assert found == {here.pk: house.pk, there.pk: other.pk}
