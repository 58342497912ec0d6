from dataclasses import replace
from datetime import timedelta

import pypdf
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.training.actions import attendance as actions
from tegenstroom.training.actions.editions import _write_days, standing_of
from tegenstroom.training.actions.evaluation import who_came
from tegenstroom.training.addresses import room_url
from tegenstroom.training.doors import enrolment_token
from tegenstroom.training.models import Attendance, Edition, Session
from tegenstroom.training.papers.attendance import attendance_pdf
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory
from tegenstroom.training.tests.groups import another, group, logged_in, of_the_tandem, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture
def edition() -> Edition:
    return group(days=(0, 14), people=3)


@pytest.fixture
def today(edition: Edition) -> Session:
    return edition.sessions.first()


@pytest.fixture
def trainer(edition: Edition) -> Client:
    return logged_in(of_the_tandem(edition, "trainer"))


def page(session: Session) -> str:
    return reverse("training:attendance", args=[session.pk])


def test_one_tap_marks_one_person_and_leads_back_to_her_row(trainer: Client, today: Session) -> None:
    enrolment = today.edition.enrolments.first()
    response = trainer.post(page(today), {"enrolment": enrolment.pk, "mark": "present"})
    assertRedirects(response, f"{page(today)}#rij-{enrolment.pk}")
    assert Attendance.objects.get(enrolment=enrolment).mark == "present"


def test_with_htmx_only_the_row_and_the_count_come_back(trainer: Client, today: Session) -> None:
    enrolment = today.edition.enrolments.first()
    response = trainer.post(
        page(today), {"enrolment": enrolment.pk, "mark": "excused"}, headers={"HX-Request": "true"}
    )
    assertContains(response, 'aria-pressed="true"', count=1)
    assertContains(response, "hx-swap-oob")
    assertNotContains(response, "<html")


def test_a_mark_can_be_corrected_and_every_change_stands_in_the_audit(today: Session) -> None:
    enrolment, by = today.edition.enrolments.first(), PersonFactory()
    for mark in ("present", "absent", "absent"):
        actions.mark(session=today, enrolment=enrolment, mark=mark, by=by)
    events = AuditEvent.objects.filter(verb="training.attendance").order_by("pk")
    assert [(event.details["before"], event.details["after"]) for event in events] == [
        ("", "present"),
        ("present", "absent"),
    ]
    assert Attendance.objects.get().mark == "absent"


def test_the_rest_is_present_and_who_was_marked_stays_as_she_was(trainer: Client, today: Session) -> None:
    away = today.edition.enrolments.first()
    actions.mark(session=today, enrolment=away, mark="absent", by=PersonFactory())
    trainer.post(reverse("training:attendance_rest", args=[today.pk]))
    assert sorted(today.attendance.values_list("mark", flat=True)) == ["absent", "present", "present"]


def test_who_waits_or_follows_another_edition_cannot_be_marked(trainer: Client, today: Session) -> None:
    waiting = EnrolmentFactory(edition=today.edition, state=EnrolmentState.WAITING)
    for outsider in (waiting, EnrolmentFactory()):
        assert trainer.post(page(today), {"enrolment": outsider.pk, "mark": "present"}).status_code == 400
        with pytest.raises(actions.NotOnTheListError):
            actions.mark(session=today, enrolment=outsider, mark="present", by=PersonFactory())
    assertNotContains(trainer.get(page(today)), waiting.person.name)


def test_nobody_is_marked_before_the_day(trainer: Client, edition: Edition) -> None:
    later = edition.sessions.last()
    assertContains(trainer.get(page(later)), "moet nog komen")
    tap = {"enrolment": edition.enrolments.first().pk, "mark": "present"}
    assert trainer.post(page(later), tap).status_code == 400
    assert trainer.post(reverse("training:attendance_rest", args=[later.pk])).status_code == 400


def test_who_left_the_group_meanwhile_is_named_no_more_and_the_trainer_reads_why(
    trainer: Client, today: Session
) -> None:
    gone = today.edition.enrolments.first()
    gone.state, gone.seat = EnrolmentState.CANCELLED, None
    gone.save()
    tap = {"enrolment": gone.pk, "mark": "present"}
    answer = trainer.post(page(today), tap)
    assertContains(answer, "Dit is de lijst van nu.", status_code=400)
    assertNotContains(answer, gone.person.name, status_code=400)
    assert trainer.post(page(today), tap, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assertContains(trainer.get(page(today)), "Dit is de lijst van nu.")


@pytest.mark.parametrize("mark", ["", "here", "PRESENT"])
def test_a_tampered_mark_is_refused(trainer: Client, today: Session, mark: str) -> None:
    tap = {"enrolment": today.edition.enrolments.first().pk, "mark": mark}
    assert trainer.post(page(today), tap).status_code == 400


@pytest.mark.parametrize("name", ["attendance", "room_code", "attendance_sheet"])
def test_only_its_trainer_and_the_coordinator_see_a_group(edition: Edition, today: Session, name: str) -> None:
    url = reverse(f"training:{name}", args=[today.pk])
    for person in (of_the_tandem(edition, "trainer"), PersonFactory(roles=[COORDINATOR])):
        assert logged_in(person).get(url).status_code == 200
    strangers = [
        of_the_tandem(edition, "coach"),
        another("trainer"),
        edition.enrolments.first().person,
        PersonFactory(),
    ]
    for person in strangers:
        assert logged_in(person).get(url).status_code == 404
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize(("says", "state"), [("asked", "open"), ("no", "confirmed"), ("yes", "cancelled")])
def test_a_trainer_sees_no_group_before_her_yes_nor_once_it_is_called_off(
    edition: Edition, today: Session, trainer: Client, says: str, state: str
) -> None:
    assert trainer.get(page(today)).status_code == 200
    edition.tandem.update(answer=says)
    Edition.objects.filter(pk=edition.pk).update(state=state)
    assert trainer.get(page(today)).status_code == 404


def test_a_large_group_costs_no_more_queries_than_a_small_one(trainer: Client, today: Session) -> None:
    few = queries_of(trainer, page(today))
    for _number in range(12):
        EnrolmentFactory(edition=today.edition)
    assert queries_of(trainer, page(today)) == few


def _room(session: Session) -> str:
    return room_url(session).removeprefix("http://127.0.0.1:8000")


def test_in_the_room_you_tap_your_own_name_without_logging_in(today: Session) -> None:
    me = today.edition.enrolments.first()
    assertContains(Client().get(_room(today)), me.person.short_name)
    assertNotContains(Client().get(_room(today)), me.person.family_name)
    assertContains(Client().post(_room(today), {"enrolment": me.pk}), "je bent er")
    row = Attendance.objects.get()
    assert (row.enrolment, row.mark, row.marked_by) == (me, "present", None)
    assertNotContains(Client().get(_room(today)), me.person.short_name)


def test_a_tap_in_the_room_never_overrules_the_trainer(today: Session) -> None:
    me = today.edition.enrolments.first()
    actions.mark(session=today, enrolment=me, mark="absent", by=PersonFactory())
    assertContains(Client().post(_room(today), {"enrolment": me.pk}), "al aangeduid")
    assert not actions.check_in(session=today, enrolment=me)
    assert Attendance.objects.get().mark == "absent"


def test_a_new_code_makes_the_old_one_worthless(trainer: Client, today: Session) -> None:
    old = _room(today)
    trainer.post(reverse("training:room_code", args=[today.pk]))
    assert Client().get(old).status_code == 410
    today.refresh_from_db()
    assert Client().get(_room(today)).status_code == 200


def test_a_code_works_on_its_own_day_only_and_not_when_tampered_with(edition: Edition) -> None:
    assert Client().get(_room(edition.sessions.last())).status_code == 410
    assert Client().get("/aanwezig/zomaar-iets/").status_code == 404


def test_sixteen_people_sign_for_each_of_four_days_on_one_sheet(tmp_path) -> None:
    file = tmp_path / "lijst.pdf"
    file.write_bytes(attendance_pdf(group(days=(1, 8, 15, 22), people=16)))
    (sheet,) = pypdf.PdfReader(file).pages
    assert sheet.mediabox.width > sheet.mediabox.height
    assert "teken ernaast" in sheet.extract_text()


def test_the_list_on_paper_holds_every_name_and_can_be_read_aloud(edition: Edition, tmp_path) -> None:
    file = tmp_path / "lijst.pdf"
    file.write_bytes(attendance_pdf(edition))
    document = pypdf.PdfReader(file)
    text = "".join(sheet.extract_text() for sheet in document.pages)
    assert all(enrolment.person.name in text for enrolment in edition.enrolments.all())
    assert len(document.pages) == 1
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_who_cannot_come_one_day_says_so_and_takes_it_back(trainer: Client, edition: Edition) -> None:
    today, later, me = *edition.sessions.all(), edition.enrolments.first()
    with time_machine.travel(today.starts_at):
        home = reverse("training:my_enrolment", args=[me.pk])
        day = reverse("training:my_enrolment_day", args=[me.pk, later.pk])
        mine = logged_in(me.person)
        assertContains(mine.get(home), "Deze dag kom ik niet", count=1)
        assertContains(mine.post(day, {"answer": "no"}, follow=True), "Ik kom toch")
        row = Attendance.objects.get()
        assert (row.session, row.mark, row.marked_by) == (later, "excused", me.person)
        assertContains(trainer.get(page(later)), "zelf aangeduid")
        assertContains(mine.post(day, {"answer": "yes"}, follow=True), "Deze dag kom ik niet")
        assert not Attendance.objects.exists()
        assert AuditEvent.objects.filter(verb="training.attendance").count() == 2


def test_with_the_link_of_a_letter_nobody_is_named_and_the_trainer_has_the_last_word(edition: Edition) -> None:
    later, me = edition.sessions.last(), edition.enrolments.first()
    day = reverse("training:enrolment_link_day", args=[enrolment_token(me), later.pk])
    Client().post(day, {"answer": "no"})
    assert Attendance.objects.get().marked_by is None
    with time_machine.travel(later.starts_at):
        actions.mark(session=later, enrolment=me, mark="present", by=PersonFactory())
    Client().post(day, {"answer": "yes"})
    Client().post(day, {"answer": "no"})
    assert Attendance.objects.get().mark == "present"


def test_a_day_is_missed_beforehand_only_and_by_who_has_a_place(edition: Edition) -> None:
    waiting = EnrolmentFactory(edition=edition, state=EnrolmentState.WAITING)
    me = edition.enrolments.placed().first()
    for enrolment, session in (
        (waiting, edition.sessions.last()),
        (me, EditionFactory(days=(3, 4)).sessions.first()),
    ):
        with pytest.raises(actions.NotOnTheListError):
            actions.excuse(session=session, enrolment=enrolment, by=None)
    later = edition.sessions.last()
    day = reverse("training:my_enrolment_day", args=[me.pk, later.pk])
    with time_machine.travel(later.starts_at):
        assertContains(logged_in(me.person).post(day, {"answer": "no"}, follow=True), "de dag is begonnen")
    assertContains(logged_in(me.person).post(day, follow=True), "Kies of je die dag komt of niet.")
    assert not Attendance.objects.exists()


def test_an_excuse_beforehand_is_no_list_that_was_kept(edition: Edition) -> None:
    me, later = edition.enrolments.first(), edition.sessions.last()
    actions.excuse(session=later, enrolment=me, by=None)
    assert me in who_came(edition)
    assert later.pk not in standing_of(edition).attended
    first, second = standing_of(edition).days
    moved = replace(
        second, starts_at=second.starts_at + timedelta(days=1), ends_at=second.ends_at + timedelta(days=1)
    )
    _write_days(edition, [first, moved])
    assert not Attendance.objects.exists()


def test_the_trainer_reads_what_people_need_and_the_room_does_not(trainer: Client, today: Session) -> None:
    today.edition.enrolments.filter(pk=today.edition.enrolments.first().pk).update(
        needs="Ik kom met een rolstoel."
    )
    assertContains(trainer.get(page(today)), "Ik kom met een rolstoel.", count=1)
    assertNotContains(Client().get(_room(today)), "rolstoel")
    assertNotContains(trainer.get(reverse("training:room_code", args=[today.pk])), "rolstoel")
