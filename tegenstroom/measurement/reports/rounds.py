"""A round as a report sees it, and the answers to a question cut in parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tegenstroom.engines.questionnaires import Scale
from tegenstroom.measurement.matrix import Table
from tegenstroom.measurement.reports.parts import Cell
from tegenstroom.measurement.reports.words import upper
from tegenstroom.measurement.rules.estimates import Found
from tegenstroom.measurement.rules.results import Score
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.words import MOMENTS


@dataclass(frozen=True, slots=True)
class Round:
    """One round that may be shown: its answers and their scores, a place a person."""

    moment: Moment
    answers: Table
    scores: Sequence[dict[str, Score] | None]
    # What was said in this round of before the start, in place of what was said of now.
    of_then: bool = False

    @property
    def word(self) -> str:
        return _("Terugkijkend") if self.of_then else upper(str(MOMENTS[self.moment]))

    @property
    def key(self) -> tuple[Moment, bool]:
        """What tells it from others of the same report."""
        return self.moment, self.of_then

    @property
    def people(self) -> int:
        return self.answers.answered

    def of(self, scale: Scale) -> list[Score]:
        """The scores on a scale of who has one."""
        return [each[scale.key] for each in self.scores if each is not None and scale.key in each]

    def joined(self, scale: Scale) -> dict[int, int]:
        """Who has a score on it, by her place, and with which release she came into the report."""
        return {
            place: release
            for place, (each, release) in enumerate(zip(self.scores, self.answers.joined, strict=True))
            if each is not None and scale.key in each and release is not None
        }


@dataclass(frozen=True, slots=True)
class Cut:
    """The answers to one question in one round, in parts: where each begins and ends, and how many chose it.

    The place after the last answer is of who left the question open.
    """

    parts: Sequence[tuple[int, int]]
    people: Sequence[int]


@dataclass(frozen=True, slots=True)
class View:
    """A difference, and of how many. `same`: of the same people, one by one."""

    found: Found
    people: Cell
    same: bool = True


@dataclass(frozen=True, slots=True)
class Views:
    """Now less looking back, now less what people said then, and looking back less that.

    None where it is not there, or stands elsewhere in the report.
    """

    adjusted: View
    plain: View | None = None
    shift: View | None = None
