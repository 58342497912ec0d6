"""What a researcher asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenstroom.measurement.research.words import ABOUT_KINDS, AMONGS, KINDS
from tegenstroom.measurement.rules.analyses import Among, Kind
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.words import MOMENTS


class AnalysisForm(forms.Form):
    """Which analysis, of which round, between whom."""

    kind = forms.ChoiceField(
        label=_("Wat wil je weten?"),
        widget=forms.RadioSelect,
        choices=[(kind, f"{words}: {ABOUT_KINDS[kind]}") for kind, words in KINDS.items()],
    )
    moment = forms.ChoiceField(label=_("Van welke ronde?"), choices=list(MOMENTS.items()), required=False)
    among = forms.ChoiceField(
        label=_("Wie vergelijk je?"),
        choices=list(AMONGS.items()),
        required=False,
        help_text=_("Alleen om na te gaan of vragen voor iedereen hetzelfde zeggen."),
    )

    @property
    def asked(self) -> dict[str, Any]:
        """As the verb takes it; what was left open is the first choice."""
        values = self.cleaned_data
        return {
            "kind": Kind(values["kind"]),
            "moment": Moment(values["moment"] or Moment.BEFORE),
            "among": Among(values["among"] or Among.LANGUAGE),
        }
