"""A case on paper, in large letters: made anew each time, and kept nowhere."""

from dataclasses import asdict
from pathlib import Path

from django.utils.translation import gettext as _

from tegenstroom.base import pdf
from tegenstroom.base.enclosures import Sheet
from tegenstroom.dialogue.actions.reading import CaseText

TEMPLATE = Path(__file__).with_name("case.typ")


def case_pdf(words: CaseText, group: str) -> bytes:
    """The plain version. Raises nothing that reading did not: the words come in readable."""
    return pdf.render(TEMPLATE, asdict(case_sheet(words, group)))


def case_sheet(words: CaseText, group: str) -> Sheet:
    """The same, to go along with a letter."""
    return Sheet(
        title=words.title,
        under=_("Een casus in de groep “%(name)s”") % {"name": group},
        paragraphs=[block.splitlines() for block in words.plain.split("\n\n") if block.strip()],
        care=_("Toon dit blad aan niemand. Breng het mee naar het gesprek. Daarna gooien we het samen weg."),
    )
