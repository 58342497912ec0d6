"""The Dutch words for the states that the rules know."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.billing.rules.ledger import Account, EntryKind
from tegenstroom.billing.rules.payruns import Method, Obstacle, Refusal, RunState

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
    RunState.MADE: _("na te kijken"),
    RunState.SENT: _("onderweg"),
    RunState.SETTLED: _("betaald"),
    RunState.UNDONE: _("ongedaan gemaakt"),
}

METHODS_AT_DESK = {Method.TRANSFER: _("per overschrijving"), Method.CASH: _("in de hand")}

REFUSALS = {
    Refusal.IN_A_RUN: _("Dit bedrag zit al in een uitbetaling. Maak een verbetering in de plaats."),
    Refusal.LAPSED: _("Dit bedrag is vervallen."),
    Refusal.NOTHING_TO_PAY: _("Er is nu niemand die we kunnen uitbetalen."),
    Refusal.WRONG_STATE: _("Dit kan nu niet meer. Kijk hoe ver de uitbetaling staat."),
    Refusal.NO_OWN_ACCOUNT: _(
        "Het rekeningnummer van het netwerk ontbreekt of klopt niet. "
        "Vraag de beheerder om het in te vullen (NETWORK_IBAN). De uitbetaling blijft staan."
    ),
    Refusal.NO_ACCOUNT: _(
        "We hebben geen rekening meer van %(whom)s. Vul ze in, of maak de uitbetaling ongedaan."
    ),
    Refusal.FILE_CHANGED: _(
        "We kunnen dit bestand niet meer precies zo maken: sinds de eerste keer veranderde een rekening "
        "(%(whom)s). Gebruik het eerste bestand. Heb je dat niet meer, en ging het zeker niet naar de bank? "
        "Open dan elk bedrag, zet dat het terugkwam, en maak een nieuwe uitbetaling."
    ),
    Refusal.NO_TRANSFERS: _("In deze uitbetaling wordt niets overgeschreven."),
}

OBSTACLES = {
    Obstacle.NO_ACCOUNT: _("geen rekening"),
    Obstacle.NOTHING_LEFT: _("niets over na wat we terugnamen"),
}
