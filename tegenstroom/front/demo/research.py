"""What researchers find: a group that is done, and said yes to research."""

from datetime import timedelta

from tegenstroom.front.demo.clock import at, moment, today
from tegenstroom.front.demo.measurements import OURS, answer
from tegenstroom.front.demo.network import Network
from tegenstroom.measurement.actions import planning, releasing
from tegenstroom.measurement.models import InstrumentVersion
from tegenstroom.measurement.rules.waves import Moment, Round
from tegenstroom.training.models import Edition

# Answers to the twelve questions, a row a person.
BEFORE = (
    *("323243243233", "234342243342", "142254323413", "223143322334", "345434454535", "243232334243"),
    *("434343445444", "112142121213", "332243334334", "254354344455", "213142232122", "443434344334"),
)
AFTER = (
    *("434353353244", "345442353353", "243354434523", "334254433445", "455545454545", "354343445354"),
    *("445454455445", "223152232323", "443354443445", "354455345455", "324243343233", "454545454445"),
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
    releasing.settle(version)
