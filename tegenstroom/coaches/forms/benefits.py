"""Her own questions about papers: one a page."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.fields import date_field
from tegenstroom.coaches.rules.benefits import Paper

YES, NO = "yes", "no"


class HasBenefitForm(forms.Form):
    """The first question. Whoever does not know takes the list too."""

    answer = forms.ChoiceField(
        label=_("Krijg je een uitkering of leefloon?"),
        choices=[(YES, _("Ja, of ik weet het niet")), (NO, _("Nee"))],
        widget=forms.RadioSelect,
    )


class InOrderForm(forms.Form):
    """The last question but one."""

    answer = forms.ChoiceField(
        label=_("Is alles in orde?"),
        choices=[(YES, _("Ja, alles is in orde")), (NO, _("Nog niet"))],
        widget=forms.RadioSelect,
    )


class UntilForm(forms.Form):
    """Only where her paper bears a last day."""

    until = date_field(_("Staat er een laatste dag op je papier?"), required=False)

    def clean_until(self) -> date | None:
        day: date | None = self.cleaned_data["until"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("Die dag is al voorbij. Kijk nog eens op je papier."))
        return day


class PaperForm(forms.Form):
    """Which letter she wants now. It comes in the body of the form, never in an address."""

    paper = forms.ChoiceField(choices=[(paper.value, paper.value) for paper in Paper])
