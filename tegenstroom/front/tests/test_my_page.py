import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH, COORDINATOR, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.coaches.actions.care import ask_for_call
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.organisations.tests.factories import MembershipFactory
from tegenstroom.training.actions.attendance import mark
from tegenstroom.training.actions.certificates import issue
from tegenstroom.training.models import Approval, Edition, EvaluationInvitation, Session, TandemMember
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

MINE = "/mijn/"


def group(*, days: tuple[int, ...], people: int = 0) -> Edition:
    edition = EditionFactory(days=days, state="confirmed", tandem_says="yes")
    EnrolmentFactory.create_batch(people, edition=edition)
    return edition


def of_the_tandem(edition: Edition, part: str) -> Person:
    return edition.tandem.filter(part=part).first().person


def logged_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_stranger_is_asked_to_log_in() -> None:
    assert Client().get(MINE).status_code == 302


def test_who_has_nothing_yet_reads_what_will_come_and_how_to_begin() -> None:
    page = logged_in(PersonFactory(called="Fatje")).get(MINE)
    assertContains(page, "Dag Fatje")
    assertContains(page, "Hier komen je dagen te staan")
    assertContains(page, reverse("training:offer"))


def test_the_next_day_comes_first_with_where_and_with_whom() -> None:
    later, sooner = group(days=(20,)), group(days=(3,))
    person = PersonFactory()
    for edition in (later, sooner):
        EnrolmentFactory(edition=edition, person=person)
    text = logged_in(person).get(MINE).content.decode()
    first = text[text.index("Eerst komt") : text.index("Wat ik volg")]
    assert sooner.version.title in first
    assert sooner.place.address in first
    assert of_the_tandem(sooner, "coach").short_name in first
    assert later.version.title not in first


def test_a_day_names_the_coaches_who_come_that_day_and_no_others() -> None:
    edition = group(days=(3, 9), people=1)
    comes, stays_away = (row.person for row in edition.tandem.filter(part="coach"))
    away = Assignment.objects.of(stays_away).order_by("starts_at").first()
    Assignment.objects.filter(pk=away.pk).update(state=State.NO)
    me, trainer = logged_in(edition.enrolments.get().person), of_the_tandem(edition, "trainer")
    text = me.get(MINE).text
    assert [person.short_name in text for person in (trainer, comes, stays_away)] == [True, True, False]
    # On the next day both are there.
    first = edition.sessions.first()
    Session.objects.filter(pk=first.pk).update(
        starts_at=first.starts_at - timezone.timedelta(days=9), ends_at=first.ends_at - timezone.timedelta(days=9)
    )
    assert stays_away.short_name in logged_in(edition.enrolments.get().person).get(MINE).text


def test_today_a_trainer_finds_the_attendance_list_at_once() -> None:
    edition = group(days=(0,))
    session = edition.sessions.get()
    session.ends_at = timezone.now() + timezone.timedelta(hours=1)
    session.starts_at = timezone.now()
    session.save()
    link = reverse("training:attendance", args=[session.pk])
    assertContains(logged_in(of_the_tandem(edition, "trainer")).get(MINE), link)
    assertNotContains(logged_in(of_the_tandem(edition, "coach")).get(MINE), link)


def test_a_trainer_says_yes_or_no_with_one_tap() -> None:
    trainer, edition = PersonFactory(roles=[TRAINER]), EditionFactory()
    member = TandemMember.objects.create(edition=edition, person=trainer, part="trainer")
    me = logged_in(trainer)
    assertContains(me.get(MINE), "Ik kom niet")
    me.post(reverse("training:my_answer", args=[member.pk]), {"answer": "no"})
    member.refresh_from_db()
    assert member.answer == "no"
    assertNotContains(me.get(MINE), edition.version.title)


def test_someone_without_mail_gets_the_letters_of_her_own_phone() -> None:
    assertContains(logged_in(PersonFactory(email=None)).get(MINE), '<body class="plain')


def test_afterwards_she_finds_her_certificate_and_the_questions() -> None:
    edition = group(days=(-14, -1), people=1)
    for session in edition.sessions.all():
        mark(session=session, enrolment=edition.enrolments.get(), mark="present", by=None)
    certificate = issue(edition=edition, by=PersonFactory(roles=[COORDINATOR]))[0]
    EvaluationInvitation.objects.create(enrolment=certificate.enrolment, wave="last_day")
    page = logged_in(certificate.enrolment.person).get(MINE)
    assertContains(page, reverse("training:certificate_paper", args=[certificate.pk]))
    assertContains(page, "Kijk je mee terug?")
    assertContains(
        logged_in(of_the_tandem(edition, "coach")).get(MINE), reverse("training:coach_feedback", args=[edition.pk])
    )


def test_what_she_followed_stands_there_once_with_and_without_a_certificate() -> None:
    edition = group(days=(-14, -1), people=1)
    enrolment = edition.enrolments.get()
    me, own = logged_in(enrolment.person), reverse("training:my_enrolment", args=[enrolment.pk])
    assertContains(me.get(MINE), own, count=1)
    for session in edition.sessions.all():
        mark(session=session, enrolment=enrolment, mark="present", by=None)
    certificate = issue(edition=edition, by=PersonFactory(roles=[COORDINATOR]))[0]
    page = logged_in(enrolment.person).get(MINE)
    for address in (own, reverse("training:certificate_paper", args=[certificate.pk])):
        assertContains(page, address, count=1)


def test_on_the_last_day_itself_her_certificate_is_there_already() -> None:
    edition = group(days=(-14, 0), people=1)
    enrolment = edition.enrolments.get()
    with time_machine.travel(timezone.localtime().replace(hour=20), tick=False):
        for session in edition.sessions.all():
            mark(session=session, enrolment=enrolment, mark="present", by=None)
        certificate = issue(edition=edition, by=PersonFactory(roles=[COORDINATOR]))[0]
        page = logged_in(enrolment.person).get(MINE)
    assertContains(page, reverse("training:certificate_paper", args=[certificate.pk]), count=1)


def test_only_a_coordinator_sees_the_way_to_the_desk_and_a_leader_her_people() -> None:
    assertContains(logged_in(PersonFactory(roles=[COORDINATOR])).get(MINE), "Naar het bureau")
    membership = MembershipFactory(part="team_leader")
    page = logged_in(membership.person).get(MINE)
    assertContains(page, membership.organisation.name)
    assertNotContains(page, "Naar het bureau")


def test_a_leader_reads_first_that_somebody_waits_for_her_answer() -> None:
    led = MembershipFactory(part="team_leader")
    me = logged_in(led.person)
    assertContains(me.get(MINE), "Hier zie je wie wat volgt")
    enrolment = EnrolmentFactory(organisation=led.organisation)
    Approval.objects.create(
        enrolment=enrolment, leader_name="Lut", leader_email="lut@example.org", until=timezone.now()
    )
    assertContains(logged_in(led.person).get(MINE), "1 inschrijving wacht op jouw antwoord.")


def test_what_the_desk_noted_down_for_her_stands_on_her_own_page() -> None:
    edition, trainer = group(days=(9,)), PersonFactory()
    edition.tasks.create(what="Werkbladen kopiëren", who=trainer, due_on=edition.starts_on)
    edition.tasks.create(what="De koffie", who=trainer, done_at=timezone.now())
    page = logged_in(trainer).get(MINE)
    assertContains(page, "Werkbladen kopiëren")
    assertNotContains(page, "De koffie")


def test_she_ticks_her_own_task_with_one_tap_and_nobody_elses() -> None:
    edition, trainer, colleague = group(days=(9,)), PersonFactory(), PersonFactory()
    task = edition.tasks.create(what="Werkbladen kopiëren", who=trainer)
    address = reverse("training:my_task_done", args=[task.pk])
    assert logged_in(colleague).post(address).status_code == 404
    me = logged_in(trainer)
    assert me.get(address).status_code == 405
    assertContains(me.get(MINE), address)
    for _tap in range(2):
        assertContains(me.post(address, follow=True), "Gedaan: Werkbladen kopiëren.")
    task.refresh_from_db()
    assert task.done_by == trainer
    assert AuditEvent.objects.filter(verb="training.finish_task", actor=trainer.pk).count() == 1
    assertNotContains(me.get(MINE), "Werkbladen kopiëren")


def test_nothing_of_anybody_else_stands_on_it() -> None:
    edition = group(days=(3,))
    page = logged_in(PersonFactory()).get(MINE)
    assertNotContains(page, edition.version.title)


def test_it_costs_seventeen_queries_at_most_whatever_she_does(django_assert_max_num_queries) -> None:
    person = PersonFactory(roles=[COORDINATOR, COACH])
    MembershipFactory(person=person, part="team_leader")
    for days in ((-20,), (3,), (9, 30)):
        EnrolmentFactory(edition=group(days=days), person=person)
        given = group(days=days, people=2)
        given.tandem.filter(part="trainer").update(person=person)
    me = logged_in(person)
    with django_assert_max_num_queries(17):
        assert me.get(MINE).status_code == 200


def test_whoever_a_coach_chose_to_call_her_reads_that_she_waits() -> None:
    trainer = PersonFactory(roles=[TRAINER])
    client = logged_in(trainer)
    assertNotContains(client.get(MINE), reverse("coaches:calls"))
    waiting = coach(caller=trainer)
    ask_for_call(coach=waiting, by=waiting)
    page = client.get(MINE)
    assertContains(page, "Er wacht 1 coach op je telefoontje.")
    assertContains(page, reverse("coaches:calls"))
    assertNotContains(page, waiting.family_name)
