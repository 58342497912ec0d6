"""Printing, trying and revoking the card of who has no e-mail."""

import secrets
from functools import cache
from typing import NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.actions.people import end_sessions
from tegenstroom.accounts.models import Card, Person
from tegenstroom.accounts.rules import FINDER_LENGTH, NUMBER_LENGTH, PIN_LENGTHS, is_easy_to_guess
from tegenstroom.base import audit

HASHER = PasswordHasher(
    time_cost=settings.CARD_HASH["time_cost"], memory_cost=settings.CARD_HASH["memory_cost"], parallelism=1
)


class PrintedCard(NamedTuple):
    """What goes on paper, once: afterwards nobody can read number and PIN again."""

    card: Card
    number: str
    pin: str


@transaction.atomic
def print_card(*, person: Person, by: Person | None, number: str = "", pin: str = "") -> PrintedCard:
    """Make a card; the one she had before is revoked.

    Number and PIN are random. Only the demo network chooses them, because it shows its logins on screen.
    """
    # Two people at the desk who print at once take turns: the later card is the valid one.
    audit.take_turn()
    if valid := person.cards.valid().first():
        revoke_card(card=valid, by=by)
    number = number or _free_finder() + _random_digits(NUMBER_LENGTH - FINDER_LENGTH)
    pin = pin or _random_pin()
    card = Card.objects.create(
        person=person, finder=number[:FINDER_LENGTH], secret_hash=_hash(number, pin), printed_by=by
    )
    audit.record("accounts.print_card", by=by, about=person, card=card.pk)
    return PrintedCard(card, number, pin)


@transaction.atomic
def revoke_card(*, card: Card, by: Person | None) -> None:
    """From now on this card opens nothing, and what it opened is closed. Revoking it twice changes nothing."""
    if Card.objects.filter(pk=card.pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by):
        end_sessions(person=card.person, by=by)
        audit.record("accounts.revoke_card", by=by, about=card.person, card=card.pk)


@transaction.atomic
def change_pin(*, card: Card, number: str, pin: str, by: Person) -> None:
    """Write the new PIN; the caller has let `try_card` check number and old PIN."""
    Card.objects.filter(pk=card.pk).update(secret_hash=_hash(number, pin))
    audit.record("accounts.change_pin", by=by, about=card.person, card=card.pk)


def find_card(number: str) -> Card | None:
    """The valid card that starts with these six digits, of someone who takes part."""
    return (
        Card.objects.filter(finder=number[:FINDER_LENGTH], revoked_at=None, person__is_active=True)
        .select_related("person")
        .first()
    )


def opens(card: Card | None, number: str, pin: str) -> bool:
    """True when number and PIN are right. Without a card it is False after the same work.

    Counts nothing: `card_login.try_card` asks the throttle first.
    """
    try:
        return HASHER.verify(card.secret_hash if card else _nobodys_hash(), _secret(number, pin))
    except VerificationError:
        return False


@cache
def _nobodys_hash() -> str:
    return HASHER.hash(secrets.token_hex())


def _secret(number: str, pin: str) -> str:
    return f"{number[FINDER_LENGTH:]}:{pin}"


def _hash(number: str, pin: str) -> str:
    return HASHER.hash(_secret(number, pin))


def _random_digits(length: int) -> str:
    return f"{secrets.randbelow(10**length):0{length}d}"


def _random_pin() -> str:
    """A PIN that she would not be refused either."""
    while is_easy_to_guess(pin := _random_digits(PIN_LENGTHS.start)):
        pass
    return pin


def _free_finder() -> str:
    """Six digits that no other card bears, revoked ones included."""
    while Card.objects.filter(finder=(finder := _random_digits(FINDER_LENGTH))).exists():
        pass
    return finder
