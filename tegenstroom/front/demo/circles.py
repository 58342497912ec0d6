"""The groups in which the demo speaks: of an edition, or of a supervision. Not everyone said yes yet."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tegenstroom.accounts.models import Person
from tegenstroom.dialogue.actions import circles
from tegenstroom.dialogue.models import Circle
from tegenstroom.dialogue.rules.phases import Part
from tegenstroom.front.demo.clock import at, moment, today
from tegenstroom.front.demo.network import Network
from tegenstroom.training.models import Edition
from tegenstroom.training.rules.editions import EditionState

HELD = (EditionState.CONFIRMED, EditionState.CLOSED)


@dataclass(slots=True)
class Circles:
    """Groups by the key of the data file, and people by theirs: who is in the crowd goes by her given name."""

    network: Network
    by_key: dict[str, Circle] = field(default_factory=dict)
    crowd: dict[str, Person] = field(default_factory=dict)

    def person(self, key: str) -> Person:
        """Someone of the network."""
        if not self.crowd:
            self.crowd = {guest.person.given_name.lower(): guest.person for guest in self.network.crowd}
        return self.network.people.get(key) or self.crowd[key]

    def gather(self, row: dict[str, Any]) -> None:
        """Make one group: who came along or was invited says yes, but for the silent."""
        with at(moment(row["since"])):
            circle = self.by_key[row["key"]] = self._begin(row)
            for key, part in row["invited"].items():
                circles.invite(
                    circle=circle, person=self.person(key), part=Part(part), by=self.network.coordinator
                )
        silent = [self.person(key).pk for key in row.get("silent", ())]
        with at(moment(row["since"] + 1, 9)):
            for member in circle.members.current().exclude(person__in=silent).select_related("person"):
                circles.agree(member=member, by=member.person)

    def _begin(self, row: dict[str, Any]) -> Circle:
        desk = self.network.coordinator
        if "edition" in row:
            held = Edition.objects.filter(version__module__slug=row["edition"], state__in=HELD)
            edition = held.filter(starts_on__lt=today()).latest("starts_on")
            return circles.of_edition(edition=edition, by=desk)
        return circles.of_supervision(title=row["title"], ends_on=today() + timedelta(days=row["ends"]), by=desk)
