"""Reading and moving the stamps of pages that are kept in memory."""

from django.db.models import F

from tegenstroom.base.models import Stamp

PROGRAMME = "programme"


def bump(name: str) -> None:
    """Say that what `name` shows has changed; part of the transaction that changed it."""
    if not Stamp.objects.filter(name=name).update(value=F("value") + 1):
        Stamp.objects.get_or_create(name=name, defaults={"value": 1})


def current(name: str) -> int:
    """The number that a kept page must bear to be still true: one query."""
    return Stamp.objects.filter(name=name).values_list("value", flat=True).first() or 0
