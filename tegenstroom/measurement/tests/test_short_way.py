"""The questions behind a link are answered without a look at who is logged in, and guarded as every page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from pytest_django.asserts import assertContains, assertRedirects

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.access import MARK as ACCESS
from tegenstroom.measurement import short_way
from tegenstroom.measurement.doors import own_token
from tegenstroom.measurement.models import Sheet
from tegenstroom.measurement.tests.factories import begun, invited, measurement

pytestmark = pytest.mark.django_db


def test_nobody_looks_who_is_logged_in(client: Client) -> None:
    [invitation] = invited(measurement(1))
    begun(invitation)
    client.force_login(PersonFactory())
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("measurement:question", args=[own_token(invitation), 1]))
    assertContains(page, "Ik voel me vrij.")
    assert [query["sql"] for query in queries if "session" in query["sql"]] == []
    # Her key, which row the link names, and her sheet.
    assert len(queries) == 3


def test_a_form_without_its_token_is_refused_and_one_with_it_is_kept() -> None:
    [invitation] = invited(measurement(1))
    begun(invitation)
    client, address = (
        Client(enforce_csrf_checks=True),
        reverse("measurement:question", args=[own_token(invitation), 1]),
    )
    assert client.post(address, {"answer": "3", "go": "on"}).status_code == 403
    assert Sheet.objects.get().answers == {}
    token = client.get(address).text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    assert client.post(address, {"answer": "3", "go": "on", "csrfmiddlewaretoken": token}).status_code == 302
    assert Sheet.objects.get().answers == {"vrij": 3}


def test_an_answer_sent_twice_or_read_again_asks_nothing_and_loses_nothing(client: Client) -> None:
    [invitation] = invited(measurement(1))
    begun(invitation)
    token = own_token(invitation)
    address, onward = (reverse("measurement:question", args=[token, at]) for at in (1, 2))
    for _time in range(2):
        assertRedirects(client.post(address, {"answer": "3", "go": "on"}), onward)
    assertContains(client.get(address), 'value="3" checked')
    assert Sheet.objects.get().answers == {"vrij": 3}


def test_what_is_not_found_says_so_in_the_chosen_language(client: Client) -> None:
    client.cookies["django_language"] = "en"
    page = client.get(reverse("measurement:question", args=["x", 1]))
    assertContains(page, "We cannot find this page", status_code=404)
    assert page.headers["Content-Language"] == "en"
    assertContains(client.get("/meten/niets/van/dit/"), "We cannot find this page", status_code=404)


def test_only_what_is_opened_by_link_takes_the_short_way() -> None:
    [behind] = [
        each for each in get_resolver("tegenstroom.measurement.urls").url_patterns if "token" in str(each.pattern)
    ]
    short = {
        each.name: getattr(each.callback, ACCESS)
        for each in behind.url_patterns
        if hasattr(each.callback, short_way.MARK)
    }
    assert short == dict.fromkeys(("question", "finish"), "by_link")
    assert reverse("measurement:question", args=["x", 1]).startswith(short_way.BEGINNING)
