"""What the network decides of its themes."""

from django.db import transaction

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.library.models import Theme


@transaction.atomic
def set_heavy(*, theme: Theme, heavy: bool, by: Person) -> Theme:
    """Say that a theme weighs on who lived it, or does not. It holds for whoever is asked from now on."""
    if theme.is_heavy != heavy:
        theme.is_heavy = heavy
        theme.save(update_fields=["is_heavy"])
        audit.record("library.set_heavy", by=by, about=theme, heavy=heavy)
    return theme
