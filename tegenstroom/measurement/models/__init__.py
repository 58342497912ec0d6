from tegenstroom.measurement.models.answers import Consent, Sheet, Wording
from tegenstroom.measurement.models.people import Invitation, Participant
from tegenstroom.measurement.models.plans import Measurement, Wave
from tegenstroom.measurement.models.registry import Instrument, InstrumentVersion

__all__ = [
    "Consent",
    "Instrument",
    "InstrumentVersion",
    "Invitation",
    "Measurement",
    "Participant",
    "Sheet",
    "Wave",
    "Wording",
]
