"""The demo network: Bind-Kracht as its own article describes it, with plainly invented people.

Everything is done through the verbs that everyone uses, at the moment at which it would have happened: what the
demo shows is what the system makes. All days are counted from today, so there is always a past, a now and a later.
"""

from django.db import transaction

from tegenstroom.accounts.models import Person
from tegenstroom.front.demo import (
    coaches,
    coming,
    dialogues,
    houses,
    letters,
    library,
    made_to_measure,
    measurements,
    modules,
    past,
    people,
    research,
    running,
    terms,
)
from tegenstroom.front.demo.clock import in_one_piece, rows_at_the_same_moment
from tegenstroom.front.demo.network import Network


def is_there() -> bool:
    """Whether the network was built before: it is built whole or not at all."""
    return Person.objects.filter(email=people.FIRST).exists()


@transaction.atomic
@rows_at_the_same_moment()
def build() -> Network:
    """Build the whole network, once. On a database where it is already, IntegrityError."""
    network = Network()
    with in_one_piece():
        people.build(network)
        houses.build(network)
        people.welcome_the_crowd(network)
        library.build(network)
        modules.build(network)
        terms.build(network)
        coaches.build(network)
        past.build(network)
        running.build(network)
        coming.build(network)
        made_to_measure.build(network)
        coaches.live(network)
        dialogues.build(network)
        measurements.build(network)
        research.build(network)
        letters.build(network)
    return network
