"""A card is printed once, opens while it is valid, and can be revoked."""

import pytest

from tegenstroom.accounts.actions import cards, change_pin, print_card, revoke_card
from tegenstroom.accounts.models import Card
from tegenstroom.accounts.rules import is_number, is_pin
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent

pytestmark = pytest.mark.django_db


def check_card(number: str, pin: str) -> Card | None:
    card = cards.find_card(number)
    return card if cards.opens(card, number, pin) else None


def test_a_printed_card_opens_with_its_number_and_pin_only():
    person, coordinator = PersonFactory(email=None), PersonFactory()
    card, number, pin = print_card(person=person, by=coordinator)
    assert is_number(number)
    assert is_pin(pin)
    assert check_card(number, pin) == card
    assert check_card(number, str((int(pin) + 1) % 10_000).zfill(4)) is None
    assert check_card(number[:-1] + str((int(number[-1]) + 1) % 10), pin) is None
    assert check_card("0" * 16, pin) is None


def test_neither_number_nor_pin_is_kept():
    card, number, _pin = print_card(person=PersonFactory(), by=None)
    kept = " ".join(str(value) for value in Card.objects.filter(pk=card.pk).values_list().get())
    assert number not in kept
    assert number[6:] not in kept
    assert card.secret_hash.startswith("$argon2id$")
    assert number not in str(AuditEvent.objects.values_list("details", flat=True))


def test_a_new_card_revokes_the_old_one():
    person, coordinator = PersonFactory(), PersonFactory()
    old = print_card(person=person, by=coordinator)
    new = print_card(person=person, by=coordinator)
    assert check_card(old.number, old.pin) is None
    assert check_card(new.number, new.pin) == new.card
    old.card.refresh_from_db()
    assert old.card.revoked_by == coordinator


def test_a_revoked_card_opens_nothing():
    card, number, pin = print_card(person=PersonFactory(), by=None)
    revoke_card(card=card, by=None)
    revoke_card(card=card, by=None)
    assert check_card(number, pin) is None
    assert AuditEvent.objects.filter(verb="accounts.revoke_card").count() == 1


def test_the_card_of_someone_who_left_opens_nothing():
    _card, number, pin = print_card(person=PersonFactory(is_active=False), by=None)
    assert check_card(number, pin) is None


def test_a_changed_pin_replaces_the_printed_one():
    person = PersonFactory()
    card, number, pin = print_card(person=person, by=None)
    change_pin(card=card, number=number, pin="280419", by=person)
    assert check_card(number, pin) is None
    assert check_card(number, "280419") == card


def test_no_two_cards_are_found_by_the_same_digits(monkeypatch):
    first = print_card(person=PersonFactory(), by=None)
    taken, free = first.card.finder, "123456" if first.card.finder != "123456" else "654321"
    drawn = iter([taken, taken, free, "0000000000", "4711"])
    monkeypatch.setattr(cards, "_random_digits", lambda _length: next(drawn))
    assert print_card(person=PersonFactory(), by=None).number == free + "0000000000"


def test_a_card_that_is_not_there_costs_the_same_work(monkeypatch):
    work = []
    verify = cards.HASHER.verify
    monkeypatch.setattr(
        cards,
        "HASHER",
        type("Counting", (), {"verify": lambda _s, *a: work.append(1) or verify(*a), "hash": cards.HASHER.hash})(),
    )
    assert check_card("9" * 16, "1234") is None
    assert work == [1]


def test_no_card_is_printed_with_a_pin_that_is_easy_to_guess(monkeypatch):
    drawn = iter(["4471220", "1111", "2345", "9876", "2846"])
    monkeypatch.setattr(cards.secrets, "randbelow", lambda _most: int(next(drawn)))
    monkeypatch.setattr(cards, "_free_finder", lambda: "447122")
    assert print_card(person=PersonFactory(), by=None).pin == "2846"
