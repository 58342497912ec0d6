"""Leaving a group: whether what she said stays."""

from django import forms
from django.utils.translation import gettext_lazy as _

STAY, GO = "stay", "go"


class LeaveForm(forms.Form):
    """Her words stay, or go with her. Nothing else is asked."""

    words = forms.ChoiceField(
        label=_("Wat je al zei"),
        widget=forms.RadioSelect,
        choices=[(STAY, _("Mag blijven. Je kan het later nog terugnemen.")), (GO, _("Gaat mee weg. Overal."))],
        initial=STAY,
        error_messages={"required": _("Kies een van de twee.")},
    )
    use_required_attribute = False

    def takes_words(self) -> bool:
        """Whether they go. Only after `is_valid()`."""
        return bool(self.cleaned_data["words"] == GO)
