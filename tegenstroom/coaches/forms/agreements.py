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
from tegenstroom.coaches.rules.profiles import Terms

HINTS = {
    "aim": _("Waarvoor het netwerk er is, en wat een coach erin doet."),
    "legal_form": _("Vzw, feitelijke vereniging, deel van een hogeschool: zoals het echt is."),
    "insurance": _("Wat verzekerd is, en waar iemand de polis kan vragen."),
    "reimbursement": _("Waarvoor, hoe en wanneer. Bedragen staan bij Getallen, niet hier."),
    "discretion": _("Wat niemand verder mag zeggen, en wat de wet daarover zegt."),
}

HINTS_WHEN_PAID = {
    "insurance": _("Wie haar verzekert: haar werkgever, of zijzelf."),
    "reimbursement": _("Van wie haar loon komt, waar haar contract ligt, en dat ze hier geen vergoeding krijgt."),
}


class TextForm(forms.ModelForm[AgreementText]):
    """The five things that the law wants told before a volunteer begins, and that who is paid reads too."""

    use_required_attribute = False

    class Meta:
        model = AgreementText
        fields = PARTS
        widgets = {part: PlainTextarea(attrs={"rows": 8}) for part in PARTS}
        help_texts = HINTS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.terms == Terms.PAID:
            for part, hint in HINTS_WHEN_PAID.items():
                self.fields[part].help_text = str(hint)


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
