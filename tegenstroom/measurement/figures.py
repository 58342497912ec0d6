"""Numbers of measuring."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.base.figures import declare

SMALLEST_GROUP = declare("measurement.smallest_group", _("een meting tonen we aan de trainer vanaf"), _("mensen"))
SMALLEST_PUBLIC = declare("measurement.smallest_public", _("een meting tonen we aan iedereen vanaf"), _("mensen"))
REMINDERS = declare("measurement.reminders", _("herinneringen aan een vragenlijst, hoogstens"), _("keer"))
REMINDER_DAYS = declare("measurement.reminder_days", _("tussen twee brieven over een vragenlijst"), _("dagen"))
KEY_DAYS = declare("measurement.key_days", _("na het laatste moment blijft wie antwoordde nog"), _("dagen"))
ANSWER_DAYS = declare("measurement.answer_days", _("na het laatste moment blijven antwoorden nog"), _("dagen"))
