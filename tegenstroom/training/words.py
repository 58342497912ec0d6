"""The Dutch words for the states that the rules know."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.training.rules.editions import Channel, EditionState, Obstacle
from tegenstroom.training.rules.places import EnrolmentState

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

OBSTACLES = {
    Obstacle.NO_DATES: _("Er zijn nog geen data."),
    Obstacle.DATES_PAST: _("De eerste dag ligt in het verleden. Kies een dag vanaf vandaag."),
    Obstacle.NO_PLACE: _("Er is nog geen plaats gekozen."),
    Obstacle.TRAINERS_MISSING: _("Er zijn nog niet genoeg trainers die ja zeiden."),
    Obstacle.COACHES_MISSING: _("Er zijn nog niet genoeg coaches die ja zeiden."),
    Obstacle.WRONG_STATE: _("Deze stap kan nu niet."),
}
