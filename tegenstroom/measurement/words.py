"""The words for rounds, purposes and ways, as people read them."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.measurement.rules.analyses import Among, Kind, State
from tegenstroom.measurement.rules.consent import How, Purpose, Read
from tegenstroom.measurement.rules.waves import Moment

MOMENTS = {
    Moment.BEFORE: _("voor de start"),
    Moment.END: _("op het einde"),
    Moment.LATER: _("enkele maanden later"),
}
PURPOSES = {
    Purpose.GROUP: _("het verslag van deze groep"),
    Purpose.RESEARCH: _("onderzoek"),
    Purpose.NORMS: _("vergelijken met andere groepen"),
}
READS = {
    Read.HERSELF: _("ik las het zelf"),
    Read.ALOUD: _("mijn telefoon las het voor"),
    Read.HELPED: _("iemand hielp mij"),
    Read.PAPER: _("ik las het op papier"),
}
HOWS = {How.SCREEN: _("op het scherm"), How.ALOUD: _("voorgelezen"), How.PAPER: _("op papier")}
KINDS = {
    Kind.RELIABILITY: _("hoe betrouwbaar de schalen zijn"),
    Kind.STRUCTURE: _("welke vragen samen horen"),
    Kind.GRADED: _("wat elke vraag toevoegt"),
    Kind.DIF: _("of vragen voor iedereen hetzelfde zeggen"),
    Kind.INVARIANCE: _("of elke ronde hetzelfde meet"),
}
AMONGS = {Among.LANGUAGE: _("naar taal"), Among.HOW: _("naar hoe iemand antwoordde")}
STATES = {
    State.WAITING: _("wacht"),
    State.RUNNING: _("loopt"),
    State.DONE: _("klaar"),
    State.REFUSED: _("kan niet"),
    State.STOPPED: _("gestopt"),
    State.FAILED: _("mislukt"),
}
FILES = {
    "alles": _("alles samen (.zip)"),
    "sav": _("voor SPSS, jamovi of R (.sav)"),
    "csv": _("CSV met codeboek (.zip)"),
    "parquet": _("Parquet"),
    "ddi": _("DDI-Codebook 2.5 (.xml)"),
}
FORMS = {
    "xlsx": _("XLSForm (.xlsx), voor KoboToolbox en ODK"),
    "json": _("FHIR R5 (.json), voor de zorg"),
    "toml": _("pack (.toml), voor een andere Tegenstroom"),
}
