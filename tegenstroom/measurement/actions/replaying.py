"""What was taken back, done once more after a backup was put back."""

from collections.abc import Iterator

from django.db import transaction

from tegenstroom.measurement.actions import consents
from tegenstroom.measurement.models import Consent, Measurement
from tegenstroom.measurement.rules.consent import Purpose

type Line = tuple[int, str, Purpose]


def taken_back() -> Iterator[Line]:
    """Each yes that was taken back and does not stand again: measurement, hash of the code, use."""
    standing = set(Consent.objects.standing().values_list("measurement", "code_hash", "purpose"))
    rows = Consent.objects.exclude(taken_back_in=None).order_by("measurement", "code_hash", "purpose")
    for measurement, code_hash, purpose in rows.values_list("measurement", "code_hash", "purpose").distinct():
        if (measurement, code_hash, purpose) not in standing:
            yield measurement, code_hash, Purpose(purpose)


@transaction.atomic
def again(measurement: int, code_hash: str, purpose: Purpose) -> bool:
    """Take it back once more; whether there was anything to take back."""
    row = Measurement.objects.filter(pk=measurement).first()
    return row is not None and consents.take_back(measurement=row, code_hash=code_hash, purpose=purpose)
