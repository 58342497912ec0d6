"""The case dialogue: a case that nobody can be known by, and three voices that speak about it."""

from tegenstroom.dialogue.models.cases import (
    Case,
    DraftFinding,
    RawDraft,
    ReadCase,
    Recognised,
    SecondReader,
    Withdrawal,
)
from tegenstroom.dialogue.models.circles import Circle, CircleMember, Contract
from tegenstroom.dialogue.models.dialogues import Aftercare, Dialogue, Seat, Step, TurnTaken
from tegenstroom.dialogue.models.harvest import Insight, InsightVoice, Signal, SignalApproval, SignalMention
from tegenstroom.dialogue.models.words import Dictation, Recording, Word

__all__ = [
    "Aftercare",
    "Case",
    "Circle",
    "CircleMember",
    "Contract",
    "Dialogue",
    "Dictation",
    "DraftFinding",
    "Insight",
    "InsightVoice",
    "RawDraft",
    "ReadCase",
    "Recognised",
    "Recording",
    "Seat",
    "SecondReader",
    "Signal",
    "SignalApproval",
    "SignalMention",
    "Step",
    "TurnTaken",
    "Withdrawal",
    "Word",
]
