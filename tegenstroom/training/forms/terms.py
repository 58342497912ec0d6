"""A new set of rules for cancelling: up to four tiers."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenstroom.training.models import CancellationTerm
from tegenstroom.training.rules.cancelling import Tier

MOST_TIERS = 4


class TermsForm(forms.Form):
    """From when, which tiers, and who decided so."""

    valid_from = forms.DateField(
        label=gettext_lazy("Geldt voor wie inschrijft vanaf"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    source = forms.CharField(
        label=gettext_lazy("Beslist in"),
        max_length=200,
        help_text=gettext_lazy("Zoals: stuurgroep van 12 maart."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_TIERS + 1):
            self.fields[f"days_{number}"] = forms.IntegerField(
                label=_("Dagen voor de start"), min_value=0, max_value=365, required=number == 1
            )
            self.fields[f"percent_{number}"] = forms.DecimalField(
                label=_("Percent van de prijs"),
                min_value=0,
                max_value=100,
                max_digits=5,
                decimal_places=2,
                required=number == 1,
            )

    def clean_valid_from(self) -> Any:
        day = self.cleaned_data["valid_from"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Deze dag ligt in het verleden. Kies een dag vanaf vandaag."))
        if CancellationTerm.objects.filter(valid_from=day).exists():
            raise forms.ValidationError(_("Voor die dag zijn er al regels. Kies een andere dag."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        seen: set[int] = set()
        for number in range(1, MOST_TIERS + 1):
            days, percent = data.get(f"days_{number}"), data.get(f"percent_{number}")
            if days is not None and percent is None and f"percent_{number}" not in self.errors:
                self.add_error(f"percent_{number}", _("Vul ook in hoeveel percent iemand dan betaalt."))
            if percent is not None and days is None and f"days_{number}" not in self.errors:
                self.add_error(f"days_{number}", _("Vul ook in vanaf hoeveel dagen dat geldt."))
            if days in seen:
                self.add_error(
                    f"days_{number}", _("Dit aantal dagen staat er al. Elke regel heeft een eigen aantal.")
                )
            if days is not None:
                seen.add(days)
        return data

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each tier, for the page."""
        return [(self[f"days_{number}"], self[f"percent_{number}"]) for number in range(1, MOST_TIERS + 1)]

    def set(self) -> dict[str, Any]:
        """What `add_terms` asks. Call after is_valid()."""
        data = self.cleaned_data
        filled = [number for number in range(1, MOST_TIERS + 1) if data[f"days_{number}"] is not None]
        tiers = [Tier(data[f"days_{number}"], Decimal(data[f"percent_{number}"])) for number in filled]
        return {"valid_from": data["valid_from"], "tiers": tiers, "source": data["source"]}
