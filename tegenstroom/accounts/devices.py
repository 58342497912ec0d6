"""Which cards were used on this phone: a signed cookie, so that strangers cannot lock its owner out.

The number of a card that was just scanned travels in a cookie too, for a quarter of an hour: it may stay
in no address and in no table of ours.
"""

import json
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from tegenstroom.accounts.models import Card

KNOWN_CARDS_COOKIE = "__Host-kaarten" if settings.HTTPS else "kaarten"
KNOWN_FOR = timedelta(days=365)
MOST_CARDS = 20

NUMBER_COOKIE = "__Host-kaartnummer" if settings.HTTPS else "kaartnummer"
NUMBER_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Device:
    """One browser on one phone, and the cards that logged in there."""

    key: str
    cards: tuple[int, ...] = ()

    def knows(self, card: Card) -> bool:
        """True when this card logged in here before."""
        return card.pk in self.cards

    def with_card(self, card: Card) -> "Device":
        """The same device after this card logged in; the oldest cards are forgotten first."""
        others = tuple(known for known in self.cards if known != card.pk)
        return replace(self, cards=(*others, card.pk)[-MOST_CARDS:])


def device_of(request: HttpRequest) -> Device:
    """What the cookie tells; without one, or with one that was tampered with, a device that nobody knows."""
    kept = request.get_signed_cookie(
        KNOWN_CARDS_COOKIE, default="", salt=KNOWN_CARDS_COOKIE, max_age=int(KNOWN_FOR.total_seconds())
    )
    if not kept:
        return Device(secrets.token_urlsafe(12))
    key, cards = json.loads(kept)
    return Device(key, tuple(cards))


def remember_device(response: HttpResponseBase, device: Device) -> None:
    """Let the browser keep which cards logged in on it."""
    _set(response, KNOWN_CARDS_COOKIE, json.dumps([device.key, device.cards]), KNOWN_FOR)


def scanned_number(request: HttpRequest) -> str:
    """The number of the card that was scanned here less than a quarter of an hour ago, or an empty text."""
    return (
        request.get_signed_cookie(
            NUMBER_COOKIE, default="", salt=NUMBER_COOKIE, max_age=int(NUMBER_FOR.total_seconds())
        )
        or ""
    )


def keep_number(response: HttpResponseBase, number: str) -> None:
    """Let the browser hold the scanned number until the PIN is typed."""
    _set(response, NUMBER_COOKIE, number, NUMBER_FOR)


def drop_number(response: HttpResponseBase) -> None:
    """The PIN was right, or it is another card."""
    response.delete_cookie(NUMBER_COOKIE, samesite="Lax")


def _set(response: HttpResponseBase, name: str, value: str, keep: timedelta) -> None:
    response.set_signed_cookie(
        name, value, salt=name, max_age=keep, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
