"""The words on trust that members say yes to: loaded once, and the newest found in someone's language."""

import tomllib
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tegenstroom.dialogue.models import Contract

CONTRACTS = Path(__file__).parents[1] / "data" / "contracts.toml"


def load_contracts() -> int:
    """Add the contracts of the file that are not there yet; how many that were. Never changes one."""
    rows = tomllib.loads(CONTRACTS.read_text(encoding="utf-8"))["contract"]
    new = [
        Contract(**{**row, "text": row["text"].strip()})
        for row in rows
        if not Contract.objects.filter(language=row["language"], valid_from=row["valid_from"]).exists()
    ]
    Contract.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def newest(language: str) -> Contract:
    """The contract of today in this language, or else in Dutch. Raises Contract.DoesNotExist without one."""
    held = Contract.objects.filter(valid_from__lte=timezone.localdate()).order_by("valid_from")
    for tongue in (language, settings.LANGUAGE_CODE):
        if found := held.filter(language=tongue).last():
            return found
    raise Contract.DoesNotExist(language)
