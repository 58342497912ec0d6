"""Papers about people."""

from tegenstroom.accounts.papers.cards import card

__all__ = ["card"]
