"""Organisations, their teams and people, and the places where we meet."""

from tegenstroom.organisations.models.memberships import Membership
from tegenstroom.organisations.models.organisations import Organisation, Team
from tegenstroom.organisations.models.places import Place

__all__ = ["Membership", "Organisation", "Place", "Team"]
