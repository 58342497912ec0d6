"""A pay run as a spreadsheet. No account numbers: those go to the bank only."""

from django.utils.translation import gettext as _

from tegenstroom.base.tables import Cell, Column, csv_response, xlsx_response
from tegenstroom.billing.models import Due, Payout, PayRun
from tegenstroom.billing.rules.payruns import Method
from tegenstroom.billing.words import METHODS_AT_DESK

type Table = tuple[list[Column], list[list[Cell]]]

RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}


def run_table(run: PayRun) -> Table:
    """A row for everything that a run pays for."""
    header = [
        Column(_("naam"), 30),
        Column(_("dag"), 12),
        Column(_("waarvoor"), 40),
        Column(_("bedrag"), 12),
        Column(_("hoe"), 20),
        Column(_("betaald op"), 12),
    ]
    payouts = run.payouts.select_related("person").prefetch_related("dues")
    return header, [_row(payout, due) for payout in payouts for due in payout.dues.all()]


def _row(payout: Payout, due: Due) -> list[Cell]:
    how = str(METHODS_AT_DESK[Method(payout.method)])
    return [payout.person.name, due.day, due.label, due.amount, how, payout.paid_on]
