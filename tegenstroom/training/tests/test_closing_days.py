"""A day is done with once all are marked and every coach of it was called; an edition once all its days are."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.coaches.actions import care
from tegenstroom.coaches.models import Assignment, CareCall
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.tests.factories import AssignmentFactory, coach
from tegenstroom.training import desk
from tegenstroom.training.actions import editions
from tegenstroom.training.actions.attendance import mark, mark_the_rest
from tegenstroom.training.actions.closing import close_day
from tegenstroom.training.actions.editions import Terms
from tegenstroom.training.models import CoachDay, CoachMoment, DayClosing, Edition, Session
from tegenstroom.training.rules.desk import Thing
from tegenstroom.training.rules.editions import Day, EditionState, Obstacle, RefusedError
from tegenstroom.training.tests.groups import another, closed, everyone_came, group, logged_in, of_the_tandem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture
def coordinator() -> Person:
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def edition() -> Edition:
    """Two days that are over, the last of them heavy."""
    made = group(people=2)
    last = CoachDay.objects.filter(session=made.sessions.last()).values("assignment")
    Assignment.objects.filter(pk__in=last).update(is_heavy=True)
    return made


def refused(session: Session) -> list[Obstacle]:
    with pytest.raises(RefusedError) as error:
        close_day(session=session, by=None)
    return [problem.obstacle for problem in error.value.problems]


def call_everyone(by: Person) -> None:
    care.plan_calls(timezone.now())
    for call in CareCall.objects.open():
        care.made(call=call, by=by)


def test_a_day_waits_for_the_list_and_for_the_calls(edition: Edition, coordinator: Person) -> None:
    first, last = edition.sessions.all()
    assert refused(first) == [Obstacle.ATTENDANCE_MISSING]
    assert refused(last) == [Obstacle.ATTENDANCE_MISSING, Obstacle.CALLS_OPEN]
    mark(session=first, enrolment=edition.enrolments.first(), mark="absent", by=coordinator)
    assert refused(first) == [Obstacle.ATTENDANCE_MISSING]
    everyone_came(edition)
    # The call after the last day keeps no other day open.
    assert close_day(session=first, by=coordinator).closed_by == coordinator
    assert refused(last) == [Obstacle.CALLS_OPEN]
    call_everyone(coordinator)
    assert close_day(session=last, by=coordinator).ended_at == last.ends_at


def heavy_moment(edition: Edition, ended: datetime, **row: object) -> Assignment:
    """A coach who does not give it came to its group, for something heavy."""
    day = {"starts_at": ended - timedelta(hours=1), "ends_at": ended, "is_heavy": True, "state": State.YES}
    asked = AssignmentFactory(coach=coach(), kind=Kind.DEBRIEF, **{**day, **row})
    CoachMoment.objects.create(edition=edition, assignment=asked)
    return asked


def test_a_heavy_moment_beside_the_days_waits_for_its_call_too(edition: Edition, coordinator: Person) -> None:
    first, last = edition.sessions.all()
    everyone_came(edition)
    heavy_moment(edition, last.ends_at + timedelta(minutes=1))
    tandems_own = CoachDay.objects.filter(session=last).values("assignment")
    Assignment.objects.filter(pk__in=tandems_own).update(is_heavy=False)
    assert close_day(session=first, by=coordinator)
    assert refused(last) == [Obstacle.CALLS_OPEN]
    call_everyone(coordinator)
    assert close_day(session=last, by=coordinator)


@pytest.mark.parametrize("row", [{"is_heavy": False}, {"state": State.NO}, {"state": State.CALLED_OFF}])
def test_a_moment_after_which_nobody_is_called_keeps_no_day_open(
    edition: Edition, coordinator: Person, row: dict[str, object]
) -> None:
    everyone_came(edition)
    call_everyone(coordinator)
    last = edition.sessions.last()
    heavy_moment(edition, last.ends_at, **row)
    assert close_day(session=last, by=coordinator)


def test_a_debrief_of_the_tandem_keeps_open_the_day_that_it_looks_back_on(
    edition: Edition, coordinator: Person
) -> None:
    everyone_came(edition)
    call_everyone(coordinator)
    first, last = edition.sessions.all()
    given = CoachDay.objects.filter(session=last).first()
    ended = last.ends_at + timedelta(minutes=1)
    debrief = AssignmentFactory(
        coach=given.member.person, starts_at=last.ends_at, ends_at=ended, is_heavy=True, state=State.YES
    )
    CoachDay.objects.create(member=given.member, assignment=debrief)
    assert close_day(session=first, by=coordinator)
    assert refused(last) == [Obstacle.CALLS_OPEN]


def test_a_heavy_moment_of_another_date_or_group_or_still_to_come_keeps_no_day_open(
    edition: Edition, coordinator: Person
) -> None:
    everyone_came(edition)
    call_everyone(coordinator)
    last = edition.sessions.last()
    heavy_moment(edition, last.ends_at - timedelta(days=1))
    heavy_moment(group(people=0), last.ends_at)
    heavy_moment(edition, timezone.now() + timedelta(minutes=1))
    assert close_day(session=last, by=coordinator)


def test_said_twice_is_said_once_and_stands_in_the_acts(edition: Edition, coordinator: Person) -> None:
    session = edition.sessions.first()
    everyone_came(edition)
    once = close_day(session=session, by=coordinator)
    assert close_day(session=session, by=of_the_tandem(edition, "trainer")) == once
    assert AuditEvent.objects.filter(verb="training.close_day").count() == 1


def test_a_day_that_is_not_over_is_not_done_with() -> None:
    session = group(days=(1,), people=0).sessions.get()
    assert refused(session) == [Obstacle.DAY_NOT_OVER]


def test_an_edition_is_closed_only_when_all_its_days_are(edition: Edition, coordinator: Person) -> None:
    everyone_came(edition)
    call_everyone(coordinator)
    close_day(session=edition.sessions.last(), by=coordinator)
    with pytest.raises(RefusedError) as error:
        editions.close(edition=edition, by=coordinator)
    assert [problem.obstacle for problem in error.value.problems] == [Obstacle.DAYS_OPEN]
    close_day(session=edition.sessions.first(), by=coordinator)
    assert editions.close(edition=edition, by=coordinator).state == EditionState.CLOSED


@pytest.mark.parametrize("change", ["moved", "struck"])
def test_a_closed_day_stays_where_it_is_though_nobody_came(coordinator: Person, change: str) -> None:
    edition = group(days=(-14, 7), people=0)
    first, last = edition.sessions.all()
    close_day(session=first, by=coordinator)
    days = [Day(row.starts_at, row.ends_at, row.pk) for row in (first, last)]
    later = timedelta(days=20)
    days = (
        [Day(first.starts_at + later, first.ends_at + later, first.pk), days[1]] if change == "moved" else days[1:]
    )
    with pytest.raises(RefusedError) as error:
        editions.change(edition=edition, days=days, terms=Terms(place=edition.place, minimum=1), by=coordinator)
    assert {problem.obstacle for problem in error.value.problems} == {Obstacle.DAY_WITH_ATTENDANCE}


def test_the_database_holds_it_too(edition: Edition) -> None:
    session = edition.sessions.first()
    early = session.ends_at - timedelta(seconds=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        DayClosing.objects.create(session=session, ended_at=session.ends_at, closed_at=early)
    closed(edition)
    with pytest.raises(IntegrityError), transaction.atomic():
        DayClosing.objects.create(session=session, ended_at=session.ends_at)
    with pytest.raises(ProtectedError):
        session.delete()


# --- on the pages


def test_the_trainer_closes_her_day_and_reads_what_is_missing(edition: Edition) -> None:
    trainer, session = of_the_tandem(edition, "trainer"), edition.sessions.last()
    phone, page = logged_in(trainer), reverse("training:attendance", args=[session.pk])
    closing = reverse("training:day_closing", args=[session.pk])
    assert "Deze dag is rond</button>" in phone.get(page).text
    said = phone.post(closing, follow=True).text
    assert "Duid eerst aan of 2 mensen er waren." in said
    assert "Bel eerst: een coach wacht nog op een telefoontje" in said
    mark_the_rest(session=session, by=trainer)
    call_everyone(trainer)
    said = phone.post(closing, follow=True).text
    assert f"door {trainer.name}." in said
    assert "Deze dag is rond</button>" not in said


def test_before_its_end_and_on_a_training_that_is_closed_there_is_no_button(edition: Edition) -> None:
    trainer = of_the_tandem(edition, "trainer")
    to_come = group(days=(1,), people=0)
    to_come.tandem.filter(part="trainer").update(person=trainer)
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.CLOSED)
    for session in (to_come.sessions.get(), edition.sessions.first()):
        assert (
            "Deze dag is rond"
            not in logged_in(trainer).get(reverse("training:attendance", args=[session.pk])).text
        )


def test_a_trainer_of_another_group_and_a_coach_of_this_one_close_nothing(edition: Edition) -> None:
    everyone_came(edition)
    closing = reverse("training:day_closing", args=[edition.sessions.first().pk])
    for someone in (another("trainer"), of_the_tandem(edition, "coach")):
        assert logged_in(someone).post(closing).status_code == 404
    assert not DayClosing.objects.exists()


def test_the_desk_has_it_as_a_step_with_a_button_a_day(edition: Edition, coordinator: Person) -> None:
    everyone_came(edition)
    call_everyone(coordinator)
    office, page = logged_in(coordinator), reverse("training:desk_edition", args=[edition.pk])
    [line] = desk.lines([edition])
    assert [(item.what, item.who) for item in line.todo if item.thing is Thing.DAYS] == [
        ("Rond 2 dagen af.", "trainer")
    ]
    found = office.get(page).text
    assert "Dit kan pas als elke dag rond is." in found
    assert "Ik rond ze af" not in found
    for session in edition.sessions.all():
        closing = reverse("training:day_closing", args=[session.pk])
        assert closing in found
        answer = office.post(closing, {"from": "desk"})
        assert answer.headers["Location"] == page
    found = office.get(page).text
    assert "Ik rond ze af" in found
    assert found.count("✓ ") >= 2
    [line] = desk.lines([edition])
    assert Thing.DAYS not in [item.thing for item in line.open]
