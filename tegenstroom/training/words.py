"""The Dutch words for the states that the rules know."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tegenstroom.coaches.rules.assignments import State
from tegenstroom.training.rules.desk import Doer, Thing
from tegenstroom.training.rules.editions import Channel, EditionState, Obstacle, Problem
from tegenstroom.training.rules.places import Closed, EnrolmentState, Why
from tegenstroom.training.rules.requests import Snag, Step

CHANNELS = {Channel.OPEN: _("open aanbod"), Channel.IN_COMPANY: _("op maat")}

EDITION_STATES = {
    EditionState.DRAFT: _("in voorbereiding"),
    EditionState.OPEN: _("inschrijven kan"),
    EditionState.CONFIRMED: _("gaat zeker door"),
    EditionState.CANCELLED: _("gaat niet door"),
    EditionState.CLOSED: _("afgerond"),
}

ENROLMENT_STATES = {
    EnrolmentState.PLACED: _("ingeschreven"),
    EnrolmentState.WAITING: _("op de wachtlijst"),
    EnrolmentState.OFFERED: _("plaats aangeboden"),
    EnrolmentState.CANCELLED: _("geannuleerd"),
    EnrolmentState.REFUSED: _("niet goedgekeurd"),
    EnrolmentState.LAPSED: _("aanbod verlopen"),
    EnrolmentState.REPLACED: _("plaats doorgegeven"),
}

# What the desk reads of a coach and a day; why she does not come is hers.
COACH_STATES = {
    State.ASKED: _("gevraagd"),
    State.YES: _("komt"),
    State.NO: _("komt niet"),
    State.CALLED_OFF: _("afgezegd"),
    State.DONE: _("was er"),
}

WHYS = {
    Why.LEADER_SAID_NO: _("niet goedgekeurd door de leidinggevende"),
    Why.LEADER_SAID_NOTHING: _("de leidinggevende antwoordde niet op tijd"),
    Why.OFFER_DECLINED: _("aanbod niet genomen"),
    Why.OFFER_LAPSED: _("bedenktijd voorbij"),
    Why.NO_PLACE: _("er kwam geen plaats vrij"),
    Why.CALLED_OFF: _("de vorming gaat niet door"),
    Why.FROM_A_COLLEAGUE: _("neemt de plaats van een collega"),
}

OBSTACLES = {
    Obstacle.NO_DATES: _("Er zijn nog geen data."),
    Obstacle.DATES_PAST: _("De eerste dag ligt in het verleden. Kies een dag vanaf vandaag."),
    Obstacle.DATES_FAR: _("Deze dag ligt meer dan drie jaar vooruit. Kijk het jaar na."),
    Obstacle.NO_PLACE: _("Er is nog geen plaats gekozen."),
    Obstacle.TRAINERS_MISSING: _("Er zijn nog niet genoeg trainers die ja zeiden."),
    Obstacle.COACHES_MISSING: _("Er zijn nog niet op elke dag genoeg coaches die ja zeiden."),
    Obstacle.WRONG_STATE: _("Deze stap kan nu niet."),
    Obstacle.NOT_OVER: _("Het laatste deel is nog niet voorbij."),
    Obstacle.IS_OVER: _("Deze vorming is voorbij. Ze kan niet meer afgelast worden: rond ze af."),
    Obstacle.ENDS_TOO_EARLY: _("Het einde ligt voor het begin. Kies een later uur."),
    Obstacle.DAYS_OVERLAP: _("Deze dag valt samen met een andere. Kies andere uren of een andere dag."),
    Obstacle.DAY_WITH_ATTENDANCE: _(
        "Van een dag die je schrapt, is al aangeduid wie er was. Die dag moet blijven."
    ),
    Obstacle.MINIMUM_TOO_HIGH: _("Dit is meer dan het hoogste aantal. Kies een kleiner getal."),
    Obstacle.BELOW_SEATED: ngettext_lazy(
        "Er is al %(count)s mens ingeschreven. Kies minstens %(count)s.",
        "Er zijn al %(count)s mensen ingeschreven. Kies minstens %(count)s.",
        "count",
    ),
    Obstacle.ENROLS_TOO_LATE: _("Deze dag komt na de eerste dag van de vorming. Kies een dag ervoor."),
    Obstacle.ROLE_MISSING: _("Deze persoon heeft die rol niet. Geef eerst de rol."),
    Obstacle.ALREADY_ASKED: _("Deze persoon is al gevraagd."),
    Obstacle.NOT_PUBLISHED: _("Deze versie is nog niet gepubliceerd. Publiceer ze eerst."),
    Obstacle.NO_DAYS: _("Kies minstens één dag van de vorming."),
    Obstacle.CALLS_OPEN: _("Bel eerst: een coach wacht nog op een telefoontje na een zware dag."),
    Obstacle.DAYS_OPEN: _("Nog niet elke dag is rond. Rond eerst de dagen af."),
    Obstacle.DAY_NOT_OVER: _("Deze dag is nog niet voorbij."),
    Obstacle.ATTENDANCE_MISSING: ngettext_lazy(
        "Duid eerst aan of %(count)s mens er was.", "Duid eerst aan of %(count)s mensen er waren.", "count"
    ),
}

# Said at the row of the day itself.
OF_A_DAY = {
    Obstacle.DATES_PAST: _("Deze dag ligt in het verleden. Kies een dag vanaf vandaag."),
    Obstacle.DAY_WITH_ATTENDANCE: _("Van deze dag is al aangeduid wie er was. De datum moet blijven."),
}

CLOSED = {
    Closed.NOT_ANNOUNCED: _("Inschrijven voor deze vorming kan nog niet."),
    Closed.CALLED_OFF: _("Deze vorming gaat niet door. Inschrijven kan niet meer."),
    Closed.OVER: _("Deze vorming is voorbij. Inschrijven kan niet meer."),
    Closed.TOO_LATE: _("De laatste dag om in te schrijven is voorbij. Bel ons als je toch graag komt."),
    Closed.STARTED: _("Deze vorming is al begonnen. Inschrijven kan niet meer."),
}

THINGS = {
    Thing.TANDEM_BROKEN: ngettext_lazy(
        "De tandem is niet meer volledig: zoek %(count)s iemand.",
        "De tandem is niet meer volledig: zoek %(count)s mensen.",
        "count",
    ),
    Thing.DATES: _("Kies de data."),
    Thing.PLACE: _("Kies een plaats."),
    Thing.ANNOUNCE: _("Kondig de vorming aan."),
    Thing.LETTERS: ngettext_lazy("%(count)s brief vertrok niet.", "%(count)s brieven vertrokken niet.", "count"),
    Thing.TRAINERS: ngettext_lazy(
        "Nog %(count)s trainer te vinden.", "Nog %(count)s trainers te vinden.", "count"
    ),
    Thing.COACHES: ngettext_lazy("Nog %(count)s coach te vinden.", "Nog %(count)s coaches te vinden.", "count"),
    Thing.MINIMUM: ngettext_lazy(
        "Nog %(count)s inschrijving nodig.", "Nog %(count)s inschrijvingen nodig.", "count"
    ),
    Thing.DECIDE: _("De eerste dag is voorbij en de vorming is nooit bevestigd: bevestig ze of zeg ze af."),
    Thing.CONFIRM: _("Bevestig dat de vorming doorgaat."),
    Thing.FREE_PLACES: ngettext_lazy(
        "Er is %(count)s plaats vrij en er wacht iemand: bel de eerste op de wachtlijst.",
        "Er zijn %(count)s plaatsen vrij en er wachten mensen: bel de eersten op de wachtlijst.",
        "count",
    ),
    Thing.ROOM: _("Leg het lokaal vast."),
    Thing.PRACTICAL: _("Schrijf wat mensen praktisch moeten weten."),
    Thing.MATERIAL: _("Leg het materiaal klaar."),
    Thing.ATTENDANCE: ngettext_lazy(
        "Duid aan wie er was: %(count)s dag.", "Duid aan wie er was: %(count)s dagen.", "count"
    ),
    Thing.CALL: _("Bel %(name)s: hoe was de zware dag?"),
    Thing.ROAD: _("Kijk de weg van %(name)s na: %(much)s."),
    Thing.DAYS: ngettext_lazy("Rond %(count)s dag af.", "Rond %(count)s dagen af.", "count"),
    Thing.EVALUATION: _("De vragen achteraf zijn nog niet verstuurd."),
    Thing.CERTIFICATES: ngettext_lazy(
        "Reik nog %(count)s attest uit: %(names)s.", "Reik nog %(count)s attesten uit: %(names)s.", "count"
    ),
    Thing.CLOSE: _("Rond de vorming af."),
}

DOERS = {Doer.COORDINATOR: _("coördinator"), Doer.TRAINER: _("trainer")}

SNAGS = {
    Snag.WRONG_STATE: _("Deze stap kan nu niet."),
    Snag.REPLACED: _("Er is een nieuwer voorstel. Kijk in je laatste mail van ons."),
    Snag.EXPIRED: _("Dit voorstel geldt niet meer. Vraag ons een nieuw."),
    Snag.DATES_PAST: _("De eerste dag ligt in het verleden. Vraag ons nieuwe dagen."),
    Snag.NAME_MISSING: _("Vul je naam in."),
}

NEXT_STEPS = {
    Step.ANSWER: _("Bel of mail de organisatie, en schrijf op wat er besproken is."),
    Step.PROPOSE: _("Maak een voorstel."),
    Step.WAIT: _("Wacht op hun antwoord."),
    Step.RENEW: _("Het voorstel is verlopen. Bel, of maak een nieuw voorstel."),
    Step.PLAN: _("Ze zijn akkoord. Maak er een vorming van."),
    Step.NOTHING: _("Niets meer te doen."),
}


def sentence(problem: Problem) -> str:
    """What stands in the way, for the person at the screen."""
    words = OBSTACLES[problem.obstacle]
    if problem.day is not None:
        words = OF_A_DAY.get(problem.obstacle, words)
    return str(words % {"count": problem.count} if problem.count is not None else words)
