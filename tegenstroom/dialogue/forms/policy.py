"""Which sentences for policy someone wants to read: of one theme, of one period, or of both."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenstroom.dialogue.actions.policy import Policy
from tegenstroom.dialogue.rules.policy import Part
from tegenstroom.dialogue.words import period_word


class PolicyFilter(forms.Form):
    """Two lists; an empty one asks nothing. They name only what can be told without telling of a few."""

    thema = forms.ChoiceField(label=_("Thema"), required=False)
    periode = forms.ChoiceField(label=_("Periode"), required=False)
    use_required_attribute = False

    def __init__(self, data: Any, *, policy: Policy) -> None:
        super().__init__(data)
        self.periods = {one.key: one for one in policy.periods}
        periods = [(key, period_word(one)) for key, one in self.periods.items()]
        self.fields["thema"].choices = [("", _("alle thema's")), *policy.themes.items()]  # type: ignore[attr-defined]
        self.fields["periode"].choices = [("", _("altijd")), *periods]  # type: ignore[attr-defined]

    @property
    def choosable(self) -> list[forms.BoundField]:
        """The lists that leave a choice, or of which something was asked that is not there."""
        return [field for field in self if len(field.field.choices) > 1 or field.errors]  # type: ignore[attr-defined]

    def part(self) -> Part | None:
        """What was chosen; None for what is not on the lists."""
        if not self.is_valid():
            return None
        given = self.cleaned_data
        return Part(given["thema"], self.periods.get(given["periode"]))
