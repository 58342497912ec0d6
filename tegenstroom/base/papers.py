"""The papers of the house itself: letters for who has no e-mail."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tegenstroom.base import pdf, saying
from tegenstroom.base.models import Letter


def letters(rows: Sequence[Letter]) -> bytes:
    """One PDF with each of these letters on its own sheet, ready for an envelope with a window."""
    title = rows[0].subject if len(rows) == 1 else _("Brieven")
    return pdf.render(pdf.PAPERS / "letter.typ", {"title": title, "letters": [_letter(row) for row in rows]})


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
