"""The sentences of a report: careful ones, that say what is seen and what is not known."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tegenstroom.base.saying import day
from tegenstroom.engines.sentences import Said
from tegenstroom.measurement.reports.parts import Cell, shown
from tegenstroom.measurement.rules.disclosure import WITHHELD
from tegenstroom.measurement.rules.estimates import Caution, Estimate, Found, Refused, Reliable, Source, beside
from tegenstroom.measurement.rules.groups import merged
from tegenstroom.measurement.rules.release import Wait

CAUTIONS = {
    Caution.FEW: gettext_lazy("Dit zijn weinig mensen. Bij een andere groep kan het beeld heel anders zijn."),
    Caution.NO_OTHER_GROUP: gettext_lazy(
        "Er is geen groep die de vorming niet kreeg. Een verschil kan ook door iets anders komen."
    ),
    Caution.NOT_VALIDATED: gettext_lazy("Deze vragen zijn nieuw. Niemand toonde al aan wat ze meten."),
    Caution.LEFT: gettext_lazy(
        "Niet iedereen antwoordde twee keer. Wie maar één keer antwoordde, telt niet mee in een verandering."
    ),
    Caution.MANY_SCALES: gettext_lazy(
        "We keken naar meer dan één lijn. Hoe meer lijnen, hoe vlugger er één door toeval verschilt."
    ),
    Caution.ALPHA_ONLY: gettext_lazy(
        "Er is geen hertest van deze vragen bekend. Met een hertest veranderen er vaak minder mensen echt."
    ),
    Caution.WEAK: gettext_lazy(
        "De vragen van een lijn hangen hier niet sterk samen, of dat is niet te berekenen. "
        "Lees haar gemiddelde met zorg."
    ),
    Caution.OPEN: gettext_lazy(
        "Sommigen lieten een vraag open. Hun score rekent met het gemiddelde van wat ze wel antwoordden."
    ),
    Caution.NO_SCORE: gettext_lazy(
        "Wie te veel openliet, heeft geen score. Wie dat zijn, kan anders zijn dan de rest."
    ),
}
TOO_FEW_TO_PART = gettext_lazy("Hoeveel mensen zo veranderden, tonen we niet: er staan er te weinig in een deel.")
SOURCES = {
    Source.ALPHA: gettext_lazy("alfa in deze groep"),
    Source.RETEST: gettext_lazy("een hertest bij anderen"),
    Source.ROUNDS: gettext_lazy("een hertest in deze groep"),
}
CUT_APART = gettext_lazy("Deze balken zijn niet op dezelfde plaats verdeeld. Leg ze niet naast elkaar.")
NOT_THE_SAME = gettext_lazy(
    "Niet iedereen antwoordde in beide rondes, of een verandering per mens zou iemands antwoord tonen. Daarom "
    "rekenen we alsof het andere mensen waren. Het verschil is dan minder zeker."
)
MORE_OR_OTHERS = gettext_lazy(
    "Hoeveel mensen echt veranderden, tonen we hier niet. Met meer mensen, of met meer verschil tussen hen, kan "
    "het wel."
)
NEEDS_RELIABILITY = gettext_lazy(
    "Om te tellen wie echt veranderde, is een betrouwbaarheid nodig. Die is er hier niet. Ze komt er als meer "
    "mensen alle vragen invullen, of met een hertest."
)
OF_THE_SAME = gettext_lazy(
    "d_z deelt de verandering door hoe sterk mensen in hun verandering verschillen. Hedges’ g is hier d_z, "
    "bijgesteld voor kleine groepen."
)
BETWEEN_ROUNDS = gettext_lazy(
    "Hedges’ g deelt het verschil hier door hoe sterk de scores verschillen. Leg hem dus niet naast een d_z."
)
TURNED = gettext_lazy("omgekeerd gesteld")
TURNED_MEANS = gettext_lazy("Bij “omgekeerd gesteld” is een stap naar links vooruitgang.")
RETEST_MEANS = gettext_lazy(
    "Een hertest vraagt twee keer hetzelfde, zonder vorming ertussen. Wat dan verschilt, telt als toeval, ook wie "
    "intussen echt veranderde."
)
DOTS = gettext_lazy("Het open bolletje is het gemiddelde van de eerste keer, het volle dat van de laatste keer.")
NO_ANSWER = gettext_lazy("geen antwoord")


def upper(word: str) -> str:
    """With a capital in front."""
    return word[:1].upper() + word[1:]


def from_to(first: str, last: str) -> str:
    """The title of what is laid from one round to another."""
    return _("Van “%(first)s” naar “%(last)s”") % {"first": first, "last": last}


def part(names: Sequence[str], *, is_open: bool) -> str:
    """Answers that stand together: from the first to the last of them, or none at all."""
    if not names:
        return str(NO_ANSWER)
    ends = {"first": names[0], "last": names[-1]}
    said = names[0] if len(names) == 1 else _("van “%(first)s” tot “%(last)s”") % ends
    return _(" of ").join([said, str(NO_ANSWER)]) if is_open else said


def withheld(when: str) -> str:
    """What stands in place of the answers of a round."""
    return f"{when}: {told(WITHHELD())}"


def needs_both(smallest: int) -> str:
    """What would make it possible to count who changed."""
    return _(
        "Wie echt veranderde, tellen we vanaf %(n)s mensen die in beide rondes antwoordden. Nu zijn het er "
        "minder. Het kan nog als een ronde langer open blijft."
    ) % {"n": smallest}


def of_both(people: int) -> str:
    """Of whom is counted who changed."""
    return _("%(n)s mensen antwoordden in beide rondes. Van hen tellen we wie echt veranderde.") % {"n": people}


def credit(who: str) -> str:
    """Who made the questions, where that is known."""
    return _("Wie de vragen maakte: %(who)s") % {"who": who} if who else ""


def told(said: Said) -> str:
    """A sentence of the engine, in the language of the page."""
    return said.in_words(_)


def interval(found: Estimate) -> str:
    """“3,21 (van 2,80 tot 3,62)”."""
    return _("%(value)s (van %(low)s tot %(high)s)") % {
        "value": shown(found.value),
        "low": shown(found.low),
        "high": shown(found.high),
    }


def of(name: str, found: Found) -> str:
    """A number with its name, or why there is none."""
    if isinstance(found, Refused):
        return f"{name}: {told(found.why)}"
    return f"{name}: {interval(found)}"


def course(found: Found, *, people: Cell) -> str:
    """What became of the mean of so many people, no more firmly than the interval allows."""
    if isinstance(found, Refused):
        return told(found.why)
    values = {"value": shown(abs(found.value)), "n": people}
    if found.leaves_open(0):
        return _("Van %(n)s mensen is er geen zeker verschil: het kan ook toeval zijn.") % values
    if found.value > 0:
        return _("Van %(n)s mensen ging het gemiddelde omhoog met %(value)s.") % values
    return _("Van %(n)s mensen ging het gemiddelde omlaag met %(value)s.") % values


def difference(found: Found) -> str:
    """What differs between two rounds of people who were not all the same."""
    if isinstance(found, Refused):
        return told(found.why)
    if found.leaves_open(0):
        return _("Tussen de twee rondes is er geen zeker verschil: het kan ook toeval zijn.")
    values = {"value": shown(abs(found.value))}
    if found.value > 0:
        return _("In de tweede van deze rondes was het gemiddelde %(value)s hoger.") % values
    return _("In de tweede van deze rondes was het gemiddelde %(value)s lager.") % values


def counts(found: Iterable[Reliable | Refused], *, smallest: int) -> Iterator[str]:
    """How many changed by more than measurement makes, by each reliability, the strictest first.

    Only together with others: parts of fewer than `smallest` stand with their neighbour, or nowhere.
    """
    counted, read = list[Reliable](), list[Reliable]()
    for one in found:
        if isinstance(one, Refused):
            yield told(one.why)
        else:
            counted.append(one)
    for each in sorted(counted, key=lambda one: -one.limit):
        parts = merged(each.people, smallest=smallest)
        if parts and all(beside(other, each, smallest=smallest) for other in read):
            yield f"{_limit(each)} {_parts(each, parts)}"
            read.append(each)
        else:
            yield f"{_limit(each)} {TOO_FEW_TO_PART}"


def _limit(found: Reliable) -> str:
    said = _("Met %(source)s (%(reliability)s) is een verschil vanaf %(limit)s meer dan toeval bij het meten.") % {
        "source": SOURCES[found.source],
        "reliability": shown(found.reliability),
        "limit": shown(found.limit),
    }
    return f"{said} {_('Die hertest staat in: %(source)s.') % {'source': found.told}}" if found.told else said


def retest(found: Found, first: str, last: str, *, people: Cell) -> str:
    """How alike the same people answered in the two rounds that are a retest, or why that is not shown."""
    if isinstance(found, Refused):
        return _("Hertest in deze groep: %(why)s") % {"why": told(found.why)}
    values = {"first": first, "last": last, "interval": interval(found), "n": people}
    return _("Hertest van %(n)s mensen, “%(first)s” en “%(last)s”: %(interval)s.") % values


def _parts(found: Reliable, parts: Sequence[tuple[int, int]]) -> str:
    """“Omlaag of te klein verschil: 7 mensen. Omhoog: 5 mensen.”"""
    names = (_("omlaag"), _("te klein verschil"), _("omhoog"))
    said = []
    for begins, ends in parts:
        people = sum(found.people[begins:ends])
        name = _(" of ").join(names[begins:ends])
        line = ngettext("%(what)s: %(n)s mens.", "%(what)s: %(n)s mensen.", people) % {"what": name, "n": people}
        said.append(line[:1].upper() + line[1:])
    return " ".join(said)


def notes_of(*found: Found) -> Iterator[str]:
    """What the engine adds to these numbers, each sentence once."""
    notes = (told(note) for each in found if isinstance(each, Estimate) for note in each.notes)
    yield from dict.fromkeys(notes)


def not_yet(when: str, closes_on: date, *, today: date, wait: Wait) -> str:
    """Why a round is not in the report."""
    if wait is Wait.OTHERS:
        return _("%(when)s: voorbij, maar naast het verslag van een andere groep zou het te veel tonen.") % {
            "when": when
        }
    if wait is Wait.CLOCK:
        return _("%(when)s: die antwoorden komen binnen het uur.") % {"when": when}
    if closes_on < today:
        return _("%(when)s: voorbij, maar te weinig mensen staan erin om iets te tonen.") % {"when": when}
    return _("%(when)s: die antwoorden komen erbij na %(day)s.") % {"when": when, "day": day(closes_on)}
