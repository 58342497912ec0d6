"""The rules for cancelling: sets are added, never changed, because people enrolled under them."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.training.models import CancellationTerm
from tegenstroom.training.rules.cancelling import Tier


@transaction.atomic
def add_terms(
    *, valid_from: date, tiers: Iterable[Tier], source: str, by: Person | None
) -> list[CancellationTerm]:
    """Add a set that holds for enrolments from `valid_from` on. A day that has a set raises IntegrityError."""
    rows = [
        CancellationTerm.objects.create(
            valid_from=valid_from, days_before=tier.days_before, percent=tier.percent, source=source
        )
        for tier in tiers
    ]
    audit.record("training.add_cancellation_terms", by=by, about=rows[0], tiers=len(rows))
    return rows
