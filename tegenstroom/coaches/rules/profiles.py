"""On what terms someone is a coach."""

from enum import StrEnum


class Status(StrEnum):
    """A coach of the network, or someone trained as *opgeleide ervaringsdeskundige*: two different things."""

    COACH = "coach"
    TRAINED_EXPERT = "trained_expert"


class Terms(StrEnum):
    """A volunteer gets an allowance within the ceilings of the law; who is employed gets her wage elsewhere."""

    VOLUNTEER = "volunteer"
    PAID = "paid"
