"""Asking one coach for a moment beside the days of an edition."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import saying
from tegenstroom.base.fields import date_field, hour_field
from tegenstroom.base.plain import PlainLine
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import MEETS_NO_GROUP, Kind, Obstacle
from tegenstroom.coaches.words import KINDS, OBSTACLES
from tegenstroom.organisations.models import Place
from tegenstroom.training.models import Edition
from tegenstroom.training.rules.editions import EditionState

# A day of a training is asked for on the page of that training.
ASKED_HERE = (Kind.PREPARATION, Kind.DEBRIEF, Kind.SUPERVISION, Kind.MEETING)
YES, NO = "yes", "no"
# People are still met so long after the last day.
AFTERWARDS = timedelta(days=366)


class EditionField(forms.ModelChoiceField[Edition]):
    """An edition by its title and its first day."""

    def label_from_instance(self, obj: Edition) -> str:
        return f"{obj.version.title}, {saying.day_short(obj.starts_on)}" if obj.starts_on else obj.version.title


class MomentForm(forms.Form):
    """What she is asked for, with which group, when and where."""

    kind = forms.ChoiceField(
        label=_("Waarvoor"), choices=[(kind, KINDS[kind]) for kind in ASKED_HERE], widget=forms.RadioSelect
    )
    edition = EditionField(
        Edition.objects.none(),
        label=_("Bij welke vorming hoort dit?"),
        required=False,
        empty_label=_("geen: alleen coaches"),
        help_text=_("Zo weten we wie ze ontmoet. Alleen een overleg van coaches hoort bij geen vorming."),
    )
    title = PlainLine(
        label=_("Waarover het gaat"), max_length=200, help_text=_("In gewone woorden: zij leest dit.")
    )
    date = date_field(_("Dag"))
    start = hour_field(_("Begint"))
    end = hour_field(_("Eindigt"))
    place = forms.ModelChoiceField(Place.objects.all(), label=_("Plaats"), required=False)
    room = forms.CharField(label=_("Lokaal"), max_length=80, required=False)
    is_heavy = forms.TypedChoiceField(
        label=_("Gaat dit over een zwaar thema?"),
        choices=[
            ("", _("Zoals de vorming: een supervisie bij een zwaar thema is zwaar")),
            (YES, _("Ja")),
            (NO, _("Nee, deze keer niet")),
        ],
        coerce=lambda chosen: chosen == YES,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Na iets zwaars bellen we haar op."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_heavy"].depends = True  # type: ignore[attr-defined]  # nothing chosen is an answer too
        field = self.fields["edition"]
        assert isinstance(field, EditionField)
        field.queryset = _editions()

    def clean(self) -> None:
        super().clean()
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and end <= start:
            self.add_error("end", _("Het einde ligt voor het begin. Kies een later uur."))
        if self.cleaned_data.get("kind") in MEETS_NO_GROUP and self.cleaned_data.get("edition"):
            self.add_error("edition", _("Op een overleg van coaches is er geen groep. Kies hier geen vorming."))

    def wanted(self) -> dict[str, Any]:
        """What `actions.moments.ask` takes, in our own time zone."""
        typed, zone = self.cleaned_data, timezone.get_current_timezone()
        same = {name: typed[name] for name in ("edition", "title", "place", "room", "is_heavy")}
        return {
            **same,
            "kind": Kind(typed["kind"]),
            "starts_at": datetime.combine(typed["date"], typed["start"], tzinfo=zone),
            "ends_at": datetime.combine(typed["date"], typed["end"], tzinfo=zone),
        }

    def as_asked(self, coach: Person) -> Assignment:
        """The moment as she would be asked for it, kept nowhere."""
        wanted = self.wanted()
        return Assignment(coach=coach, **{name: wanted[name] for name in ("kind", "starts_at", "ends_at")})

    def say(self, obstacle: Obstacle) -> None:
        """Put what stands in the way at its field."""
        field = {Obstacle.IN_THE_PAST: "date", Obstacle.NO_GROUP: "edition"}.get(obstacle)
        self.add_error(field, str(OBSTACLES[obstacle]))


def _editions() -> QuerySet[Edition]:
    """Those that are to come, that run, or of which the group is still met; the newest first."""
    met = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate() - AFTERWARDS)
    return (
        Edition.objects.exclude(state=EditionState.CANCELLED)
        .filter(met)
        .select_related("version")
        .order_by("-starts_on", "-pk")
    )
