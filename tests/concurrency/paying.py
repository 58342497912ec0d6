"""Six people at the desk pay at the same moment, while amounts still change: what came of it, as JSON.

python -m tests.concurrency.paying race
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier
from typing import Any

import django

django.setup()

# The models can only be imported once Django stands.
# ruff: noqa: E402
from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import audit, keyring
from tegenstroom.billing.actions import dues, ledger, payruns
from tegenstroom.billing.models import Due, Line, Payout, PayRun
from tegenstroom.billing.rules.ledger import Account
from tegenstroom.billing.rules.payruns import RefusedError, Share
from tegenstroom.billing.tests import factories

DAY = date(2026, 4, 1)
type Work = Callable[[], None]

ROUNDS, PEOPLE, DUES_EACH, CLERKS = 8, 6, 2, 6


def race() -> dict[str, Any]:
    """Round after round everyone makes a run and pays it, half of them with the form of a colleague."""

    def works(number: int, rows: list[Due], clerk: Person) -> list[Work]:
        paying = [_pay(f"{number}:{desk // 2}", clerk) for desk in range(CLERKS)]
        return [*paying, _drop(rows[0], clerk), _change(rows[-1], clerk)]

    return _rounds(works)


def race_without_locks() -> dict[str, Any]:
    """The negative control: nobody waits for anybody, and a due is taken though another took it."""
    QuerySet.select_for_update = lambda self, *args, **kwargs: self  # type: ignore[method-assign]
    audit.take_turn = lambda: None
    payruns._take_up = _take_blindly
    return _rounds(lambda number, rows, clerk: [_pay(f"{number}:{desk}", clerk) for desk in range(CLERKS)])


def _rounds(works: Callable[[int, list[Due], Person], Sequence[Work]]) -> dict[str, Any]:
    """What came of it, with the errors that anyone saw."""
    keyring.make(settings.KEY_FILE)
    people = [PersonFactory() for _ in range(PEOPLE)]
    clerk = PersonFactory()
    for person in people:
        factories.account(person)
    errors: Counter[str] = Counter()
    for number in range(ROUNDS):
        rows = [factories.due(person) for person in people for _ in range(DUES_EACH)]
        errors.update(_together(works(number, rows, clerk)))
    return {"errors": errors, "wrong": ledger.check(), **_outcome()}


def _take_blindly(share: Share, run: PayRun) -> None:
    payout = Payout.objects.create(run=run, person_id=share.person, method=share.method, amount=share.amount)
    Due.objects.filter(pk__in=share.dues).update(payout=payout)


def _outcome() -> dict[str, Any]:
    """What was owed and what left the bank, and how often one form made a run."""
    standing = sum(Due.objects.standing().values_list("amount", flat=True), Decimal(0))
    out = -sum(Line.objects.filter(account=Account.BANK).values_list("amount", flat=True), Decimal(0))
    return {
        "owed": str(standing),
        "paid": str(out),
        "unpaid": Due.objects.unpaid().count(),
        "runs": PayRun.objects.count(),
    }


def _pay(key: str, clerk: Person) -> Work:
    def work() -> None:
        run = payruns.make(pay_on=DAY, once_key=key, by=clerk)
        payruns.send(run=run, by=clerk)
        payruns.settle(run=run, paid_on=DAY, by=clerk)

    return work


def _drop(due: Due, clerk: Person) -> Work:
    return lambda: dues.drop(due=due, by=clerk) and None


def _change(due: Due, clerk: Person) -> Work:
    return lambda: dues.change(due=due, amount=Decimal("30.00"), by=clerk) and None


def _together(works: Sequence[Work]) -> list[str]:
    """Start all at once; the names of the errors that came out, but for a refusal in words."""
    ready = Barrier(len(works))

    def run(work: Work) -> str:
        connection.ensure_connection()
        ready.wait()
        try:
            work()
        except RefusedError:
            return ""
        except Exception as error:  # whatever comes is told to the test
            return type(error).__name__
        finally:
            transaction.get_connection().close()
        return ""

    with ThreadPoolExecutor(len(works)) as pool:
        return [name for name in pool.map(run, works) if name]


if __name__ == "__main__":
    verbs = {verb.__name__: verb for verb in (race, race_without_locks)}
    json.dump(verbs[sys.argv[1]](), sys.stdout)
