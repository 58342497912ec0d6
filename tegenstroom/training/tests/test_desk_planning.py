"""Planning and changing an edition at the desk, and writing modules: nothing typed twice, nothing lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.library.tests.factories import ThemeFactory
from tegenstroom.organisations.tests.factories import OrganisationFactory, PlaceFactory
from tegenstroom.training.models import Edition, Module
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
        ([(iso(9), "09:30", "16:30")], {"place": "999999"}, "Dit kan je hier niet kiezen"),
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
