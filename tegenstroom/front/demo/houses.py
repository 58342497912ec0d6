"""The organisations that the network works with, and the places where it meets."""

from tegenstroom.front.demo.clock import at, moment
from tegenstroom.front.demo.network import Network, read
from tegenstroom.organisations.actions import find_or_add_team, save_organisation, save_place
from tegenstroom.organisations.models import Organisation, Place


def build(network: Network) -> None:
    """Organisations with their teams, then places."""
    data = read("houses")
    with at(moment(-390)):
        for row in data["houses"]:
            _add_house(network, **row)
        for row in data["places"]:
            key = row.pop("key")
            network.places[key] = save_place(place=Place(**row), by=network.coordinator)


def _add_house(network: Network, *, key: str, teams: list[str], **fields: str) -> None:
    house = save_organisation(organisation=Organisation(**fields), by=network.coordinator)
    for team in teams:
        find_or_add_team(organisation=house, name=team, by=network.coordinator)
    network.houses[key] = house
