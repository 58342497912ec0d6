"""The desk asks coaches, sees who comes on which day and never why not, and closes nothing before every call."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH, COORDINATOR, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Figure
from tegenstroom.coaches.actions import assignments, care
from tegenstroom.coaches.models import Assignment, AvoidedTheme, CareCall
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.tests.factories import AssignmentFactory, ProfileFactory, coach
from tegenstroom.library.tests.factories import ThemeFactory
from tegenstroom.training import desk
from tegenstroom.training.actions import coach_days, editions
from tegenstroom.training.actions.editions import close
from tegenstroom.training.board import board_of
from tegenstroom.training.doors import tandem_url
from tegenstroom.training.models import CoachDay, CoachMoment, Edition
from tegenstroom.training.rules.desk import Thing
from tegenstroom.training.rules.editions import Day, EditionState, Obstacle, RefusedError
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, gives
from tegenstroom.training.tests.groups import closed, logged_in, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_years")]


@pytest.fixture
def coordinator() -> Person:
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def office(coordinator: Person) -> Client:
    return logged_in(coordinator)


def asking(edition: Edition) -> str:
    return reverse("training:desk_coaches", args=[edition.pk])


def page_of(edition: Edition) -> str:
    return reverse("training:desk_edition", args=[edition.pk])


def typed(who: Person, edition: Edition, **more: str) -> dict[str, object]:
    """The form as the page gives it, with a coach chosen."""
    days = [str(session.pk) for session in edition.sessions.all()]
    return {"coach": who.pk, "days": days, "moment-count": "2", **more}


# --- asking


def test_all_days_are_ticked_and_she_gets_a_question_for_each(office: Client) -> None:
    edition, who = EditionFactory(), coach()
    page = office.get(asking(edition))
    assert page.text.count("checked") == 2
    assertRedirects(office.post(asking(edition), typed(who, edition)), page_of(edition))
    assert Assignment.objects.of(who).filter(state=State.ASKED).count() == 2


@pytest.mark.parametrize(("first", "late"), [(1, True), (20, False)])
def test_the_desk_reads_before_and_after_that_it_asks_late(office: Client, first: int, late: bool) -> None:
    edition, who = EditionFactory(days=(first, first + 14)), coach()
    assertContains(office.get(asking(edition)), "minstens 3 dagen vooraf")
    said = office.post(asking(edition), typed(who, edition), follow=True).text
    assert ("Dit is kort dag" in said) is late
    assert Assignment.objects.of(who).count() == 2


def test_preparing_and_looking_back_are_asked_in_the_same_breath(office: Client) -> None:
    edition, who = EditionFactory(), coach()
    day = (edition.starts_on - timedelta(days=7)).isoformat()
    before = {"moment-0-date": day, "moment-0-start": "10:00", "moment-0-end": "12:00"}
    office.post(asking(edition), typed(who, edition, **before))
    [asked] = Assignment.objects.of(who).filter(kind=Kind.PREPARATION)
    assert timezone.localtime(asked.starts_at).hour == 10
    assert not Assignment.objects.filter(kind=Kind.DEBRIEF).exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"coach": ""}, "Dit is nog leeg. Vul het in of duid iets aan."),
        ({"days": []}, "Kies minstens één dag."),
        ({"moment-0-end": "09:00"}, "Het einde ligt voor het begin."),
        ({"moment-0-date": "2020-01-01"}, "Deze dag ligt in het verleden."),
        ({"moment-0-date": "5" * 5000}, "Dit is geen dag die bestaat."),
        ({}, "Dit valt samen met iets anders op dit blad. Kies andere uren."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    office: Client, wrong: dict[str, object], sentence: str
) -> None:
    edition, who = EditionFactory(), coach()
    moment = {} if "days" in wrong else {"moment-0-date": edition.starts_on.isoformat(), "moment-0-start": "10:00"}
    moment |= {"moment-0-end": "11:00"} if moment else {}
    response = office.post(asking(edition), {**typed(who, edition), **moment, **wrong})
    assertContains(response, sentence)
    assert not Assignment.objects.exists()
    if moment:
        assertContains(response, 'value="10:00"')


def test_who_cannot_come_is_not_on_the_list_and_who_has_no_agreement_is_named_with_the_way_to_it(
    office: Client,
) -> None:
    edition, theme = EditionFactory(), ThemeFactory()
    edition.version.themes.set([theme])
    free, avoids = coach(), coach()
    AvoidedTheme.objects.create(coach=avoids, slug=theme.slug, name=theme.name)
    unsigned, bare = ProfileFactory().person, PersonFactory(roles=[COACH])
    page = office.get(asking(edition))
    assertContains(page, free.name)
    assertNotContains(page, avoids.name)
    assertContains(page, "Coaches die nu niet kunnen, staan hier niet. Waarom, dat is van hen.")
    assertContains(page, reverse("coaches:desk_coach", args=[unsigned.pk]))
    assertContains(page, reverse("coaches:desk_coach_add", args=[bare.pk]))
    office.post(asking(edition), typed(avoids, edition))
    assert not Assignment.objects.exists()


def test_without_days_there_is_nothing_to_ask(office: Client) -> None:
    coach()
    edition = EditionFactory(days=(), state=EditionState.DRAFT)
    assertContains(office.get(asking(edition)), "Kies eerst de dagen.")


def test_a_year_without_ceilings_is_said_on_the_form(office: Client) -> None:
    edition, who = EditionFactory(), coach()
    Figure.objects.filter(key="coaches.day_ceiling").delete()
    assertContains(office.post(asking(edition), typed(who, edition)), "Vul het eerst in bij Getallen.")
    assert not Assignment.objects.exists()


def test_moving_a_day_to_such_a_year_is_said_on_the_form_too(office: Client) -> None:
    edition = EditionFactory(days=(30,), tandem_says="yes")
    session = edition.sessions.get()
    far = (edition.starts_on + timedelta(days=800)).isoformat()
    row = {"dag-0-session": session.pk, "dag-0-date": far, "dag-0-start": "09:30", "dag-0-end": "16:30"}
    sheet = {"dag-count": "1", "place": edition.place_id, "minimum": "1", "maximum": "16", **row}
    response = office.post(reverse("training:desk_edit", args=[edition.pk]), sheet)
    assertContains(response, "Vul het eerst in bij Getallen.")
    assert edition.sessions.get().starts_at == session.starts_at


# --- day by day


def test_the_page_says_who_comes_on_which_day_and_never_why_not(office: Client) -> None:
    edition, who = EditionFactory(), coach()
    edition.version.themes.set([ThemeFactory()])
    coach_days.ask(edition=edition, coach=who, by=None)
    first, second = Assignment.objects.of(who)
    assignments.answer(assignment=first, answer=State.RATHER_NOT, by=who)
    assignments.answer(assignment=second, answer=State.YES, by=who)
    [[cell], [other]] = [row.cells for row in board_of(edition).rows]
    assert (cell.word, other.word) == ("komt niet", "komt")
    page = office.get(page_of(edition))
    assertContains(page, reverse("coaches:desk_assignment", args=[first.pk]))
    for word in ("rather_not", "liever niet", "Liever niet"):
        assertNotContains(page, word)


def test_a_struck_day_and_a_moment_beside_the_days_stand_on_the_board_too(coordinator: Person) -> None:
    edition, who = EditionFactory(), coach()
    begins = edition.sessions.first().starts_at - timedelta(days=3)
    moment = coach_days.Moment(Kind.PREPARATION, begins, begins + timedelta(hours=2))
    coach_days.ask(edition=edition, coach=who, moments=[moment], by=coordinator)
    _first, second = [Day(row.starts_at, row.ends_at, row.pk) for row in edition.sessions.all()]
    editions.change(edition=edition, days=[second], terms=editions.Terms(place=edition.place), by=coordinator)
    rows = board_of(edition).rows
    assert [(row.what, row.cells[0].word) for row in rows] == [
        ("voorbereiding", "gevraagd"),
        ("geschrapt", "afgezegd"),
        ("", "gevraagd"),
    ]


def test_more_days_and_coaches_cost_no_more_queries(office: Client) -> None:
    few = EditionFactory(days=(30,), tandem_says="yes")
    # On the first page she has no secret of forms yet: it is never a kept one.
    office.get(page_of(few))
    before = queries_of(office, page_of(few))
    many = EditionFactory(days=(30, 31, 32, 33, 40), tandem_says="yes")
    for _number in range(3):
        gives(many, coach())
    assert queries_of(office, page_of(many)) == before


def test_a_coach_who_phones_is_written_down_for_all_days_at_once(office: Client) -> None:
    edition, who = EditionFactory(), coach()
    member = coach_days.ask(edition=edition, coach=who, by=None).member
    answer = reverse("training:desk_tandem_answer", args=[member.pk])
    assertContains(office.get(page_of(edition)), f"{who.short_name} komt op alles")
    assertContains(office.post(answer, {"answer": "yes"}, follow=True), "We weten het. Dank je wel.")
    assert {row.state for row in Assignment.objects.of(who)} == {"yes"}
    assertContains(office.post(answer, {"answer": "yes"}, follow=True), "Deze stap kan nu niet.")


def test_a_tandem_of_coaches_is_counted_on_its_weakest_day(office: Client) -> None:
    edition = EditionFactory(tandem_says="yes")
    day = CoachDay.objects.filter(session=edition.sessions.last()).first().assignment
    Assignment.objects.filter(pk=day.pk).update(state=State.NO)
    [line] = desk.lines([edition])
    assert (line.coaches.yes, line.coaches.missing) == (1, 1)
    page = office.get(page_of(edition))
    assertContains(page, "Coaches op elke dag: 1 van 2.")
    assertContains(page, "Nog 1 coach te vinden.")


def test_once_all_days_are_over_nobody_is_missing_any_more() -> None:
    edition = EditionFactory(state=EditionState.CONFIRMED, days=(-20, -10), tandem_says="asked")
    edition.tandem.filter(part="trainer").update(answer="yes")
    [line] = desk.lines([edition])
    assert line.coaches.missing == 0
    assert Thing.TANDEM_BROKEN not in [item.thing for item in line.open]


# --- her side


def test_an_old_letter_leads_a_coach_to_her_own_questions() -> None:
    member = EditionFactory(tandem_says="asked").tandem.filter(part="coach").first()
    link = tandem_url(member).removeprefix("http://127.0.0.1:8000")
    for visit in (Client().get(link), Client().post(link, {"answer": "yes"})):
        assert visit.headers["Location"] == reverse("coaches:questions")
    member.refresh_from_db()
    assert member.answer == "asked"
    mine = logged_in(member.person).post(reverse("training:my_answer", args=[member.pk]), {"answer": "yes"})
    assert mine.status_code == 404


# --- calls


@pytest.fixture
def heavy() -> Edition:
    """A group of which the last, heavy day is just over."""
    edition = EditionFactory(state=EditionState.CONFIRMED, days=(-14, -1))
    EnrolmentFactory(edition=edition)
    gives(
        edition, coach(caller=PersonFactory(roles=[TRAINER], given_name="Toon", family_name="Traint")), heavy=True
    )
    return edition


def test_nothing_is_closed_before_every_coach_is_called(
    heavy: Edition, office: Client, coordinator: Person
) -> None:
    with pytest.raises(RefusedError) as error:
        close(edition=heavy, by=coordinator)
    assert [problem.obstacle for problem in error.value.problems] == [Obstacle.CALLS_OPEN]
    care.plan_calls(timezone.now())
    page = office.get(page_of(heavy))
    assertContains(page, "Dit kan pas als elke coach gebeld is.")
    assertNotContains(page, "Ik rond ze af")
    assertContains(office.post(reverse("training:desk_closing", args=[heavy.pk]), follow=True), "Bel eerst:")
    for call in CareCall.objects.open():
        care.made(call=call, by=coordinator)
    closed(heavy)
    assertContains(office.get(page_of(heavy)), "Ik rond ze af")
    assert close(edition=heavy, by=coordinator).state == EditionState.CLOSED


def test_the_page_says_who_calls_whom_by_when(heavy: Edition, office: Client) -> None:
    [line] = desk.lines([heavy])
    waiting = [item for item in line.todo if item.thing is Thing.CALL]
    assert [(item.who, item.due) for item in waiting] == [("coördinator", None)] * 2
    care.plan_calls(timezone.now())
    [line] = desk.lines([heavy])
    who = heavy.tandem.get().person
    waiting = [item for item in line.todo if item.thing is Thing.CALL]
    assert {(item.what, item.who) for item in waiting} == {
        (f"Bel {who.name}: hoe was de zware dag?", "Toon Traint")
    }
    dues = {timezone.localdate(call.due_at) for call in CareCall.objects.all()}
    assert {item.due for item in waiting} == dues
    assert waiting[0].late
    assertContains(office.get(page_of(heavy)), reverse("coaches:desk_calls"))
    waits = (reverse("training:desk"), reverse("coaches:desk_coaches"))
    late, soon = timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1)
    first, second = CareCall.objects.all()
    # Both days were hers: who waits for two calls is one coach.
    both = CareCall.objects.filter(pk__in=[first.pk, second.pk])
    both.update(due_at=late)
    for page in waits:
        assertContains(office.get(page), "1 coach wacht te lang op een telefoontje.")
    CareCall.objects.filter(pk=second.pk).update(coach=PersonFactory())
    for page in waits:
        assertContains(office.get(f"{page}?mist="), "2 coaches wachten te lang op een telefoontje.")
    both.update(due_at=soon)
    for page in waits:
        assertContains(office.get(f"{page}?zoek="), "2 coaches wachten op een telefoontje.")
    CareCall.objects.filter(pk=first.pk).update(due_at=late)
    for page in waits:
        assertContains(office.get(f"{page}?nu="), "2 coaches wachten op een telefoontje, waarvan 1 te laat.")


def test_a_heavy_moment_outside_the_tandem_stays_at_the_desk_and_keeps_it_open(
    office: Client, coordinator: Person
) -> None:
    edition, who = EditionFactory(state=EditionState.CONFIRMED, days=(-14,)), coach()
    guest = AssignmentFactory(coach=who, kind=Kind.SUPERVISION, days=-3, is_heavy=True, state=State.YES)
    CoachMoment.objects.create(edition=edition, assignment=guest)
    closed(edition)
    [line] = desk.lines([edition])
    assert [item.what for item in line.todo if item.thing is Thing.CALL] == [
        f"Bel {who.name}: hoe was de zware dag?"
    ]
    assertContains(office.get(page_of(edition)), "Dit kan pas als elke coach gebeld is.")
    with pytest.raises(RefusedError) as error:
        close(edition=edition, by=coordinator)
    assert [problem.obstacle for problem in error.value.problems] == [Obstacle.CALLS_OPEN]
    care.plan_calls(timezone.now())
    care.made(call=CareCall.objects.get(), by=coordinator)
    [line] = desk.lines([edition])
    assert Thing.CALL not in [item.thing for item in line.todo]
    assert close(edition=edition, by=coordinator).state == EditionState.CLOSED


def test_a_day_that_is_not_heavy_or_to_which_she_did_not_come_asks_no_call(coordinator: Person) -> None:
    edition = EditionFactory(state=EditionState.CONFIRMED, days=(-14,))
    gives(edition, coach())
    gives(edition, coach(), answer="no", heavy=True)
    assert coach_days.calls_open([edition]) == []
    closed(edition)
    assert close(edition=edition, by=coordinator).state == EditionState.CLOSED


def test_a_call_that_she_asked_for_herself_keeps_no_training_open(coordinator: Person) -> None:
    edition, who = EditionFactory(state=EditionState.CONFIRMED, days=(-14,)), coach()
    gives(edition, who)
    care.ask_for_call(coach=who, by=who)
    closed(edition)
    assert close(edition=edition, by=coordinator).state == EditionState.CLOSED
