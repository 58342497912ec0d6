"""Trainings that were given, looked back on and certified; one that was not given."""

from datetime import timedelta

from tegenstroom.front.demo import editions
from tegenstroom.front.demo.clock import at, moment, real_now
from tegenstroom.front.demo.editions import ABSENT, EXCUSED, Script
from tegenstroom.front.demo.network import Network
from tegenstroom.training.actions import certificates, evaluation
from tegenstroom.training.actions.editions import call_off
from tegenstroom.training.models import Edition
from tegenstroom.training.rules.evaluation import Wave, due_at

PRACTICAL = "Er is koffie vanaf 9 uur en soep op de middag. Zeg ons wat je niet eet."


def build(network: Network) -> None:
    """From long ago to yesterday."""
    _long_ago(network)
    _last_season(network)
    _called_off(network)
    _just_over(network)


def _long_ago(network: Network) -> None:
    """Four and a half months ago, on the first version: all three waves are in, one certificate was revoked."""
    script = Script(
        module="kwetsuren-en-krachten",
        version=0,
        days=(-174, -160, -139),
        place="antwerpen",
        room="Zaal boven",
        trainer="toon",
        coaches=("cas", "carla"),
        practical=PRACTICAL,
    )
    edition = editions.announce(network, script)
    guests = [network.guest("pim", "caw"), *network.crowd[:11]]
    editions.enrol_all(edition, guests, since=moment(-225))
    editions.confirm(network, edition)
    editions.give(network, edition, "toon", {(0, 3): EXCUSED, (1, 6): ABSENT, (2, 6): ABSENT})
    _ask_until(edition, Wave.THREE_MONTHS, silent=2)
    issued = editions.certify(network, edition, moment(-132))
    with at(moment(-120)):
        reason = "De tweede dag stond verkeerd aangeduid: deze persoon was er niet."
        certificates.revoke(certificate=issued[2], by=network.coordinator, reason=reason)


def _last_season(network: Network) -> None:
    """Seven weeks ago: everyone answered twice already."""
    script = Script(
        module="krachtgericht-groepswerk",
        days=(-92, -71, -50),
        place="gent",
        room="De zolder",
        trainer="tine",
        coaches=("coen", "mina"),
        maximum=12,
        practical=PRACTICAL,
    )
    edition = editions.announce(network, script)
    editions.enrol_all(edition, network.crowd[10:20], since=moment(-140))
    editions.confirm(network, edition)
    editions.give(network, edition, "tine", {(1, 2): EXCUSED, (0, 5): ABSENT, (1, 5): ABSENT, (2, 5): ABSENT})
    _ask_until(edition, Wave.SIX_WEEKS)
    editions.certify(network, edition, moment(-44))


def _called_off(network: Network) -> None:
    """Too few people; everyone heard why."""
    script = Script(
        module="arbeidstrajectbegeleiding",
        days=(-30, -16, -9),
        place="leuven",
        trainer="tarik",
        coaches=("chantal", "coen"),
        minimum=8,
    )
    edition = editions.announce(network, script)
    editions.enrol_all(edition, network.crowd[29:32], since=moment(-80))
    with at(moment(-40)):
        reason = (
            "Er waren te weinig inschrijvingen. In het najaar proberen we opnieuw, op een plaats zonder trappen."
        )
        call_off(edition=edition, reason=reason, by=network.coordinator)


def _just_over(network: Network) -> None:
    """The certificates are still to be issued, the coaches to be called; someone got her questions on paper."""
    script = Script(
        module="strijd-tegen-kinderarmoede",
        days=(-26, -1),
        place="mechelen",
        room="Grote zaal",
        trainer="tarik",
        coaches=("mina", "carla"),
        practical=PRACTICAL,
    )
    edition = editions.announce(network, script)
    on_paper, me = network.crowd[24], network.guest("pim", "caw")
    guests = [*network.crowd[20:24], *network.crowd[25:30], on_paper, me]
    editions.enrol_all(edition, guests, since=moment(-70))
    editions.confirm(network, edition)
    editions.give(network, edition, "tarik", {(1, 4): EXCUSED}, still_to_call=True)
    editions.look_back(edition, Wave.LAST_DAY, editions.last_moment(edition), silent=4)


def _ask_until(edition: Edition, last: Wave, *, silent: int = 0) -> None:
    """All waves up to `last`, each at its own moment."""
    end = edition.sessions.latest("ends_at").ends_at
    for wave in Wave:
        when = editions.last_moment(edition) if wave is Wave.LAST_DAY else due_at(wave, end) + timedelta(minutes=5)
        editions.look_back(edition, wave, when, silent=silent)
        evaluation.release_due(min(when + timedelta(days=22), real_now()))
        if wave is last:
            return
