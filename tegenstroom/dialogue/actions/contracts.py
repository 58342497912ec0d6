"""The words on trust that members say yes to: loaded once, and the newest found in someone's language."""

from pathlib import Path

from django.conf import settings

from tegenstroom.base.dated_texts import add_missing, rows_in
from tegenstroom.dialogue.models import Contract

CONTRACTS = Path(__file__).parents[1] / "data" / "contracts.toml"


def load_contracts() -> int:
    """Add the contracts of the file that are not there yet; how many that were. Never changes one."""
    return add_missing(Contract, rows_in(CONTRACTS, "contract"), "language", "valid_from")


def newest(language: str) -> Contract:
    """The contract of today in this language; in Dutch where that one is newer, or the only one.

    Raises Contract.DoesNotExist without one.
    """
    texts = Contract.objects.in_force().filter(language__in={language, settings.LANGUAGE_CODE})
    found = max(texts, key=lambda text: (text.valid_from, text.language == language), default=None)
    if found is None:
        raise Contract.DoesNotExist(language)
    return found


def in_force(contract: Contract) -> bool:
    """Whether a yes to these words holds today: they hold, and no others came in their place."""
    texts = Contract.objects.in_force().filter(language__in={contract.language, settings.LANGUAGE_CODE})
    days = [text.valid_from for text in texts]
    return bool(days) and contract.valid_from == max(days)
