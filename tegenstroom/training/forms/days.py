"""Forms with dated parts: an edition, a proposal."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import zip_longest

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.fields import date_field, hour_field
from tegenstroom.organisations.models import Place
from tegenstroom.training import words
from tegenstroom.training.forms.rows import RowForm, Sheet
from tegenstroom.training.rules.editions import Day, Obstacle, Problem, Standing, Wish, problems_with

# More than any room holds.
MANY = 10_000

USUAL_HOURS = {"start": "09:30", "end": "16:30"}

# At which field a problem is said. A problem of a day stands in that day's row.
FIELDS = {
    Obstacle.MINIMUM_TOO_HIGH: "minimum",
    Obstacle.BELOW_SEATED: "maximum",
    Obstacle.ENROLS_TOO_LATE: "enrol_until",
    Obstacle.ENDS_TOO_EARLY: "end",
    Obstacle.DATES_PAST: "date",
    Obstacle.DATES_FAR: "date",
    Obstacle.DAY_WITH_ATTENDANCE: "date",
    Obstacle.NO_PLACE: "place",
    Obstacle.DAYS_OVERLAP: "date",
}


class DayForm(RowForm):
    """One dated part."""

    telling = ("date",)

    session = forms.IntegerField(widget=forms.HiddenInput, required=False)
    date = date_field(_("Dag"))
    start = hour_field(_("Begint"))
    end = hour_field(_("Eindigt"))

    def day(self) -> Day:
        """The dated part in our own time zone."""
        zone, typed = timezone.get_current_timezone(), self.cleaned_data
        starts = datetime.combine(typed["date"], typed["start"], tzinfo=zone)
        ends, place = datetime.combine(typed["date"], typed["end"], tzinfo=zone), typed.get("place")
        return Day(starts, ends, typed["session"], place.pk if place else None)


class PlacedDayForm(DayForm):
    """One dated part that may be held elsewhere than the others."""

    place = forms.ModelChoiceField(
        Place.objects.all(), label=_("Elders?"), required=False, empty_label=_("nee, zoals de andere dagen")
    )


class DaysSheet[M: forms.Form](Sheet[M, DayForm]):
    """A form and its days, judged together by the rules."""

    standing = Standing()

    def part_titles(self) -> Sequence[str]:
        """The parts that the days give, in order, where the page names them beside each day."""
        return ()

    def rows_with_titles(self) -> list[tuple[DayForm, str]]:
        """Each row, and the title of the part of that day; empty where there is none."""
        titles = self.part_titles()[: len(self.rows.forms)]
        return list(zip_longest(self.rows, titles, fillvalue=""))  # type: ignore[arg-type]  # never more titles

    def days(self) -> list[Day]:
        """The days as they were filled in."""
        return [row.day() for row in self.rows.filled]

    def judge(
        self,
        minimum: int | None,
        maximum: int | None,
        last_enrolment_day: date | None = None,
        *,
        has_place: bool = True,
    ) -> bool:
        """Whether the rules allow it; what they do not allow stands at its field.

        A number that could not be read (None) is not judged, and neither is anything while a day cannot be read.
        """
        if not self.rows.is_valid():
            return False
        wish = Wish(self.days(), minimum or 1, maximum or MANY, last_enrolment_day, has_place)
        problems = problems_with(wish, self.standing, now=timezone.now())
        self.say(problems)
        return not problems

    def say(self, problems: Iterable[Problem]) -> None:
        """Put each problem at its field, or above the form when it has none there."""
        for problem in problems:
            form: forms.Form = self.form if problem.day is None else self.rows.filled[problem.day]
            field = FIELDS.get(problem.obstacle)
            form.add_error(field if field in form.fields else None, words.sentence(problem))
