"""The days of a pay run."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenstroom.base import saying
from tegenstroom.billing.rules.bankdays import is_open, open_on_or_after, open_on_or_before

# Further ahead is a mistake of typing: people wait for this money.
FURTHEST = timedelta(days=90)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Kies een dag."), "invalid": gettext_lazy("Kies een dag.")},
    )


class NewRunForm(forms.Form):
    """On which day the bank pays. The key makes one run of a form that is sent twice."""

    pay_on = _day(gettext_lazy("De bank betaalt op"))
    once_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once_key"].initial = uuid4
        self.fields["pay_on"].initial = open_on_or_after(timezone.localdate())

    def clean_pay_on(self) -> date:
        day: date = self.cleaned_data["pay_on"]
        today = timezone.localdate()
        if day < today:
            raise ValidationError(_("Deze dag ligt in het verleden. Kies vandaag of een latere dag."))
        if day > today + FURTHEST:
            raise ValidationError(_("Deze dag ligt ver weg. Kies een dag binnen drie maanden."))
        if not is_open(day):
            before = open_on_or_before(day)
            near = before if before >= today else open_on_or_after(day)
            sentence = _("Op die dag werken de banken niet. Kies %(day)s of een andere bankdag.")
            raise ValidationError(sentence % {"day": saying.day(near)})
        return day


class PaidForm(forms.Form):
    """On which day the money left the account, or was put in someone's hand."""

    paid_on = _day(gettext_lazy("Betaald op"))

    def __init__(self, *args: Any, since: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = since
        self.fields["paid_on"].initial = timezone.localdate

    def clean_paid_on(self) -> date:
        day: date = self.cleaned_data["paid_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Deze dag moet nog komen. Kies vandaag of een dag ervoor."))
        if day < self.since:
            raise ValidationError(_("Toen was deze uitbetaling nog niet gemaakt. Kies een latere dag."))
        return day


class SignedForm(PaidForm):
    """On which day someone signed for cash."""

    paid_on = _day(gettext_lazy("Getekend op"))
