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
from tegenstroom.organisations.tests.factories import OrganisationFactory, PlaceFactory
from tegenstroom.training import desk
from tegenstroom.training.actions import certificates
from tegenstroom.training.counts import letters_about
from tegenstroom.training.models import Attendance, Edition, Module, Task
from tegenstroom.training.rules.desk import Thing
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    ModuleVersionFactory,
    PriceFactory,
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


def sheet(days: list[tuple[str, str, str]], **fields: object) -> dict[str, object]:
    """A form of an edition as a browser sends it."""
    typed: dict[str, object] = {"minimum": "1", "maximum": "16", "dag-count": len(days), **fields}
    for number, (date, start, end) in enumerate(days):
        typed |= {f"dag-{number}-date": date, f"dag-{number}-start": start, f"dag-{number}-end": end}
    return typed


def page(response) -> str:
    return response.content.decode()


# All editions


def test_all_editions_take_thirteen_queries_whatever_their_number(office, django_assert_max_num_queries) -> None:
    for _ in range(4):
        edition = EditionFactory(tandem_says="yes")
        EnrolmentFactory(edition=edition)
        Task.objects.create(edition=edition, what="Bel", who=PersonFactory())
    with django_assert_max_num_queries(13):
        office.get(reverse("training:desk"))
    for _ in range(16):
        edition = EditionFactory(tandem_says="asked")
        EnrolmentFactory(edition=edition, state=EnrolmentState.WAITING)
        Task.objects.create(edition=edition, what="Bel", who=PersonFactory())
    with django_assert_max_num_queries(13):
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
    assert things(edition) == [Thing.EVALUATION, Thing.ATTENDANCE, Thing.CLOSE]
    for session in edition.sessions.all():
        Attendance.objects.create(session=session, enrolment=enrolment, mark="present")
    assert things(edition) == [Thing.EVALUATION, Thing.CERTIFICATES, Thing.CLOSE]


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
    assert "Er zijn nog niet genoeg coaches die ja zeiden." in page(response)


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


def test_only_people_with_the_role_can_be_asked(office) -> None:
    edition = EditionFactory()
    coach, stranger = PersonFactory(roles=[COACH]), PersonFactory()
    url = reverse("training:desk_tandem", args=[edition.pk])
    office.post(url, {"person": f"coach-{stranger.pk}"})
    office.post(url, {"person": f"trainer-{coach.pk}"})
    assert not edition.tandem.exists()
    office.post(url, {"person": f"coach-{coach.pk}"})
    assert edition.tandem.get().person == coach


def test_an_answer_on_the_phone_is_kept_by_the_desk(office, coordinator) -> None:
    member = EditionFactory(tandem_says="asked").tandem.first()
    office.post(reverse("training:desk_tandem_answer", args=[member.pk]), {"answer": "yes"})
    member.refresh_from_db()
    assert member.answer == "yes"


def test_a_coach_answers_by_her_letter_without_logging_in(client) -> None:
    from tegenstroom.training.doors import tandem_url

    member = EditionFactory(tandem_says="asked").tandem.filter(part="coach").first()
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
    member, other = EditionFactory(tandem_says="asked").tandem.all()[:2]
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


# Planning and changing


def test_planning_takes_place_numbers_and_prices_from_the_last_time(office) -> None:
    last = EditionFactory(minimum=6, maximum=11)
    PriceFactory(edition=last, amount=215)
    response = office.get(reverse("training:desk_plan", args=[last.version.module_id]))
    shown = page(response)
    assert "215,00" in shown
    assert 'value="11"' in shown
    assert len(response.context["sheet"].rows.forms) == 2


def test_a_plan_becomes_an_edition(office) -> None:
    version, place = ModuleVersionFactory(), PlaceFactory()
    days = [(iso(30), "09:30", "16:30"), (iso(44), "9.30", "16u30"), ("", "09:30", "16:30")]
    typed = sheet(days, place=place.pk, price_professional="240,50", price_volunteer="0")
    response = office.post(reverse("training:desk_plan", args=[version.module_id]), typed)
    edition = Edition.objects.get()
    assert response.url == reverse("training:desk_edition", args=[edition.pk])
    assert edition.sessions.count() == 2
    assert dict(edition.prices.values_list("kind", "amount")) == {"professional": 240.5, "volunteer": 0}
    assert edition.channel == "open"


def test_a_plan_for_one_organisation_is_made_to_measure(office) -> None:
    version, organisation = ModuleVersionFactory(), OrganisationFactory()
    typed = sheet([(iso(30), "09:30", "16:30")], organisation=organisation.pk, group_price="1200")
    office.post(reverse("training:desk_plan", args=[version.module_id]), typed)
    edition = Edition.objects.get()
    assert (edition.channel, edition.organisation, edition.group_price) == ("in_company", organisation, 1200)


@pytest.mark.parametrize(
    ("days", "fields", "sentence"),
    [
        ([(iso(-1), "09:30", "16:30")], {}, "Deze dag ligt in het verleden."),
        ([(iso(9), "16:30", "09:30")], {}, "Het einde ligt voor het begin."),
        ([(iso(9), "09:30", "16:30"), (iso(9), "13:00", "17:00")], {}, "Deze dag valt samen met een andere."),
        ([(iso(9), "09:30", "16:30")], {"minimum": "20"}, "Dit is meer dan het hoogste aantal."),
        ([(iso(9), "09:30", "16:30")], {"enrol_until": iso(10)}, "Deze dag komt na de eerste dag"),
        ([("30/02/2031", "09:30", "16:30")], {}, "Dit is geen dag die bestaat."),
        ([(iso(9), "kwart voor", "16:30")], {}, "Dit is geen uur."),
        ([(iso(9), "09:30", "16:30")], {"price_professional": "gratis"}, "Dit is geen bedrag."),
        ([(iso(9), "09:30", "16:30")], {"place": "999999"}, "Selecteer een geldige keuze"),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_lost(office, days, fields, sentence) -> None:
    version = ModuleVersionFactory()
    typed = sheet(days, **{"practical": "Breng je eigen verhaal mee.", **fields})
    response = office.post(reverse("training:desk_plan", args=[version.module_id]), typed)
    shown = page(response)
    assert sentence in shown
    assert "Breng je eigen verhaal mee." in shown
    assert all(part in shown for day in days for part in day)
    assert not Edition.objects.exists()


def test_a_row_more_keeps_what_was_typed_and_judges_nothing(office) -> None:
    version = ModuleVersionFactory()
    typed = sheet([("31/31/2031", "09:30", "16:30")], practical="Soep", price_volunteer="veel", more="1")
    response = office.post(reverse("training:desk_plan", args=[version.module_id]), typed)
    shown = page(response)
    assert len(response.context["sheet"].rows.forms) == 2
    assert all(part in shown for part in ("31/31/2031", "Soep", "veel"))
    assert "notice--wrong" not in shown


def test_a_row_count_that_was_tampered_with_stays_small(office) -> None:
    version = ModuleVersionFactory()
    for count in ("999999999", "9" * 5000, "-1", "x", "1e9"):
        typed = {**sheet([(iso(9), "09:30", "16:30")]), "dag-count": count, "more": "1"}
        response = office.post(reverse("training:desk_plan", args=[version.module_id]), typed)
        assert len(response.context["sheet"].rows.forms) <= 41


def test_an_edition_is_changed_in_place(office) -> None:
    edition = EditionFactory(practical="Oud")
    response = office.get(reverse("training:desk_edit", args=[edition.pk]))
    assert "Oud" in page(response)
    first, second = edition.sessions.all()
    typed = sheet(
        [(first.starts_at.date().isoformat(), "09:30", "16:30"), (iso(60), "09:30", "12:30")],
        **{"dag-0-session": first.pk, "dag-1-session": second.pk, "place": edition.place_id, "practical": "Nieuw"},
    )
    office.post(reverse("training:desk_edit", args=[edition.pk]), typed)
    edition.refresh_from_db()
    assert edition.practical == "Nieuw"
    assert edition.ends_on == timezone.localdate() + 60 * DAY
    assert list(edition.sessions.values_list("pk", flat=True)) == [first.pk, second.pk]


def test_one_day_is_held_elsewhere_and_everyone_hears_where(office) -> None:
    edition, elsewhere = EditionFactory(), PlaceFactory(name="De Kring")
    EnrolmentFactory(edition=edition)
    address = reverse("training:desk_edit", args=[edition.pk])
    days = [(session.starts_at.date().isoformat(), "09:30", "16:30") for session in edition.sessions.all()]
    numbers = {f"dag-{row}-session": session.pk for row, session in enumerate(edition.sessions.all())}
    typed = sheet(days, place=edition.place_id, **numbers) | {"dag-1-place": elsewhere.pk}
    kept = page(office.post(address, {**typed, "minimum": "", "more": "1"}))
    assert kept.count(f'<option value="{elsewhere.pk}" selected>') == 1
    office.post(address, typed)
    assert [session.where for session in edition.sessions.all()] == [edition.place, elsewhere]
    assert "De Kring" in Letter.objects.filter(kind="edition_changed").first().body
    office.post(address, {**typed, "dag-1-place": edition.place_id})
    assert not edition.sessions.exclude(place=None).exists()


def test_a_place_that_does_not_exist_is_said_at_its_day(office) -> None:
    version = ModuleVersionFactory()
    typed = sheet([(iso(9), "09:30", "16:30")], practical="Soep") | {"dag-0-place": "0"}
    response = office.post(reverse("training:desk_plan", args=[version.module_id]), typed)
    assert response.context["sheet"].rows.forms[0].errors.keys() == {"place"}
    assert "Soep" in page(response)


def test_fewer_places_than_people_is_refused_with_their_number(office) -> None:
    edition = EditionFactory()
    EnrolmentFactory.create_batch(3, edition=edition)
    first = edition.sessions.first()
    typed = sheet(
        [(first.starts_at.date().isoformat(), "09:30", "16:30")], maximum="2", **{"dag-0-session": first.pk}
    )
    response = office.post(reverse("training:desk_edit", args=[edition.pk]), typed)
    assert "Er zijn al 3 mensen ingeschreven. Kies minstens 3." in page(response)
    edition.refresh_from_db()
    assert edition.maximum == 16


# Modules


def test_a_module_is_written_and_put_into_the_offer(office) -> None:
    response = office.post(
        reverse("training:desk_module_add"),
        {"title": "Kwetsuren en krachten", "summary": "Kort.", "slug": "kwetsuren-en-krachten"},
    )
    module = Module.objects.get(slug="kwetsuren-en-krachten")
    draft = module.versions.get()
    assert response.url == reverse("training:desk_version", args=[draft.pk])
    typed = {
        "title": "Kwetsuren en krachten",
        "summary": "Kort.",
        "audience": "everyone",
        "trainers_needed": "1",
        "coaches_needed": "2",
        "deel-count": "2",
        "deel-0-title": "Kijken",
        "deel-0-minutes": "360",
        "deel-1-title": "",
        "deel-1-minutes": "360",
        "publish": "1",
    }
    response = office.post(response.url, typed)
    assert response.url == reverse("training:desk_publication", args=[draft.pk])
    office.post(response.url, {"what_changed": ""})
    draft.refresh_from_db()
    assert draft.published_at is not None
    assert [part.title for part in draft.parts.all()] == ["Kijken"]


def test_a_part_more_keeps_what_was_typed(office) -> None:
    theme = ThemeFactory()
    draft = ModuleVersionFactory(published_at=None)
    typed = {"title": "", "themes": [theme.pk], "deel-count": "1", "deel-0-title": "Eerst", "more": "1"}
    response = office.post(reverse("training:desk_version", args=[draft.pk]), typed)
    shown = page(response)
    assert "Eerst" in shown
    assert "checked" in shown
    assert len(response.context["sheet"].rows.forms) == 2


def test_a_module_keeps_at_least_one_part(office) -> None:
    draft = ModuleVersionFactory(published_at=None)
    typed = {"title": "X", "summary": "Y", "audience": "everyone", "trainers_needed": 1, "coaches_needed": 2}
    response = office.post(reverse("training:desk_version", args=[draft.pk]), {**typed, "deel-count": "0"})
    assert "Een module heeft minstens één deel." in page(response)


def test_a_published_version_has_no_form(office) -> None:
    version = ModuleVersionFactory()
    for name in ("desk_version", "desk_publication"):
        response = office.post(reverse(f"training:{name}", args=[version.pk]), {"title": "Anders"})
        assert response.url == reverse("training:desk_module", args=[version.module_id])
    version.refresh_from_db()
    assert version.title != "Anders"


def test_a_new_version_begins_from_the_module_page(office) -> None:
    version = ModuleVersionFactory()
    office.post(reverse("training:desk_new_version", args=[version.module_id]))
    shown = page(office.get(reverse("training:desk_module", args=[version.module_id])))
    assert "Versie 2" in shown
    assert "Ik schrijf verder" in shown


def test_two_modules_never_share_an_address(office) -> None:
    module = ModuleVersionFactory().module
    response = office.post(
        reverse("training:desk_module_add"), {"title": "X", "summary": "Y", "slug": module.slug}
    )
    assert "Er is al een module met dit adres." in page(response)


def test_all_that_is_wrong_is_said_at_once(office) -> None:
    version = ModuleVersionFactory()
    typed = sheet([(iso(-1), "09:30", "16:30")], minimum="20", price_professional="gratis")
    shown = page(office.post(reverse("training:desk_plan", args=[version.module_id]), typed))
    assert "Deze dag ligt in het verleden." in shown
    assert "Dit is meer dan het hoogste aantal." in shown
    assert "Dit is geen bedrag." in shown


def test_newest_version_first_and_days_in_order(office) -> None:
    version = ModuleVersionFactory(title="Oude titel")
    ModuleVersionFactory(module=version.module, number=2, title="Nieuwe titel")
    shown = page(office.get(reverse("training:desk_module", args=[version.module_id])))
    assert "<title>Nieuwe titel" in shown
    edition = EditionFactory(days=(44, 30, 37))
    days = office.get(reverse("training:desk_edition", args=[edition.pk])).context["days"]
    assert [day.starts_at for day in days] == sorted(day.starts_at for day in days)


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
