"""Trying a card at the door."""

from tegenstroom.accounts.actions import cards, throttle
from tegenstroom.accounts.devices import Device
from tegenstroom.accounts.models import Card
from tegenstroom.accounts.rules import (
    EVERYWHERE,
    FINDER_LENGTH,
    KNOWN_DEVICE,
    ONE_ADDRESS,
    ONE_CARD,
    Bucket,
    address_block,
)


def try_card(*, number: str, pin: str, address: str, device: Device) -> Card | None:
    """The card when number and PIN are right, None when they are not.

    TooSoonError when there were too many guesses: then nothing was looked at. A right guess costs nothing.
    """
    card = cards.find_card(number)
    buckets = _buckets(number, card, address, device)
    throttle.spend(buckets)
    if not cards.opens(card, number, pin):
        return None
    throttle.give_back(buckets)
    return card


def _buckets(number: str, card: Card | None, address: str, device: Device) -> dict[str, Bucket]:
    if card and device.knows(card):
        return {f"device:{device.key}:{card.pk}": KNOWN_DEVICE}
    return {
        "cards": EVERYWHERE,
        f"address:{address_block(address)}": ONE_ADDRESS,
        f"card:{number[:FINDER_LENGTH]}": ONE_CARD,
    }
