"""Correcting what a coach gets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.fields import EuroField
from tegenstroom.base.plain import PlainLine


class CorrectionForm(forms.Form):
    """Another amount, and why: she reads it."""

    amount = EuroField(label=_("Wat ze krijgt, alles samen"), help_text=_("In euro. Nul mag ook."))
    reason = PlainLine(label=_("Waarom"), max_length=200, help_text=_("Zij leest dit."))
