"""What accounts know of someone."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import RoleGrant
from tegenstroom.accounts.roles import ADMINISTRATOR
from tegenstroom.base import erasing
from tegenstroom.base.export import Word, declare

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

erasing.goes(_("De sleutel van wat op slot zit. Zonder die sleutel leest niemand het nog."))
erasing.goes(_("Naam, adres, telefoon, e-mailadres, kaart en rollen."))


@erasing.hinders
def administers(person: models.Model) -> Iterator[Word]:
    """Roles are given and taken on their own page, where the last administrator is kept."""
    if RoleGrant.objects.filter(person=person.pk, role=ADMINISTRATOR.key, ended_at=None).exists():
        yield _("Neem eerst de rol van beheerder weg.")
