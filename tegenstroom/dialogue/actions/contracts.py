"""The words on trust that members say yes to: loaded once, and the newest found in someone's language."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tegenstroom.base.dated_texts import add_missing, rows_in
from tegenstroom.dialogue.models import Contract

CONTRACTS = Path(__file__).parents[1] / "data" / "contracts.toml"


def load_contracts() -> int:
    """Add the contracts of the file that are not there yet; how many that were. Never changes one."""
    return add_missing(Contract, rows_in(CONTRACTS, "contract"), "language", "valid_from")


def newest(language: str) -> Contract:
    """The contract of today in this language, or else in Dutch. Raises Contract.DoesNotExist without one."""
    held = Contract.objects.filter(valid_from__lte=timezone.localdate()).order_by("valid_from")
    for tongue in (language, settings.LANGUAGE_CODE):
        if found := held.filter(language=tongue).last():
            return found
    raise Contract.DoesNotExist(language)
