"""The Dutch sentences for what an import finds."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.training.imports.lines import Flaw, Problem
from tegenstroom.training.imports.rules import Remark
from tegenstroom.training.rules.places import Closed
from tegenstroom.training.words import CLOSED

FLAWS = {
    Flaw.NO_NAME: _("De voornaam ontbreekt."),
    Flaw.TOO_LONG: _("Wat bij “%(value)s” staat, is te lang."),
    Flaw.BAD_EMAIL: _("“%(value)s” is geen e-mailadres."),
    Flaw.BAD_NUMBER: _("Het ondernemingsnummer “%(value)s” klopt niet. Een juist nummer lijkt op 0566.988.259."),
    Flaw.BAD_LANGUAGE: _("De taal “%(value)s” kennen we niet. Schrijf nl, en of fr."),
    Flaw.BAD_CHANNEL: _("Bij “brieven” staat “%(value)s”. Schrijf mail of papier."),
    Flaw.MAIL_WITHOUT_EMAIL: _("Brieven per mail kunnen niet zonder e-mailadres. Vul het in, of schrijf papier."),
    Flaw.TEAM_WITHOUT_ORGANISATION: _("Er staat een team (%(value)s) maar geen organisatie."),
    Flaw.NOT_RECOGNISABLE: _(
        "Zonder e-mailadres, postcode of organisatie kunnen we deze persoon later niet herkennen. Vul er één in."
    ),
    Flaw.BAD_EDITION: _(
        "Bij “vorming” staat “%(value)s”. Schrijf het nummer van de vorming, of laat het vak leeg."
    ),
    Flaw.NO_KIND: _("Schrijf bij “komt als”: hulpverlener, vrijwilliger, student of ervaring."),
    Flaw.BAD_KIND: _("Bij “komt als” staat “%(value)s”. Schrijf hulpverlener, vrijwilliger, student of ervaring."),
    Flaw.UNKNOWN_NUMBER: _("We kennen geen organisatie met nummer %(value)s. Zet haar naam erbij."),
    Flaw.OTHER_NUMBER: _("%(value)s heeft bij ons een ander ondernemingsnummer. Kijk na welk nummer juist is."),
    Flaw.OTHER_NAME: _("Rij %(row)s heeft hetzelfde e-mailadres maar een andere naam: %(value)s."),
    Flaw.AMBIGUOUS: _("Er is meer dan één %(value)s die dit kan zijn. Zet het e-mailadres erbij."),
    Flaw.TWICE: _("%(value)s staat ook op rij %(row)s. Laat één van de twee rijen weg."),
    Flaw.UNKNOWN_EDITION: _("We kennen geen vorming met nummer %(value)s."),
    Flaw.NO_PRICE: _("“%(value)s” heeft geen prijs voor wie zo komt. Kies iets anders bij “komt als”."),
}

REMARKS = {
    Remark.NAME_STAYS: _("Bij ons heet deze persoon %(about)s. Die naam blijft."),
    Remark.HOUSE_NAME_STAYS: _("Dit ondernemingsnummer is van %(about)s. Die naam blijft."),
    Remark.WAITS: _("“%(about)s” is vol: dit wordt een plaats op de wachtlijst."),
    Remark.ENDED_BEFORE: _(
        "Was al ingeschreven voor “%(about)s” en is er niet meer bij. We schrijven niet opnieuw in."
    ),
}


def problem_sentence(problem: Problem) -> str:
    """Why a row cannot be written, for the coordinator."""
    if problem.flaw is Flaw.CLOSED:
        return str(CLOSED[Closed(problem.value)])
    return str(FLAWS[problem.flaw] % {"value": problem.value, "row": problem.row})


def remark_sentence(remark: Remark, about: str) -> str:
    """What the coordinator may want to know of a row that is fine."""
    return str(REMARKS[remark] % {"about": about})
