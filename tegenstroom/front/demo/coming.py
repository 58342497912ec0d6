"""Trainings to come: open, nearly full, full with a waiting list and an offer out, confirmed, and a draft."""

from datetime import timedelta

from tegenstroom.front.demo import editions
from tegenstroom.front.demo.clock import at, moment, real_now, today
from tegenstroom.front.demo.editions import Script
from tegenstroom.front.demo.network import Network
from tegenstroom.training.actions.editions import add_task, announce
from tegenstroom.training.actions.enrolment import answer_approval, cancel, hand_over
from tegenstroom.training.models import Approval


def build(network: Network) -> None:
    """From the surest to the one that nobody sees yet."""
    _sure(network)
    _nearly_full(network)
    _full(network)
    _open(network)
    _without_answers(network)
    _draft(network)


def _sure(network: Network) -> None:
    """Confirmed; a colleague took someone's place."""
    script = Script(
        module="strijd-tegen-kinderarmoede",
        days=(12, 33),
        place="hasselt",
        trainer="tarik",
        coaches=("mina", "chantal"),
        practical="Het toilet is niet aangepast. In het café ernaast is er wel een: dat is afgesproken.",
    )
    edition = editions.announce(network, script)
    made = editions.enrol_all(edition, network.crowd[12:21], since=moment(-45))
    with at(moment(-6)):
        hand_over(enrolment=made[3], to=network.crowd[25].person, by=made[3].person)
    editions.confirm(network, edition, days_before=17)


def _nearly_full(network: Network) -> None:
    """One place left; someone cancelled in time."""
    script = Script(
        module="krachtgericht-groepswerk",
        days=(26, 47, 68),
        place="gent",
        room="De zolder",
        trainer="tine",
        coaches=("coen", "cas"),
        maximum=10,
    )
    edition = editions.announce(network, script)
    made = editions.enrol_all(edition, network.crowd[22:32], since=moment(-40))
    with at(moment(-5)):
        cancel(enrolment=made[6], by=made[6].person, why="Ik verander van werk.")


def _full(network: Network) -> None:
    """Full; three people waited, and since today the first of them has a place to think over."""
    script = Script(
        module="opgroeien-en-opvoeden-in-armoede",
        days=(34, 48, 62, 83),
        place="mechelen",
        room="Grote zaal",
        trainer="toon",
        coaches=("carla", "coen"),
        maximum=8,
    )
    edition = editions.announce(network, script)
    placed = editions.enrol_all(edition, network.crowd[9:17], since=moment(-30))
    waiting = [network.guest("pim", "caw"), network.crowd[17], network.crowd[20]]
    editions.enrol_all(edition, waiting, since=moment(-12))
    # Now, not then: the letter with the offer really goes out.
    cancel(enrolment=placed[2], by=placed[2].person, why="Ik kan niet op alle vier de dagen.")


def _open(network: Network) -> None:
    """Places enough; one leader said no, another still has to answer."""
    script = Script(
        module="kwetsuren-en-krachten",
        days=(41, 55, 76, 97),
        place="antwerpen",
        room="Zaal boven",
        trainer="tine",
        coaches=("cas", "mina"),
        maximum=16,
        practical="Er is een stille kamer. Je mag altijd even naar buiten, ook zonder iets te zeggen.",
    )
    edition = editions.announce(network, script)
    editions.enrol_all(edition, [network.crowd[i] for i in (2, 3, 6, 24)], since=moment(-14))
    with at(moment(-4)):
        refused = editions.enrol_one(edition, network.crowd[1])
    with at(moment(-3)):
        no = Approval.Answer.NO
        answer_approval(approval=Approval.objects.get(enrolment=refused), answer=no, by=network.people["lea"])
    with at(real_now() - timedelta(hours=3)):
        editions.enrol_one(edition, network.crowd[11], needs="Ik hoor slecht aan mijn linkeroor.")


def _without_answers(network: Network) -> None:
    """Open, but the tandem has not answered yet: it cannot be confirmed."""
    script = Script(module="strijd-tegen-kinderarmoede", days=(61, 82), place="leuven", planned=-9)
    edition = editions.plan(network, script)
    with at(moment(-8)):
        editions.ask(network, edition, "toon", "chantal", "cas")
        announce(edition=edition, by=network.coordinator)
    editions.enrol_all(edition, network.crowd[26:28], since=moment(-5))


def _draft(network: Network) -> None:
    """Seen by the desk only: dates, and nobody asked yet."""
    script = Script(module="arbeidstrajectbegeleiding", days=(90, 104, 118), place="hasselt", planned=-3)
    edition = editions.plan(network, script)
    with at(moment(-3)):
        by = network.coordinator
        what = "Bij VDAB vragen of de data passen"
        add_task(edition=edition, what=what, who=by, due_on=today() + timedelta(days=10), by=by)
