"""A round in which people also say how it was before the start: planned, answered, on paper and taken along."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.export import chapters
from tegenstroom.base.models import Letter
from tegenstroom.measurement import codes
from tegenstroom.measurement.actions import looking_back, paper, planning
from tegenstroom.measurement.doors import own_token, paper_token
from tegenstroom.measurement.matrix import matrix
from tegenstroom.measurement.models import Invitation, Measurement, Sheet, Wave
from tegenstroom.measurement.papers.sheets import blank
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.rules.looking_back import BackFault
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.tests.factories import begun, invited, measurement, project, released, rounds, version

pytestmark = pytest.mark.django_db


def asked_back(people: int = 1) -> list[Invitation]:
    """Asked at the end, where people look back too; that round is open today."""
    found = measurement(people, looks_back_in=Moment.END)
    invitations = invited(found, Moment.END)
    today = timezone.localdate()
    Wave.objects.filter(measurement=found, moment=Moment.BEFORE).update(opens_on=today - timedelta(days=30))
    Wave.objects.filter(measurement=found, moment=Moment.END).update(opens_on=today)
    rows = Invitation.objects.filter(pk__in=[each.pk for each in invitations]).order_by("pk")
    return list(
        rows.select_related("participant__person", "participant__measurement", "wave__measurement__version")
    )


def of_wave(found: Measurement, moment: Moment) -> bool:
    return found.waves.get(moment=moment).looks_back


def test_the_desk_plans_it_and_changes_it_until_the_first_letter() -> None:
    found, by = measurement(1, looks_back_in=Moment.END), PersonFactory()
    assert looking_back.look_back(measurement=found, moment=Moment.LATER, by=by)
    assert not looking_back.look_back(measurement=found, moment=Moment.LATER, by=by)
    assert (of_wave(found, Moment.END), of_wave(found, Moment.LATER)) == (False, True)
    invited(found, Moment.LATER)
    with pytest.raises(looking_back.BackError) as refused:
        looking_back.look_back(measurement=found, moment=None, by=by)
    assert refused.value.fault is BackFault.ASKED


def test_the_desk_chooses_the_round_on_a_page_of_its_own(desk: Client) -> None:
    found = measurement(1)
    address = reverse("measurement:desk_looking_back", args=[found.pk])
    assertNotContains(desk.get(address), "voor de start</label>")
    assertContains(desk.post(address, {"looks_back": "later"}, follow=True), "Mensen kijken hier ook terug")
    assert of_wave(found, Moment.LATER)
    invited(found, Moment.LATER)
    assertContains(desk.post(address, {"looks_back": ""}), "kreeg al iemand een brief")


def test_a_plan_that_looks_back_in_a_round_that_is_not_held_is_refused() -> None:
    group, of = project(1), version()
    with pytest.raises(planning.PlanError):
        planning.plan(group=group, version=of, rounds=rounds()[:1], looks_back_in=Moment.END, by=PersonFactory())


def test_the_database_holds_that_one_round_looks_back_and_never_the_first() -> None:
    found = measurement(1, looks_back_in=Moment.END)
    for moment in (Moment.BEFORE, Moment.LATER):
        with pytest.raises(IntegrityError), transaction.atomic():
            found.waves.filter(moment=moment).update(looks_back=True)


def test_she_answers_each_question_twice_on_one_page(client: Client) -> None:
    [invitation] = asked_back()
    begun(invitation)
    address = reverse("measurement:question", args=[own_token(invitation), 1])
    assertContains(client.get(address), "En hoe was dat vóór de vorming?")
    client.post(address, {"answer": "4", "then": "2", "go": "on"})
    sheet = Sheet.objects.get()
    assert sheet.answers == {"vrij": 4, "vrij@then": 2}
    assertContains(client.get(address), "checked", count=2)
    assertNotContains(client.get(reverse("measurement:question", args=[paper_token(invitation), 1])), "checked")
    assertContains(client.post(address, {"then": "7", "go": "on"}), "Kies een van deze antwoorden")
    client.post(address, {"then": "3", "go": "on"})
    sheet.refresh_from_db()
    assert sheet.answers == {"vrij": 4, "vrij@then": 3}
    client.post(address, {"answer": "4", "then": "2", "go": "pass"})
    sheet.refresh_from_db()
    assert sheet.answers == {}


def test_a_round_that_does_not_look_back_keeps_nothing_of_then(client: Client) -> None:
    [invitation] = invited(measurement(1))
    begun(invitation)
    address = reverse("measurement:question", args=[own_token(invitation), 1])
    assertNotContains(client.get(address), 'name="then"')
    client.post(address, {"answer": "4", "then": "2", "go": "on"})
    assert Sheet.objects.get().answers == {"vrij": 4}


def test_her_letter_says_that_she_looks_back_too() -> None:
    asked_back()
    body = Letter.objects.get(kind="measurement").body
    assert "Bij elke vraag kijk je ook even terug naar vóór de start." in body


def test_she_hears_before_she_begins_that_each_question_comes_twice(client: Client) -> None:
    [invitation] = asked_back()
    assertContains(client.get(reverse("measurement:begin", args=[own_token(invitation)])), "twee keer")


def test_on_paper_there_are_two_columns_and_both_are_typed_over(desk: Client) -> None:
    [invitation] = asked_back()
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(blank([invitation]))).pages)
    assert "Vóór de vorming" in text
    code = codes.code_of(invitation.participant)
    address = reverse("measurement:desk_typing", args=[invitation.wave_id])
    assertContains(desk.get(address), "van vóór de start")
    wrong = {"code": code, "group": "on", "q_vrij": "4", "t_slaap": "3"}
    assertContains(desk.post(address, wrong), "Deze vraag hoort hier leeg te zijn")
    desk.post(address, {"code": code, "group": "on", "q_vrij": "4", "t_vrij": "2", "t_sterk": "1"})
    sheet = Sheet.objects.get()
    assert sheet.finished
    assert sheet.answers == {"vrij": 4, "vrij@then": 2, "sterk@then": 1}


def test_what_she_said_of_then_goes_with_her_own_data() -> None:
    [invitation] = asked_back()
    _hand_in(invitation, {"vrij": 4}, {"vrij": 2})
    person = invitation.participant.person
    assert person
    told = " ".join(fact.shown for chapter in chapters(person) for row in chapter.rows for fact in row)
    assert "Ik voel me vrij. (terugkijkend, vóór de start): zelden" in told


def test_she_reads_where_she_places_her_beginning_now(client: Client) -> None:
    [invitation] = asked_back()
    _hand_in(invitation, {"vrij": 4, "sterk": 4, "moe": 2}, {"vrij": 2, "sterk": 1, "moe": 5})
    page = client.get(reverse("measurement:result", args=[own_token(invitation)]))
    assertContains(page, "Je zit op 4,0.")
    assertContains(page, "Terugkijkend zet je je begin op 1,3.")
    [other] = invited(measurement(1))
    _hand_in(other, {"vrij": 4, "sterk": 4, "moe": 2}, {})
    page = client.get(reverse("measurement:result", args=[own_token(other)]))
    assertNotContains(page, "Terugkijkend zet je")


def test_the_matrix_gives_it_apart_from_what_was_said_of_now() -> None:
    for place, invitation in enumerate(asked_back(5)):
        _hand_in(invitation, {"vrij": 4}, {"vrij": 1 + place % 2})
    found = matrix(released(invitation.wave.measurement), Purpose.GROUP, smallest=5)
    assert found.of(Moment.END).present() == [(4, None, None, None)] * 5
    assert found.then
    assert sorted(row[0] for row in found.then.present()) == [1, 1, 1, 2, 2]


def _hand_in(invitation: Invitation, answers: dict[str, int], then: dict[str, int]) -> None:
    paper.enter(
        wave=invitation.wave,
        code=codes.code_of(invitation.participant),
        purposes=[Purpose.GROUP],
        answers=answers,
        then=then,
        language="nl",
        by=PersonFactory(),
    )
