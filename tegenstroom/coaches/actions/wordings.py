"""The exact words that a coach says yes to: loaded once, and the newest found in her language."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tegenstroom.base.dated_texts import add_missing, rows_in
from tegenstroom.coaches.models import Wording
from tegenstroom.coaches.rules.stories import Use

WORDINGS = Path(__file__).parents[1] / "data" / "wordings.toml"


def load_wordings() -> int:
    """Add the wordings of the file that are not there yet; how many that were. Never changes one."""
    rows = [{**row, "use": Use(row["use"])} for row in rows_in(WORDINGS, "wording")]
    return add_missing(Wording, rows, "use", "language", "valid_from")


def newest(use: Use, language: str) -> Wording:
    """The words that hold today for this use, in this language or else in Dutch.

    Raises Wording.DoesNotExist when none was ever written for it.
    """
    held = Wording.objects.filter(use=use, valid_from__lte=timezone.localdate()).order_by("valid_from")
    for tongue in (language, settings.LANGUAGE_CODE):
        if found := held.filter(language=tongue).last():
            return found
    raise Wording.DoesNotExist(use)
