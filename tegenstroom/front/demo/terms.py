"""What cancelling costs in the demo: a proposal, such as a network might decide."""

from datetime import date
from decimal import Decimal

from tegenstroom.front.demo.clock import at, moment, today
from tegenstroom.front.demo.network import Network
from tegenstroom.training.actions.terms import add_terms
from tegenstroom.training.rules.cancelling import Tier


def build(network: Network) -> None:
    """Free until two weeks before; then half; in the last three days everything."""
    with at(moment(-380)):
        add_terms(
            valid_from=date(today().year - 2, 1, 1),
            tiers=[Tier(14, Decimal(50)), Tier(3, Decimal(100))],
            source="Voorbeeld voor de demo; elk netwerk beslist dit zelf",
            by=network.coordinator,
        )
