"""What the page of parts shows: plainly invented people and words, so that each part has something to say."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.pictograms import DRAWN


@dataclass(frozen=True, slots=True)
class Somewhere:
    """A place, as the date block wants it."""

    name: str
    address: str
    directions: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A measured mean and how sure we are of it, on a scale of one to five."""

    voice: str
    low: float
    mean: float
    high: float
    answers: int

    def at(self, value: float) -> float:
        """Where a value lies in a drawing of 400 units."""
        return (value - 1) * 100

    @property
    def drawn(self) -> tuple[str, str, str]:
        """Left end, point and right end, as numbers of an SVG."""
        low, mean, high = (f"{self.at(value):.0f}" for value in (self.low, self.mean, self.high))
        return low, mean, high


KITCHEN = Somewhere(
    "De Keukentafel",
    "Schoolstraat 12, 9000 Gent",
    "Tram 2, halte Kouter. Vijf minuten stappen. De deur naast de bakker staat open.",
)
BANDS = (
    (_("Eerst luisteren"), (("lived", 9), ("practice", 2), ("lived", 6), ("research", 3))),
    (
        _("Een vastgelopen gesprek"),
        (("practice", 4), ("lived", 5), ("practice", 2), ("lived", 3), ("research", 2), ("practice", 1)),
    ),
    (_("Wat zegt het cijfer"), (("research", 5), ("lived", 7), ("practice", 4))),
)
INTERVALS = (
    Interval("lived", 3.1, 3.6, 4.1, 14),
    Interval("practice", 3.6, 3.9, 4.2, 41),
    Interval("research", 2.4, 3.3, 4.2, 10),
)


class TryOut(forms.Form):
    """A small form that shows how an error reads."""

    called = forms.CharField(label=_("Hoe wil je genoemd worden?"), max_length=80)
    date = forms.DateField(
        label=_("Welke dag past?"),
        help_text=_("Een dag vanaf morgen."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    kind = forms.ChoiceField(
        label=_("Ik kom als"),
        choices=[
            ("p", _("hulpverlener of begeleider")),
            ("v", _("vrijwilliger")),
            ("l", _("ervaringsdeskundige")),
        ],
        widget=forms.RadioSelect,
    )
    needs = forms.CharField(
        label=_("Wat kunnen we voor je klaarzetten?"),
        required=False,
        help_text=_("Een stoel met leuning, een tolk, een plek dicht bij de deur."),
        widget=forms.Textarea,
    )
    ride = forms.BooleanField(label=_("Ik zoek iemand om mee te rijden"), required=False)

    def clean_date(self) -> Any:
        """A day that is still to come."""
        wanted = self.cleaned_data["date"]
        if wanted <= timezone.localdate():
            raise ValidationError(_("Deze datum ligt in het verleden. Kies een dag vanaf morgen."))
        return wanted


def context(query: QueryDict) -> dict[str, Any]:
    """Everything the page shows; the form is checked when it was sent."""
    today = timezone.localdate()
    first_day = today + timedelta(days=21)
    clock = timezone.get_current_timezone()
    return {
        "today": today,
        "start": datetime.combine(first_day, time(9, 30), clock),
        "end": datetime.combine(first_day, time(16, 30), clock),
        "place": KITCHEN,
        "bands": BANDS,
        "intervals": INTERVALS,
        "pictograms": DRAWN,
        "form": TryOut(query if "called" in query else None),
        "page": Paginator(range(60), 20).page(2),
    }
