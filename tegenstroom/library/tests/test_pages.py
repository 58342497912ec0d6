import pytest
from django.test import Client
from django.urls import reverse

from tegenstroom.library.tests.factories import PublicationFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def test_our_own_series_stands_first(client: Client) -> None:
    PublicationFactory(title="Van een ander", year=2020)
    PublicationFactory(title="Van ons", year=2006, in_series=True)
    page = client.get(reverse("library:books")).content.decode()
    assert page.index("Van ons") < page.index("Van een ander")


def test_a_theme_shows_its_books_only(client: Client) -> None:
    theme = ThemeFactory(name="gehechtheid")
    PublicationFactory(title="Over hechten").themes.add(theme)
    PublicationFactory(title="Over iets anders")
    page = client.get(reverse("library:theme", args=[theme.slug])).content.decode()
    assert "Over hechten" in page
    assert "Over iets anders" not in page


def test_an_empty_shelf_says_what_will_come(client: Client) -> None:
    assert "Hier komen de boeken" in client.get(reverse("library:books")).content.decode()
    assert "Hier komen de thema" in client.get(reverse("library:themes")).content.decode()


def test_a_theme_that_is_not_there(client: Client) -> None:
    assert client.get(reverse("library:theme", args=["onbekend"])).status_code == 404


@pytest.mark.parametrize("address", ["books", "themes"])
def test_the_number_of_queries_does_not_grow(
    client: Client, django_assert_max_num_queries: object, address: str
) -> None:
    for _ in range(12):
        PublicationFactory().themes.set([ThemeFactory(), ThemeFactory()])
    with django_assert_max_num_queries(8):
        client.get(reverse(f"library:{address}"))
