"""Decisions about logging in, on plain values: how fast guesses may come, and what a card's digits are."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

NUMBER_LENGTH, FINDER_LENGTH = 16, 6
PIN_LENGTHS = range(4, 7)


class TooSoonError(Exception):
    """This guess or form may not be looked at yet; `wait` says how long until the next one may."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Bucket:
    """A leaky bucket: `capacity` at once, then one every `interval`.

    In any window of length w it lets through at most `capacity + w / interval`.
    """

    capacity: int
    interval: timedelta

    def after_one_more(self, empty_at: datetime, now: datetime) -> datetime:
        """When the bucket will be empty again if one more comes now; TooSoonError when it is full."""
        then = max(empty_at, now) + self.interval
        wait = then - now - self.capacity * self.interval
        if wait > timedelta(0):
            raise TooSoonError(wait)
        return then


# A device that no card was used on before: all three must allow the guess. EVERYWHERE keeps even a guess
# from a thousand addresses at a thousand cards under thirty an hour.
EVERYWHERE = Bucket(capacity=14, interval=timedelta(minutes=4))
ONE_ADDRESS = Bucket(capacity=10, interval=timedelta(minutes=6))
ONE_CARD = Bucket(capacity=6, interval=timedelta(minutes=30))
# A device on which this card logged in before: strangers cannot empty this one.
KNOWN_DEVICE = Bucket(capacity=6, interval=timedelta(minutes=15))


def address_block(address: str) -> str:
    """The neighbourhood of an address that counts as one guesser: /24 for IPv4, /64 for IPv6."""
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        parsed = parsed.ipv4_mapped or parsed
    prefix = 24 if parsed.version == 4 else 64
    return str(ipaddress.ip_network((parsed, prefix), strict=False))


def digits(typed: str) -> str:
    """What was typed or pasted, without the spaces, dots and dashes that people put between digits."""
    return "".join(sign for sign in typed if sign not in " \t\r\n\u00a0\u2009\u202f.-–")


def is_number(number: str) -> bool:
    """True for sixteen digits."""
    return len(number) == NUMBER_LENGTH and number.isascii() and number.isdecimal()


def is_pin(pin: str) -> bool:
    """True for four to six digits."""
    return len(pin) in PIN_LENGTHS and pin.isascii() and pin.isdecimal()


def is_easy_to_guess(pin: str) -> bool:
    """True for 1111, 1234, 9876 and the like."""
    steps = {(int(right) - int(left)) % 10 for left, right in pairwise(pin)}
    return len(steps) == 1 and steps <= {0, 1, 9}


def grouped(number: str) -> str:
    """The number as printed: four groups of four."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))
