"""Who gets what in a run, decided on plain values."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.billing.rules.payruns import Method, Obstacle, Waiting, shares

cents = st.integers(-20_000, 20_000).map(lambda number: Decimal(number) / 100)
lists = st.lists(st.tuples(st.integers(1, 5), cents), max_size=20).map(
    lambda rows: [Waiting(number, person, amount) for number, (person, amount) in enumerate(rows, start=1)]
)


@given(lists, st.sets(st.integers(1, 5)), st.sets(st.integers(1, 5)))
def test_every_due_is_in_one_share_and_no_cent_appears_or_is_lost(
    waiting: list[Waiting], with_account: set[int], cash: set[int]
) -> None:
    found = shares(waiting, dict.fromkeys(cash, Method.CASH), with_account)
    assert sorted(number for share in found for number in share.dues) == [due.number for due in waiting]
    assert sum(share.amount for share in found) == sum(due.amount for due in waiting)
    assert len({share.person for share in found}) == len(found)


@given(lists, st.sets(st.integers(1, 5)), st.sets(st.integers(1, 5)))
def test_whoever_is_paid_gets_more_than_nothing_and_in_a_way_that_reaches_her(
    waiting: list[Waiting], with_account: set[int], cash: set[int]
) -> None:
    for share in shares(waiting, dict.fromkeys(cash, Method.CASH), with_account):
        if share.obstacle is None:
            assert share.amount > 0
            assert share.method is Method.CASH or share.person in with_account


def test_without_an_account_a_transfer_waits_and_cash_does_not() -> None:
    waiting = [Waiting(1, 7, Decimal(40)), Waiting(2, 8, Decimal(40))]
    by_transfer, in_hand = shares(waiting, {8: Method.CASH}, with_account=())
    assert by_transfer.obstacle is Obstacle.NO_ACCOUNT
    assert in_hand.obstacle is None


def test_what_we_took_back_is_set_off_before_anything_is_paid() -> None:
    waiting = [Waiting(1, 7, Decimal(40)), Waiting(2, 7, Decimal(-40)), Waiting(3, 8, Decimal("0.01"))]
    nothing, a_cent = shares(waiting, {}, with_account=(7, 8))
    assert (nothing.amount, nothing.obstacle) == (0, Obstacle.NOTHING_LEFT)
    assert (a_cent.amount, a_cent.obstacle) == (Decimal("0.01"), None)
