"""What base knows of someone."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.base import erasing
from tegenstroom.base.export import declare

declare(
    "base.Letter",
    owner="person",
    title=_("Brieven aan mij"),
    columns={
        "queued_at": _("geschreven op"),
        "channel": _("hoe"),
        "to_email": _("e-mailadres"),
        "to_address": _("adres"),
        "subject": _("waarover"),
        "body": _("brief"),
    },
)

erasing.goes(_("Alle brieven en mails aan deze persoon."))
