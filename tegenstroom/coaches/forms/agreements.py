"""Forms of the desk about the agreement with coaches."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.fields import date_field
from tegenstroom.base.plain import PlainTextarea
from tegenstroom.coaches.models import AgreementText
from tegenstroom.coaches.models.agreements import PARTS

HINTS = {
    "aim": _("Waarvoor het netwerk er is, en wat een coach erin doet."),
    "legal_form": _("Vzw, feitelijke vereniging, deel van een hogeschool: zoals het echt is."),
    "insurance": _("Wat verzekerd is, en waar iemand de polis kan vragen."),
    "reimbursement": _("Waarvoor, hoe en wanneer. Bedragen staan bij Getallen, niet hier."),
    "discretion": _("Wat niemand verder mag zeggen, en wat de wet daarover zegt."),
}


class TextForm(forms.ModelForm[AgreementText]):
    """The five things that the law wants told before a volunteer begins."""

    use_required_attribute = False

    class Meta:
        model = AgreementText
        fields = PARTS
        widgets = {part: PlainTextarea(attrs={"rows": 8}) for part in PARTS}
        help_texts = HINTS


class DayForm(forms.Form):
    """A day up to today: signed on, ended on."""

    day = date_field(_("Op welke dag"), initial=timezone.localdate)

    def __init__(self, *args: Any, label: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["day"].label = label

    def day_given(self) -> date:
        """The day, checked."""
        day: date = self.cleaned_data["day"]
        return day
