"""The offer, a module and an edition, as anyone sees them."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import stamps
from tegenstroom.library.models import Theme
from tegenstroom.organisations.tests.factories import PlaceFactory
from tegenstroom.training.models import Edition, ModuleVersion, Price
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    ModuleVersionFactory,
    PriceFactory,
)

pytestmark = pytest.mark.django_db
OFFER = "/aanbod/"
HIDDEN = (EditionState.DRAFT, EditionState.CANCELLED, EditionState.CLOSED)


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def data_block(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_offer_shows_open_editions_to_come_and_nothing_else(client: Client) -> None:
    shown = EditionFactory(version__title="Groepswerk")
    for state in HIDDEN:
        EditionFactory(version__title=f"Verborgen {state}", state=state)
    EditionFactory(version__title="Verborgen en voorbij", days=(-20, -6))
    html = text_of(client, OFFER)
    assert shown.version.title in html
    assert "Verborgen" not in html


def test_an_empty_offer_says_what_will_come(client: Client) -> None:
    assert "Zodra er een datum is" in text_of(client, OFFER)


def test_a_full_edition_says_waiting_list(client: Client) -> None:
    edition = EditionFactory(maximum=1)
    EnrolmentFactory(edition=edition)
    assert "wachtlijst" in text_of(client, OFFER)
    assert "Ik wil op de wachtlijst" in text_of(client, f"/vormingen/{edition.pk}/")


def test_nobody_is_promised_a_seat_that_someone_waits_for(client: Client) -> None:
    edition = EditionFactory(maximum=2)
    EnrolmentFactory(edition=edition)
    EnrolmentFactory(edition=edition, state=EnrolmentState.WAITING)
    assert "nog 1 plaats" not in text_of(client, OFFER)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("thema=hechting", {"Hechting"}),
        ("gemeente=Gent", {"Groepswerk"}),
        ("voor=volunteers", {"Hechting", "Groepswerk"}),
        ("gemeente=Gent&thema=hechting", set()),
        ("", {"Hechting", "Groepswerk", "Werk"}),
    ],
)
def test_the_offer_is_narrowed_by_what_someone_looks_for(client: Client, query: str, found: set[str]) -> None:
    theme = Theme.objects.create(slug="hechting", name="Hechtingsthema")
    EditionFactory(version__title="Hechting").version.themes.add(theme)
    EditionFactory(version__title="Groepswerk", place=PlaceFactory(municipality="Gent"))
    EditionFactory(version__title="Werk", version__audience=ModuleVersion.Audience.PROFESSIONALS)
    html = text_of(client, f"{OFFER}?{query}")
    assert {title for title in ("Hechting", "Groepswerk", "Werk") if f">{title}</a>" in html} == found


def test_a_month_holds_its_own_days(client: Client) -> None:
    edition = EditionFactory(version__title="Groepswerk")
    month = f"{edition.starts_on:%Y-%m}"
    next_month = f"{edition.starts_on.replace(day=1) + timedelta(days=32):%Y-%m}"
    assert ">Groepswerk</a>" in text_of(client, f"{OFFER}?maand={month}")
    assert ">Groepswerk</a>" not in text_of(client, f"{OFFER}?maand={next_month}")


def test_a_tampered_filter_gets_a_sentence_and_the_whole_offer(client: Client) -> None:
    EditionFactory(version__title="Groepswerk")
    html = text_of(client, f"{OFFER}?maand=2026-99&bladzijde=zeven")
    assert ">Groepswerk</a>" in html
    assert "field--wrong" in html


def test_long_offers_have_pages_that_keep_the_filter(client: Client) -> None:
    version = ModuleVersionFactory()
    place = PlaceFactory(municipality="Gent")
    for _number in range(21):
        EditionFactory(version=version, place=place)
    html = text_of(client, f"{OFFER}?gemeente=Gent")
    assert html.count('<li class="card">') == 20
    assert "gemeente=Gent&amp;bladzijde=2" in html


@pytest.mark.parametrize("state", HIDDEN)
def test_an_edition_that_is_not_public_does_not_exist(client: Client, state: EditionState) -> None:
    edition = EditionFactory(state=state)
    assert client.get(f"/vormingen/{edition.pk}/").status_code == 404


def test_an_edition_tells_what_people_want_to_know(client: Client) -> None:
    edition = EditionFactory(tandem_says="yes", place__step_free=True)
    PriceFactory(edition=edition, amount=240)
    PriceFactory(edition=edition, kind=Price.Kind.LIVED, amount=0)
    html = text_of(client, f"/vormingen/{edition.pk}/")
    for words in ("zonder trappen", "€\N{NO-BREAK SPACE}240,00", "gratis", edition.place.name, "Ik schrijf me in"):
        assert words in html
    for member in edition.tandem.select_related("person"):
        assert member.person.short_name in html
        assert member.person.family_name not in html
    assert reverse("training:enrol", args=[edition.pk]) in html


def test_a_tandem_member_who_did_not_say_yes_is_not_named(client: Client) -> None:
    edition = EditionFactory(tandem_says="asked")
    html = text_of(client, f"/vormingen/{edition.pk}/")
    assert not [member for member in edition.tandem.all() if member.person.short_name in html]


def test_enrolling_too_late_is_said_in_words(client: Client) -> None:
    edition = EditionFactory(enrol_until=timezone.localdate() - timedelta(days=1))
    html = text_of(client, f"/vormingen/{edition.pk}/")
    assert "De laatste dag om in te schrijven is voorbij" in html
    assert "Ik schrijf me in" not in html


def test_a_module_shows_its_newest_published_version(client: Client) -> None:
    old = ModuleVersionFactory(title="Oud")
    ModuleVersionFactory(module=old.module, number=2, title="Nieuw")
    ModuleVersionFactory(module=old.module, number=3, title="Kladversie", published_at=None)
    EditionFactory(version=old)
    html = text_of(client, f"/aanbod/{old.module.slug}/")
    assert "<h1>Nieuw</h1>" in html
    assert "Kladversie" not in html
    assert "/vormingen/" in html, "an edition of an older version is an edition of this module"


def test_a_module_that_was_never_published_does_not_exist(client: Client) -> None:
    version = ModuleVersionFactory(published_at=None)
    assert client.get(f"/aanbod/{version.module.slug}/").status_code == 404


def test_course_finders_read_the_edition(client: Client, settings: Any) -> None:
    edition = EditionFactory(version__title="Groepswerk", version__aims="Je ziet krachten")
    PriceFactory(edition=edition, amount=240)
    course = data_block(text_of(client, f"/vormingen/{edition.pk}/"))
    assert (course["@context"], course["@type"], course["name"]) == ("https://schema.org", "Course", "Groepswerk")
    assert course["teaches"] == ["Je ziet krachten"]
    (instance,) = course["hasCourseInstance"]
    assert instance["@type"] == "CourseInstance"
    assert instance["startDate"] == edition.starts_on.isoformat()
    assert instance["courseSchedule"]["@type"] == "Schedule"
    assert instance["location"]["address"]["addressLocality"] == edition.place.municipality
    (offer,) = instance["offers"]
    assert (offer["@type"], offer["price"], offer["priceCurrency"]) == ("Offer", "240.00", "EUR")
    assert offer["url"] == f"{settings.SITE_URL}/vormingen/{edition.pk}/"


def test_no_title_breaks_out_of_the_data_block(client: Client) -> None:
    title = "</script><script>alert(1)</script>&\u2028"
    edition = EditionFactory(version__title=title)
    html = text_of(client, f"/vormingen/{edition.pk}/")
    assert "<script>alert" not in html
    assert data_block(html)["name"] == title


@pytest.mark.parametrize("page", ["offer", "module", "edition"])
def test_queries_do_not_grow_with_the_offer(client: Client, page: str, django_assert_max_num_queries: Any) -> None:
    theme = Theme.objects.create(slug="hechting", name="Hechting")
    version = ModuleVersionFactory()
    version.themes.add(theme)
    for _number in range(25):
        edition = EditionFactory(version=version, tandem_says="yes")
        PriceFactory(edition=edition)
        EnrolmentFactory(edition=edition)
    url = {"offer": OFFER, "module": f"/aanbod/{version.module.slug}/", "edition": f"/vormingen/{edition.pk}/"}[
        page
    ]
    with django_assert_max_num_queries(8):
        text_of(client, url)


def test_a_kept_page_costs_one_query_and_changes_with_the_stamp(
    client: Client, django_assert_num_queries: Any
) -> None:
    edition = EditionFactory(version__title="Groepswerk")
    client.force_login(PersonFactory())
    url = f"/vormingen/{edition.pk}/"
    first = client.get(url)
    with django_assert_num_queries(1):
        again = client.get(url)
    assert again.content == first.content
    with django_assert_num_queries(1):
        assert client.get(url, headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.CANCELLED)
    stamps.bump(stamps.PROGRAMME)
    assert client.get(url).status_code == 404
