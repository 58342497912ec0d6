"""Themes and books."""

from tegenstroom.front.demo.network import Network, read
from tegenstroom.library.models import Publication, Theme


def build(network: Network) -> None:
    """Themes first: books point at them."""
    data = read("library")
    for row in data["themes"]:
        network.themes[row["slug"]] = Theme.objects.create(**row)
    for row in data["books"]:
        themes = row.pop("themes")
        book = Publication.objects.create(**row)
        book.themes.set(network.themes[slug] for slug in themes)
