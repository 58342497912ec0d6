"""The training that is going on: its first day is past, its second is today or the next working day."""

from tegenstroom.front.demo import editions
from tegenstroom.front.demo.clock import at, moment
from tegenstroom.front.demo.editions import EXCUSED, Script
from tegenstroom.front.demo.network import Network
from tegenstroom.training.actions.editions import add_task, finish_task
from tegenstroom.training.actions.enrolment import enrol

PRACTICAL = "We beginnen met koffie om 9 uur. Breng één situatie mee, zonder namen. Op de middag is er soep."


def build(network: Network) -> None:
    """Some enrolled by themselves, some by their team leader; tasks are done and still to do."""
    script = Script(
        module="opgroeien-en-opvoeden-in-armoede",
        days=(-14, 0, 15, 29),
        place="antwerpen",
        room="Zaal boven",
        trainer="toon",
        coaches=("cas", "carla"),
        maximum=14,
        practical=PRACTICAL,
    )
    edition = editions.announce(network, script)
    guests = [network.guest("pim", "caw"), *network.crowd[:3], *network.crowd[4:9]]
    editions.enrol_all(edition, guests, since=moment(-75))
    lea = network.people["lea"]
    for number, guest in enumerate(network.crowd[i] for i in (11, 21, 33)):
        with at(moment(-60, 11 + number)):
            enrol(
                edition=edition,
                person=guest.person,
                kind=guest.kind,
                organisation=network.houses["ocmw"],
                by=lea,
            )
    editions.confirm(network, edition)
    editions.give(network, edition, "toon", {(0, 4): EXCUSED})
    with at(moment(-20)):
        by, cas = network.coordinator, network.people["cas"]
        booked = add_task(edition=edition, what="Treintickets kopen voor de coaches", who=by, by=by)
        add_task(edition=edition, what="Koffie en soep bestellen voor dag 3", who=by, by=by)
        add_task(edition=edition, what="Werkbladen kopiëren voor dag 3", who=network.people["toon"], by=cas)
    with at(moment(-16)):
        finish_task(task=booked, by=by)
