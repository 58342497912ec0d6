"""A team leader says yes, no, or nothing; meanwhile the seat is kept."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone, translation

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import links
from tegenstroom.base.models import Letter
from tegenstroom.organisations.models import Membership
from tegenstroom.organisations.tests.factories import MembershipFactory, OrganisationFactory, TeamFactory
from tegenstroom.training.actions import enrolment as actions
from tegenstroom.training.actions.approval import leader_of
from tegenstroom.training.actions.enrolment import EnrolmentRefused, Leader
from tegenstroom.training.doors import APPROVAL
from tegenstroom.training.models import Approval, Enrolment, EnrolmentStep
from tegenstroom.training.rules.places import Why
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

LEADER = Leader("Rita Baas", "rita@example.org")


def asked(**choices: Any) -> Enrolment:
    person = PersonFactory()
    choices = {"edition": choices.pop("edition", None) or EditionFactory(), "leader": LEADER, **choices}
    return actions.enrol(person=person, by=person, kind="professional", **choices)


def noon(days: int, hour: int = 12) -> datetime:
    """So many days from now, by day unless said otherwise."""
    return (timezone.localtime() + timedelta(days=days)).replace(hour=hour)


def kinds(row: Enrolment) -> list[str]:
    return list(Letter.objects.about(row).order_by("pk").values_list("kind", flat=True))


def test_the_leader_is_asked_and_the_seat_is_kept() -> None:
    row = asked()
    assert (row.state, row.seat) == ("placed", 1)
    letter = Letter.objects.get(kind="approval.question")
    assert letter.to_email == LEADER.email
    assert "/goedkeuring/" in letter.body
    assert "We vroegen Rita Baas" in Letter.objects.get(kind="enrolment.confirmed").body


def test_yes_keeps_the_place_and_tells_the_participant() -> None:
    row = asked()
    actions.answer_approval(approval=row.approval, answer="yes")
    actions.answer_approval(approval=row.approval, answer="yes")
    assert row.state == "placed"
    assert kinds(row) == ["approval.question", "enrolment.confirmed", "approval.yes"]


def test_no_frees_the_seat_for_who_waits() -> None:
    row = asked(edition=EditionFactory(maximum=1))
    waiting = asked(edition=row.edition, leader=None)
    actions.answer_approval(approval=row.approval, answer="no")
    waiting.refresh_from_db()
    assert (row.state, row.seat, waiting.state) == ("refused", None, "offered")
    assert kinds(row)[-1] == "approval.no"


def test_another_answer_afterwards_is_refused() -> None:
    row = asked()
    actions.answer_approval(approval=row.approval, answer="yes")
    with pytest.raises(EnrolmentRefused, match="al geantwoord"):
        actions.answer_approval(approval=row.approval, answer="no")


def test_an_answer_about_a_cancelled_enrolment_is_refused() -> None:
    row = asked()
    approval = row.approval
    actions.cancel(enrolment=row, by=row.person)
    with pytest.raises(EnrolmentRefused, match="geannuleerd"):
        actions.answer_approval(approval=approval, answer="yes")


def test_why_a_seat_came_free_is_read_in_the_language_of_the_reader() -> None:
    row = asked()
    with translation.override("fr"):
        actions.answer_approval(approval=row.approval, answer="no")
    step = row.steps.get(after="refused")
    assert step.why == Why.LEADER_SAID_NO
    assert step.reason == "niet goedgekeurd door de leidinggevende"


@pytest.mark.parametrize("words", ["er kwam geen plaats vrij", "Ze belde: ziek.", ""])
def test_words_that_were_kept_as_words_are_still_read(words: str) -> None:
    assert EnrolmentStep(why=words).reason == words


def test_the_leader_is_reminded_once_half_way() -> None:
    row = asked()
    for days in (1, 6, 7):
        with time_machine.travel(noon(days)):
            actions.remind_leaders(timezone.now())
    assert kinds(row).count("approval.reminder") == 1


def test_without_an_answer_the_seat_comes_free_and_the_participant_hears_why() -> None:
    row = asked()
    with time_machine.travel(noon(11)):
        actions.lapse_approvals(timezone.now())
        actions.lapse_approvals(timezone.now())
    row.refresh_from_db()
    assert (row.state, row.approval.answer) == ("refused", "none")
    assert kinds(row).count("approval.none") == 1


def test_nobody_is_written_to_at_night() -> None:
    row = asked()
    for late in (noon(6, hour=23), noon(11, hour=3)):
        with time_machine.travel(late):
            actions.remind_leaders(timezone.now())
            actions.lapse_approvals(timezone.now())
    row.refresh_from_db()
    assert row.state == "placed"
    assert kinds(row) == ["approval.question", "enrolment.confirmed"]


def test_an_organisation_that_wants_it_has_its_own_leader_asked_whoever_was_typed() -> None:
    house = OrganisationFactory(asks_approval=True)
    leader = MembershipFactory(organisation=house, part=Membership.Part.TEAM_LEADER).person
    row = asked(organisation=house)
    assert row.approval.leader_email == leader.email


def test_nobody_is_asked_when_the_leader_herself_enrols_her_people() -> None:
    house = OrganisationFactory(asks_approval=True)
    leader = MembershipFactory(organisation=house, part=Membership.Part.TEAM_LEADER).person
    colleague = MembershipFactory(organisation=house).person
    row = actions.enrol(
        edition=EditionFactory(), person=colleague, kind="professional", organisation=house, by=leader
    )
    assert not Approval.objects.filter(enrolment=row).exists()


def test_a_leader_who_types_her_own_address_with_a_capital_is_not_asked_either() -> None:
    leader = PersonFactory(email="lea@example.org")
    row = actions.enrol(
        edition=EditionFactory(),
        person=PersonFactory(),
        kind="professional",
        leader=Leader("Lea", "Lea@Example.org"),
        by=leader,
    )
    assert not Approval.objects.filter(enrolment=row).exists()


def test_the_leader_of_her_own_team_comes_before_the_leader_of_the_house() -> None:
    team = TeamFactory()
    house = team.organisation
    of_house = MembershipFactory(organisation=house, part=Membership.Part.TEAM_LEADER).person
    of_team = MembershipFactory(organisation=house, team=team, part=Membership.Part.TEAM_LEADER).person
    member = MembershipFactory(organisation=house, team=team).person
    stranger = PersonFactory()
    assert leader_of(house, member) == Leader(of_team.name, of_team.email)
    assert leader_of(house, stranger) == Leader(of_house.name, of_house.email)
    assert leader_of(house, of_team) is None


def test_a_colleague_who_takes_the_place_is_asked_about_too() -> None:
    row = asked()
    colleague = actions.hand_over(enrolment=row, to=PersonFactory(), by=row.person)
    assert colleague.approval.leader_email == LEADER.email


def test_the_link_of_the_letter_opens_a_page_and_only_a_press_answers(client: Client) -> None:
    row = asked()
    url = f"/goedkeuring/{links.token(APPROVAL, row.approval.pk)}/"
    page = client.get(url)
    assert page.status_code == 200
    assert "Ik keur goed" in page.text
    assert Approval.objects.get().answer == "asked"
    answered = client.post(url, {"answer": "no"}, follow=True)
    assert "Je keurde dit niet goed" in answered.text
    assert Enrolment.objects.get().state == "refused"
    refused = client.post(url, {"answer": "misschien"})
    assert (refused.status_code, "<h1" in refused.text) == (400, True)


def test_a_link_that_was_changed_opens_nothing(client: Client) -> None:
    asked()
    assert client.get("/goedkeuring/verzonnen/").status_code == 404
