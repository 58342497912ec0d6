"""A new value for a number, from a day on."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenstroom.base.figures import DECLARED
from tegenstroom.base.models import Figure


class FigureForm(forms.ModelForm[Figure]):
    """Never a change of the past: a new value holds from today or later, or fills days that had none."""

    class Meta:
        model = Figure
        fields = ["value", "valid_from", "source"]
        labels = {
            "value": gettext_lazy("Nieuw getal"),
            "valid_from": gettext_lazy("Geldt vanaf"),
            "source": gettext_lazy("Waar komt dit vandaan"),
        }
        help_texts = {
            "source": gettext_lazy(
                "Een wet, een beslissing of een verslag, met de datum. Zo kan iedereen het nazien."
            )
        }
        widgets = {"valid_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        error_messages = {
            "value": {
                "invalid": gettext_lazy("Vul een getal in, zoals 48 of 0,5."),
                "required": gettext_lazy("Vul een getal in, zoals 48 of 0,5."),
            },
            "valid_from": {"required": gettext_lazy("Kies de dag waarop dit getal begint te gelden.")},
            "source": {"required": gettext_lazy("Schrijf waar dit getal vandaan komt.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].localize = True
        self.fields["value"].widget = forms.TextInput(attrs={"inputmode": "decimal"})
        self.fields["value"].widget.is_localized = True

    def clean_value(self) -> Decimal:
        """No number of ours is below zero."""
        value: Decimal = self.cleaned_data["value"]
        if value < 0:
            raise ValidationError(_("Dit getal kan niet kleiner zijn dan 0."))
        return value

    def clean_valid_from(self) -> date:
        """Today or later, and no day twice; an older day only where no value holds yet, so that none changes."""
        day: date = self.cleaned_data["valid_from"]
        known = Figure.objects.filter(key=self.instance.key)
        if day < timezone.localdate() and DECLARED[self.instance.key].on_each([day]):
            raise ValidationError(_("Deze dag ligt in het verleden. Kies vandaag of een latere dag."))
        if known.filter(valid_from=day).exists():
            raise ValidationError(_("Voor deze dag is er al een getal. Kies een andere dag."))
        return day
