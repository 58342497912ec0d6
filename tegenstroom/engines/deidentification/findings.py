"""What can be found in a text, why it was found, and what a reader is told about it.

The sentences are Dutch, for they speak to who writes Dutch. They are data: a caller may show its own instead.
"""

from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    """What a stretch of text tells."""

    PERSON = "PERSON"
    NICKNAME = "NICKNAME"
    ADDRESS = "ADDRESS"
    POSTCODE = "POSTCODE"
    LOCATION = "LOCATION"  # municipality, district, quarter
    ORG = "ORG"
    RRN = "RRN"  # national register number
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    HANDLE = "HANDLE"  # site or social account
    IBAN = "IBAN"
    ID = "ID"  # file, plate, court, foreigner, company number
    DATE = "DATE"
    AGE = "AGE"
    PROFESSION = "PROFESSION"
    ORIGIN = "ORIGIN"
    RARE = "RARE"  # a phrase that singles a family out
    PET = "PET"

    @property
    def is_direct(self) -> bool:
        """Whether it names someone by itself: that must never stay readable."""
        return self in DIRECT


DIRECT = frozenset(
    {
        Label.PERSON, Label.NICKNAME, Label.ADDRESS, Label.POSTCODE, Label.LOCATION, Label.ORG,
        Label.RRN, Label.PHONE, Label.EMAIL, Label.HANDLE, Label.IBAN, Label.ID,
    }
)  # fmt: skip
INDIRECT = frozenset(Label) - DIRECT


class Reason(StrEnum):
    """Why a stretch of text was found."""

    TYPED = "typed"
    CHECKED = "checked"
    UNCHECKED = "unchecked"
    SHAPE = "shape"
    CUE = "cue"
    TITLE = "title"
    ROLE = "role"
    KNOWN_NAME = "known-name"
    NICKNAME = "nickname"
    REPEATED = "repeated"
    UNKNOWN_CAPITAL = "unknown-capital"
    KNOWN_PLACE = "known-place"
    STREET = "street"
    ORGANISATION = "organisation"
    MOMENT = "moment"
    AGE = "age"
    STAGE = "stage"
    PROFESSION = "profession"
    ORIGIN = "origin"
    RARE = "rare"
    PET = "pet"
    SURROUNDINGS = "surroundings"


REASONS = {
    Reason.TYPED: "Deze naam gaf je zelf op.",
    Reason.CHECKED: "Zo ziet zo'n nummer eruit, en de controlecijfers kloppen.",
    Reason.UNCHECKED: "Zo ziet zo'n nummer eruit, al kloppen de controlecijfers niet.",
    Reason.SHAPE: "Zo ziet zo'n nummer of adres eruit.",
    Reason.CUE: "Het woord ervoor kondigt dit aan.",
    Reason.TITLE: "Hier spreekt de tekst iemand aan.",
    Reason.ROLE: "De tekst zegt erbij wie dit is.",
    Reason.KNOWN_NAME: "Dit is een naam die mensen dragen.",
    Reason.NICKNAME: "Dit lijkt een roepnaam.",
    Reason.REPEATED: "Deze naam staat ook elders in de tekst.",
    Reason.UNKNOWN_CAPITAL: "Dit heeft een hoofdletter en is geen gewoon woord.",
    Reason.KNOWN_PLACE: "Dit is een plaats.",
    Reason.STREET: "Dit lijkt een straat of een adres.",
    Reason.ORGANISATION: "Dit lijkt de naam van een organisatie.",
    Reason.MOMENT: "Een juist moment helpt om iemand te herkennen.",
    Reason.AGE: "Een juiste leeftijd helpt om iemand te herkennen.",
    Reason.STAGE: "Dit zegt ongeveer hoe oud iemand is.",
    Reason.PROFESSION: "Een beroep helpt om iemand te herkennen.",
    Reason.ORIGIN: "Waar iemand vandaan komt, helpt om iemand te herkennen.",
    Reason.RARE: "Dit geldt voor weinig mensen.",
    Reason.PET: "Wie het dier kent, kent het gezin.",
    Reason.SURROUNDINGS: "Wat eromheen staat, wijst op een naam of een bijzonderheid.",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A place that a detector found: `start < end`. `note` is what the detector knows beyond the words."""

    start: int
    end: int
    label: Label
    reason: Reason
    confidence: float
    note: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A place (`text[start:end]`, never empty) that makes someone recognisable, and what may stand there."""

    start: int
    end: int
    label: Label
    confidence: float  # 0 to 1; 1 for what the writer typed
    reason: Reason
    replacement: str  # a stand-in, the same for the same person throughout the text
    generalisation: str  # something more general
    advice: str = ""  # for a RARE phrase: what to do with it, a sentence to its writer

    @property
    def why(self) -> str:
        """The reason as a Dutch sentence."""
        return REASONS[self.reason]
