"""What must be declared from above before coaches keep their word, said when the site starts."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from tegenstroom.coaches.actions import assignments


@register()
def somebody_knows_the_groups(**_kwargs: Any) -> list[CheckMessage]:
    """Without who sits in a group, her list guards nothing, and no page of hers would say so."""
    if assignments.GROUPS:
        return []
    return [
        Error(
            "Nobody says who sits in a group, so whom a coach depends on is never found there.",
            hint="Declare it in a module uses.py with @assignments.knows_groups.",
            id="coaches.E001",
        )
    ]
