"""An organisation, its teams, and searching among all of them."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tegenstroom.organisations.models import Organisation, Team
from tegenstroom.organisations.models.organisations import check_enterprise_number
from tegenstroom.organisations.rules import compact_number, shown_number


class EnterpriseNumberField(forms.CharField):
    """Takes dots, spaces and BE; gives ten digits; shows 0566.988.259."""

    default_validators = [check_enterprise_number]

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value) or ""
        return compact_number(typed) if typed else ""

    def prepare_value(self, value: Any) -> Any:
        # A number that is not right comes back as it was typed.
        return shown_number(value) if value and str(value).isdigit() and len(value) == 10 else value


class OrganisationForm(forms.ModelForm[Organisation]):
    """What we know of an organisation."""

    enterprise_number = EnterpriseNumberField(
        label=_("Ondernemingsnummer"),
        required=False,
        max_length=30,
        help_text=_("Tien cijfers, bijvoorbeeld 0566.988.259. Je vindt het op een factuur of in de KBO."),
        error_messages={"unique": _("Een andere organisatie heeft dit ondernemingsnummer al.")},
    )

    class Meta:
        model = Organisation
        fields = [
            "name",
            "kind",
            "enterprise_number",
            "street",
            "postcode",
            "municipality",
            "email",
            "phone",
            "asks_approval",
        ]
        error_messages = {
            "name": {"unique": _("Er is al een organisatie met deze naam. Zoek haar op in de lijst.")},
        }

    def clean_enterprise_number(self) -> str | None:
        # Nothing typed is no number: two organisations without one must not collide.
        return self.cleaned_data["enterprise_number"] or None


class TeamForm(forms.ModelForm[Team]):
    """The name of a new team; `instance` bears the organisation."""

    class Meta:
        model = Team
        fields = ["name"]
        labels = {"name": _("Naam van het team")}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.instance.organisation.teams.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("Dit team staat al in de lijst."))
        return name


class SearchForm(forms.Form):
    """Words from the name, the municipality or the number, and a kind."""

    zoek = forms.CharField(label=_("Zoek op naam, gemeente of nummer"), required=False, max_length=100)
    soort = forms.ChoiceField(
        label=_("Soort"), required=False, choices=[("", _("alle soorten")), *Organisation.Kind.choices]
    )

    def found_in(self, organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
        """The organisations that fit what was asked; all of them when it makes no sense."""
        if not self.is_valid():
            return organisations
        words, kind = self.cleaned_data["zoek"].strip(), self.cleaned_data["soort"]
        if kind:
            organisations = organisations.filter(kind=kind)
        if not words:
            return organisations
        match = Q(name__icontains=words) | Q(municipality__icontains=words)
        if any(letter.isdigit() for letter in words):
            match |= Q(enterprise_number__contains=words.replace(".", "").replace(" ", ""))
        return organisations.filter(match)
