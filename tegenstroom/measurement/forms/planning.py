"""Planning a measurement at the desk."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.fields import date_field
from tegenstroom.measurement.models import InstrumentVersion
from tegenstroom.measurement.rules.waves import Moment, PlannedWave, faults
from tegenstroom.measurement.words import MOMENTS, WAVES_FAULTS


class VersionField(forms.ModelChoiceField[InstrumentVersion]):
    """A questionnaire by its title; it says when nobody showed yet that it measures what it says."""

    def label_from_instance(self, obj: InstrumentVersion) -> str:
        title = obj.questionnaire.title[obj.questionnaire.languages[0]]
        named = {"title": title, "version": obj.version}
        if obj.questionnaire.validated:
            return _("%(title)s, versie %(version)s") % named
        return _("%(title)s, versie %(version)s (nog niet gevalideerd)") % named


class PlanForm(forms.Form):
    """Which questionnaire, for what, and when. A moment without a first day is left out."""

    version = VersionField(
        label=_("Welke vragenlijst?"), queryset=InstrumentVersion.objects.none(), empty_label=None
    )
    for_research = forms.BooleanField(label=_("Vraag ook een ja voor onderzoek"), required=False)
    for_norms = forms.BooleanField(
        label=_("Vraag ook een ja om met andere groepen te vergelijken"), required=False
    )

    def __init__(
        self,
        *args: Any,
        versions: QuerySet[InstrumentVersion],
        waves: Sequence[PlannedWave],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]
        proposed = {wave.moment: wave for wave in waves}
        for moment in Moment:
            wave = proposed.get(moment)
            opens = date_field(
                _("%(moment)s: brieven gaan uit op") % {"moment": str(MOMENTS[moment]).capitalize()},
                required=False,
            )
            closes = date_field(_("antwoorden kan tot en met"), required=False)
            opens.initial, closes.initial = (wave.invites_on, wave.closes_on) if wave else (None, None)
            self.fields[f"{moment}_opens"], self.fields[f"{moment}_closes"] = opens, closes

    def clean(self) -> dict[str, Any]:
        """The rules say what is wrong with the days."""
        for moment in Moment:
            opens, closes = self.cleaned_data.get(f"{moment}_opens"), self.cleaned_data.get(f"{moment}_closes")
            if opens and not closes and f"{moment}_closes" not in self.errors:
                self.add_error(f"{moment}_closes", _("Tot wanneer kan men antwoorden? Kies ook een laatste dag."))
        if not self.errors:
            for fault in faults(self.waves, today=self.today):
                self.add_error(None, str(WAVES_FAULTS[fault]))
        return self.cleaned_data

    @property
    def waves(self) -> list[PlannedWave]:
        """The moments that have a first day."""
        days = {
            moment: (self.cleaned_data.get(f"{moment}_opens"), self.cleaned_data.get(f"{moment}_closes"))
            for moment in Moment
        }
        return [PlannedWave(moment, opens, closes) for moment, (opens, closes) in days.items() if opens and closes]
