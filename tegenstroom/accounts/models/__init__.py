"""People, what they may do, and the card of who has no e-mail."""

from tegenstroom.accounts.models.cards import Card
from tegenstroom.accounts.models.people import Person
from tegenstroom.accounts.models.roles import RoleGrant
from tegenstroom.accounts.models.throttle import Throttle

__all__ = ["Card", "Person", "RoleGrant", "Throttle"]
