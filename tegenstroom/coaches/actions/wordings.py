"""The exact words that a coach says yes to: loaded once, and the newest found in her language."""

import tomllib
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tegenstroom.coaches.models import Wording
from tegenstroom.coaches.rules.stories import Use

WORDINGS = Path(__file__).parents[1] / "data" / "wordings.toml"


def load_wordings() -> int:
    """Add the wordings of the file that are not there yet; how many that were. Never changes one."""
    rows = tomllib.loads(WORDINGS.read_text(encoding="utf-8"))["wording"]
    new = [
        Wording(**{**row, "use": Use(row["use"]), "text": row["text"].strip()})
        for row in rows
        if not Wording.objects.filter(
            use=row["use"], language=row["language"], valid_from=row["valid_from"]
        ).exists()
    ]
    Wording.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def newest(use: Use, language: str) -> Wording:
    """The words that hold today for this use, in this language or else in Dutch.

    Raises Wording.DoesNotExist when none was ever written for it.
    """
    held = Wording.objects.filter(use=use, valid_from__lte=timezone.localdate()).order_by("valid_from")
    for tongue in (language, settings.LANGUAGE_CODE):
        if found := held.filter(language=tongue).last():
            return found
    raise Wording.DoesNotExist(use)
