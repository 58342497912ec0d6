"""Forms of the desk about coaches."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.base.fields import date_field
from tegenstroom.billing.rules.payruns import Method
from tegenstroom.billing.words import METHODS_AT_DESK
from tegenstroom.coaches.models import CoachProfile
from tegenstroom.coaches.rules.benefits import CheckState
from tegenstroom.coaches.rules.profiles import Missing, Status, Terms
from tegenstroom.coaches.words import CHECK_STATES, MISSING, STATUSES, TERMS


class CoachFilter(forms.Form):
    """Which coaches to show: part of a name, and what is missing."""

    zoek = forms.CharField(label=_("Naam"), required=False, max_length=100)
    mist = forms.ChoiceField(
        label=_("Wat er ontbreekt"), required=False, choices=[("", _("iedereen")), *MISSING.items()]
    )

    def wanted(self) -> tuple[str, Missing | None]:
        """The words and the gap; a gap that does not exist is no gap."""
        found = self.cleaned_data if self.is_valid() else {}
        return found.get("zoek") or "", Missing(found["mist"]) if found.get("mist") else None


class TermsForm(forms.Form):
    """What the desk agrees with a coach."""

    status = forms.ChoiceField(
        label=_("Statuut"),
        choices=STATUSES.items(),
        widget=forms.RadioSelect,
        initial=Status.COACH,
        help_text=_("Verandert dit? Dan tekent ze een nieuwe afspraak."),
    )
    terms = forms.ChoiceField(
        label=_("Vergoed als"),
        choices=TERMS.items(),
        widget=forms.RadioSelect,
        initial=Terms.VOLUNTEER,
        help_text=_(
            "Wie betaald wordt, krijgt haar loon ergens anders. Hier krijgt ze dan geen vergoeding. "
            "Verandert dit? Dan tekent ze een nieuwe afspraak."
        ),
    )
    method = forms.ChoiceField(
        label=_("Uitbetaling"), choices=METHODS_AT_DESK.items(), widget=forms.RadioSelect, initial=Method.TRANSFER
    )
    caller_words = forms.CharField(
        label=_("Wie haar belt na een zware dag"),
        required=False,
        max_length=100,
        help_text=_("Naam of e-mailadres van wie zij koos. Leeg laten is: wie het bureau doet."),
    )

    def __init__(self, data: QueryDict | None = None, *, profile: CoachProfile | None = None) -> None:
        shown = {}
        if profile:
            shown = {"status": profile.status, "terms": profile.terms, "method": profile.method}
            shown["caller_words"] = (profile.caller.email or profile.caller.name) if profile.caller else ""
        self.coach = profile.person if profile else None
        super().__init__(data, initial=shown)

    def clean_caller_words(self) -> Person | None:
        words = self.cleaned_data["caller_words"]
        if not words:
            return None
        found = list(Person.objects.get_queryset().filter(is_active=True).found_by(words)[:2])
        if len(found) != 1:
            none, several = _("We vinden niemand met die naam."), _("Er zijn meer mensen met die naam.")
            raise forms.ValidationError([several if found else none, _("Schrijf het e-mailadres.")])
        if found[0] == self.coach:
            raise forms.ValidationError(_("Dat is zij zelf. Kies iemand anders."))
        return found[0]

    def terms_agreed(self) -> dict[str, Any]:
        """The fields of the profile, checked."""
        agreed = {name: self.cleaned_data[name] for name in ("status", "terms", "method")}
        return {**agreed, "caller": self.cleaned_data["caller_words"]}


class CheckForm(forms.Form):
    """What she told the desk about her papers: how it stands, never which they are."""

    state = forms.ChoiceField(label=_("Haar papieren"), choices=CHECK_STATES.items(), widget=forms.RadioSelect)
    until = date_field(
        _("In orde tot en met"), required=False, help_text=_("Alleen als er een einddatum op haar papier staat.")
    )

    def checked(self) -> dict[str, Any]:
        """State and last day."""
        return {"state": CheckState(self.cleaned_data["state"]), "until": self.cleaned_data["until"]}
