"""Rows of measuring. Who was asked and what was answered never meet in a table (docs/adr/0011)."""

from tegenstroom.measurement.models.answers import Consent, ConsentText, Sheet
from tegenstroom.measurement.models.instruments import Instrument, InstrumentRight, InstrumentVersion
from tegenstroom.measurement.models.measurements import Invitation, Measurement, Participation, Wave

__all__ = [
    "Consent",
    "ConsentText",
    "Instrument",
    "InstrumentRight",
    "InstrumentVersion",
    "Invitation",
    "Measurement",
    "Participation",
    "Sheet",
    "Wave",
]
