"""The coordinator's desk: everything on one screen, nothing typed twice, nothing lost."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.roles import COACH, COORDINATOR, EDITOR, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.library.tests.factories import ThemeFactory
from tegenstroom.organisations.tests.factories import OrganisationFactory
from tegenstroom.training import desk
from tegenstroom.training.actions import certificates
from tegenstroom.training.counts import letters_about
from tegenstroom.training.models import Attendance, Edition, Task
from tegenstroom.training.rules.desk import Thing
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    ModuleVersionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

DAY = timedelta(days=1)


@pytest.fixture
def coordinator():
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def office(coordinator) -> Client:
    """A browser in which the coordinator is logged in."""
    client = Client()
    client.force_login(coordinator)
    return client


def things(edition: Edition) -> list[Thing]:
    [line] = desk.lines([edition])
    return [item.thing for item in line.todo]


def iso(days: int) -> str:
    return (timezone.localdate() + days * DAY).isoformat()


def page(response) -> str:
    return response.content.decode()


# All editions


def test_all_editions_take_seventeen_queries_whatever_their_number(office, django_assert_max_num_queries) -> None:
    for _ in range(4):
        edition = EditionFactory(tandem_says="yes")
        EnrolmentFactory(edition=edition)
        Task.objects.create(edition=edition, what="Bel", who=PersonFactory())
    with django_assert_max_num_queries(17):
        office.get(reverse("training:desk"))
    for _ in range(16):
        edition = EditionFactory(tandem_says="asked")
        EnrolmentFactory(edition=edition, state=EnrolmentState.WAITING)
        Task.objects.create(edition=edition, what="Bel", who=PersonFactory())
    with django_assert_max_num_queries(17):
        office.get(reverse("training:desk"))


def test_a_line_says_places_tandem_and_the_first_open_thing(office) -> None:
    edition = EditionFactory(tandem_says="yes", maximum=2, minimum=2, room_booked=True)
    EnrolmentFactory.create_batch(2, edition=edition)
    EnrolmentFactory(edition=edition, state=EnrolmentState.WAITING)
    shown = page(office.get(reverse("training:desk")))
    assert "2/2" in shown
    assert "(+1 wachten)" in shown
    assert "rond" in shown
    assert "Bevestig dat de vorming doorgaat." in shown


def test_what_is_not_finished_stands_there_by_itself(office) -> None:
    to_come = EditionFactory()
    unfinished = EditionFactory(state=EditionState.CONFIRMED, days=(-30, -20))
    EditionFactory(state=EditionState.CLOSED, days=(-60, -50))
    EditionFactory(state=EditionState.CANCELLED)
    response = office.get(reverse("training:desk"))
    assert [line.edition for line in response.context["lines"]] == [unfinished, to_come]


def test_the_list_is_narrowed_by_state_theme_channel_time_and_words(office) -> None:
    theme = ThemeFactory()
    wanted = EditionFactory(
        state=EditionState.CONFIRMED,
        channel="in_company",
        organisation=OrganisationFactory(name="CAW Rivierland"),
        days=(-7, 7),
    )
    wanted.version.themes.set([theme])
    EditionFactory()
    for query in (
        {"staat": "confirmed"},
        {"thema": theme.pk},
        {"aanbod": "in_company"},
        {"wanneer": "loopt"},
        {"zoek": "rivierland"},
    ):
        lines = office.get(reverse("training:desk"), query).context["lines"]
        assert [line.edition for line in lines] == [wanted], query


def test_nonsense_in_the_filter_asks_nothing(office) -> None:
    edition = EditionFactory()
    response = office.get(reverse("training:desk"), {"staat": "x", "thema": "y", "page": "z", "wanneer": "'"})
    assert [line.edition for line in response.context["lines"]] == [edition]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_list_is_taken_along(office, suffix) -> None:
    version = ModuleVersionFactory(title="=1+1")
    EnrolmentFactory(edition=EditionFactory(version=version))
    response = office.get(reverse("training:desk_table", args=[suffix]))
    if suffix == "csv":
        assert ";'=1+1;" in response.content.decode("utf-8-sig")
    else:
        row = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.values)[1]
        assert row[2] == "'=1+1"


def test_who_does_not_run_the_desk_finds_nothing_there(client) -> None:
    edition = EditionFactory()
    client.force_login(PersonFactory(roles=[TRAINER, EDITOR]))
    for name, args in (
        ("desk", []),
        ("desk_edition", [edition.pk]),
        ("desk_edit", [edition.pk]),
        ("desk_people", [edition.pk, "csv"]),
        ("desk_modules", []),
        ("desk_requests", []),
    ):
        assert client.get(reverse(f"training:{name}", args=args)).status_code == 404, name


# What is still to be done


def test_the_database_counts_what_the_rules_ask() -> None:
    edition = EditionFactory(state=EditionState.CONFIRMED, tandem_says="yes", days=(-20, -10), room_booked=True)
    edition.material_ready, edition.practical = True, "Breng een bord mee."
    edition.save()
    enrolment = EnrolmentFactory(edition=edition)
    assert things(edition) == [Thing.EVALUATION, Thing.ATTENDANCE, Thing.DAYS, Thing.CLOSE]
    for session in edition.sessions.all():
        Attendance.objects.create(session=session, enrolment=enrolment, mark="present")
    assert things(edition) == [Thing.EVALUATION, Thing.CERTIFICATES, Thing.DAYS, Thing.CLOSE]


def test_a_day_with_someone_unmarked_is_not_marked_and_who_came_awaits_her_certificate(office) -> None:
    edition = EditionFactory(state=EditionState.CONFIRMED, tandem_says="yes", days=(-20, -10))
    came, away, unmarked = EnrolmentFactory.create_batch(3, edition=edition)
    for session in edition.sessions.all():
        Attendance.objects.create(session=session, enrolment=came, mark="present")
        Attendance.objects.create(session=session, enrolment=away, mark="absent")
    [line] = desk.lines([edition])
    assert line.counts.parts_unmarked == 2
    [due] = [item for item in line.todo if item.thing is Thing.CERTIFICATES]
    assert due.what == f"Reik nog 1 attest uit: {came.person.name}."
    shown = page(office.get(reverse("training:desk_edition", args=[edition.pk])))
    assert shown.count("1 van 2, nog 1 aan te duiden") == 2
    for session in edition.sessions.all():
        Attendance.objects.create(session=session, enrolment=unmarked, mark="absent")
    certificates.issue(edition=edition, by=PersonFactory())
    assert not {Thing.ATTENDANCE, Thing.CERTIFICATES} & set(things(edition))


def test_of_many_names_the_first_are_said_and_how_many_more() -> None:
    edition = EditionFactory(state=EditionState.CONFIRMED, tandem_says="yes", days=(-20,))
    for enrolment in EnrolmentFactory.create_batch(5, edition=edition):
        Attendance.objects.create(session=edition.sessions.get(), enrolment=enrolment, mark="present")
    [line] = desk.lines([edition])
    [due] = [item for item in line.todo if item.thing is Thing.CERTIFICATES]
    assert due.what.startswith("Reik nog 5 attesten uit: ")
    assert due.what.endswith(" en nog 2.")


def test_what_comes_first_late_and_how_many_more_are_sentences_each(office) -> None:
    edition = EditionFactory(state=EditionState.CONFIRMED, tandem_says="yes", days=(20,))
    ago = timezone.localdate() - timedelta(days=3)
    Task.objects.create(edition=edition, what="Vraag de sleutel", due_on=ago)
    [line] = desk.lines([edition])
    assert line.first is not None
    shown = page(office.get(reverse("training:desk")))
    assert '>Vraag de sleutel.</a> <span class="late">Te laat.</span>' in shown
    assert f"En nog {line.others}." in shown


def test_what_began_without_a_word_is_confirmed_or_called_off_from_the_page(office) -> None:
    edition = EditionFactory(days=(-1, 9), tandem_says="yes")
    shown = page(office.get(reverse("training:desk_edition", args=[edition.pk])))
    assert "bevestig ze of zeg ze af" in shown
    assert shown.count(reverse("training:desk_call_off", args=[edition.pk])) == 2
    office.post(reverse("training:desk_confirmation", args=[edition.pk]))
    edition.refresh_from_db()
    assert edition.state == EditionState.CONFIRMED
    assert Thing.DECIDE not in things(edition)


def test_failed_letters_to_the_edition_and_to_its_people_count() -> None:
    edition, other = EditionFactory(), EditionFactory()
    enrolment = EnrolmentFactory(edition=edition)
    for about in (f"training.edition:{edition.pk}", f"training.enrolment:{enrolment.pk}"):
        Letter.objects.create(
            kind="x", about=about, to_name="An", to_email="an@example.org", channel="mail", state="failed"
        )
    [line, line_of_other] = desk.lines([edition, other])
    assert (line.counts.letters_failed, line_of_other.counts.letters_failed) == (2, 0)
    assert letters_about(edition) == {"failed": 2}


def test_a_task_says_who_and_when_and_is_done_with_one_tap(office) -> None:
    edition = EditionFactory()
    who = PersonFactory(roles=[COORDINATOR], given_name="Marijke", family_name="")
    url = reverse("training:desk_tasks", args=[edition.pk])
    office.post(url, {"what": "Broodjes bestellen", "who": who.pk, "due_on": iso(-1)})
    shown = page(office.get(reverse("training:desk_edition", args=[edition.pk])))
    assert "Broodjes bestellen" in shown
    assert "Marijke" in shown
    assert "moest klaar zijn op" in shown
    office.post(reverse("training:desk_task_done", args=[Task.objects.get().pk]))
    assert "Broodjes bestellen" not in page(office.get(reverse("training:desk_edition", args=[edition.pk])))


def test_a_task_without_words_is_asked_again_with_what_was_typed(office) -> None:
    edition = EditionFactory()
    response = office.post(reverse("training:desk_tasks", args=[edition.pk]), {"what": "", "due_on": iso(3)})
    assert iso(3) in page(response)
    assert not Task.objects.exists()


# One edition


def test_the_page_of_an_edition_shows_who_is_in_and_who_waits_in_order(office) -> None:
    edition = EditionFactory(state=EditionState.CONFIRMED, tandem_says="yes", days=(-7, 7), maximum=1)
    EnrolmentFactory(edition=edition, person__given_name="Binnen")
    now = timezone.now()
    for name, queued_at in (("Tweede", now), ("Eerste", now - DAY)):
        EnrolmentFactory(
            edition=edition, person__given_name=name, state=EnrolmentState.WAITING, queued_at=queued_at
        )
    shown = page(office.get(reverse("training:desk_edition", args=[edition.pk])))
    assert shown.index("Binnen") < shown.index("Eerste") < shown.index("Tweede")


def test_announcing_and_confirming_from_the_page(office) -> None:
    edition = EditionFactory(state=EditionState.DRAFT, tandem_says="yes")
    office.post(reverse("training:desk_announcement", args=[edition.pk]))
    office.post(reverse("training:desk_confirmation", args=[edition.pk]))
    edition.refresh_from_db()
    assert edition.state == EditionState.CONFIRMED


def test_what_stands_in_the_way_is_said_in_words(office) -> None:
    edition = EditionFactory()
    response = office.post(reverse("training:desk_confirmation", args=[edition.pk]), follow=True)
    assert "Er zijn nog niet op elke dag genoeg coaches die ja zeiden." in page(response)


def test_calling_off_asks_why_first(office) -> None:
    edition = EditionFactory()
    EnrolmentFactory(edition=edition)
    url = reverse("training:desk_call_off", args=[edition.pk])
    assert "1 mens is ingeschreven of wacht." in page(office.get(url))
    office.post(url, {"reason": ""})
    edition.refresh_from_db()
    assert edition.state == EditionState.OPEN
    office.post(url, {"reason": "De trainer is ziek."})
    edition.refresh_from_db()
    assert edition.state == EditionState.CANCELLED
    assert "De trainer is ziek." in Letter.objects.get(kind="edition_called_off").body


def test_room_and_material_are_ticked_and_unticked(office) -> None:
    edition = EditionFactory()
    url = reverse("training:desk_ready", args=[edition.pk])
    office.post(url, {"what": "room", "ready": "1"})
    office.post(url, {"what": "material", "ready": "1"})
    office.post(url, {"what": "state", "ready": "1"})
    edition.refresh_from_db()
    assert (edition.room_booked, edition.material_ready, edition.state) == (True, True, EditionState.OPEN)
    office.post(url, {"what": "room", "ready": "0"})
    edition.refresh_from_db()
    assert edition.room_booked is False


def test_only_a_trainer_can_be_asked_as_trainer(office) -> None:
    edition, trainer = EditionFactory(), PersonFactory(roles=[TRAINER])
    url = reverse("training:desk_tandem", args=[edition.pk])
    for someone in (PersonFactory(roles=[COACH]), PersonFactory()):
        office.post(url, {"person": someone.pk})
    assert not edition.tandem.exists()
    office.post(url, {"person": trainer.pk})
    assert edition.tandem.get().person == trainer


def test_an_answer_on_the_phone_is_kept_by_the_desk(office) -> None:
    member = EditionFactory(tandem_says="asked").tandem.get(part="trainer")
    office.post(reverse("training:desk_tandem_answer", args=[member.pk]), {"answer": "yes"})
    member.refresh_from_db()
    assert member.answer == "yes"


def test_a_trainer_answers_by_her_letter_without_logging_in(client) -> None:
    from tegenstroom.training.doors import tandem_url

    member = EditionFactory(tandem_says="asked").tandem.get(part="trainer")
    url = tandem_url(member).removeprefix("http://127.0.0.1:8000")
    assert "Ik kom niet" in page(client.get(url))
    member.refresh_from_db()
    assert member.answer == "asked"
    assert client.post(url, {"answer": "misschien"}).status_code == 400
    client.post(url, {"answer": "no"})
    member.refresh_from_db()
    assert member.answer == "no"
    assert client.get(url[:-3] + "x/").status_code == 404


def test_nobody_answers_for_another(client) -> None:
    member, other = (EditionFactory(tandem_says="asked").tandem.get(part="trainer") for _edition in range(2))
    client.force_login(other.person)
    response = client.post(reverse("training:my_answer", args=[member.pk]), {"answer": "no"})
    assert response.status_code == 404
    client.post(reverse("training:my_answer", args=[other.pk]), {"answer": "yes"})
    other.refresh_from_db()
    assert other.answer == "yes"


def test_who_takes_part_is_taken_along_with_formulas_made_harmless(office) -> None:
    edition = EditionFactory()
    EnrolmentFactory(edition=edition, person__given_name='=HYPERLINK("http://x")', needs="ringleiding")
    EnrolmentFactory(edition=edition, state=EnrolmentState.CANCELLED, person__given_name="Weg")
    text = office.get(reverse("training:desk_people", args=[edition.pk, "csv"])).content.decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert "ringleiding" in text
    assert "Weg" not in text
    assert office.get(reverse("training:desk_people", args=[edition.pk, "xlsx"])).content[:2] == b"PK"


def test_the_list_gives_the_address_of_who_gets_letters_by_post_and_of_nobody_else(office) -> None:
    edition = EditionFactory()
    lives = {"street": "Kerkstraat 1", "postcode": "9000", "municipality": "Gent"}
    for given_name, reach in (
        ("Mail", {}),
        ("Post", {"reached_by": "paper"}),
        ("Zonder", {"email": None, "street": "Zonderstraat 3"}),
    ):
        EnrolmentFactory(edition=edition, person=PersonFactory(given_name=given_name, **{**lives, **reach}))
    address = reverse("training:desk_people", args=[edition.pk, "csv"])
    text = office.get(address).content.decode("utf-8-sig")
    mail, post, without = csv.DictReader(io.StringIO(text), delimiter=";")
    columns = ("straat en nummer", "postcode", "gemeente")
    assert [mail[column] for column in columns] == ["", "", ""]
    assert [post[column] for column in columns] == ["Kerkstraat 1", "9000", "Gent"]
    assert without["straat en nummer"] == "Zonderstraat 3"


def test_letters_to_the_people_in_an_edition_are_found_through_it(office) -> None:
    edition = EditionFactory()
    for row in (edition, EnrolmentFactory(edition=edition), EnrolmentFactory()):
        Letter.objects.create(
            kind="x",
            about=f"{row._meta.label_lower}:{row.pk}",
            to_name=f"Naam van {row._meta.model_name} {row.pk}",
            to_email="an@example.org",
            channel="mail",
        )
    shown = page(office.get(reverse("front:letters"), {"about": f"training.edition:{edition.pk}"}))
    assert shown.count("Naam van") == 2
