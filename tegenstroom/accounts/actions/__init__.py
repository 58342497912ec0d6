"""Verbs of people, roles and cards."""

from tegenstroom.accounts.actions.card_login import try_card
from tegenstroom.accounts.actions.cards import PrintedCard, change_pin, print_card, revoke_card
from tegenstroom.accounts.actions.erasing import NotYetError, erase_again, erase_person
from tegenstroom.accounts.actions.people import change_person, end_sessions, find_or_add_person
from tegenstroom.accounts.actions.roles import LastAdministratorError, end_role, grant_role

__all__ = [
    "LastAdministratorError",
    "NotYetError",
    "PrintedCard",
    "change_person",
    "change_pin",
    "end_role",
    "end_sessions",
    "erase_again",
    "erase_person",
    "find_or_add_person",
    "grant_role",
    "print_card",
    "revoke_card",
    "try_card",
]
