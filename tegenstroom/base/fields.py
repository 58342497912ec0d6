"""Fields that read a day, an hour and an amount the way people write them."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")


def date_field(label: Any, **options: Any) -> forms.DateField:
    """A day, with the phone's own calendar; also as typed by hand: 13/12/2027."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    wrong = {"invalid": _("Dit is geen dag die bestaat. Kies een dag in de kalender.")}
    formats = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]
    return forms.DateField(label=label, widget=widget, input_formats=formats, error_messages=wrong, **options)


def hour_field(label: Any) -> forms.TimeField:
    """An hour, as 9:30, 9.30 or 9u30."""
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M", "%Hu%M"],
        error_messages={"invalid": _("Dit is geen uur. Schrijf het zo: 9:30.")},
    )


class EuroField(forms.DecimalField):
    """An amount in euros: 1850, 1850,50, 1.850,50 or € 1 850,50."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {
        "invalid": _("Dit is geen bedrag. Schrijf het zo: 240 of 240,50."),
        "min_value": _("Schrijf een bedrag van nul of meer."),
        "max_digits": _("Dit bedrag is te groot. Kijk het nog even na."),
        "max_whole_digits": _("Dit bedrag is te groot. Kijk het nog even na."),
        "max_decimal_places": _("Schrijf hoogstens twee cijfers na de komma."),
    }

    def __init__(self, *, digits: int = 8, **options: Any) -> None:
        super().__init__(min_value=0, max_digits=digits, decimal_places=2, localize=True, **options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace("€", "").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
            if "," in value or THOUSANDS.fullmatch(value):
                value = value.replace(".", "")
            value = value.replace(",", ".")
        return super().to_python(value)
