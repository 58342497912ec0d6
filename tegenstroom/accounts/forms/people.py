"""What we write down about a person."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import NETWORK_ROLES
from tegenstroom.base.models import Letter

HINTS = {
    "given_name": "given-name",
    "family_name": "family-name",
    "called": "nickname",
    "phone": "tel",
    "street": "street-address",
    "postcode": "postal-code",
    "municipality": "address-level2",
}


class OwnDataForm(forms.ModelForm[Person]):
    """One's own data. The address to log in with has its own page: it must be confirmed."""

    class Meta:
        model = Person
        fields = (
            "given_name",
            "family_name",
            "called",
            "phone",
            "street",
            "postcode",
            "municipality",
            "language",
            "reached_by",
        )
        error_messages = {"given_name": {"required": _("Vul je voornaam in.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, hint in HINTS.items():
            self.fields[name].widget.attrs["autocomplete"] = hint
        self.fields["phone"].widget.input_type = "tel"

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or {}
        on_paper = data.get("reached_by") == Letter.Channel.PAPER
        if on_paper and not (data.get("street") and data.get("municipality")):
            self.add_error("street", _("Voor brieven op papier hebben we je straat en gemeente nodig."))
        return data


class PersonForm(OwnDataForm):
    """A person as the coordinator writes her down."""

    class Meta(OwnDataForm.Meta):
        fields = ("given_name", "family_name", "email", *OwnDataForm.Meta.fields[2:])  # type: ignore[assignment]
        error_messages = {"given_name": {"required": _("Vul een voornaam in.")}}
        # Another writes this down about her: not in the words of her own page.
        labels = {"called": _("Wil zo genoemd worden"), "reached_by": _("Krijgt brieven")}
        help_texts = {
            "called": _("Leeg laten is de voornaam."),
            "email": _("Leeg laten als er geen is. Dan kan je een kaart drukken."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in HINTS:
            # The browser of the desk must not fill in the coordinator's own data.
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_email(self) -> str | None:
        email: str | None = (self.cleaned_data["email"] or "").strip().lower() or None
        other = Person.objects.by_email(email) if email else None
        if other and other.pk != self.instance.pk:
            raise ValidationError(
                _("%(name)s heeft dit e-mailadres al. Zoek eerst of dit niet dezelfde persoon is.")
                % {"name": other.name}
            )
        return email


class SearchForm(forms.Form):
    """Part of a name or of an address."""

    q = forms.CharField(label=_("Naam of e-mailadres"), required=False, max_length=100)


class RoleForm(forms.Form):
    """One role to give or to end."""

    role = forms.ChoiceField(choices=[(role.key, role.name) for role in NETWORK_ROLES])


class ErasureForm(forms.Form):
    """That whoever erases someone did not press by accident."""

    sure = forms.BooleanField(
        label=_("Dit is gevraagd door de persoon zelf."),
        error_messages={"required": _("Duid dit eerst aan. Er is nog niets gewist.")},
    )


class LanguageForm(forms.Form):
    """The language of the pages; each language is called by its own name."""

    language = forms.ChoiceField(
        label=_("Welke taal lees je het liefst?"),
        choices=[(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies een van deze talen."), "required": _("Kies een taal.")},
    )
