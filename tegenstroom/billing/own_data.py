"""What billing knows of someone."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.base.export import declare

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
