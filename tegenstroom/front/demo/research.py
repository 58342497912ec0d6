"""What researchers find: a group that is done, and said yes to research."""

from datetime import timedelta

from tegenstroom.front.demo.clock import at, moment, today
from tegenstroom.front.demo.measurements import OURS, answer
from tegenstroom.front.demo.network import Network
from tegenstroom.measurement.actions import planning, settling
from tegenstroom.measurement.models import InstrumentVersion
from tegenstroom.measurement.rules.waves import Moment, Round
from tegenstroom.training.models import Edition

# Answers to the twelve questions, a row a person.
BEFORE = (
    *("323223443233", "234322443344", "142214323413", "223123322332", "345434254531", "243232334243"),
    *("434323245442", "112122521213", "332223334332", "254314344451", "213122432124", "443434344332"),
)
AFTER = (
    *("434313353242", "345422353353", "243314234523", "334214233441", "455525254541", "354323245352"),
    *("445414255441", "223112432323", "443314243441", "354415345451", "324223343233", "454525254441"),
)


def build(network: Network) -> None:
    """The oldest group of all, asked before it began and at its end."""
    given = Edition.objects.filter(version__module__slug="kwetsuren-en-krachten", ends_on__lt=today())
    edition = given.exclude(state="cancelled").earliest("starts_on")
    first, last = edition.starts_on, edition.ends_on
    assert first is not None
    assert last is not None
    rounds = [
        Round(Moment.BEFORE, first - timedelta(days=10), first),
        Round(Moment.END, last, last + timedelta(days=21)),
    ]
    version = InstrumentVersion.objects.get(instrument__key=OURS)
    with at(moment((first - today()).days - 14)):
        found = planning.plan(
            edition=edition, version=version, rounds=rounds, asks_research=True, by=network.coordinator
        )
    for when, rows in ((Moment.BEFORE, BEFORE), (Moment.END, AFTER)):
        answer(found, when, rows)
    settling.settle(version)
