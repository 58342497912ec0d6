"""Forms about calls: whom she wants to hear, and on which number."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person

ANYONE = ""


class PhoneForm(forms.Form):
    """The number on which we call."""

    phone = forms.CharField(
        label=_("Op welk nummer bellen we?"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Schrijf je nummer. Dan kunnen we bellen.")},
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if sum(sign.isdigit() for sign in phone) < 9:
            raise forms.ValidationError(_("Dit nummer is te kort. Schrijf het zo: 0470 12 34 56."))
        return phone


class CallerForm(forms.Form):
    """Someone who offered to call, or whoever coordinates."""

    caller = forms.ChoiceField(label=_("Wie belt jou na een zware dag?"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        named = [(key, person.name) for key, person in self.people.items()]
        # Nobody in particular is an answer too.
        self.fields["caller"].depends = True  # type: ignore[attr-defined]
        self.fields["caller"].choices = [(ANYONE, _("Wie op het bureau is")), *named]  # type: ignore[attr-defined]

    def chosen(self) -> Person | None:
        """Whom she chose; None for whoever coordinates."""
        return self.people.get(self.cleaned_data["caller"])
