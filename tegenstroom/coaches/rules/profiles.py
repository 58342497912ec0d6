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


# What her signature stood under. Another way of paying or another caller asks no new paper.
SIGNED_FOR = ("status", "terms")


class Missing(StrEnum):
    """What a coach still lacks, as the desk may know it. Her own list and limits are never among it."""

    AGREEMENT = "agreement"
    PAPERS = "papers"
    CALL = "call"


def missing(*, has_agreement: bool, terms: Terms, papers_settled: bool, open_calls: int) -> set[Missing]:
    """What the desk has to do for this coach. Who is paid a wage has no volunteer's papers to look after."""
    lacks = {
        Missing.AGREEMENT: not has_agreement,
        Missing.PAPERS: terms is Terms.VOLUNTEER and not papers_settled,
        Missing.CALL: open_calls > 0,
    }
    return {what for what, is_missing in lacks.items() if is_missing}
