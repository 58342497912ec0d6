"""What accounts know of someone."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.base.export import declare

declare(
    "accounts.Person",
    owner="pk",
    title=_("Wie ik ben"),
    columns={
        "given_name": _("voornaam"),
        "family_name": _("achternaam"),
        "called": _("zo wil ik genoemd worden"),
        "email": _("e-mailadres"),
        "phone": _("telefoon"),
        "street": _("straat en nummer"),
        "postcode": _("postcode"),
        "municipality": _("gemeente"),
        "language": _("taal"),
        "reached_by": _("brieven krijg ik"),
        "joined_at": _("sinds"),
        "last_login": _("laatst aangemeld"),
    },
)
declare(
    "accounts.RoleGrant",
    owner="person",
    title=_("Mijn rollen"),
    columns={"role": _("rol"), "granted_at": _("sinds"), "ended_at": _("tot")},
)
declare(
    "accounts.Card",
    owner="person",
    title=_("Mijn kaarten"),
    columns={"finder": _("begint met"), "printed_at": _("afgedrukt op"), "revoked_at": _("ingetrokken op")},
)
