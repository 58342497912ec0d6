"""What a pay run must know of coaches: what still waits, how each wants her money, whom to write that it came."""

from collections.abc import Collection, Mapping, Sequence

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenstroom.billing.actions import askers
from tegenstroom.billing.models import Due, Payout
from tegenstroom.billing.rules.payruns import Method
from tegenstroom.coaches.actions import holding
from tegenstroom.coaches.actions.ceilings import ALLOWANCE, CORRECTION, TRAVEL
from tegenstroom.coaches.emails import money as emails
from tegenstroom.coaches.models import CoachProfile, Travel
from tegenstroom.coaches.rules.late_pay import Hold

OURS = (ALLOWANCE, CORRECTION, TRAVEL)

WHY = {
    Hold.TO_COME: gettext_lazy("De dag moet nog komen."),
    Hold.OVER: gettext_lazy(
        "Boven het plafond van de dag of het jaar. Het wacht tot de coach zegt dat ze het weet."
    ),
    Hold.NO_CEILING: gettext_lazy("Voor dit jaar zijn de plafonds nog niet ingevuld bij Getallen."),
}


@askers.holds
def not_yet(dues: Sequence[Due]) -> Mapping[int, str | Promise]:
    """What is for a day to come, and what passes a ceiling that the coach has not said she knows of."""
    ours = [due for due in dues if due.kind in OURS]
    found = holding.held(ours)
    far = [number for number, hold in found.items() if hold is Hold.TO_LOOK_AT]
    return {number: WHY[hold] for number, hold in found.items() if hold in WHY} | _to_look_at(far)


def _to_look_at(dues: Collection[int]) -> dict[int, str]:
    """What she told of these roads, with the way to the page where the desk says yes."""
    rows = Travel.objects.filter(due__in=dues) if dues else ()
    return {
        row.due_id: format_html(
            '{} <a href="{}">{}</a>',
            _("Uitzonderlijk veel voor één dag: %(much)s.") % {"much": row.much},
            reverse("coaches:desk_assignment", args=[row.assignment_id]) + "#reis",
            _("Kijk het na."),
        )
        for row in rows
        if row.due_id
    }


@askers.ways
def as_she_wants_it(people: Collection[int]) -> Mapping[int, Method]:
    """On her account or in her hand."""
    rows = CoachProfile.objects.filter(person__in=people).values_list("person", "method")
    return {person: Method(method) for person, method in rows}


@askers.when_paid
def tell_her(payouts: Sequence[Payout]) -> None:
    """Write each coach what she got, and for what."""
    for payout in payouts:
        if dues := [due for due in payout.dues.all() if due.kind in OURS]:
            emails.paid(payout, dues)
