"""What the pages at the desk read from a person."""

from tegenstroom.front.forms.figures import FigureForm
from tegenstroom.front.forms.letters import LetterFilter, PaperBatch

__all__ = ["FigureForm", "LetterFilter", "PaperBatch"]
