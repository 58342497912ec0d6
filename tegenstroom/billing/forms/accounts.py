"""An account number, and the name on the account."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tegenstroom.billing.rules.banking import (
    LONGEST_NAME,
    OutsideSepaError,
    WrongNumberError,
    bank_letters,
    checked_iban,
    grouped,
)


class IbanInput(forms.TextInput):
    """What was typed comes back in groups of four, as on a bank card."""

    def format_value(self, value: Any) -> str | None:
        return grouped(value) if value else None


class IbanField(forms.CharField):
    """An account number that we can pay to, without spaces. It is checked before it is kept."""

    widget = IbanInput
    default_error_messages = {
        "required": _("Vul een rekeningnummer in."),
        "wrong": _("Dit nummer klopt niet. Kijk het na op de bankkaart. Wat er stond, staat er nog."),
        "outside": _("Naar deze rekening kunnen we niet storten. Kies een rekening van een bank in Europa."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)
        hints = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        self.widget.attrs.update(hints)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return checked_iban(typed)
        except WrongNumberError as error:
            raise ValidationError(self.error_messages["wrong"], code="wrong") from error
        except OutsideSepaError as error:
            raise ValidationError(self.error_messages["outside"], code="outside") from error


def _holder(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_NAME,
        error_messages={"required": _("Vul de naam in die op de rekening staat.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NumberForm(forms.Form):
    """Her own number, asked once."""

    iban = IbanField(
        label=_("Wat is je rekeningnummer?"),
        help_text=_("Het staat op je bankkaart. Het begint met twee letters."),
    )


class HolderForm(forms.Form):
    """The name on the account: the bank compares it."""

    holder = _holder(
        _("Welke naam staat op de rekening?"), _("De bank kijkt of de naam past. Schrijf ze zoals op de kaart.")
    )

    def clean_holder(self) -> str:
        holder: str = self.cleaned_data["holder"]
        if not bank_letters(holder):
            raise ValidationError(_("Schrijf de naam met gewone letters."))
        return holder


class DeskAccountForm(HolderForm):
    """Number and name, as the desk hears them."""

    iban = IbanField(label=_("Rekeningnummer"))
    holder = _holder(_("Naam op de rekening"), _("De bank vergelijkt die naam met de rekening."))
    field_order = ("iban", "holder")
