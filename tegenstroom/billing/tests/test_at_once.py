"""A run that is fetched, undone and settled at one moment, and an account that changes meanwhile: nobody waits."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.tests.helpers import together
from tegenstroom.billing.actions import accounts, bankfile, ledger, payruns
from tegenstroom.billing.rules.payruns import RefusedError
from tegenstroom.billing.tests import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]

ROUNDS = 8
NUMBER = factories.belgian_iban(1)
NETWORK = {**settings.NETWORK, "name": "Bind-Kracht", "iban": "BE71 0961 2345 6769", "bic": ""}


def test_the_bank_gets_a_run_or_it_is_undone_whoever_comes_first(settings: Any) -> None:
    settings.NETWORK = NETWORK
    for _ in range(ROUNDS):
        desk, person = PersonFactory(), PersonFactory()
        factories.account(person)
        factories.due(person)
        run = factories.run(by=desk)
        acts = [
            lambda row=run, by=desk: bankfile.bank_file(run=row, by=by),
            lambda row=run, by=desk: payruns.undo(run=row, by=by),
            lambda row=run, by=desk: payruns.settle(run=row, paid_on=timezone.localdate(), by=by),
            lambda her=person: accounts.keep(person=her, iban=NUMBER, holder=her.name, by=her),
            lambda her=person: accounts.name_holder(person=her, holder="Zij", by=her),
        ]
        assert set(together(*acts)) <= {RefusedError.__name__}
        assert ledger.check() == []
