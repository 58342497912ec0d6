"""A letter may have been passed on: what is done with its link is never written as done by a person."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.training.actions.enrolment import Leader, ask_approval, enrol
from tegenstroom.training.doors import approval_url, enrolment_token, tandem_url
from tegenstroom.training.models import Enrolment
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory
from tegenstroom.training.tests.groups import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

BO = {"given_name": "Bo", "family_name": "Claes", "email": "bo@example.org"}
ACTS = {
    "annulering/": ({}, "training.enrolment_cancelled"),
    "noden/": ({"needs": "Ik hoor niet goed."}, "training.change_needs"),
    "overdracht/": (BO, "training.enrolment_replaced"),
}


def last(verb: str) -> AuditEvent:
    return AuditEvent.objects.filter(verb=verb).latest("pk")


def path(url: str) -> str:
    return url.removeprefix(settings.SITE_URL)


def offered() -> Enrolment:
    return EnrolmentFactory(state="offered", offer_until=timezone.now() + timedelta(hours=30))


@pytest.mark.parametrize("act", ACTS)
def test_with_a_link_nobody_in_particular_acts(client: Client, act: str) -> None:
    row, (typed, verb) = EnrolmentFactory(), ACTS[act]
    client.post(f"/inschrijving/{enrolment_token(row)}/{act}", typed)
    assert (last(verb).actor, last(verb).details.get("by_link")) == (None, True)


@pytest.mark.parametrize("act", ACTS)
def test_who_is_logged_in_acts_herself(act: str) -> None:
    row, (typed, verb) = EnrolmentFactory(), ACTS[act]
    logged_in(row.person).post(f"/mijn/inschrijvingen/{row.pk}/{act}", typed)
    assert (last(verb).actor, "by_link" in last(verb).details) == (row.person_id, False)


@pytest.mark.parametrize(("answer", "state"), [("yes", "placed"), ("no", "cancelled")])
def test_an_offer_answered_with_a_link_says_so(client: Client, answer: str, state: str) -> None:
    row = offered()
    client.post(f"/inschrijving/{enrolment_token(row)}/aanbod/", {"answer": answer})
    step = row.steps.get(after=state)
    assert (step.by, step.by_link) == (None, True)


def test_a_day_missed_with_a_link_says_so(client: Client) -> None:
    row = EnrolmentFactory()
    day = row.edition.sessions.first()
    client.post(f"/inschrijving/{enrolment_token(row)}/dagen/{day.pk}/", {"answer": "no"})
    assert last("training.attendance").details["by_link"] is True


def test_who_moves_up_because_someone_cancelled_with_a_link_moved_up_by_itself(client: Client) -> None:
    edition = EditionFactory(maximum=1)
    first, second = (
        enrol(edition=edition, person=person, kind="professional", by=person)
        for person in (PersonFactory(), PersonFactory())
    )
    client.post(f"/inschrijving/{enrolment_token(first)}/annulering/")
    assert second.steps.get(after="offered").by_link is False
    assert "by_link" not in last("training.enrolment_offered").details


def test_the_desk_reads_who_acted_and_when_that_is_not_known(client: Client) -> None:
    edition = EditionFactory(maximum=1)
    first, second = (
        enrol(edition=edition, person=person, kind="professional", by=person)
        for person in (PersonFactory(), PersonFactory())
    )
    client.post(f"/inschrijving/{enrolment_token(first)}/annulering/")
    office = logged_in(PersonFactory(roles=[COORDINATOR]))
    assertContains(office.get(f"/bureau/inschrijvingen/{first.pk}/"), "met de link in een brief", count=1)
    assertContains(office.get(f"/bureau/inschrijvingen/{second.pk}/"), "vanzelf", count=1)


def test_a_trainer_who_answers_with_her_link_is_nobody_in_particular(client: Client) -> None:
    member = EditionFactory(tandem_says="asked").tandem.get(part="trainer")
    client.post(path(tandem_url(member)), {"answer": "yes"})
    assert (last("training.answer").actor, last("training.answer").details["by_link"]) == (None, True)
    logged_in(member.person).post(f"/mijn/tandem/{member.pk}/antwoord/", {"answer": "no"})
    assert last("training.answer").actor == member.person_id


def test_a_leader_who_answers_with_her_link_is_told_apart_from_the_clock(client: Client) -> None:
    row = EnrolmentFactory()
    question = ask_approval(enrolment=row, leader=Leader("Leen", "leen@example.org"), by=None)
    client.post(path(approval_url(question)), {"answer": "no"})
    assert last("training.answer_approval").details["by_link"] is True
    assert row.steps.get(after="refused").by_link is True


def test_nothing_of_a_link_stays_behind_for_the_next_visit(client: Client) -> None:
    row = EnrolmentFactory()
    client.post(f"/inschrijving/{enrolment_token(row)}/noden/", {"needs": "Ik hoor niet goed."})
    logged_in(row.person).post(f"/mijn/inschrijvingen/{row.pk}/noden/", {"needs": ""})
    assert "by_link" not in last("training.change_needs").details
