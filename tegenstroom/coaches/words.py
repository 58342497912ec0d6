"""The Dutch words for the states that the rules know."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tegenstroom.base import saying
from tegenstroom.coaches.rules.agreements import Problem
from tegenstroom.coaches.rules.assignments import Kind, Obstacle, State
from tegenstroom.coaches.rules.benefits import CheckState, Paper
from tegenstroom.coaches.rules.care import Reason
from tegenstroom.coaches.rules.dependencies import Kind as Whom
from tegenstroom.coaches.rules.profiles import Missing, Status, Terms
from tegenstroom.coaches.rules.stories import Meant, Read, Use, Way
from tegenstroom.coaches.rules.travel import COUNTS_KM, Mode

KINDS = {
    Kind.TRAINING: _("vorming"),
    Kind.SUPERVISION: _("supervisie"),
    Kind.PREPARATION: _("voorbereiding"),
    Kind.DEBRIEF: _("nabespreking"),
    Kind.MEETING: _("overleg van coaches"),
}

# As she reads it: what she does that day.
KINDS_TO_HER = KINDS | {
    Kind.PREPARATION: _("samen voorbereiden"),
    Kind.DEBRIEF: _("samen terugkijken"),
}

STATES = {
    State.ASKED: _("gevraagd"),
    State.YES: _("ik kom"),
    State.NO: _("ik kom niet"),
    State.RATHER_NOT: _("liever niet dit thema"),
    State.CALLED_OFF: _("gaat niet door"),
    State.DONE: _("gedaan"),
}

# As the desk reads it. Why she does not come is hers, so there is one word for both.
STATES_AT_DESK = {
    State.ASKED: _("nog geen antwoord"),
    State.YES: _("komt"),
    State.NO: _("komt niet"),
    State.RATHER_NOT: _("komt niet"),
    State.CALLED_OFF: _("gaat niet door"),
    State.DONE: _("was er"),
}

OBSTACLES = {
    Obstacle.NO_PROFILE: _("Deze persoon is nog geen coach. Maak eerst haar blad als coach."),
    Obstacle.NO_AGREEMENT: _("Er is nog geen ondertekende afspraak. Druk ze af en laat ze tekenen."),
    Obstacle.NO_GROUP: _("Kies bij welke vorming dit hoort. Dan weten we wie ze er ontmoet."),
    Obstacle.NOT_AVAILABLE: _("Deze coach kan hier nu niet voor gevraagd worden. Waarom, dat is van haar."),
    Obstacle.ALREADY_ASKED: _("Deze coach is hiervoor al gevraagd."),
    Obstacle.SAID_NO: _("Ze zei nee, en dat blijft zo. Belt ze zelf dat ze toch komt? Noteer het dan."),
    Obstacle.IN_THE_PAST: _("Deze dag is voorbij. Kies een dag vanaf vandaag."),
    Obstacle.WRONG_STATE: _("Dit kan nu niet meer."),
    Obstacle.IS_OVER: _("Dit is voorbij. Afzeggen kan niet meer. Klopt het bedrag niet? Verbeter het dan."),
    Obstacle.OVER_THE_CEILING: _("Met dit bedrag kom je boven het plafond. Kijk het eerst na."),
    Obstacle.PAID_A_WAGE: _("Ze krijgt loon. Dan is er geen plafond, en hoef je hier niets te noteren."),
}
# As she reads it when her own answer cannot be kept.
OBSTACLES_TO_HER = OBSTACLES | {
    # Also behind a link, which may be in anyone's hands: what it is stands on her own page.
    Obstacle.NOT_AVAILABLE: _("Je ja is niet bewaard. Waarom? Dat staat op je eigen pagina. Alleen jij ziet het."),
    Obstacle.MONTH_IS_FULL: _("Je ja is niet bewaard. Die maand is vol. Meer zware dagen komen er niet bij."),
    Obstacle.TAKEN: _("Je ja is niet bewaard. Op die uren kom je al ergens anders."),
    Obstacle.NO_AGREEMENT: _("We tekenen eerst samen een afspraak. Bel ons. Dan maken we dat in orde."),
    Obstacle.IN_THE_PAST: _("Dit is al begonnen. Is er iets veranderd? Bel ons."),
    Obstacle.WRONG_STATE: _("Dit kan nu niet meer. Heb je een vraag? Bel ons."),
    Obstacle.PAID_A_WAGE: _("Jij krijgt loon. Dan is er geen plafond. Je hoeft dit niet te zeggen."),
}

WHOM = {Whom.PERSON: _("een persoon"), Whom.SERVICE: _("een dienst")}
STATUSES = {Status.COACH: _("coach"), Status.TRAINED_EXPERT: _("opgeleide ervaringsdeskundige")}
TERMS = {Terms.VOLUNTEER: _("vrijwilliger"), Terms.PAID: _("betaald")}
MISSING = {
    Missing.AGREEMENT: _("een afspraak"),
    Missing.PAPERS: _("papieren in orde"),
    Missing.CALL: _("een telefoontje"),
}
CHECK_STATES = {
    CheckState.IN_ORDER: _("in orde"),
    CheckState.NOT_YET: _("nog niet"),
    CheckState.NOT_APPLICABLE: _("niet van toepassing"),
}


@dataclass(frozen=True, slots=True)
class Benefit:
    """What she does with one of the papers, as she reads it. `take` is on the button, `for_whom` is said aloud."""

    title: Promise
    steps: Sequence[Promise]
    take: Promise
    for_whom: Promise | str = ""
    note: Promise | str = ""


BENEFITS = {
    Paper.UNEMPLOYMENT: Benefit(
        _("Je krijgt werkloosheid of brugpensioen"),
        [
            _("Vraag formulier C45B aan je vakbond of de Hulpkas."),
            _("Neem ons blad mee. Daar staat alles op."),
            _("Geef het formulier af voor je begint. Dan mag je meteen starten."),
            _("Hoor je niets meer? Dan mag het. Zegt men nee? Bel ons."),
        ],
        _("Ik neem dit blad"),
        note=_("Het echte formulier mogen wij niet drukken. Ons blad helpt je om het in te vullen."),
    ),
    Paper.ILLNESS: Benefit(
        _("Je bent ziek en krijgt geld van je ziekenfonds"),
        [
            _("Geef onze brief aan de dokter van je ziekenfonds."),
            _("Die kijkt of dit werk goed is voor jou."),
            _("Wacht op het ja. Bewaar het goed."),
        ],
        _("Ik neem deze brief"),
        for_whom=_("voor mijn ziekenfonds"),
    ),
    Paper.WELFARE: Benefit(
        _("Je krijgt een leefloon"),
        [
            _("Geef onze brief aan wie jou helpt met je leefloon."),
            _("Vraag of het mag. Vraag het antwoord op papier."),
            _("Je leefloon blijft dan hetzelfde."),
        ],
        _("Ik neem deze brief"),
        for_whom=_("voor mijn leefloon"),
    ),
}
MODES = {
    Mode.CAR: _("met de auto"),
    Mode.BICYCLE: _("met de fiets"),
    Mode.PUBLIC: _("met bus, tram of trein"),
    Mode.NONE: _("zonder kosten"),
}
ROAD_IS_FAR = _("We weten het. Dank je wel. Iemand van ons kijkt dit nog na. Daarna betalen we het.")
ROAD_IS_CUT = _(
    "Je krijgt %(amount)s voor deze dag. %(cut)s kunnen we niet betalen. Meer mag dit jaar niet van de wet."
)
ROAD_WAITS = _(
    "We weten het bedrag per kilometer nog niet. We rekenen het uit zodra het er is. Je hoeft niets te doen."
)
ROAD_WAITS_AT_DESK = _("Het is bewaard. We rekenen het uit zodra het bedrag per kilometer er is.")
USES = {
    Use.THIS_GROUP: _("deze groep"),
    Use.ALL_TRAININGS: _("alle vormingen"),
    Use.LIBRARY: _("de bibliotheek"),
    Use.MAGAZINE: _("het tijdschrift"),
    Use.RESEARCH: _("onderzoek"),
}
EVERY_GROUP = _("elke groep die je mee geeft")
READS = {
    Read.HERSELF: _("ik las het zelf"),
    Read.ALOUD: _("iemand las het voor"),
    Read.WITH_HELP: _("iemand hielp mij"),
}
WAYS = {
    Way.BUTTON: _("met de knop"),
    Way.PHONE: _("aan de telefoon"),
    Way.ENDED: _("vanzelf, na de laatste dag"),
    Way.RENEWED: _("er kwam een nieuw ja"),
}
REASONS = {Reason.HEAVY_DAY: _("na een zware dag"), Reason.ASKED: _("vroeg om een telefoontje")}
PROBLEMS = {
    Problem.NO_TEXT: _("Er is nog geen tekst van de afspraak. Lees en publiceer ze eerst."),
    Problem.IN_THE_FUTURE: _("Deze dag moet nog komen. Kies vandaag of een dag die voorbij is."),
    Problem.BEFORE_THE_LAST_ONE: _("Op die dag tekende ze de vorige afspraak nog niet. Kies een latere dag."),
    Problem.BEFORE_THE_SIGNATURE: _("Op die dag was er nog niet getekend. Kies een latere dag."),
    Problem.ALREADY_SIGNED: _("Deze afspraak is al getekend."),
    Problem.ENDED: _("Deze afspraak is gestopt. Maak een nieuwe."),
    Problem.OTHER_TERMS: _(
        "Dit blad is niet het juiste voor haar. Druk een nieuw blad af en laat haar dat tekenen."
    ),
    Problem.NOT_SIGNED: _("Deze afspraak is nog niet getekend."),
}

SHORT_NOTICE = _("Dit is kort dag voor een coach. In haar brief staat dat nee ook goed is.")


def word_of(meant: Meant) -> str | Promise:
    """What a yes is to, as she reads it: the name of one group, or the use."""
    if meant.group:
        return meant.group.name
    return EVERY_GROUP if meant.use is Use.THIS_GROUP else USES[meant.use]


def how_much(mode: Mode, km: Decimal, cost: Decimal) -> str:
    """`36,5 kilometer`, or `€ 6,80` of tickets; empty for a way without costs."""
    if mode is Mode.PUBLIC:
        return saying.euro(cost)
    if mode not in COUNTS_KM:
        return ""
    written = formats.number_format(km, None if km % 1 else 0, use_l10n=True, force_grouping=True)
    return gettext("%(km)s kilometer") % {"km": written}
