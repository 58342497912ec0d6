"""Numbers of measurements: how often people are asked, how small a group is shown, how long what is kept."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.base.figures import declare

SMALLEST_GROUP = declare(
    "measurement.smallest_group", _("kleinste groep waarvan een meting iets toont"), _("mensen")
)
SMALLEST_CELL = declare(
    "measurement.smallest_cell", _("kleinste deel van een groep dat een verslag apart toont"), _("mensen")
)
SMALLEST_PUBLIC = declare(
    "measurement.smallest_public", _("kleinste groep waarvan een meting iets publiek toont"), _("mensen")
)
SAME_TIME_DAYS = declare(
    "measurement.same_time_days",
    _("wie binnen zoveel dagen hetzelfde gevraagd wordt, antwoordt hetzelfde"),
    _("dagen"),
)
REMINDERS = declare("measurement.reminders", _("herinneringen aan een meting, hoogstens"), _("brieven"))
REMINDER_DAYS = declare("measurement.reminder_days", _("tijd tussen twee brieven over een meting"), _("dagen"))
BEFORE_DAYS = declare(
    "measurement.before_days", _("de eerste ronde begint zoveel dagen voor de start"), _("dagen")
)
LATER_DAYS = declare("measurement.later_days", _("de laatste ronde begint zoveel dagen na het einde"), _("dagen"))
OPEN_DAYS = declare("measurement.open_days", _("tijd om te antwoorden op een meting"), _("dagen"))
KEY_MONTHS = declare("measurement.key_months", _("wie meedeed aan een meting, bewaren we nog"), _("maanden"))
ANSWER_MONTHS = declare("measurement.answer_months", _("antwoorden van een meting bewaren we nog"), _("maanden"))
