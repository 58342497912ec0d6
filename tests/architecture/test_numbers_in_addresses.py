"""A number that no database holds, in any address that takes one, is a page that does not exist."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from tegenstroom.accounts.roles import ADMINISTRATOR, COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.tests.factories import coach

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures", "bare_not_found")]

HUGE = int("9" * 60)


type Takes = dict[str, object]


def addresses(resolver: URLResolver, space: str = "", before: Takes | None = None) -> Iterator[str]:
    """Every address of ours that takes a whole number, with a huge one."""
    for found in resolver.url_patterns:
        takes: Takes = {**(before or {}), **found.pattern.converters}
        if isinstance(found, URLResolver):
            yield from addresses(found, f"{found.namespace}:" if found.namespace else space, takes)
        elif space and any(isinstance(converter, IntConverter) for converter in takes.values()):
            yield reverse(space + found.name, kwargs={name: value(one) for name, one in takes.items()})


def value(converter: object) -> object:
    """Something that fits in the address."""
    if isinstance(converter, IntConverter):
        return HUGE
    return "00000000-0000-0000-0000-000000000000" if isinstance(converter, UUIDConverter) else "x"


@pytest.mark.slow
def test_a_number_beyond_every_database_is_not_found_anywhere() -> None:
    clients = []
    for person in (PersonFactory(roles=[COORDINATOR, ADMINISTRATOR]), coach()):
        clients.append(Client())
        clients[-1].force_login(person)
    urls = list(addresses(get_resolver()))
    assert len(urls) > 100
    wrong = [
        (url, answer.status_code)
        for url in urls
        for client in clients
        for answer in (client.get(url), client.post(url))
        if answer.status_code not in {404, 405}
    ]
    assert wrong == []
