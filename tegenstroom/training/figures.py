"""Numbers that the network sets for its trainings."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.base.figures import declare

ATTENDANCE_NEEDED = declare(
    "training.attendance_needed", _("aanwezigheid die nodig is voor een attest"), _("procent")
)
OFFER_HOURS = declare("training.offer_hours", _("bedenktijd bij een vrijgekomen plaats"), _("uur"))
CUT_OFF_DAYS = declare(
    "training.cut_off_days", _("geen plaatsen meer van de wachtlijst vanaf zoveel dagen voor de start"), _("dagen")
)
SMALLEST_GROUP = declare("training.smallest_group", _("kleinste groep waarvan we antwoorden tonen"), _("mensen"))
PRACTICAL_DAYS = declare(
    "training.practical_days", _("praktische brief zoveel dagen voor de eerste dag"), _("dagen")
)
REMINDER_DAYS = declare("training.reminder_days", _("herinnering zoveel dagen voor elke dag"), _("dagen"))
APPROVAL_DAYS = declare("training.approval_days", _("tijd voor een leidinggevende om te antwoorden"), _("dagen"))

# How long before the first day something must stand, in the order of `rules.desk.LeadTimes`.
LEAD_TIMES = (
    declare("training.lead_tandem", _("tandem rond zoveel dagen voor de start"), _("dagen")),
    declare("training.lead_room", _("plaats en lokaal vast zoveel dagen voor de start"), _("dagen")),
    declare("training.lead_minimum", _("beslissen of het doorgaat zoveel dagen voor de start"), _("dagen")),
    declare("training.lead_practical", _("praktische tekst klaar zoveel dagen voor de start"), _("dagen")),
    declare("training.lead_material", _("materiaal klaar zoveel dagen voor de start"), _("dagen")),
)
