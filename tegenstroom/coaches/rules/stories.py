"""What may be done with what a coach told, and how she takes it back."""

from enum import StrEnum


class Use(StrEnum):
    """Consent is given for each of these apart."""

    THIS_GROUP = "this_group"
    ALL_TRAININGS = "all_trainings"
    LIBRARY = "library"
    MAGAZINE = "magazine"
    RESEARCH = "research"


class Read(StrEnum):
    """How she came to know the wording that she agreed with."""

    HERSELF = "herself"
    ALOUD = "aloud"
    WITH_HELP = "with_help"


class Way(StrEnum):
    """How she took it back."""

    BUTTON = "button"
    PHONE = "phone"
