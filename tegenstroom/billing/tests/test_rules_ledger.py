"""Every entry sums to zero, in whole cents."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.billing.rules.ledger import Account, Movement, UnbalancedError, balanced, bounced, owed, paid

cents = st.integers(1, 10**9).map(lambda number: Decimal(number) / 100)
MOVES: list[Callable[[Decimal], Sequence[Movement]]] = [
    lambda amount: owed(amount, 7),
    lambda amount: owed(-amount, 7),
    lambda amount: paid(amount, 7, Account.BANK),
    lambda amount: bounced(amount, 7, Account.BANK),
]


@given(cents, st.sampled_from(MOVES))
def test_whatever_moves_sums_to_zero(amount: Decimal, move: Callable[[Decimal], Sequence[Movement]]) -> None:
    assert sum(row.amount for row in move(amount)) == 0


@given(cents)
def test_owing_paying_and_getting_it_back_leaves_us_owing(amount: Decimal) -> None:
    rows = [*owed(amount, 7), *paid(amount, 7, Account.BANK), *bounced(amount, 7, Account.BANK)]
    assert -sum(row.amount for row in rows if row.account is Account.OWED) == amount
    assert sum(row.amount for row in rows if row.account is Account.BANK) == 0


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [Movement(Account.COST, Decimal(1))],
        [Movement(Account.COST, Decimal("0.005")), Movement(Account.OWED, Decimal("-0.005"), 7)],
    ],
)
def test_an_entry_that_is_empty_lopsided_or_parts_a_cent_is_refused(rows: list[Movement]) -> None:
    with pytest.raises(UnbalancedError):
        balanced(rows)
