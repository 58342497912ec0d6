"""The filter of the offer."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateformat import format as write_date
from django.utils.translation import gettext_lazy as _

from tegenstroom.library.models import Theme
from tegenstroom.organisations.models import Place
from tegenstroom.training.models import Edition, ModuleVersion
from tegenstroom.training.models.editions import EditionQuerySet
from tegenstroom.training.rules.offer import months_from

Audience = ModuleVersion.Audience


class OfferFilter(forms.Form):
    """What a reader looks for; an empty field asks nothing. People share the address, so the names are Dutch."""

    thema = forms.ChoiceField(label=_("Thema"), required=False)
    gemeente = forms.ChoiceField(label=_("Gemeente"), required=False)
    maand = forms.ChoiceField(label=_("Maand"), required=False)
    voor = forms.ChoiceField(
        label=_("Ik ben"),
        required=False,
        choices=[
            ("", _("iedereen")),
            (Audience.PROFESSIONALS, _("hulpverlener of begeleider")),
            (Audience.VOLUNTEERS, _("vrijwilliger")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose_from("thema", _("alle thema's"), Theme.objects.values_list("slug", "name"))
        self._choose_from("gemeente", _("overal"), [(name, name) for name in _municipalities()])
        months = months_from(timezone.localdate())
        self._choose_from("maand", _("elke maand"), [(f"{m:%Y-%m}", write_date(m, "F Y")) for m in months])

    def _choose_from(self, field: str, everything: Any, choices: Any) -> None:
        """Set the choices of a field, with one on top that asks nothing."""
        chosen = self.fields[field]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", everything), *choices]

    def narrow(self, editions: EditionQuerySet) -> EditionQuerySet:
        """The editions that the reader asked for; a field that was filled in wrongly asks nothing."""
        self.full_clean()
        wanted = self.cleaned_data
        if theme := wanted.get("thema"):
            editions = editions.filter(version__themes__slug=theme)
        if municipality := wanted.get("gemeente"):
            editions = editions.filter(place__municipality=municipality)
        if month := wanted.get("maand"):
            first = date.fromisoformat(f"{month}-01")
            editions = editions.filter(starts_on__gte=first, starts_on__lt=months_from(first, 2)[1])
        if audience := wanted.get("voor"):
            editions = editions.filter(version__audience__in=(audience, Audience.EVERYONE))
        return editions

    @property
    def asks(self) -> bool:
        """Whether anything was chosen."""
        return any(self.data.get(name) for name in self.fields)


def _municipalities() -> list[str]:
    """Where something is to come."""
    places = Edition.objects.public().to_come().values("place")
    return list(
        Place.objects.filter(pk__in=places)
        .order_by("municipality")
        .values_list("municipality", flat=True)
        .distinct()
    )
