"""What the parts of the demo hand to one another."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tegenstroom.accounts.models import Person
from tegenstroom.library.models import Theme
from tegenstroom.organisations.models import Organisation, Place
from tegenstroom.training.models import ModuleVersion

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Guest:
    """Someone who takes part: for which house, and as what."""

    person: Person
    house: Organisation | None
    kind: str


@dataclass(slots=True)
class Network:
    """People, houses and modules by the keys of the data files."""

    people: dict[str, Person] = field(default_factory=dict)
    houses: dict[str, Organisation] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    versions: dict[str, list[ModuleVersion]] = field(default_factory=dict)
    crowd: list[Guest] = field(default_factory=list)

    @property
    def coordinator(self) -> Person:
        """Vera, who runs the programme."""
        return self.people["vera"]

    def guest(self, key: str, house: str = "", kind: str = "professional") -> Guest:
        """A named person as someone who takes part."""
        return Guest(self.people[key], self.houses.get(house), kind)


def read(name: str) -> dict[str, Any]:
    """The data file of that name."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
