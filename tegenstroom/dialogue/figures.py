"""Numbers of the case dialogue. Those of the law stand beside those that the network sets itself."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.base.figures import declare

DRAFT_HOURS = declare("dialogue.draft_hours", _("een klad van een casus blijft hoogstens"), _("uur"))
FINE_DETAILS = declare(
    "dialogue.fine_details", _("bijzonderheden die zonder tweede lezer mogen blijven staan"), _("bijzonderheden")
)
PREPARATION_DAYS = declare(
    "dialogue.preparation_days", _("coaches krijgen een casus zoveel dagen vooraf"), _("dagen")
)
POST_DAYS = declare(
    "dialogue.post_days", _("een brief op papier is na het posten onderweg, hoogstens"), _("dagen")
)
CASE_DAYS = declare("dialogue.case_days", _("een casus blijft na de reeks nog"), _("dagen"))
ASK_DONE_WEEKS = declare("dialogue.ask_done_weeks", _("we vragen wat iemand deed, na"), _("weken"))
DONE_UNTIL_WEEKS = declare("dialogue.done_until_weeks", _("we wachten op wat iemand deed, tot na"), _("weken"))
RECORDING_SECONDS = declare("dialogue.recording_seconds", _("een opname duurt hoogstens"), _("seconden"))
RECORDING_KB = declare("dialogue.recording_kb", _("een opname is hoogstens"), _("kB"))
SIGNALS_FROM = declare("dialogue.signals_from", _("een signaal tonen we vanaf"), _("gesprekken"))
SIGNAL_COACHES = declare("dialogue.signal_coaches", _("achter een signaal staan minstens"), _("coaches"))
