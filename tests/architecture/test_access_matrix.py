"""Every address × every role × her own and another's × reading and sending, beside the table of who may."""

from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse

from tests.architecture.access import ALL, ELSEWHERE, OWN, TABLE, Address, Reach
from tests.architecture.test_access_marks import home_of, patterns
from tests.support.depth import THOROUGH
from tests.support.world import ROLES, VISITOR, World, build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare_not_found")]
IN, OUT, LOGIN = "in", "does not exist", "login"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """One network for all addresses; each request is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    found = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, person in world.people.items():
        found[role].force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return found


def url_of(address: Address, world: World, role: str, *, own: bool) -> str:
    values = {
        kwarg: thing[1:] if thing.startswith("=") else world.thing(thing, role, own=own)
        for kwarg, thing in address.things.items()
    }
    return reverse(address.name, kwargs=values)


def names_a_thing(address: Address) -> bool:
    return not all(thing.startswith("=") for thing in address.things.values())


def answer(client: Client, method: str, url: str) -> HttpResponse:
    """The answer; what it did to the database and to the session is undone."""
    cookies = client.cookies.output(header="", sep=";")
    with transaction.atomic():
        response = client.generic(method, url)
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)
    return response


def outcome(response: HttpResponse) -> str:
    assert response.status_code < 500
    assert response.status_code != 403, "what is not yours does not exist"
    if response.status_code == 302 and response.headers["Location"].startswith(resolve_url(settings.LOGIN_URL)):
        return LOGIN
    return OUT if response.status_code == 404 else IN


def promised(address: Address, role: str, *, own: bool) -> str:
    reach: Reach | None = address.reach.get(role)
    if reach is ALL or (reach is OWN and own):
        return IN
    return LOGIN if role == VISITOR else OUT


def ways(address: Address, role: str) -> list[tuple[str, bool]]:
    """Reading and sending, her own and another's.

    Where an address names nothing that can be hers, both are one page. In a hurry a door that is closed to this
    role whatever she asks for is tried by reading another's and sending to her own.
    """
    if not names_a_thing(address):
        return [("GET", True), ("POST", True)]
    if not THOROUGH and address.reach.get(role) is None:
        return [("GET", False), ("POST", True)]
    return [(method, own) for own in (True, False) for method in ("GET", "POST")]


@pytest.mark.parametrize("address", [row for row in TABLE if not row.by_link], ids=lambda row: row.name)
def test_who_gets_in(address: Address, world: World, clients: dict[str, Client]) -> None:
    wrong = []
    for role in ROLES:
        for method, own in ways(address, role):
            url = url_of(address, world, role, own=own)
            expected = promised(address, role, own=own)
            response = answer(clients[role], method, url)
            # A method that an address does not know gives nothing away.
            if response.status_code != 405 and (found := outcome(response)) != expected:
                wrong.append(f"{role} {method} {url}: {found}, promised: {expected}")
    assert not wrong, "\n".join(["", *wrong])


@pytest.mark.parametrize("address", [row for row in TABLE if row.by_link], ids=lambda row: row.name)
def test_a_link_that_was_not_made_here_opens_nothing(
    address: Address, world: World, clients: dict[str, Client]
) -> None:
    url = url_of(address, world, VISITOR, own=True)
    for role in ROLES:
        for method in ("GET", "POST"):
            response = answer(clients[role], method, url)
            assert outcome(response) != LOGIN
            assert response.status_code in {404, 405, 410}, f"{role} {method} {url}: {response.status_code}"


def ours() -> set[str]:
    return {name for name, entry in patterns() if home_of(entry).startswith("tegenstroom.")}


def test_the_table_names_every_address() -> None:
    assert sorted(ours() - {row.name for row in TABLE} - set(ELSEWHERE)) == []


def test_the_table_names_nothing_that_is_gone() -> None:
    assert sorted(({row.name for row in TABLE} | set(ELSEWHERE)) - ours()) == []
