"""What trainings change, measured: a group that answered twice, one asked now, also on paper, and a project."""

from datetime import timedelta
from itertools import count, repeat, zip_longest

from django.utils import timezone

from tegenstroom.front.demo.clock import at, moment, real_now, today
from tegenstroom.front.demo.network import Network
from tegenstroom.measurement.actions import answering, groups, inviting, planning, registry, releasing
from tegenstroom.measurement.models import InstrumentVersion, Invitation, Measurement, Wave
from tegenstroom.measurement.rules.consent import Purpose, Read
from tegenstroom.measurement.rules.looking_back import When
from tegenstroom.measurement.rules.waves import Moment, Round
from tegenstroom.training.models import Edition

OURS = "tegenstroom-kort"
PROJECT_PEOPLE = 9
# Answers to the twelve questions, a row a person; some say that they do not know.
BEFORE = (
    *("332233344333", "332252432324", "232332543334", "232333343334", "221142522225"),
    *("232232331224", "423433233344", "343423242344", "334515243443", "312342322224"),
)
AFTER = (
    *("434434134442", "322334322334", "322233432234", "445515155453", "241422243834"),
    *("443333143443", "444325354443", "334434243343", "433414143442", "343434334432"),
)
# What the same people said at the end of how it was before the start.
THEN = (
    *("232123334324", "232152322314", "231232443224", "231332243235", "211141521125"),
    *("222221331224", "313423222345", "243313232334", "234415133433", "311242222115"),
)


def build(network: Network) -> None:
    """The first questionnaire of the registry, and two groups to whom it is put."""
    registry.load_shipped()
    version = InstrumentVersion.objects.get(instrument__key=OURS)
    _twice(network, version)
    _now(network, version)
    _project(network, version)


def _twice(network: Network, version: InstrumentVersion) -> None:
    """A group that was asked before it began and at its end; its trainer reads the report."""
    edition = _edition("krachtgericht-groepswerk", over=True)
    first, last = edition.starts_on, edition.ends_on
    assert first is not None
    assert last is not None
    rounds = [
        Round(Moment.BEFORE, first - timedelta(days=10), first),
        Round(Moment.END, last, last + timedelta(days=21)),
        Round(Moment.LATER, last + timedelta(days=120), last + timedelta(days=141)),
    ]
    with at(moment((first - today()).days - 14)):
        found = planning.plan(
            edition=edition,
            version=version,
            rounds=rounds,
            asks_research=True,
            looks_back_in=Moment.END,
            by=network.coordinator,
        )
    answer(found, Moment.BEFORE, BEFORE)
    answer(found, Moment.END, AFTER, THEN)


def _now(network: Network, version: InstrumentVersion) -> None:
    """A group whose last day was yesterday is asked today; one of them gets the questions on paper."""
    edition = _edition("strijd-tegen-kinderarmoede", over=False)
    rounds = [Round(Moment.END, today() - timedelta(days=1), today() + timedelta(days=20))]
    with at(moment(-3)):
        planning.plan(edition=edition, version=version, rounds=rounds, by=network.coordinator)
    with at(min(moment(-1, 17), real_now())):
        inviting.invite_due(timezone.now())


def _project(network: Network, version: InstrumentVersion) -> None:
    """People of several houses whom the desk chose; they are asked from next week on."""
    with at(moment(-2)):
        made = groups.make_project(name="Samen in de buurt", by=network.coordinator)
        for guest in network.crowd[:PROJECT_PEOPLE]:
            groups.add_person(group=made, person=guest.person, by=network.coordinator)
        days = [Round(Moment.BEFORE, today() + timedelta(days=7), today() + timedelta(days=28))]
        planning.plan(group=made, version=version, rounds=days, by=network.coordinator)


def _edition(module: str, *, over: bool) -> Edition:
    """The last edition of a module that was given, closed or not."""
    given = Edition.objects.filter(version__module__slug=module, ends_on__lt=today())
    return given.exclude(state="cancelled").filter(state="closed" if over else "confirmed").latest("starts_on")


def answer(found: Measurement, when: Moment, rows: tuple[str, ...], then: tuple[str, ...] = ()) -> None:
    """Everyone is asked on the first day of the round, and answers in the days after it.

    `then`: what they say of before the start where the round looks back.
    """
    wave: Wave = found.waves.get(moment=when)
    days = (wave.opens_on - today()).days
    with at(moment(days, 10)):
        inviting.invite_due(timezone.now())
    asked = Invitation.objects.filter(wave=wave).order_by("participant__person__given_name", "pk")
    rows_asked = asked.select_related("participant__person", "wave__measurement__version")
    for number, invitation, digits, back in zip(count(1), rows_asked, rows, then or repeat(""), strict=False):
        with at(moment(days + number % 5, 12)):
            _one(invitation, digits, back)
    releasing.release(wave=wave, now=real_now())


def _one(invitation: Invitation, digits: str, back: str) -> None:
    questionnaire = invitation.wave.measurement.version.questionnaire
    sheet = answering.begin(
        wave=invitation.wave,
        code_hash=answering.sheet_hash(invitation),
        purposes=[Purpose.GROUP, Purpose.RESEARCH],
        read=Read.HERSELF,
        language="nl",
    )
    for item, digit, of_then in zip_longest(questionnaire.items, digits, back):
        said = {When.NOW: int(digit)} | ({When.THEN: int(of_then)} if of_then else {})
        answering.answer_of(sheet=sheet, questionnaire=questionnaire, item=item, said=said)
    answering.finish(sheet=sheet, questionnaire=questionnaire, invitation=invitation)
