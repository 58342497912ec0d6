"""Whether a coach's papers are in order. Which benefit they are about is never kept."""

from enum import StrEnum


class CheckState(StrEnum):
    """All that we keep of it."""

    IN_ORDER = "in_order"
    NOT_YET = "not_yet"
    NOT_APPLICABLE = "not_applicable"
