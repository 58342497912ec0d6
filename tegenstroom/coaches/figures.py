"""Numbers of the volunteer law, the km rates of the State, and what the network itself gives its coaches.

What the law sets anew bears its period: a year, quarter or July without a row stops with a sentence.
"""

from django.utils.translation import gettext_lazy as _

from tegenstroom.base.figures import DAY_OF_MONTH, declare, july_of, quarter_of, year_of
from tegenstroom.coaches.rules.assignments import Kind

# The law of 3 July 2005, art. 10: over all organisations together.
DAY_CEILING = declare("coaches.day_ceiling", _("hoogstens per dag voor een vrijwilliger"), _("euro"), anew=year_of)
YEAR_CEILING = declare(
    "coaches.year_ceiling", _("hoogstens per jaar voor een vrijwilliger"), _("euro"), anew=year_of
)
# For sport, care and patient transport only: kept to be looked up, used by nothing.
RAISED_YEAR_CEILING = declare(
    "coaches.raised_year_ceiling",
    _("verhoogd plafond per jaar, niet voor coaches in armoede"),
    _("euro"),
    anew=year_of,
)

CAR_BY_QUARTER = declare(
    "coaches.car_by_quarter", _("auto, per kwartaal bepaald"), _("euro per kilometer"), anew=quarter_of
)
CAR_BY_YEAR = declare("coaches.car_by_year", _("auto, bepaald in juli"), _("euro per kilometer"), anew=july_of)
BICYCLE = declare("coaches.bicycle", _("fiets"), _("euro per kilometer"), anew=year_of)
# Whoever chooses the yearly rate is bound to it until the end of June.
CAR_YEARLY = declare(
    "coaches.car_yearly", _("auto: 1 is het bedrag van juli, 0 dat van elk kwartaal"), _("0 of 1"), anew=july_of
)
COMBINED_KM = declare(
    "coaches.combined_km", _("kilometers per jaar die naast de dagvergoeding betaald mogen worden"), _("kilometer")
)
TRAVEL_ON_TOP = declare(
    "coaches.travel_on_top", _("de weg: 1 is bovenop de dagvergoeding, 0 is erin begrepen"), _("0 of 1")
)

# Above it a coach is asked once more, and the desk looks before it is paid: a slip must not become money.
USUAL_KM = declare(
    "coaches.usual_km", _("de weg: boven zoveel kilometer op één dag kijkt het bureau het na"), _("kilometer")
)
USUAL_COST = declare(
    "coaches.usual_cost", _("de weg: boven zoveel voor tickets op één dag kijkt het bureau het na"), _("euro")
)

DAY_RATE = declare("coaches.day_rate", _("vergoeding voor een dag vorming"), _("euro"))
HALF_DAY_RATE = declare("coaches.half_day_rate", _("vergoeding voor een halve dag vorming"), _("euro"))
HALF_DAY_HOURS = declare("coaches.half_day_hours", _("een halve dag duurt hoogstens"), _("uur"))
OTHER_RATES = {
    Kind.PREPARATION: declare("coaches.preparation_rate", _("vergoeding voor een voorbereiding"), _("euro")),
    Kind.DEBRIEF: declare("coaches.debrief_rate", _("vergoeding voor een nabespreking"), _("euro")),
    Kind.SUPERVISION: declare("coaches.supervision_rate", _("vergoeding voor een supervisie"), _("euro")),
    Kind.MEETING: declare("coaches.meeting_rate", _("vergoeding voor een overleg van coaches"), _("euro")),
}
LATE_DAYS = declare(
    "coaches.late_days", _("gaat het niet door: vergoeding blijft vanaf zoveel dagen voordien"), _("dagen")
)
# Said when it is later, never refused: she may want to come.
ASK_DAYS = declare("coaches.ask_days", _("een coach vragen we minstens zoveel dagen vooraf"), _("dagen"))
PAY_DAY = declare("coaches.pay_day", _("dag van de maand waarop we uitbetalen"), DAY_OF_MONTH)

HEAVY_PER_MONTH = declare("coaches.heavy_per_month", _("zware thema's per maand, hoogstens"), _("keer"))
CALL_HOURS = declare("coaches.call_hours", _("na een zware dag bellen we binnen"), _("uur"))

WITHDRAWAL_MINUTES = declare(
    "coaches.withdrawal_minutes", _("een verhaal dat iemand terugneemt, is overal weg binnen"), _("minuten")
)
# The wordings of consent (data/wordings.toml) promise this number in words.
CONSENT_YEARS = declare("coaches.consent_years", _("een ja voor een verhaal geldt hoogstens"), _("jaar"))
CONSENT_AGAIN_DAYS = declare(
    "coaches.consent_again_days", _("we vragen het opnieuw zoveel dagen voor een ja afloopt"), _("dagen")
)
