"""The roles of the network: each says, in words for the person who bears it, what it lets her do."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Scope(StrEnum):
    """Where a role holds."""

    NETWORK = "network"
    ORGANISATION = "organisation"
    EDITION = "edition"


@dataclass(frozen=True, slots=True)
class Role:
    """A declared role. `staff` roles see other people's data and so need a second factor."""

    key: str
    name: str | Promise
    may: str | Promise
    scope: Scope
    staff: bool = False


COORDINATOR = Role(
    "coordinator",
    _("coördinator"),
    _("Je plant vormingen, volgt inschrijvingen op en ziet op één pagina wat nog moet gebeuren."),
    Scope.NETWORK,
    staff=True,
)
TRAINER = Role(
    "trainer",
    _("trainer"),
    _("Je geeft vormingen in tandem met coaches. Je ziet je eigen groepen en duidt aan wie er is."),
    Scope.NETWORK,
    staff=True,
)
COACH = Role(
    "coach",
    _("coach"),
    _("Je geeft vormingen mee vanuit je eigen leven. Je ziet waar en wanneer, en wat er van je werk komt."),
    Scope.NETWORK,
)
PARTICIPANT = Role(
    "participant",
    _("cursist"),
    _("Je volgt een vorming. Je ziet je eigen inschrijvingen, dagen en attesten."),
    Scope.EDITION,
)
TEAM_LEADER = Role(
    "team_leader",
    _("leidinggevende"),
    _("Je schrijft collega's van je organisatie in en keurt hun vraag goed. Hun antwoorden zie je niet."),
    Scope.ORGANISATION,
)
EDITOR = Role(
    "editor",
    _("redacteur"),
    _("Je schrijft en publiceert modules, thema's en artikels."),
    Scope.NETWORK,
    staff=True,
)
RESEARCHER = Role(
    "researcher",
    _("onderzoeker"),
    _("Je werkt met gegevens waarvoor mensen toestemming gaven. Namen zie je niet."),
    Scope.NETWORK,
    staff=True,
)
ADMINISTRATOR = Role(
    "administrator",
    _("beheerder"),
    _("Je geeft rollen aan mensen en houdt het systeem gezond. In de inhoud lees je niet mee."),
    Scope.NETWORK,
    staff=True,
)

ROLES = (COORDINATOR, TRAINER, COACH, PARTICIPANT, TEAM_LEADER, EDITOR, RESEARCHER, ADMINISTRATOR)
BY_KEY = {role.key: role for role in ROLES}
NETWORK_ROLES = tuple(role for role in ROLES if role.scope is Scope.NETWORK)
