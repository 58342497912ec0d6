"""What organisations know of someone."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.base import erasing
from tegenstroom.base.export import declare

declare(
    "organisations.Membership",
    owner="person",
    title=_("Waar ik werk"),
    columns={
        "organisation": _("organisatie"),
        "team.name": _("team"),
        "part": _("als"),
        "is_contact": _("contactpersoon"),
        "started_at": _("sinds"),
        "ended_at": _("tot"),
    },
)

erasing.goes(_("Bij welke organisatie en welk team."))
