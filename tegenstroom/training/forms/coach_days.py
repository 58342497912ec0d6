"""Asking a coach for an edition: who, which days, and when to prepare and to look back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import saying
from tegenstroom.base.fields import date_field, hour_field
from tegenstroom.coaches.rules.assignments import Kind
from tegenstroom.coaches.rules.hours import Hours, is_taken
from tegenstroom.organisations.models import Place
from tegenstroom.training.actions.coach_days import Moment
from tegenstroom.training.forms.rows import RowForm, Rows, Sheet
from tegenstroom.training.models import Edition, Session

# In the order of the page: before the days, and after them.
MOMENTS = (Kind.PREPARATION, Kind.DEBRIEF)


class AskForm(forms.Form):
    """Whom to ask, and for which days."""

    coach = forms.ChoiceField(label=_("Wie vraag je?"), widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        label=_("Voor welke dagen?"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self, *args: Any, coaches: Sequence[Person] = (), sessions: Iterable[Session] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        who, days = self.fields["coach"], self.fields["days"]
        assert isinstance(who, forms.ChoiceField)
        assert isinstance(days, forms.MultipleChoiceField)
        who.choices = [(str(person.pk), person.name) for person in coaches]
        days.choices = [(str(session.pk), _day_of(session)) for session in sessions]
        days.initial = [value for value, _label in days.choices]


class MomentForm(RowForm):
    """A moment beside the days; left empty there is none."""

    telling = ("date",)

    date = date_field(_("Dag"))
    start = hour_field(_("Begint"))
    end = hour_field(_("Eindigt"))
    place = forms.ModelChoiceField(Place.objects.all(), label=_("Plaats"), required=False)

    def clean(self) -> None:
        super().clean()
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and end <= start:
            self.add_error("end", _("Het einde ligt voor het begin. Kies een later uur."))
        if (day := self.cleaned_data.get("date")) and day < timezone.localdate():
            self.add_error("date", _("Deze dag ligt in het verleden. Kies een dag vanaf vandaag."))

    def moment(self, kind: Kind) -> Moment:
        """What was typed, in our own time zone."""
        typed, zone = self.cleaned_data, timezone.get_current_timezone()
        return Moment(
            kind=kind,
            starts_at=datetime.combine(typed["date"], typed["start"], tzinfo=zone),
            ends_at=datetime.combine(typed["date"], typed["end"], tzinfo=zone),
            place=typed["place"],
        )


class AskSheet(Sheet[AskForm, MomentForm]):
    """The form and the moments beneath it."""

    @classmethod
    def of(cls, edition: Edition, coaches: Sequence[Person], data: QueryDict | None) -> Self:
        """The sheet for an edition: all its days to come are ticked."""
        to_come = edition.sessions.filter(starts_at__gt=timezone.now()).select_related("part")
        empty = [{"place": edition.place_id} for _moment in MOMENTS]
        return cls(
            AskForm(data, coaches=coaches, sessions=to_come), Rows(MomentForm, "moment", data=data, initial=empty)
        )

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        if not self.form.cleaned_data["days"] and not self.rows.filled:
            self.form.add_error("days", _("Kies minstens één dag."))
            return False
        return not self._overlaps()

    def _overlaps(self) -> bool:
        """Whether she would have to be in two places by what is asked here; said beside it, for it is not hers."""
        chosen = Session.objects.filter(pk__in=self.form.cleaned_data["days"])
        has = [Hours(session.starts_at, session.ends_at) for session in chosen]
        for row, kind in self.titled():
            if row.has_changed():
                moment = row.moment(kind)
                asked = Hours(moment.starts_at, moment.ends_at)
                if is_taken([asked], has=has):
                    row.add_error("start", _("Dit valt samen met iets anders op dit blad. Kies andere uren."))
                has.append(asked)
        return any(row.errors for row in self.rows)

    def titled(self) -> list[tuple[MomentForm, Kind]]:
        """Each moment with what it is for."""
        return list(zip(self.rows, MOMENTS, strict=False))

    def wanted(self) -> dict[str, Any]:
        """What `actions.coach_days.ask` takes."""
        typed = self.form.cleaned_data
        return {
            "coach": Person.objects.get(pk=typed["coach"]),
            "sessions": [int(pk) for pk in typed["days"]],
            "moments": [row.moment(kind) for row, kind in self.titled() if row.has_changed()],
        }


def _day_of(session: Session) -> str:
    day = saying.day(session.starts_at)
    hours = saying.hours(session.starts_at, session.ends_at)
    return f"{day}, {hours}: {session.part.title}" if session.part else f"{day}, {hours}"
