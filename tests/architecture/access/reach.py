"""How far someone reaches: `ALL` things of a kind, or her `OWN`; and in one word who may open an address."""

from dataclasses import dataclass, field
from enum import Enum

from django.utils import timezone

from tests.support.world import CARD_HOLDER, PARTICIPANT, ROLES, VISITOR

COORDINATOR, TRAINER, COACH, ADMINISTRATOR = "coordinator", "trainer", "coach", "administrator"
EDITOR, RESEARCHER = "editor", "researcher"
# Addresses of a year know the years in which there was something, and this one.
THIS_YEAR = f"={timezone.localdate().year}"
SIGNED_IN = tuple(role for role in ROLES if role != VISITOR)


class Reach(Enum):
    OWN = "own"
    ALL = "all"


OWN, ALL = Reach.OWN, Reach.ALL


@dataclass(frozen=True)
class Address:
    """An address by name, the things in it, and who reaches it."""

    name: str
    things: dict[str, str] = field(default_factory=dict)
    reach: dict[str, Reach] = field(default_factory=dict)
    by_link: bool = False


def public(name: str, **things: str) -> Address:
    return Address(name, things, dict.fromkeys(ROLES, ALL))


def by_link(name: str, **things: str) -> Address:
    """Whoever holds the link. A link that was not made here opens nothing, whoever tries it."""
    return Address(name, {"token": "=niet-echt", **things}, by_link=True)


def signed_in(name: str, **things: str) -> Address:
    return Address(name, things, dict.fromkeys(SIGNED_IN, ALL))


def desk(name: str, **things: str) -> Address:
    return Address(name, things, {COORDINATOR: ALL})


def her_own(name: str, **things: str) -> Address:
    """What one participant has: hers alone, with a card as with an account."""
    return Address(name, things, {PARTICIPANT: OWN, CARD_HOLDER: OWN})


def coach(name: str, **things: str) -> Address:
    """A page of any coach; what stands on it, or is named in its address, is hers alone."""
    return Address(name, things, {COACH: OWN if things else ALL})


def given(name: str, **things: str) -> Address:
    """A group: for the trainer who gives it, and for the coordinator."""
    return Address(name, things, {TRAINER: OWN, COORDINATOR: ALL})


def writer(name: str, **things: str) -> Address:
    """A raw draft of a case, and what becomes of it: its writer's alone, and no role of the network."""
    return Address(name, things, {PARTICIPANT: OWN})


def in_a_circle(name: str, **things: str) -> Address:
    """For whoever is in the group and agreed to its contract, whatever her part; no role of the network."""
    return Address(name, things, dict.fromkeys((PARTICIPANT, CARD_HOLDER, COACH, TRAINER, RESEARCHER), OWN))


def given_here(name: str, **things: str) -> Address:
    """A dialogue, for who leads it: also a coordinator has no business there."""
    return Address(name, things, {TRAINER: OWN})


def coaches_apart(name: str, **things: str) -> Address:
    """The coaches among themselves, with their facilitator: who leads the dialogue is neither."""
    return Address(name, things, {COACH: OWN})


def research(name: str, **things: str) -> Address:
    """Answers of many people without a name, for who does research here."""
    return Address(name, things, {RESEARCHER: ALL})


def people_desk(name: str, **things: str) -> Address:
    return Address(name, things, {COORDINATOR: ALL, ADMINISTRATOR: ALL})
