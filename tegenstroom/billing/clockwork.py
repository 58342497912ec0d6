"""What happens by itself in the books when time passes."""

from datetime import datetime

from django.utils import timezone

from tegenstroom.base import clock
from tegenstroom.billing.actions import names


@clock.every(minutes=60)
def forget_old_names(now: datetime) -> None:
    """Who was erased is nameless in the books too, once the law asks no longer."""
    names.forget_old(timezone.localdate(now))
