"""The Dutch words for the states that the rules know."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.billing.rules.ledger import Account, EntryKind
from tegenstroom.billing.rules.payruns import Method, RunState

ACCOUNTS = {
    Account.COST: _("kosten"),
    Account.OWED: _("nog te betalen"),
    Account.BANK: _("bank"),
    Account.CASH: _("kas"),
}

ENTRY_KINDS = {
    EntryKind.DUE: _("verschuldigd"),
    EntryKind.CORRECTION: _("verbeterd"),
    EntryKind.DROPPED: _("vervallen"),
    EntryKind.PAID: _("betaald"),
    EntryKind.BOUNCED: _("teruggekomen"),
}

METHODS = {Method.TRANSFER: _("op mijn rekening"), Method.CASH: _("in de hand, met een ontvangstbewijs")}

RUN_STATES = {
    RunState.MADE: _("klaar om te versturen"),
    RunState.SENT: _("bij de bank"),
    RunState.SETTLED: _("betaald"),
    RunState.UNDONE: _("ongedaan gemaakt"),
}
