"""One question a page about her money: each form has one field, `answer`."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.fields import EuroField, date_field
from tegenstroom.coaches.rules.travel import COUNTS_KM, Mode
from tegenstroom.coaches.words import MODES

TOO_LITTLE = _("Schrijf hier meer dan nul.")
TOO_FAR = _("Dat is heel ver. Kijk het nog even na.")


class DayForm(forms.Form):
    """On which day did others give her something?"""

    answer = date_field(_("Op welke dag was dat?"))

    def clean_answer(self) -> Any:
        return _not_to_come(self.cleaned_data["answer"])


class AmountForm(forms.Form):
    """How much was it?"""

    answer = EuroField(
        label=_("Hoeveel kreeg je die dag? Tel alles samen."), error_messages={"min_value": TOO_LITTLE}
    )

    def clean_answer(self) -> Decimal:
        return _something(self.cleaned_data["answer"])


class OutsideForm(forms.Form):
    """What she told the desk of a day: never where it was."""

    day = date_field(_("Op welke dag was dat?"))
    amount = EuroField(
        label=_("Hoeveel kreeg ze die dag? Tel alles samen."), error_messages={"min_value": TOO_LITTLE}
    )

    def clean_day(self) -> Any:
        return _not_to_come(self.cleaned_data["day"])

    def clean_amount(self) -> Decimal:
        return _something(self.cleaned_data["amount"])


class CostForm(forms.Form):
    """What did the tickets cost?"""

    answer = EuroField(
        label=_("Hoeveel kostte het, heen en terug?"), digits=5, error_messages={"min_value": TOO_LITTLE}
    )

    def clean_answer(self) -> Decimal:
        return _something(self.cleaned_data["answer"])


def _km_field(label: Any, *, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=0,
        max_digits=5,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "min_value": TOO_LITTLE,
            "invalid": _("Dit is geen getal. Schrijf het zo: 24 of 24,5."),
            "max_decimal_places": _("Schrijf het met één cijfer na de komma: 24,5."),
            "max_digits": TOO_FAR,
            "max_whole_digits": TOO_FAR,
        },
    )


class KmForm(forms.Form):
    """How far was it?"""

    answer = _km_field(_("Hoeveel kilometer was het, heen en terug?"))

    def clean_answer(self) -> Decimal:
        return _something(self.cleaned_data["answer"])


class RoadForm(forms.Form):
    """How she came, as she told the desk: kilometres by car or bicycle, the price of tickets otherwise."""

    mode = forms.ChoiceField(label=_("Hoe kwam ze?"), choices=MODES, widget=forms.RadioSelect)
    km = _km_field(_("Met auto of fiets: hoeveel kilometer, heen en terug?"), required=False)
    cost = EuroField(label=_("Met bus, tram of trein: hoeveel kostte het?"), digits=5, required=False)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        mode = found.get("mode")
        asked = "km" if mode in COUNTS_KM else "cost" if mode == Mode.PUBLIC else None
        if asked and asked in found and not found[asked]:
            self.add_error(asked, TOO_LITTLE)
        return found


def _not_to_come(day: date) -> date:
    if day > timezone.localdate():
        raise ValidationError(_("Die dag moet nog komen. Kies vandaag of een dag die voorbij is."))
    return day


def _something(amount: Decimal) -> Decimal:
    if not amount:
        raise ValidationError(TOO_LITTLE)
    return amount
