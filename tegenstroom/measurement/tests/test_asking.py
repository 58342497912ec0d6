"""Planning a measurement, asking people, reminding them a few times, and forgetting them."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.measurement.actions import answering, inviting, moving, planning, registry
from tegenstroom.measurement.models import Invitation, Measurement, Participant, Sheet, Wave
from tegenstroom.measurement.rules.waves import Moment, PlanFault, Round
from tegenstroom.measurement.tests.factories import (
    NOT_FREE,
    answered,
    group,
    invited,
    measurement,
    prepare,
    questionnaire,
    rounds,
    version,
    wave_of,
)
from tegenstroom.organisations.tests.factories import OrganisationFactory
from tegenstroom.training.actions import enrolment
from tegenstroom.training.models import Attendance, Edition
from tegenstroom.training.rules.editions import Channel, EditionState
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Person:
    prepare()
    return PersonFactory()


def noon(days: int = 0) -> datetime:
    return timezone.localtime().replace(hour=12) + timedelta(days=days)


def letters() -> int:
    return Letter.objects.filter(kind="measurement").count()


def test_rounds_are_proposed_from_the_days_of_the_edition(desk: Person) -> None:
    edition = group(0)
    before, end, later = planning.proposal(edition)
    assert before.closes_on == edition.starts_on
    assert end.opens_on == edition.ends_on
    assert later.opens_on == edition.ends_on + timedelta(days=120)
    assert planning.proposal(EditionFactory(days=())) == []


def test_a_plan_that_cannot_be_is_refused(desk: Person) -> None:
    edition, day = group(0), timezone.localdate()
    with pytest.raises(planning.PlanError) as refused:
        planning.plan(edition=edition, version=version(), rounds=[], by=desk)
    assert refused.value.fault is PlanFault.NONE
    turned = [Round(Moment.END, day, day - timedelta(days=1))]
    with pytest.raises(planning.PlanError):
        planning.plan(edition=edition, version=version(), rounds=turned, by=desk)
    assert not Measurement.objects.exists()


def test_the_same_questionnaire_runs_once_in_a_group(desk: Person) -> None:
    edition, row = group(0), version()
    first = planning.plan(edition=edition, version=row, rounds=rounds(), by=desk)
    with pytest.raises(planning.RunsAlreadyError):
        planning.plan(edition=edition, version=row, rounds=rounds(), by=desk)
    assert planning.call_off(measurement=first, by=desk)
    assert planning.plan(edition=edition, version=row, rounds=rounds(), by=desk) != first


def test_what_an_organisation_has_the_right_to_is_put_to_its_own_people_only(desk: Person) -> None:
    house = OrganisationFactory()
    row = registry.add_version(
        questionnaire=questionnaire(licence=NOT_FREE), by=desk, organisation=house, permission="brief"
    )
    with pytest.raises(planning.NotUsableError):
        planning.plan(edition=group(0), version=row, rounds=rounds(), by=desk)
    hers = EditionFactory(channel=Channel.IN_COMPANY, organisation=house)
    assert planning.plan(edition=hers, version=row, rounds=rounds(), by=desk).pk


def test_everyone_with_a_place_is_asked_once() -> None:
    found = measurement(3)
    assert len(invited(found)) == 3
    assert inviting.invite_due(noon()) == 0
    assert letters() == 3


def test_nobody_is_asked_at_night_before_the_round_or_in_a_training_that_is_not_given() -> None:
    found = measurement(2, begins=1)
    assert inviting.invite_due(noon()) == 0
    assert inviting.invite_due(noon(1).replace(hour=23)) == 0
    Edition.objects.filter(pk=found.edition_id).update(state=EditionState.CANCELLED)
    assert inviting.invite_due(noon(1)) == 0
    Edition.objects.filter(pk=found.edition_id).update(state=EditionState.CONFIRMED)
    assert inviting.invite_due(noon(1)) == 2


def test_at_the_end_only_who_came_is_asked() -> None:
    found = measurement(2)
    edition = found.edition
    first, _second = edition.enrolments.order_by("pk")
    session = edition.sessions.first()
    Attendance.objects.create(session=session, enrolment=first, mark=Attendance.Mark.PRESENT)
    [asked] = invited(found, Moment.END)
    assert asked.participant.person == first.person


def test_who_cancelled_is_neither_reminded_nor_asked_at_the_end() -> None:
    found = measurement(2)
    invited(found)
    leaver, stayer = found.edition.enrolments.order_by("pk")
    enrolment.cancel(enrolment=leaver, by=leaver.person)
    assert inviting.remind_due(noon(7)) == 1
    [asked] = invited(found, Moment.END)
    assert asked.participant.person == stayer.person


def test_reminders_come_twice_at_most_and_not_to_who_answered(settings) -> None:
    found = measurement(2)
    Wave.objects.filter(measurement=found, moment=Moment.BEFORE).update(
        closes_on=timezone.localdate() + timedelta(days=39)
    )
    first, _second = invited(found)
    answered(first)
    sent = [inviting.remind_due(noon(day)) for day in range(1, 30)]
    assert [day for day, letters_sent in enumerate(sent, 1) if letters_sent] == [7, 14]
    assert sum(sent) == 2
    assert letters() == 4


def test_two_clocks_send_one_reminder() -> None:
    measurement(1)
    inviting.invite_due(noon())
    assert inviting.remind_due(noon(7)) == 1
    assert inviting.remind_due(noon(7)) == 0


def test_a_measurement_that_was_called_off_asks_nobody_and_takes_no_answer(desk: Person) -> None:
    found = measurement(1)
    [invitation] = invited(found)
    assert planning.call_off(measurement=found, by=desk)
    assert not planning.call_off(measurement=found, by=desk)
    assert inviting.remind_due(noon(7)) == inviting.invite_due(noon(40)) == 0
    assert not answering.can_answer(wave_of(found))
    invitation.wave.measurement.refresh_from_db()
    with pytest.raises(answering.ClosedError):
        answered(invitation)


def test_a_guest_without_an_account_is_asked_too(desk: Person) -> None:
    found = measurement(0)
    planning.add_guest(measurement=found, name="Gerda", email="Gerda@Example.org", by=desk)
    planning.add_guest(measurement=found, name="Georges", address="Kerkstraat 1", language="fr", by=desk)
    assert len(invited(found)) == 2
    mailed, posted = Letter.objects.filter(kind="measurement").order_by("channel")
    assert (mailed.to_email, mailed.channel) == ("gerda@example.org", Letter.Channel.MAIL)
    assert (posted.to_address, posted.channel, posted.language) == ("Kerkstraat 1", Letter.Channel.PAPER, "fr")
    assert not mailed.attachments.exists()
    assert posted.attachments.get().name == "vragen.pdf"


def test_a_round_moves_as_long_as_it_fits(desk: Person) -> None:
    wave = wave_of(measurement(0), Moment.END)
    later = wave.opens_on + timedelta(days=5)
    assert moving.move(wave=wave, opens_on=later, closes_on=later, by=desk).opens_on == later
    with pytest.raises(planning.PlanError):
        moving.move(wave=wave, opens_on=timezone.localdate(), closes_on=later, by=desk)


def test_a_round_of_people_who_were_forgotten_does_not_move_and_asks_nobody_anew(desk: Person) -> None:
    found = measurement(2)
    answered(invited(found)[0])
    for row in found.waves.all():
        row.opens_on, row.closes_on = (each - timedelta(days=800) for each in (row.opens_on, row.closes_on))
        row.save()
    last = found.waves.latest("closes_on")
    assert inviting.forget_old(noon()) > 0
    sent, today = letters(), timezone.localdate()
    with pytest.raises(planning.PlanError) as refused:
        moving.move(wave=last, opens_on=today, closes_on=today + timedelta(days=9), by=desk)
    assert refused.value.fault is PlanFault.FORGOTTEN
    inviting.invite_due(noon())
    assert letters() == sent
    assert not Participant.objects.exists()


def test_a_round_that_was_moved_on_asks_nobody_twice(desk: Person) -> None:
    found = measurement(2)
    [first, _other] = invited(found)
    answered(first)
    sent, today, wave = letters(), timezone.localdate(), first.wave
    moving.move(wave=wave, opens_on=today - timedelta(days=1), closes_on=today, by=desk)
    inviting.invite_due(noon())
    assert letters() == sent
    first.refresh_from_db()
    assert first.done


def test_who_took_part_is_forgotten_a_year_later_and_what_was_answered_after_five() -> None:
    found = measurement(1)
    [invitation] = invited(found)
    answered(invitation)
    last = found.waves.latest("closes_on").closes_on
    days = (last - timezone.localdate()).days
    assert inviting.forget_old(noon(days + 364)) == 0
    assert inviting.forget_old(noon(days + 368)) > 0
    assert not Participant.objects.exists()
    assert not Invitation.objects.exists()
    assert Sheet.objects.count() == 1
    inviting.forget_old(noon(days + 5 * 366 + 2))
    assert not Sheet.objects.exists()
