"""Measuring people who are not one edition: a project whose people the desk chose, and a track of editions."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django.asserts import assertContains, assertRedirects

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import saying
from tegenstroom.base.export import as_json
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.engines.plain_language import COACH, assess
from tegenstroom.measurement import access
from tegenstroom.measurement.actions import answering, closing, consents, groups, inviting, planning, registry
from tegenstroom.measurement.doors import own_token
from tegenstroom.measurement.models import (
    GroupMember,
    Invitation,
    MeasuredGroup,
    Measurement,
    Participant,
    Sheet,
)
from tegenstroom.measurement.papers.sheets import blank
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.rules.gatherings import GroupFault
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.tests.factories import (
    NOT_FREE,
    all_answer,
    answered,
    begun,
    group,
    invited,
    measured,
    measurement,
    prepare,
    project,
    questionnaire,
    track,
    version,
)
from tegenstroom.organisations.tests.factories import OrganisationFactory
from tegenstroom.training.models import Edition, TandemMember
from tegenstroom.training.rules.editions import Channel, EditionState
from tegenstroom.training.tests.factories import EnrolmentFactory

pytestmark = pytest.mark.django_db


def at(name: str, *args: object) -> str:
    return reverse(f"measurement:{name}", args=args)


def asked(found: Measurement) -> list[Person]:
    return [row.participant.person for row in invited(found)]


def trainer_of(edition: Edition) -> Person:
    person = PersonFactory(roles=[TRAINER])
    TandemMember.objects.create(edition=edition, person=person, part="trainer", answer=TandemMember.Answer.YES)
    return person


# --- a project


def test_whom_the_desk_chose_is_asked_under_the_name_of_the_project() -> None:
    chosen = PersonFactory()
    found = measured(project(1, of=[chosen], name="Buurtwerk Noord"))
    assert chosen in asked(found)
    letter = Letter.objects.get(person=chosen.pk, kind="measurement")
    assert "Buurtwerk Noord" in letter.body


def test_guests_answer_in_a_project_by_their_code() -> None:
    found = measured(project(0))
    planning.add_guest(measurement=found, name="Gerda", by=PersonFactory())
    [invitation] = invited(found)
    assert answered(invitation).finished


def test_who_comes_in_while_a_round_is_open_is_asked_too_and_once() -> None:
    made = project(1)
    found = measured(made)
    invited(found)
    late = PersonFactory()
    assert groups.add_person(group=made, person=late, by=PersonFactory())
    assert not groups.add_person(group=made, person=late, by=PersonFactory())
    assert len(invited(found)) == 2
    assert Letter.objects.filter(person=late.pk).count() == 1


def test_who_is_taken_out_gets_no_letters_any_more_and_keeps_her_answers() -> None:
    made = project(2)
    found = measured(made)
    first, second = invited(found)
    answered(first)
    for row in (first, second):
        member = made.members.get(person=row.participant.person)
        groups.remove_person(member=member, by=PersonFactory())
    assert inviting.remind_due(noon(8)) == 0
    assert Sheet.objects.get().finished


def test_who_comes_back_in_a_project_gets_its_letters_again() -> None:
    made, person = project(0), PersonFactory()
    groups.add_person(group=made, person=person, by=PersonFactory())
    found = measured(made)
    invited(found)
    groups.remove_person(member=made.members.get(), by=PersonFactory())
    assert access.asked_of(person) == (0, 1)
    groups.add_person(group=made, person=person, by=PersonFactory())
    assert access.asked_of(person) == (1, 1)
    assert inviting.remind_due(noon(8)) == 1
    assert len(invited(found, Moment.END)) == 1


def test_who_wants_no_more_letters_gets_none_when_the_desk_adds_her_again() -> None:
    made = project(1)
    [invitation] = invited(measured(made))
    code_hash = answered(invitation).code_hash
    participant = invitation.participant
    consents.take_all_back(measurement=participant.measurement, code_hash=code_hash, participant=participant)
    groups.remove_person(member=made.members.get(), by=PersonFactory())
    assert participant.person
    groups.add_person(group=made, person=participant.person, by=PersonFactory())
    assert invited(participant.measurement, Moment.END) == []


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (Moment.BEFORE, "Je doet mee aan “Buurtwerk Noord”. Bij het begin"),
        (Moment.END, "Je doet mee aan “Buurtwerk Noord”. Nu het op zijn einde loopt"),
        (Moment.LATER, "Je deed mee aan “Buurtwerk Noord”."),
    ],
)
def test_a_letter_of_a_project_does_not_speak_as_of_a_training(moment: Moment, said: str) -> None:
    invited(measured(project(1, name="Buurtwerk Noord")), moment)
    body = Letter.objects.get(kind="measurement").body
    assert said in body
    assert "Binnenkort begint" not in body


def test_a_letter_of_a_project_says_who_asks_what_for_how_long_until_when_and_who_reads_it() -> None:
    invited(measured(project(1)))
    written = Letter.objects.get(kind="measurement").body
    assert not [line for line in written.splitlines() if line.startswith(" ")]
    body = " ".join(written.split())
    assert "Wij van Bind-Kracht leren eruit" in body
    assert "Het zijn 4 korte vragen. Reken op ongeveer 5 minuten." in body
    assert f"Het kan tot en met {saying.day(timezone.localdate() + timedelta(days=10))}." in body
    assert "Niet antwoorden mag ook." in body
    assert "Ons bureau leest alleen een verslag van de hele groep. Een trainer leest het niet." in body
    assert "minstens 5 mensen ja zeggen" in body


@pytest.mark.parametrize("of", [project, lambda people: track(group(people), group(0)), None])
def test_a_letter_about_questions_is_plain(of: Callable[[int], MeasuredGroup] | None) -> None:
    invited(measured(of(1)) if of else measurement(1))
    body = Letter.objects.get(kind="measurement").body
    found = assess("\n".join(line for line in body.splitlines() if "://" not in line), COACH)
    assert found.holds, list(found.marks)


def test_a_letter_of_a_track_says_that_its_trainers_read_of_the_group() -> None:
    invited(measured(track(group(1), group(0))))
    assert "Je trainers en ons bureau lezen alleen een verslag" in Letter.objects.get(kind="measurement").body


def test_on_paper_a_letter_says_the_same_and_the_sheet_until_when() -> None:
    found = measured(project(0))
    planning.add_guest(measurement=found, name="Gerda", address="Kerkstraat 1", language="fr", by=PersonFactory())
    [invitation] = invited(found)
    assert "Vous" in Letter.objects.on_paper().get().body
    sheet = " ".join(pypdf.PdfReader(BytesIO(blank([invitation]))).pages[0].extract_text().split())
    with translation.override("fr"):
        assert f"jusqu’au {saying.day(invitation.wave.closes_on)}" in sheet


def noon(days: int) -> datetime:
    return timezone.localtime().replace(hour=12) + timedelta(days=days)


def test_who_takes_no_part_in_the_network_any_more_is_not_asked() -> None:
    made = project(1, of=[PersonFactory(is_active=False)])
    assert len(invited(measured(made))) == 1


def test_the_same_questionnaire_runs_once_in_a_project() -> None:
    made = project(1)
    found = measured(made)
    with pytest.raises(planning.RunsAlreadyError):
        measured(made, of=found.version)
    planning.call_off(measurement=found, by=PersonFactory())
    assert measured(made, of=found.version)


def test_a_project_of_an_organisation_may_use_what_that_one_has_the_right_to() -> None:
    house = OrganisationFactory()
    row = registry.add_version(
        questionnaire=questionnaire(licence=NOT_FREE), by=None, organisation=house, permission="brief"
    )
    with pytest.raises(planning.NotUsableError):
        measured(project(1), of=row)
    assert measured(groups.make_project(name="Samen", organisation=house, by=PersonFactory()), of=row)


@pytest.mark.slow  # a report loads the numerics
def test_the_report_of_a_project_is_for_the_coordinator_and_for_nobody_else(desk: Client) -> None:
    found = all_answer(measured(project(6, name="Buurtwerk Noord")))
    page = desk.get(at("report", found.pk))
    assertContains(page, "Buurtwerk Noord")
    assertContains(page, at("desk_group", found.group_id))
    assertContains(page, at("report_pdf", found.pk))
    other = Client()
    other.force_login(trainer_of(group(0)))
    for name in ("report", "report_pdf", "report_xlsx", "report_sav"):
        assert other.get(at(name, found.pk)).status_code == 404


def test_who_was_in_a_project_is_forgotten_with_who_took_part() -> None:
    found = measured(project(2))
    invited(found)
    inviting.forget_old(noon(900))
    assert not found.participants.exists()
    assert not GroupMember.objects.exists()


def test_a_project_that_is_measured_again_keeps_its_people() -> None:
    made = project(2)
    invited(measured(made))
    measured(made, begins=800)
    inviting.forget_old(noon(700))
    assert GroupMember.objects.count() == 2


def test_someone_takes_along_in_which_projects_she_is() -> None:
    person = PersonFactory()
    found = measured(project(0, of=[person], name="Buurtwerk Noord"))
    invited(found)
    told = as_json(person)
    assert told["measurement.GroupMember"] == [{"group.name": "Buurtwerk Noord"}]
    assert told["measurement.Participant"][0]["measurement.group_title"] == "Buurtwerk Noord"


def test_answers_of_a_project_reach_researchers_by_her_own_yes_alone() -> None:
    found = measured(project(2), asks_research=True)
    first, second = invited(found)
    answered(first, purposes=(Purpose.GROUP, Purpose.RESEARCH))
    answered(second)
    assert found.consents.filter(purpose=Purpose.RESEARCH).count() == 1


@pytest.mark.slow
def test_she_walks_from_her_letter_to_her_own_result_in_a_project(client: Client) -> None:
    [invitation] = invited(measured(project(1, name="Buurtwerk Noord")))
    token = own_token(invitation)
    assertContains(client.get(at("begin", token)), "Buurtwerk Noord")
    client.post(at("begin", token), {"read": "herself", "group": "on"})
    for number in (1, 2, 3):
        client.post(at("question", token, number), {"go": "on", "answer": 3})
    assertRedirects(client.post(at("finish", token)), at("result", token))
    assert Sheet.objects.get().finished


# --- a track


def test_who_is_in_any_edition_of_a_track_is_asked_once() -> None:
    one, other = group(2), group(1)
    both = PersonFactory()
    for edition in (one, other):
        EnrolmentFactory(edition=edition, person=both)
    assert len(asked(measured(track(one, other)))) == 4


def test_a_letter_of_a_track_says_that_her_training_belongs_to_it() -> None:
    invited(measured(track(group(1), group(0))))
    assert "Je vorming hoort bij “Een jaar samen”." in Letter.objects.get(kind="measurement").body


def test_an_edition_that_was_called_off_adds_nobody_and_no_days() -> None:
    one, off = group(2), group(3)
    made = track(one, off)
    off.state = EditionState.CANCELLED
    off.save(update_fields=["state"])
    assert len(asked(measured(made))) == 2
    assert groups.days_of(made) == groups.days_of(one)


def test_the_rounds_of_a_track_are_proposed_from_its_first_day_to_its_last() -> None:
    prepare()
    one, other = group(0), group(0)
    Edition.objects.filter(pk=other.pk).update(ends_on=one.ends_on + timedelta(days=200))
    before, end, _later = planning.proposal(track(one, other))
    assert before.closes_on == one.starts_on
    assert end.opens_on == one.ends_on + timedelta(days=200)


def test_a_trainer_of_any_edition_reads_the_report_of_the_track(client: Client) -> None:
    one, other = group(1), group(1)
    found = measured(track(one, other))
    client.force_login(trainer_of(other))
    assertContains(client.get(at("report", found.pk)), "Een jaar samen")
    assertContains(client.get(at("of_group", other.pk)), at("report", found.pk))
    stranger = Client()
    stranger.force_login(trainer_of(group(0)))
    assert stranger.get(at("report", found.pk)).status_code == 404


def test_a_track_is_of_an_organisation_when_all_its_editions_are() -> None:
    house = OrganisationFactory()
    one, other, free = group(0), group(0), group(0)
    Edition.objects.filter(pk__in=[one.pk, other.pk]).update(organisation=house, channel=Channel.IN_COMPANY)
    one, other = Edition.objects.filter(pk__in=[one.pk, other.pk])
    assert track(one, other).organisation == house
    assert track(one, free).organisation is None


# --- changing and removing one


def test_a_project_has_another_name_in_the_letters_that_come_after() -> None:
    made = project(1, name="Buurtwerk Noord")
    found = measured(made)
    groups.change_project(group=made, name=" Buurtwerk Zuid ", organisation=None, by=PersonFactory())
    invited(found)
    assert "“Buurtwerk Zuid”" in Letter.objects.get(kind="measurement").body


def test_a_project_keeps_its_organisation_while_a_questionnaire_of_that_one_runs() -> None:
    house = OrganisationFactory()
    row = registry.add_version(
        questionnaire=questionnaire(licence=NOT_FREE), by=None, organisation=house, permission="brief"
    )
    made = groups.make_project(name="Samen", organisation=house, by=PersonFactory())
    found = measured(made, of=row)
    with pytest.raises(groups.GroupError) as refused:
        groups.change_project(group=made, name="Samen", organisation=None, by=PersonFactory())
    assert refused.value.fault is GroupFault.RIGHT
    planning.call_off(measurement=found, by=PersonFactory())
    groups.change_project(group=made, name="Samen", organisation=None, by=PersonFactory())
    assert MeasuredGroup.objects.get().organisation is None


def test_who_is_in_an_edition_that_joins_a_track_gets_the_next_letters() -> None:
    one, other, third = group(1), group(0), group(1)
    made = track(one, other)
    found = measured(made)
    assert len(asked(found)) == 1
    groups.change_track(group=made, name="Samen", editions=[one, other, third], by=PersonFactory())
    assert len(asked(found)) == 2


def test_an_edition_leaves_a_track_only_before_anyone_answered() -> None:
    one, other, third = group(1), group(1), group(1)
    made = track(one, other, third)
    found = measured(made)
    first, *_others = invited(found)
    groups.change_track(group=made, name="Samen", editions=[one, other], by=PersonFactory())
    assert inviting.remind_due(noon(8)) == 2
    answered(first)
    with pytest.raises(groups.GroupError) as refused:
        groups.change_track(group=made, name="Anders", editions=[one, third], by=PersonFactory())
    assert refused.value.fault is GroupFault.ANSWERED
    made.refresh_from_db()
    assert set(made.editions.all()) == {one, other}
    assert made.name == "Samen"


def test_a_group_goes_with_what_was_planned_and_asked_as_long_as_nobody_answered() -> None:
    made, by = project(2), PersonFactory()
    found = measured(made)
    planning.add_guest(measurement=found, name="Gerda", address="Kerkstraat 1", by=by)
    invitation, *_others = invited(found)
    assert Letter.objects.on_paper().count() == 1
    groups.remove(group=made, by=by)
    assert not MeasuredGroup.objects.exists()
    assert not Measurement.objects.exists()
    assert not Participant.objects.exists()
    assert not Letter.objects.on_paper().exists()
    assert AuditEvent.objects.filter(verb="measurement.remove_group", actor=by.pk).count() == 1
    assert Client().get(at("begin", own_token(invitation))).status_code == 404


def taken_back(invitation: Invitation) -> None:
    code_hash = answered(invitation).code_hash
    consents.take_all_back(measurement=invitation.wave.measurement, code_hash=code_hash)
    # Of her there is nothing left but that she said yes once.
    invitation.participant.delete()


@pytest.mark.parametrize("did", [begun, answered, taken_back])
def test_a_group_stays_once_someone_began_also_when_she_took_it_back(did: Callable[[Invitation], object]) -> None:
    made = project(2)
    first, _second = invited(measured(made))
    did(first)
    with pytest.raises(groups.GroupError) as refused:
        groups.remove(group=made, by=PersonFactory())
    assert refused.value.fault is GroupFault.ANSWERED


def test_a_group_of_which_nobody_knows_any_more_who_was_asked_stays_with_its_answers() -> None:
    made = project(1)
    found = all_answer(measured(made))
    planning.call_off(measurement=found, by=PersonFactory())
    # A year later nobody knows any more who was asked, and the answers are still there.
    found.participants.all().delete()
    with pytest.raises(groups.GroupError):
        groups.remove(group=made, by=PersonFactory())
    assert Sheet.objects.exists()


# --- closing one


def test_a_closed_group_asks_nothing_any_more_and_keeps_what_was_answered() -> None:
    made, by = project(2), PersonFactory()
    found = measured(made)
    first, second = invited(found)
    answered(first)
    assert closing.close(group=made, by=by)
    assert not closing.close(group=made, by=by)
    assert inviting.remind_due(noon(8)) == 0
    with pytest.raises(answering.ClosedError):
        begun(Invitation.objects.select_related("wave__measurement", "participant").get(pk=second.pk))
    assert Sheet.objects.get().finished
    made.refresh_from_db()
    assert made.closed_at
    assert made.closed_by == by
    assert list(AuditEvent.objects.filter(actor=by.pk).order_by("pk").values_list("verb", flat=True)) == [
        "measurement.close_group",
        "measurement.call_off",
    ]


def test_nothing_of_a_closed_group_changes_any_more() -> None:
    made, by, row = project(1), PersonFactory(), version()
    closing.close(group=made, by=by)
    for act in (
        lambda: groups.add_person(group=made, person=by, by=by),
        lambda: groups.change_project(group=made, name="Anders", organisation=None, by=by),
        lambda: measured(made, of=row),
    ):
        with pytest.raises(groups.GroupError) as refused:
            act()
        assert refused.value.fault is GroupFault.CLOSED


def test_who_answered_in_a_closed_group_still_takes_it_back() -> None:
    made = project(1)
    [invitation] = invited(measured(made))
    code_hash = answered(invitation).code_hash
    closing.close(group=made, by=PersonFactory())
    assert consents.take_all_back(measurement=invitation.wave.measurement, code_hash=code_hash) == 1
    assert not Sheet.objects.exists()
