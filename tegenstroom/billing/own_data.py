"""What billing knows of someone."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit, erasing
from tegenstroom.base.export import Word, declare
from tegenstroom.billing.actions import names

declare(
    "billing.BankAccount",
    owner="person",
    title=_("Mijn rekening"),
    columns={"sealed_iban": _("nummer"), "sealed_holder": _("op naam van"), "changed_at": _("sinds")},
)
declare(
    "billing.Due",
    owner="person",
    title=_("Wat ik krijg"),
    columns={
        "day": _("dag"),
        "amount": _("euro"),
        "label": _("waarvoor"),
        "made_at": _("opgeschreven op"),
        "dropped_at": _("vervallen op"),
        "came_back_at": _("teruggekomen op"),
    },
)
declare(
    "billing.Payout",
    owner="person",
    title=_("Wat betaald is"),
    columns={
        "run.pay_on": _("uit te betalen op"),
        "amount": _("euro"),
        "method": _("hoe"),
        "paid_on": _("betaald op"),
        "bounced_at": _("teruggekomen op"),
    },
)

declare(
    "billing.BookName",
    owner="person",
    title=_("Mijn naam in de boeken"),
    columns={"given_name": _("voornaam"), "family_name": _("achternaam"), "until": _("tot en met")},
)

erasing.goes(_("Het rekeningnummer."))
erasing.stays("billing.Due", "billing.Payout", why=_("Bedragen en dagen in de boeken: dat vraagt de wet."))
erasing.stays(
    "billing.BookName",
    why=_("De naam op de nominatieve lijst, zolang de wet die vraagt. Daarna gaat ook die vanzelf weg."),
)


@erasing.hinders
def money_waits(person: models.Model) -> Iterator[Word]:
    """Who is erased has no account and no name: what is hers must have reached her."""
    if names.money_waits(person.pk):
        yield _("Er wacht nog geld. Betaal het eerst uit.")


@erasing.first
def keep_her_name_in_the_books(person: models.Model, by: audit.Actor | None) -> None:
    """As long as the law asks."""
    names.keep(person=Person.objects.get(pk=person.pk), by=by)
