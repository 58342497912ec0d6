"""Her yes to each purpose, kept by code, and taken back with a button."""

import tomllib
from collections.abc import Collection
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tegenstroom.measurement.actions.weeks import week_of
from tegenstroom.measurement.models import Consent, ConsentText, Measurement, Sheet
from tegenstroom.measurement.models.answers import How
from tegenstroom.measurement.rules.waves import Purpose

TEXTS = Path(__file__).parents[1] / "data" / "consents.toml"


def load_texts() -> int:
    """Add the texts of the file that are not there yet; how many that were. Never changes one."""
    rows = tomllib.loads(TEXTS.read_text(encoding="utf-8"))["consent"]
    known = set(ConsentText.objects.values_list("purpose", "language", "valid_from"))
    new = [row for row in rows if (row["purpose"], row["language"], row["valid_from"]) not in known]
    ConsentText.objects.bulk_create([ConsentText(**row) for row in new], ignore_conflicts=True)
    return len(new)


def texts(measurement: Measurement, language: str) -> list[ConsentText]:
    """What she is asked, a text for each purpose, in her language or else in Dutch."""
    held = ConsentText.objects.filter(valid_from__lte=timezone.localdate()).order_by("valid_from")
    newest = {(text.purpose, text.language): text for text in held}
    found = []
    for purpose in measurement.purposes:
        text = newest.get((purpose, language)) or newest.get((purpose, settings.LANGUAGE_CODE))
        if text:
            found.append(text)
    return found


def standing(measurement: Measurement, code_hash: str) -> list[Consent]:
    """What she said yes to and did not take back."""
    rows = Consent.objects.filter(measurement=measurement, code_hash=code_hash, taken_back_in=None)
    return list(rows.select_related("text").order_by("purpose"))


@transaction.atomic
def give(
    *, measurement: Measurement, code_hash: str, said_yes: Collection[ConsentText], how: str = How.SCREEN
) -> None:
    """Keep her yes to these, with the exact words. No audit row: it would say who answered when."""
    for text in said_yes:
        Consent.objects.get_or_create(
            measurement=measurement,
            code_hash=code_hash,
            purpose=text.purpose,
            taken_back_in=None,
            defaults={"text": text, "how": how, "given_in": week_of(timezone.localdate())},
        )


@transaction.atomic
def take_back(*, measurement: Measurement, code_hash: str, purpose: Purpose) -> None:
    """Her answers leave this use at once: whoever reads them asks for the yes that stands."""
    _standing(measurement, code_hash).filter(purpose=purpose).update(taken_back_in=week_of(timezone.localdate()))


@transaction.atomic
def take_all_back(*, measurement: Measurement, code_hash: str) -> int:
    """Her answers at all moments are gone, and each yes is taken back; how many sheets there were."""
    _standing(measurement, code_hash).update(taken_back_in=week_of(timezone.localdate()))
    count, _by_model = Sheet.objects.filter(wave__measurement=measurement, code_hash=code_hash).delete()
    return count


def _standing(measurement: Measurement, code_hash: str) -> QuerySet[Consent]:
    return Consent.objects.filter(measurement=measurement, code_hash=code_hash, taken_back_in=None)
