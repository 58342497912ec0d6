"""The words for rounds, purposes and ways, as people read them."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tegenstroom.engines.questionnaires import FormError
from tegenstroom.measurement.rules.consent import How, Purpose, Read
from tegenstroom.measurement.rules.reliabilities import Trust
from tegenstroom.measurement.rules.waves import Moment, Stage

MOMENTS = {
    Moment.BEFORE: _("voor de start"),
    Moment.END: _("op het einde"),
    Moment.LATER: _("enkele maanden later"),
}
STAGES = {
    Stage.RUNS: _("Dit loopt nu"),
    Stage.PLANNED: _("Dit komt nog"),
    Stage.OVER: _("Dit is voorbij"),
}
TRUSTS = {
    Trust.ALL: _("alle die bekend zijn"),
    Trust.ALPHA: _("alfa in deze groep"),
    Trust.RETEST: _("de hertest die bij de vragenlijst hoort"),
    Trust.BEFORE_END: _("een hertest in deze groep: voor de start en op het einde"),
    Trust.END_LATER: _("een hertest in deze groep: op het einde en enkele maanden later"),
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


def why(refused: FormError) -> str:
    """Why a form or a file cannot be made, in the language of the reader."""
    return " ".join(each.in_words(gettext) for each in refused.said)
