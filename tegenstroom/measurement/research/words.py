"""What researchers and the desk read: kinds of files and analyses, and the words for figures."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenstroom.measurement.rules.analyses import Among, Kind, State

KINDS = {
    Kind.RELIABILITY: _("hoe betrouwbaar de schalen zijn"),
    Kind.STRUCTURE: _("welke vragen samen horen"),
    Kind.GRADED: _("wat elke vraag toevoegt"),
    Kind.DIF: _("of vragen voor iedereen hetzelfde zeggen"),
    Kind.INVARIANCE: _("of elke ronde hetzelfde meet"),
}
AMONGS = {Among.LANGUAGE: _("naar taal"), Among.HOW: _("naar hoe iemand antwoordde")}
ABOUT_KINDS = {
    Kind.RELIABILITY: _("omega voor geordende antwoorden en alfa, met een interval, per schaal"),
    Kind.STRUCTURE: _("factoren zoeken, en nagaan of de schalen factoren zijn (EFA en CFA, WLSMV)"),
    Kind.GRADED: _("het graded response model, per schaal; vanaf 150 mensen"),
    Kind.DIF: _("DIF: of een vraag hetzelfde zegt voor mensen die even hoog staan; vanaf 50 mensen per groep"),
    Kind.INVARIANCE: _("invariantie over de rondes heen, per schaal (WLSMV)"),
}
STATES = {
    State.WAITING: _("wacht"),
    State.RUNNING: _("loopt"),
    State.DONE: _("klaar"),
    State.REFUSED: _("kan niet"),
    State.STOPPED: _("gestopt"),
    State.FAILED: _("mislukt"),
}
FILES: dict[str, str | Promise] = {
    "alles": _("alles samen (.zip)"),
    "sav": _("voor SPSS, jamovi of R (.sav)"),
    "csv": _("CSV met codeboek (.zip)"),
    "parquet": "Parquet",
    "ddi": _("DDI-Codebook 2.5 (.xml)"),
}
FORMS = {
    "xlsx": _("XLSForm (.xlsx), voor KoboToolbox en ODK"),
    "json": _("FHIR R5 (.json), voor de zorg"),
    "toml": _("pack (.toml), voor een andere Tegenstroom"),
}
WHATS = {
    "omega": _("omega"),
    "alpha": _("alfa"),
    "suitability": _("hoeveel de vragen gemeen hebben"),
    "efa": _("factoren die uit de antwoorden komen"),
    "cfa": _("de schalen als factoren"),
    "graded": _("graded response model"),
    "dif": _("verschillen per vraag"),
    "invariance": _("ronde naast ronde"),
}
# The tables of an analysis, their columns, and the words in their cells.
TABLES = {
    "omega": _("omega"),
    "alpha": _("alfa"),
    "items": _("vraag per vraag"),
    "loadings": _("ladingen"),
    "suitability": _("of factoren zoeken zin heeft"),
    "eigenvalues": _("eigenwaarden naast die van toeval"),
    "fit": _("hoe goed het past"),
    "between": _("samenhang van de factoren"),
    "graded": _("steilheid en drempels"),
    "compared": _("wie vergeleken is"),
    "dif": _("vraag per vraag"),
    "invariance": _("stap voor stap"),
    "reached": _("hoever het gelijk blijft"),
}
CELLS: dict[str, str | Promise] = {
    "of": _("wat"),
    "value": _("waarde"),
    "interval": _("interval"),
    "item": _("vraag"),
    "mean": _("gemiddelde"),
    "sd": _("standaardafwijking"),
    "rest": _("samenhang met de rest"),
    "without": _("alfa zonder deze vraag"),
    "loading": _("lading"),
    "scale": _("schaal"),
    "own": _("eigen deel"),
    "number": _("nummer"),
    "eigenvalue": _("eigenwaarde"),
    "chance": _("bij toeval"),
    "slope": _("steilheid"),
    "error": _("standaardfout"),
    "statistic": _("toets (χ²)"),
    "df": _("vrijheidsgraden"),
    "p": "p",
    "p_adjusted": _("p, aangepast voor het aantal vragen"),
    "effect": _("effect"),
    "size": _("grootte"),
    "negligible": _("te verwaarlozen"),
    "moderate": _("matig"),
    "large": _("groot"),
    "label": _("groep"),
    "level": _("wat gelijk is"),
    "configural": _("dezelfde vragen"),
    "threshold": _("ook dezelfde drempels"),
    "metric": _("ook dezelfde ladingen"),
    "scalar": _("ook dezelfde intercepten"),
    "strict": _("ook dezelfde restvarianties"),
    "reached": _("gelijk tot en met"),
    "holds": _("houdt stand"),
    "cfi": "CFI",
    "tli": "TLI",
    "rmsea": "RMSEA",
    "srmr": "SRMR",
    "rmsr": "RMSR",
    "chi2": "χ²",
    "cfi_change": _("verschil in CFI"),
    "rmsea_change": _("verschil in RMSEA"),
    "kmo": "KMO",
    "bartlett": _("toets van Bartlett (χ²)"),
    "factors": _("factoren boven toeval"),
    "explained": _("deel dat de factoren verklaren"),
    "omega": _("omega"),
    "alpha": _("alfa"),
    "log_likelihood": "log-likelihood",
    "aic": "AIC",
    "bic": "BIC",
}
MISSINGS = {
    "listwise": _("alleen wie alles beantwoordde"),
    "pairwise": _("per paar vragen wie beide beantwoordde"),
    "full-information": _("met alles wat iemand beantwoordde"),
}
