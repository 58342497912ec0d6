"""The papers of the house itself: letters for who has no e-mail."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tegenstroom.base import enclosures, pdf, saying
from tegenstroom.base.audit import Actor
from tegenstroom.base.enclosures import NothingToEncloseError
from tegenstroom.base.models import Letter


def letters(rows: Sequence[Letter], *, by: Actor) -> bytes:
    """One PDF with each of these letters on its own sheet, ready for an envelope with a window.

    What goes along with one follows it, printed by `by`. A letter of which that is gone is left out; raises
    NothingToEncloseError when no other is left.
    """
    sheets = [sheet for row in rows if (sheet := _with_enclosure(row, by))]
    if not sheets:
        raise NothingToEncloseError
    title = rows[0].subject if len(rows) == 1 else _("Brieven")
    return pdf.render(pdf.PAPERS / "letter.typ", {"title": title, "letters": sheets})


def _with_enclosure(row: Letter, by: Actor) -> dict[str, Any] | None:
    try:
        sheet = enclosures.sheet_of(row, by)
    except NothingToEncloseError:
        return None
    return _letter(row) | {"sheet": asdict(sheet) if sheet else None}


def _letter(row: Letter) -> dict[str, Any]:
    with translation.override(row.language):
        written = saying.day(timezone.localdate(row.queued_at))
    return {
        "to": [row.to_name, *row.to_address.splitlines()],
        "date": written,
        "language": row.language,
        "subject": row.subject,
        "paragraphs": [block.splitlines() for block in row.body.split("\n\n") if block.strip()],
    }
