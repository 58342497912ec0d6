"""People of an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenstroom.organisations.models import Membership, Organisation, Team


class MembershipForm(forms.ModelForm[Membership]):
    """As what someone works there, in which team, and whether we may ring her."""

    class Meta:
        model = Membership
        fields = ["part", "team", "is_contact"]
        labels = {
            "part": _("Werkt er als"),
            "team": _("Team"),
            "is_contact": _("Is contactpersoon voor ons"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_teams_of(self.instance.organisation, self.fields["team"])


class NewMemberForm(forms.Form):
    """Someone who works or volunteers here: found by e-mail, or new."""

    given_name = forms.CharField(label=_("Voornaam"), max_length=80)
    family_name = forms.CharField(label=_("Achternaam"), max_length=80, required=False)
    email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        help_text=_("Kennen we dit adres al, dan voegen we die persoon toe. Haar naam blijft zoals ze is."),
    )
    phone = forms.CharField(label=_("Telefoon"), max_length=30, required=False)
    part = forms.ChoiceField(label=_("Werkt er als"), choices=Membership.Part.choices)
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), required=False)
    is_contact = forms.BooleanField(label=_("Is contactpersoon voor ons"), required=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        offer_teams_of(organisation, self.fields["team"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("given_name") and self._is_member_already(typed):
            raise forms.ValidationError(_("Deze persoon staat al bij deze organisatie. Pas haar daar aan."))
        return typed

    def _is_member_already(self, typed: dict[str, Any]) -> bool:
        current = self.organisation.memberships.current()
        if email := typed.get("email"):
            return current.filter(person__email=email.lower()).exists()
        return current.filter(
            person__given_name__iexact=typed["given_name"],
            person__family_name__iexact=typed.get("family_name", ""),
        ).exists()


def offer_teams_of(organisation: Organisation, field: forms.Field) -> None:
    """Only the teams of this house can be chosen."""
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = organisation.teams.all()
    field.empty_label = str(_("geen team"))
