"""Numbers get new values; what held before goes on to hold."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.figures import DECLARED
from tegenstroom.base.models import AuditEvent, Figure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]
OFFER_HOURS = DECLARED["training.offer_hours"]
PAGE = f"/bureau/getallen/{OFFER_HOURS.key}/"


@pytest.fixture
def coordinator(client):
    person = PersonFactory(roles=[COORDINATOR])
    client.force_login(person)
    return person


def typed(**changes) -> dict:
    tomorrow = timezone.localdate() + timedelta(days=1)
    return {"value": "72", "valid_from": tomorrow.isoformat(), "source": "Stuurgroep 3 mei", **changes}


def test_every_number_is_shown_with_its_source(client, coordinator):
    page = client.get("/bureau/getallen/").content.decode()
    assert "48 uur" in page
    assert "voorstel van Tegenstroom" in page


def test_a_number_without_a_value_is_not_hidden(client, coordinator):
    Figure.objects.all().delete()
    assert "nog geen getal" in client.get("/bureau/getallen/").content.decode()


def test_a_new_value_holds_from_its_day_and_the_old_one_before(client, coordinator):
    assert client.post(PAGE, typed()).status_code == 302
    today = timezone.localdate()
    assert OFFER_HOURS.on(today) == 48
    assert OFFER_HOURS.on(today + timedelta(days=1)) == 72
    event = AuditEvent.objects.get(verb="figure.add")
    assert (event.actor, event.details["key"]) == (coordinator.pk, OFFER_HOURS.key)
    assert "Stuurgroep 3 mei" in client.get(PAGE).content.decode()


def test_a_comma_is_a_decimal_sign(client, coordinator):
    client.post(PAGE, typed(value="0,5"))
    figure = Figure.objects.get(value=Decimal("0.5"))
    assert figure.shown == "0,5"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": ""}, "Vul een getal in"),
        ({"value": "veel"}, "Vul een getal in"),
        ({"value": "-1"}, "kleiner zijn dan 0"),
        ({"valid_from": ""}, "Kies de dag"),
        ({"valid_from": "2020-01-01"}, "in het verleden"),
        ({"source": ""}, "Schrijf waar dit getal vandaan komt"),
    ],
)
def test_what_cannot_be_gets_a_sentence_and_what_was_typed_stays(client, coordinator, changes, sentence):
    before = Figure.objects.count()
    response = client.post(PAGE, typed(**changes))
    assert response.status_code == 200
    page = response.content.decode()
    assert sentence in page
    assert changes.get("source", "Stuurgroep 3 mei") in page
    assert Figure.objects.count() == before


def test_a_day_gets_one_value(client, coordinator):
    client.post(PAGE, typed())
    assert "is er al een getal" in client.post(PAGE, typed(value="96")).content.decode()


def test_the_first_value_may_begin_in_the_past(client, coordinator):
    Figure.objects.all().delete()
    assert client.post(PAGE, typed(valid_from="2020-01-01")).status_code == 302
    assert OFFER_HOURS.on(date(2020, 1, 2)) == 72


def test_a_period_that_was_left_open_may_be_filled_afterwards_and_what_held_stays(client, coordinator):
    rate = DECLARED["coaches.bicycle"]
    page, rows = f"/bureau/getallen/{rate.key}/", Figure.objects.filter(key=rate.key)
    rows.exclude(valid_from=date(2024, 1, 1)).delete()
    assert "in het verleden" in client.post(page, typed(valid_from="2024-07-01")).content.decode()
    assert client.post(page, typed(value="0,36", valid_from="2025-01-01")).status_code == 302
    assert rate.on(date(2025, 12, 31)) == Decimal("0.36")
    assert rate.on(date(2024, 12, 31)) == Decimal("0.35")


def test_a_number_that_nobody_declared_does_not_exist(client, coordinator):
    assert client.get("/bureau/getallen/x.y/").status_code == 404
