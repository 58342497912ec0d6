"""The detail budget: each detail may be harmless, several together point at one family."""

from collections.abc import Iterable
from enum import StrEnum

from tegenstroom.engines.deidentification.findings import Finding, Label, Reason


class Detail(StrEnum):
    """What readers put together to recognise someone."""

    AGE = "age"
    JOB = "job"
    ORIGIN = "origin"
    HOUSEHOLD = "household"
    PLACE = "place"
    TIME = "time"


_TELLS = {
    Label.AGE: Detail.AGE,
    Label.PROFESSION: Detail.JOB,
    Label.ORIGIN: Detail.ORIGIN,
    Label.RARE: Detail.HOUSEHOLD,
    Label.PET: Detail.HOUSEHOLD,
    Label.LOCATION: Detail.PLACE,
    Label.POSTCODE: Detail.PLACE,
    Label.ADDRESS: Detail.PLACE,
    Label.ORG: Detail.PLACE,
    Label.DATE: Detail.TIME,
}


def fine_grained(findings: Iterable[Finding]) -> frozenset[Detail]:
    """Which details these findings still tell exactly: pass those that stay in the text, or `deidentify(text)`.

    A stage of life, as an exact age is made into, is not exact.
    """
    exact = (finding for finding in findings if finding.reason is not Reason.STAGE)
    return frozenset(_TELLS[finding.label] for finding in exact if finding.label in _TELLS)
