"""What a moment beside the days takes over from its training."""

from tegenstroom.coaches.rules.assignments import Kind


def is_heavy(kind: Kind, *, themes_are: bool, said: bool | None = None) -> bool:
    """Whether she is called after it. What the desk says goes; else a supervision is as heavy as its themes.

    Preparing and looking back follow the day itself, after which she is called already.
    """
    if said is not None:
        return said
    return kind is Kind.SUPERVISION and themes_are
