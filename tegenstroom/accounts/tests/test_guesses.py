"""Ten thousand guesses, however they are spread: at most thirty an hour are looked at."""

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from tegenstroom.accounts.actions import card_login, cards, print_card, throttle, try_card
from tegenstroom.accounts.devices import Device
from tegenstroom.accounts.models import Throttle
from tegenstroom.accounts.rules import TooSoonError
from tegenstroom.accounts.tests.factories import PersonFactory
from tests.support.depth import at_depth

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
STRANGER = Device("stranger")


@pytest.fixture
def looked_at(monkeypatch) -> list[datetime]:
    """The moments at which a guess reached the hash. Hashing itself is left out: the count is what matters."""
    moments: list[datetime] = []

    def opens(card, number, pin):
        moments.append(timezone.now())
        return False

    monkeypatch.setattr(cards, "opens", opens)
    return moments


def one_address_many_cards(dice: random.Random) -> Iterator[tuple[str, str]]:
    while True:
        yield "203.0.113.5", f"{dice.randrange(10**16):016d}"


def many_addresses_one_card(dice: random.Random) -> Iterator[tuple[str, str]]:
    while True:
        yield f"{dice.randrange(1, 224)}.{dice.randrange(256)}.{dice.randrange(256)}.7", "1234567890123456"


def many_addresses_many_cards(dice: random.Random) -> Iterator[tuple[str, str]]:
    while True:
        yield (
            f"2001:db8:{dice.randrange(65_536):x}:{dice.randrange(65_536):x}::1",
            f"{dice.randrange(10**16):016d}",
        )


@pytest.mark.slow
@pytest.mark.parametrize("pattern", [one_address_many_cards, many_addresses_one_card, many_addresses_many_cards])
def test_ten_thousand_guesses_in_four_hours(pattern, looked_at):
    # In a hurry the first thousand, at the same pace.
    guesses = at_depth(1_000, 10_000)
    dice = random.Random(7)
    attack = pattern(dice)
    with time_machine.travel(START, tick=False) as clock:
        for _guess in range(guesses):
            address, number = next(attack)
            with suppress(TooSoonError):
                try_card(number=number, pin="0000", address=address, device=STRANGER)
            clock.shift(timedelta(hours=4) / 10_000)
    assert looked_at
    for start in looked_at:
        assert sum(start <= moment <= start + timedelta(hours=1) for moment in looked_at) <= 30


def wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 10_000:04d}"


def test_a_phone_that_knows_the_card_opens_while_strangers_guess():
    mine, others = print_card(person=PersonFactory(), by=None), print_card(person=PersonFactory(), by=None)
    phone = Device("the-phone").with_card(mine.card)
    with time_machine.travel(START, tick=False):
        for guess in range(200):
            number = mine.number if guess % 2 else others.number
            with pytest.raises(TooSoonError) if guess > 14 else suppress(TooSoonError):
                try_card(number=number, pin="0000", address="203.0.113.5", device=STRANGER)
            # On the shared phone too, with another card.
            with suppress(TooSoonError):
                try_card(number=others.number, pin="0000", address="203.0.113.5", device=phone)
        assert try_card(number=mine.number, pin=mine.pin, address="203.0.113.5", device=phone) == mine.card


def test_right_guesses_cost_nothing():
    _card, number, pin = print_card(person=PersonFactory(), by=None)
    with time_machine.travel(START, tick=False):
        for _day in range(20):
            assert try_card(number=number, pin=pin, address="203.0.113.5", device=STRANGER)
        assert all(row.empty_at <= timezone.now() for row in Throttle.objects.all())


def test_over_the_budget_even_the_right_pin_is_not_looked_at():
    _card, number, pin = print_card(person=PersonFactory(), by=None)
    with time_machine.travel(START, tick=False) as clock:
        for _guess in range(6):
            assert try_card(number=number, pin=wrong(pin), address="203.0.113.5", device=STRANGER) is None
        with pytest.raises(TooSoonError) as refused:
            try_card(number=number, pin=pin, address="198.51.100.1", device=STRANGER)
        assert refused.value.wait == timedelta(minutes=30)
        clock.shift(refused.value.wait)
        assert try_card(number=number, pin=pin, address="198.51.100.1", device=STRANGER)


def test_a_refused_guess_leaves_nothing_behind():
    _card, number, pin = print_card(person=PersonFactory(), by=None)
    with time_machine.travel(START, tick=False):
        for _guess in range(6):
            try_card(number=number, pin=wrong(pin), address="203.0.113.5", device=STRANGER)
        before = set(Throttle.objects.values_list("key", "empty_at"))
        with pytest.raises(TooSoonError):
            try_card(number=number, pin=pin, address="198.51.100.1", device=STRANGER)
        assert set(Throttle.objects.values_list("key", "empty_at")) == before


def test_counters_that_ran_empty_go_away():
    with time_machine.travel(START, tick=False) as clock:
        try_card(number="1" * 16, pin="0000", address="203.0.113.5", device=STRANGER)
        throttle.forget(timezone.now())
        assert Throttle.objects.count() == 3
        clock.shift(timedelta(hours=2))
        throttle.forget(timezone.now())
        assert not Throttle.objects.exists()


def test_a_device_without_a_cookie_is_a_stranger_to_every_card():
    card = print_card(person=PersonFactory(), by=None).card
    assert set(card_login._buckets("1" * 16, card, "203.0.113.5", STRANGER)) == {
        "cards",
        "address:203.0.113.0/24",
        "card:111111",
    }
    known = STRANGER.with_card(card).with_card(card)
    assert known.cards == (card.pk,)
    assert set(card_login._buckets("1" * 16, card, "203.0.113.5", known)) == {f"device:stranger:{card.pk}"}
