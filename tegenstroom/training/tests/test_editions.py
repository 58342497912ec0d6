"""From a plan to a closed edition: every verb, and every refusal."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tegenstroom.accounts.roles import COACH, COORDINATOR, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import stamps
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.organisations.tests.factories import PlaceFactory
from tegenstroom.training.actions import editions
from tegenstroom.training.actions.editions import Terms
from tegenstroom.training.actions.enrolment import cut_off
from tegenstroom.training.doors import tandem_url
from tegenstroom.training.models import Attendance, Edition, Enrolment, TandemMember
from tegenstroom.training.rules.editions import Day, EditionState, Obstacle, RefusedError
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, ModuleVersionFactory
from tegenstroom.training.tests.groups import closed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_years")]

TERMS = Terms(minimum=1, maximum=16)


@pytest.fixture
def coordinator():
    return PersonFactory(roles=[COORDINATOR])


def day(offset: int, start: int = 9, hours: int = 7, session: int | None = None) -> Day:
    begin = timezone.localtime().replace(hour=start, minute=30, second=0, microsecond=0) + timedelta(days=offset)
    return Day(begin, begin + timedelta(hours=hours), session)


def as_it_stands(edition: Edition, **changes: object) -> Terms:
    return Terms(**{"place": edition.place, "minimum": 1, "maximum": edition.maximum, **changes})


def standing_days(edition: Edition) -> list[Day]:
    return [Day(session.starts_at, session.ends_at, session.pk) for session in edition.sessions.all()]


def refused(error: pytest.ExceptionInfo[RefusedError]) -> list[Obstacle]:
    return [problem.obstacle for problem in error.value.problems]


def letters(kind: str) -> set[str]:
    return set(Letter.objects.filter(kind=kind).values_list("to_name", flat=True))


def test_a_plan_ties_its_days_to_the_parts_in_order(coordinator) -> None:
    version = ModuleVersionFactory(parts=2)
    edition = editions.plan(version=version, days=[day(30), day(10), day(20)], terms=TERMS, by=coordinator)
    parts = [session.part.title if session.part else None for session in edition.sessions.all()]
    assert parts == ["Deel 1", "Deel 2", None]
    assert edition.starts_on == timezone.localdate() + timedelta(10)
    assert edition.ends_on == timezone.localdate() + timedelta(30)
    assert edition.state == EditionState.DRAFT
    assert AuditEvent.objects.filter(verb="training.plan", actor=coordinator.pk).count() == 1


def test_a_plan_keeps_prices_and_place(coordinator) -> None:
    place = PlaceFactory()
    terms = Terms(
        place=place, minimum=4, maximum=12, prices={"professional": Decimal(240), "volunteer": Decimal(0)}
    )
    edition = editions.plan(version=ModuleVersionFactory(), days=[day(9)], terms=terms, by=coordinator)
    assert dict(edition.prices.values_list("kind", "amount")) == {"professional": 240, "volunteer": 0}
    assert (edition.place, edition.minimum, edition.maximum) == (place, 4, 12)


def test_a_draft_of_a_module_is_not_planned(coordinator) -> None:
    with pytest.raises(RefusedError) as error:
        editions.plan(version=ModuleVersionFactory(published_at=None), days=[], terms=TERMS, by=coordinator)
    assert refused(error) == [Obstacle.NOT_PUBLISHED]


def test_the_past_is_not_planned_unless_it_is_said_when(coordinator) -> None:
    version = ModuleVersionFactory()
    with pytest.raises(RefusedError) as error:
        editions.plan(version=version, days=[day(-30)], terms=TERMS, by=coordinator)
    assert refused(error) == [Obstacle.DATES_PAST]
    assert not Edition.objects.exists()
    then = timezone.now() - timedelta(days=60)
    assert editions.plan(version=version, days=[day(-30)], terms=TERMS, by=coordinator, now=then).pk


def test_nobody_who_is_in_loses_her_place(coordinator) -> None:
    edition = EditionFactory(maximum=16)
    for _ in range(12):
        EnrolmentFactory(edition=edition)
    with pytest.raises(RefusedError) as error:
        editions.change(
            edition=edition,
            days=standing_days(edition),
            terms=as_it_stands(edition, maximum=11),
            by=coordinator,
        )
    assert [(found.obstacle, found.count) for found in error.value.problems] == [(Obstacle.BELOW_SEATED, 12)]


def test_after_a_smaller_maximum_no_seat_above_it_is_held(coordinator) -> None:
    edition = EditionFactory(maximum=16)
    people = [EnrolmentFactory(edition=edition) for _ in range(5)]
    for enrolment, seat in zip(people, (2, 5, 9, 15, 16), strict=True):
        edition.enrolments.filter(pk=enrolment.pk).update(seat=seat + 100)
    for enrolment, seat in zip(people, (2, 5, 9, 15, 16), strict=True):
        edition.enrolments.filter(pk=enrolment.pk).update(seat=seat)
    editions.change(
        edition=edition, days=standing_days(edition), terms=as_it_stands(edition, maximum=5), by=coordinator
    )
    assert sorted(edition.enrolments.values_list("seat", flat=True)) == [1, 2, 3, 4, 5]


def test_more_places_are_offered_to_who_waits(coordinator) -> None:
    edition = EditionFactory(maximum=1)
    EnrolmentFactory(edition=edition)
    waiting = EnrolmentFactory(edition=edition, state=EnrolmentState.WAITING)
    editions.change(
        edition=edition, days=standing_days(edition), terms=as_it_stands(edition, maximum=2), by=coordinator
    )
    waiting.refresh_from_db()
    assert waiting.state == EnrolmentState.OFFERED


def test_a_later_first_day_opens_the_waiting_list_again(coordinator) -> None:
    edition = EditionFactory(maximum=2, days=(1, 15))
    EnrolmentFactory(edition=edition)
    waiting = EnrolmentFactory(edition=edition, state=EnrolmentState.WAITING)
    later = [
        Day(one.starts_at + timedelta(days=30), one.ends_at + timedelta(days=30), one.session)
        for one in standing_days(edition)
    ]
    editions.change(edition=edition, days=later, terms=as_it_stands(edition), by=coordinator)
    waiting.refresh_from_db()
    assert waiting.state == EnrolmentState.OFFERED


def offered(edition: Edition, days: float) -> Enrolment:
    until = timezone.now() + timedelta(days=days)
    return EnrolmentFactory(edition=edition, state=EnrolmentState.OFFERED, offer_until=until)


def moved(edition: Edition, days: int) -> list[Day]:
    by = timedelta(days=days)
    return [Day(one.starts_at + by, one.ends_at + by, one.session) for one in standing_days(edition)]


def test_earlier_days_shorten_an_offer_to_the_new_cut_off_and_later_ones_never_lengthen_it(coordinator) -> None:
    edition = EditionFactory(days=(40, 54))
    long, short = offered(edition, days=30), offered(edition, days=1)
    was = {enrolment.pk: enrolment.offer_until for enrolment in (long, short)}
    editions.change(edition=edition, days=moved(edition, -20), terms=as_it_stands(edition), by=coordinator)
    edition.refresh_from_db()
    until = dict(edition.enrolments.values_list("pk", "offer_until"))
    assert until == {long.pk: cut_off(edition), short.pk: was[short.pk]}
    told = Letter.objects.filter(kind="edition_changed", body__contains="Je hebt minder tijd om te beslissen")
    assert [letter.to_name for letter in told] == [long.person.name]
    editions.change(edition=edition, days=moved(edition, 20), terms=as_it_stands(edition), by=coordinator)
    assert dict(edition.enrolments.values_list("pk", "offer_until")) == until


def test_what_the_desk_offered_by_phone_survives_a_change_of_words(coordinator) -> None:
    edition = EditionFactory(days=(2, 9))
    enrolment = offered(edition, days=1)
    was = enrolment.offer_until
    terms = as_it_stands(edition, practical="Breng een bord mee.")
    editions.change(edition=edition, days=standing_days(edition), terms=terms, by=coordinator)
    enrolment.refresh_from_db()
    assert enrolment.offer_until == was


def test_other_days_are_told_to_everyone_and_keep_their_sessions(coordinator) -> None:
    edition = EditionFactory(tandem_says="yes")
    enrolment = EnrolmentFactory(edition=edition)
    first, second = standing_days(edition)
    moved = Day(second.starts_at + timedelta(days=7), second.ends_at + timedelta(days=7), second.session)
    editions.change(edition=edition, days=[first, moved], terms=as_it_stands(edition), by=coordinator)
    assert set(edition.sessions.values_list("pk", flat=True)) == {first.session, second.session}
    assert letters("edition_changed") == {enrolment.person.name, edition.tandem.get(part="trainer").person.name}


def test_what_changes_nothing_for_people_sends_nothing(coordinator) -> None:
    edition = EditionFactory(tandem_says="yes")
    before = stamps.current(stamps.PROGRAMME)
    editions.change(
        edition=edition, days=standing_days(edition), terms=as_it_stands(edition, room="2.04"), by=coordinator
    )
    assert not letters("edition_changed")
    assert stamps.current(stamps.PROGRAMME) > before


def test_a_session_of_another_edition_is_never_taken_over(coordinator) -> None:
    edition, other = EditionFactory(), EditionFactory()
    theirs = other.sessions.first()
    wanted = [*standing_days(edition), day(60, session=theirs.pk)]
    editions.change(edition=edition, days=wanted, terms=as_it_stands(edition), by=coordinator)
    theirs.refresh_from_db()
    assert (theirs.edition_id, edition.sessions.count()) == (other.pk, 3)


def test_a_day_with_attendance_stays(coordinator) -> None:
    edition = EditionFactory(days=(-7, 7))
    first, second = standing_days(edition)
    enrolment = EnrolmentFactory(edition=edition)
    Attendance.objects.create(session_id=first.session, enrolment=enrolment, mark="present")
    with pytest.raises(RefusedError) as error:
        editions.change(edition=edition, days=[second], terms=as_it_stands(edition), by=coordinator)
    assert refused(error) == [Obstacle.DAY_WITH_ATTENDANCE]


def test_what_was_announced_keeps_its_place_and_a_day_with_attendance_its_date(coordinator) -> None:
    edition = EditionFactory(days=(0, 7))
    first, second = standing_days(edition)
    Attendance.objects.create(
        session_id=first.session, enrolment=EnrolmentFactory(edition=edition), mark="present"
    )
    elsewhere = Day(first.starts_at + timedelta(days=9), first.ends_at + timedelta(days=9), first.session)
    with pytest.raises(RefusedError) as error:
        editions.change(
            edition=edition, days=[second, elsewhere], terms=as_it_stands(edition, place=None), by=coordinator
        )
    assert refused(error) == [Obstacle.NO_PLACE, Obstacle.DAY_WITH_ATTENDANCE]


def test_announcing_opens_it_to_everyone(coordinator) -> None:
    edition = EditionFactory(state=EditionState.DRAFT)
    editions.announce(edition=edition, by=coordinator)
    assert Edition.objects.public().filter(pk=edition.pk).exists()
    with pytest.raises(RefusedError) as error:
        editions.announce(edition=edition, by=coordinator)
    assert refused(error) == [Obstacle.WRONG_STATE]


def test_announcing_needs_days_and_a_place(coordinator) -> None:
    edition = EditionFactory(state=EditionState.DRAFT, days=(), place=None)
    with pytest.raises(RefusedError) as error:
        editions.announce(edition=edition, by=coordinator)
    assert refused(error) == [Obstacle.NO_DATES, Obstacle.NO_PLACE]


def test_no_tandem_no_confirmation(coordinator) -> None:
    edition = EditionFactory(tandem_says="asked")
    with pytest.raises(RefusedError) as error:
        editions.confirm(edition=edition, by=coordinator)
    assert refused(error) == [Obstacle.TRAINERS_MISSING, Obstacle.COACHES_MISSING]
    assert Edition.objects.get(pk=edition.pk).state == EditionState.OPEN


def test_confirming_is_told_to_who_is_sure_of_a_place(coordinator) -> None:
    edition = EditionFactory(tandem_says="yes")
    placed = EnrolmentFactory(edition=edition)
    EnrolmentFactory(edition=edition, state=EnrolmentState.WAITING)
    editions.confirm(edition=edition, by=coordinator)
    tandem = {member.person.name for member in edition.tandem.all()}
    assert letters("edition_confirmed") == {placed.person.name, *tandem}


def test_calling_off_tells_everyone_why_and_frees_them(coordinator) -> None:
    edition = EditionFactory(tandem_says="yes")
    placed = EnrolmentFactory(edition=edition)
    waiting = EnrolmentFactory(edition=edition, state=EnrolmentState.WAITING)
    gone = EnrolmentFactory(edition=edition, state=EnrolmentState.CANCELLED)
    TandemMember.objects.create(edition=edition, person=PersonFactory(given_name="Nee"), part="coach", answer="no")
    editions.call_off(edition=edition, reason="De zaal is niet meer vrij.", by=coordinator)
    told = letters("edition_called_off")
    assert {placed.person.name, waiting.person.name} <= told
    assert gone.person.name not in told
    assert len(told) == 3
    # Coaches read it beside their days and their money.
    assert len(letters("coach_called_off")) == 2
    assert all("De zaal is niet meer vrij." in row.body for row in Letter.objects.filter(kind="coach_called_off"))
    assert "De zaal is niet meer vrij." in Letter.objects.filter(kind="edition_called_off").first().body
    assert not edition.enrolments.active().exists()
    placed.refresh_from_db()
    assert placed.cancellation_fee == 0
    with pytest.raises(RefusedError):
        editions.call_off(edition=edition, reason="Nog eens.", by=coordinator)


def test_closing_waits_for_the_end_of_the_last_part(coordinator) -> None:
    edition = EditionFactory(state=EditionState.CONFIRMED)
    with pytest.raises(RefusedError) as error:
        editions.close(edition=edition, by=coordinator)
    assert refused(error) == [Obstacle.NOT_OVER]
    end = edition.sessions.last().ends_at
    with pytest.raises(RefusedError):
        editions.close(edition=edition, by=coordinator, now=end - timedelta(minutes=1))
    closed(edition)
    assert editions.close(edition=edition, by=coordinator, now=end).state == EditionState.CLOSED


def test_someone_without_the_role_is_not_asked(coordinator) -> None:
    edition = EditionFactory()
    with pytest.raises(RefusedError) as error:
        editions.ask(edition=edition, person=PersonFactory(roles=[COACH]), by=coordinator)
    assert refused(error) == [Obstacle.ROLE_MISSING]


def test_being_asked_comes_as_a_letter_once(coordinator) -> None:
    edition, trainer = EditionFactory(), PersonFactory(roles=[TRAINER])
    editions.ask(edition=edition, person=trainer, by=coordinator)
    assert "/tandem/" in Letter.objects.get(kind="tandem_question").body
    with pytest.raises(RefusedError) as error:
        editions.ask(edition=edition, person=trainer, by=coordinator)
    assert refused(error) == [Obstacle.ALREADY_ASKED]


def test_who_said_no_can_be_asked_again(coordinator) -> None:
    edition, trainer = EditionFactory(), PersonFactory(roles=[TRAINER])
    member = editions.ask(edition=edition, person=trainer, by=coordinator)
    editions.answer(member=member, answer="no", by=trainer)
    again = editions.ask(edition=edition, person=trainer, by=coordinator)
    assert (again.pk, again.answer, again.answered_at) == (member.pk, "asked", None)


def test_a_no_after_confirmation_reaches_the_desk_at_once(coordinator) -> None:
    edition = EditionFactory(state=EditionState.CONFIRMED, tandem_says="yes")
    member = edition.tandem.get(part="trainer")
    editions.answer(member=member, answer="no", by=member.person)
    letter = Letter.objects.get(kind="tandem_said_no")
    assert letter.to_name == coordinator.name
    assert member.person.name in letter.subject
    editions.answer(member=member, answer="no", by=member.person)
    assert Letter.objects.filter(kind="tandem_said_no").count() == 1


def test_an_answer_comes_too_late_when_all_is_over() -> None:
    edition = EditionFactory(state=EditionState.CONFIRMED, tandem_says="yes", days=(-10, -2))
    member = edition.tandem.first()
    with pytest.raises(RefusedError):
        editions.answer(member=member, answer="no", by=member.person)


def test_the_link_of_the_letter_says_that_all_is_over_and_asks_nothing_any_more(client: Client) -> None:
    edition = EditionFactory(state=EditionState.CONFIRMED, tandem_says="asked", days=(-10, -2))
    link = tandem_url(edition.tandem.get(part="trainer"))
    page = client.get(link.removeprefix(settings.SITE_URL))
    assert "Deze vorming is voorbij." in page.text
    assert "Ik kom" not in page.text


def test_room_and_material_are_ticked_one_by_one(coordinator) -> None:
    edition = EditionFactory()
    editions.set_ready(edition=edition, room=True, by=coordinator)
    edition = editions.set_ready(edition=edition, material=True, by=coordinator)
    assert (edition.room_booked, edition.material_ready) == (True, True)
    assert editions.set_ready(edition=edition, room=False, by=coordinator).room_booked is False


def test_a_task_is_done_once(coordinator) -> None:
    task = editions.add_task(edition=EditionFactory(), what="Broodjes bestellen", by=coordinator)
    first = editions.finish_task(task=task, by=coordinator).done_at
    assert editions.finish_task(task=task, by=coordinator).done_at == first
    assert AuditEvent.objects.filter(verb="training.finish_task").count() == 1


@time_machine.travel(datetime(2027, 3, 27, 22, 30, tzinfo=timezone.get_default_timezone()), tick=False)
def test_a_day_keeps_its_hours_over_the_summer_clock(coordinator) -> None:
    zone = timezone.get_default_timezone()
    late = Day(datetime(2027, 3, 29, 0, 15, tzinfo=zone), datetime(2027, 3, 29, 3, 0, tzinfo=zone))
    edition = editions.plan(version=ModuleVersionFactory(), days=[late], terms=TERMS, by=coordinator)
    assert edition.starts_on == date(2027, 3, 29)
