"""How fast guesses may come, and what digits are."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.accounts import rules
from tegenstroom.accounts.rules import Bucket, TooSoonError

START = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
ALL = [rules.EVERYWHERE, rules.ONE_ADDRESS, rules.ONE_CARD, rules.KNOWN_DEVICE]

buckets = st.builds(
    Bucket, capacity=st.integers(1, 20), interval=st.timedeltas(timedelta(seconds=1), timedelta(minutes=30))
)
pauses = st.lists(st.timedeltas(timedelta(0), timedelta(minutes=20)), max_size=200)


def guess(bucket: Bucket, moments: list[datetime]) -> list[datetime]:
    """The moments at which a guess was let through."""
    empty_at, through = START, []
    for moment in moments:
        try:
            empty_at = bucket.after_one_more(empty_at, moment)
        except TooSoonError:
            continue
        through.append(moment)
    return through


def moments_after(pauses: list[timedelta]) -> list[datetime]:
    moments = [START]
    for pause in pauses:
        moments.append(moments[-1] + pause)
    return moments


@given(buckets, pauses)
def test_no_window_lets_more_through_than_promised(bucket, pauses):
    through = guess(bucket, moments_after(pauses))
    for start in through:
        in_window = sum(start <= moment <= start + HOUR for moment in through)
        assert in_window <= bucket.capacity + HOUR / bucket.interval


@given(buckets, st.timedeltas(timedelta(0), timedelta(days=1)))
def test_the_promised_wait_is_exact(bucket, ahead):
    empty_at = START + bucket.capacity * bucket.interval + ahead - timedelta(microseconds=1)
    with pytest.raises(TooSoonError) as refused:
        bucket.after_one_more(empty_at, START)
    assert bucket.after_one_more(empty_at, START + refused.value.wait)
    with pytest.raises(TooSoonError):
        bucket.after_one_more(empty_at, START + refused.value.wait - timedelta(microseconds=1))


@pytest.mark.parametrize("bucket", ALL)
def test_a_guess_a_second_for_a_day_gets_at_most_thirty_through_in_any_hour(bucket):
    through = guess(bucket, [START + timedelta(seconds=second) for second in range(86_400)])
    for start in through:
        assert sum(start <= moment <= start + HOUR for moment in through) <= 30


def test_one_card_takes_months_to_guess():
    day = timedelta(days=1)
    guesses_a_day = rules.ONE_CARD.capacity + day / rules.ONE_CARD.interval
    assert 10_000 / guesses_a_day > 180


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
    ],
)
def test_neighbours_count_as_one_guesser(address, block):
    assert rules.address_block(address) == block


@pytest.mark.parametrize("typed", ["1234 5678 9012 3456", "1234-5678-9012-3456", "1234\u00a05678.9012 3456\n"])
def test_a_number_may_be_pasted_with_its_spaces(typed):
    assert rules.digits(typed) == "1234567890123456"
    assert rules.is_number(rules.digits(typed))


@pytest.mark.parametrize("typed", ["", "123", "12345678901234567", "123456789012345a", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦"])
def test_what_is_no_number_is_refused(typed):
    assert not rules.is_number(rules.digits(typed))


@pytest.mark.parametrize(("pin", "good"), [("1234", True), ("123456", True), ("123", False), ("1234567", False)])
def test_a_pin_has_four_to_six_digits(pin, good):
    assert rules.is_pin(pin) is good


@pytest.mark.parametrize("pin", ["0000", "1111", "1234", "4321", "890123"])
def test_what_everyone_tries_first_is_easy(pin):
    assert rules.is_easy_to_guess(pin)


@pytest.mark.parametrize("pin", ["4711", "2468", "1122"])
def test_other_pins_are_fine(pin):
    assert not rules.is_easy_to_guess(pin)


def test_a_number_is_printed_in_groups():
    assert rules.grouped("1234567890123456") == "1234 5678 9012 3456"
