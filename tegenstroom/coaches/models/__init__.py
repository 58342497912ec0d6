"""Coaches: their terms, what they are asked, what they get, and what stays theirs."""

from tegenstroom.coaches.models.agreements import Agreement, AgreementText
from tegenstroom.coaches.models.assignments import Assignment, AvoidedTheme
from tegenstroom.coaches.models.care import CareCall
from tegenstroom.coaches.models.money import Allowance, Correction, Kept, KnownOver, OutsideEarning, Travel
from tegenstroom.coaches.models.profiles import BenefitCheck, CoachProfile, Dependency
from tegenstroom.coaches.models.stories import Consent, Copy, Story, Wording

__all__ = [
    "Agreement",
    "AgreementText",
    "Allowance",
    "Assignment",
    "AvoidedTheme",
    "BenefitCheck",
    "CareCall",
    "CoachProfile",
    "Consent",
    "Copy",
    "Correction",
    "Dependency",
    "Kept",
    "KnownOver",
    "OutsideEarning",
    "Story",
    "Travel",
    "Wording",
]
