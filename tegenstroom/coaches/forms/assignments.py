"""Asking a coach for something that is no training: a preparation, a debrief, a supervision."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.fields import EuroField, date_field, hour_field
from tegenstroom.coaches.rules.assignments import Kind, Obstacle
from tegenstroom.coaches.words import KINDS, OBSTACLES
from tegenstroom.organisations.models import Place

# A day of a training is asked for on the page of that training.
ASKED_HERE = (Kind.PREPARATION, Kind.DEBRIEF, Kind.SUPERVISION)


class AskForm(forms.Form):
    """What she is asked for, when and where."""

    kind = forms.ChoiceField(
        label=_("Waarvoor"), choices=[(kind, KINDS[kind]) for kind in ASKED_HERE], widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("Waarover het gaat"), max_length=200, help_text=_("In gewone woorden: zij leest dit.")
    )
    date = date_field(_("Dag"))
    start = hour_field(_("Begint"))
    end = hour_field(_("Eindigt"))
    place = forms.ModelChoiceField(Place.objects.all(), label=_("Plaats"), required=False)
    room = forms.CharField(label=_("Lokaal"), max_length=80, required=False)
    is_heavy = forms.BooleanField(
        label=_("Dit gaat over een zwaar thema"),
        required=False,
        help_text=_("Dan bellen we haar achteraf op."),
    )

    def clean(self) -> None:
        super().clean()
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and end <= start:
            self.add_error("end", _("Het einde ligt voor het begin. Kies een later uur."))

    def wanted(self) -> dict[str, Any]:
        """What `actions.assignments.ask` takes, in our own time zone."""
        typed, zone = self.cleaned_data, timezone.get_current_timezone()
        return {
            "kind": Kind(typed["kind"]),
            "title": typed["title"],
            "starts_at": datetime.combine(typed["date"], typed["start"], tzinfo=zone),
            "ends_at": datetime.combine(typed["date"], typed["end"], tzinfo=zone),
            "place": typed["place"],
            "room": typed["room"],
            "is_heavy": typed["is_heavy"],
        }

    def say(self, obstacle: Obstacle) -> None:
        """Put what stands in the way at its field."""
        self.add_error("date" if obstacle is Obstacle.IN_THE_PAST else None, str(OBSTACLES[obstacle]))


class CorrectionForm(forms.Form):
    """Another amount, and why: she reads it."""

    amount = EuroField(label=_("Wat ze krijgt, alles samen"), help_text=_("In euro. Nul mag ook."))
    reason = forms.CharField(label=_("Waarom"), max_length=200, help_text=_("Zij leest dit."))
