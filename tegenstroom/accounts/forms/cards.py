"""What someone with a card types."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts import rules


class DigitsField(forms.CharField):
    """Digits as people type or paste them: with spaces, dots or dashes between."""

    def __init__(self, *, kind: str, error: Any, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
        widget = forms.PasswordInput if kind == "pin" else forms.TextInput
        super().__init__(
            widget=widget(attrs=attrs),
            error_messages={"required": error, "max_length": error},
            max_length=40,
            **kwargs,
        )
        self.holds = rules.is_pin if kind == "pin" else rules.is_number
        self.error = error

    def clean(self, value: Any) -> str:
        typed = rules.digits(super().clean(value))
        if not self.holds(typed):
            raise ValidationError(self.error)
        return typed


def number_field() -> DigitsField:
    """The sixteen digits on the card."""
    return DigitsField(
        kind="number",
        label=_("Nummer van je kaart"),
        help_text=_("Zestien cijfers. Spaties mogen."),
        error=_("Een kaartnummer heeft 16 cijfers. Kijk na of je ze allemaal hebt."),
    )


def pin_field(label: Any) -> DigitsField:
    """The PIN that goes with it; `label` is text, lazily translated."""
    return DigitsField(kind="pin", label=label, error=_("Een PIN heeft 4, 5 of 6 cijfers."))


class CardForm(forms.Form):
    """The number of the card and its PIN; only the PIN when the card was scanned."""

    number = number_field()
    pin = pin_field(_("PIN"))

    def __init__(self, *args: Any, scanned: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scanned = scanned
        if scanned:
            del self.fields["number"]

    @property
    def whole_number(self) -> str:
        """The scanned number, or else the typed one."""
        return self.scanned or str(self.cleaned_data["number"])


class PinForm(forms.Form):
    """Another PIN for one's own card."""

    number = number_field()
    old_pin = pin_field(_("Je PIN van nu"))
    pin = pin_field(_("Je nieuwe PIN"))
    again = pin_field(_("Nog eens je nieuwe PIN"))

    def clean_pin(self) -> str:
        pin: str = self.cleaned_data["pin"]
        if rules.is_easy_to_guess(pin):
            raise ValidationError(_("Deze PIN is makkelijk te raden. Kies andere cijfers."))
        return pin

    def clean(self) -> dict[str, Any] | None:
        pin, again = self.cleaned_data.get("pin"), self.cleaned_data.get("again")
        if pin and again and pin != again:
            self.add_error("again", _("Dit is niet dezelfde PIN als hierboven."))
        return super().clean()
