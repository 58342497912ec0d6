"""Her own list: someone or a service, and her limits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenstroom.coaches.rules.dependencies import is_whole_name, words_of_service

LONGEST = 160


class PersonForm(forms.Form):
    """Someone by name."""

    name = forms.CharField(
        label=_("Hoe heet die persoon?"),
        max_length=LONGEST,
        help_text=_("Schrijf de voornaam en de naam."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Schrijf een voornaam en een naam.")},
    )

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not is_whole_name(name):
            raise forms.ValidationError(
                _("We hebben de voornaam en de naam nodig. Weet je er maar één? Zet dan de dienst op je lijst.")
            )
        return name


class ServiceForm(forms.Form):
    """A service by name; then, where we know some that look like it, which one."""

    name = forms.CharField(
        label=_("Hoe heet de dienst?"),
        max_length=LONGEST,
        help_text=_("Schrijf ook de gemeente erbij."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Schrijf de naam van de dienst.")},
    )
    organisation = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not words_of_service(name):
            raise forms.ValidationError(_("Schrijf de naam van de dienst."))
        return name


class HeavyForm(forms.Form):
    """How many heavy themes a month, up to what the network allows."""

    most = forms.TypedChoiceField(
        label=_("Hoeveel zware dagen wil je in één maand?"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, network: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {0: _("Geen"), network: _("%(n)s, zoals iedereen") % {"n": network}}
        numbers = range(network + 1)
        self.fields["most"].choices = [(n, words.get(n, str(n))) for n in numbers]  # type: ignore[attr-defined]
