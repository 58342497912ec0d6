from tegenstroom.measurement.models.answers import Consent, Sheet, Wording
from tegenstroom.measurement.models.groups import GroupMember, MeasuredGroup
from tegenstroom.measurement.models.people import Invitation, Participant
from tegenstroom.measurement.models.plans import Measurement, PastDays, Wave
from tegenstroom.measurement.models.registry import Instrument, InstrumentVersion, QuestionnaireDraft
from tegenstroom.measurement.models.research import Analysis, Released

__all__ = [
    "Analysis",
    "Consent",
    "GroupMember",
    "Instrument",
    "InstrumentVersion",
    "Invitation",
    "MeasuredGroup",
    "Measurement",
    "Participant",
    "PastDays",
    "QuestionnaireDraft",
    "Released",
    "Sheet",
    "Wave",
    "Wording",
]
