"""What the desk fills in about a project or a track: its name, for whom it is, and who is in it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import saying
from tegenstroom.measurement.rules.gatherings import GroupFault
from tegenstroom.organisations.models import Organisation
from tegenstroom.training.models import Edition

FEWEST_EDITIONS = 2
GROUP_FAULTS = {
    GroupFault.ANSWERED: _(
        "In dit traject antwoordde al iemand. Een vorming gaat er dan niet meer uit. Alles blijft zoals het "
        "was. Begin een nieuw traject als je andere vormingen wil meten."
    ),
    GroupFault.RIGHT: _(
        "Hier loopt een meting met een vragenlijst die alleen voor deze organisatie mag. Alles blijft zoals het "
        "was. Stop die meting eerst."
    ),
    GroupFault.CLOSED: _("Deze groep is afgesloten. Er verandert niets meer aan. Begin een nieuwe groep."),
    GroupFault.GONE: _(
        "Iemand heeft deze groep net weggehaald. Er is niets bewaard. Wat je invulde, staat er nog."
    ),
}


class ProjectForm(forms.Form):
    """How a project is called, and for which organisation it is."""

    name = forms.CharField(label=_("Naam van het project"), max_length=120)
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        label=_("Organisatie"),
        required=False,
        empty_label=_("voor geen organisatie"),
        help_text=_("Dan mag je ook de vragenlijsten kiezen waar die organisatie recht op heeft."),
    )


class PickForm(forms.Form):
    """Someone who is picked with one button."""

    person = forms.ModelChoiceField(Person.objects.none())

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class EditionsField(forms.ModelMultipleChoiceField[Edition]):
    """Editions with their first day: it tells one edition from another of the same module."""

    def label_from_instance(self, obj: Edition) -> str:
        days = saying.day(obj.starts_on) if obj.starts_on else _("nog zonder dagen")
        return f"{obj.version.title}, {days}"


class TrackForm(forms.Form):
    """How a track is called, and which editions it holds."""

    name = forms.CharField(label=_("Naam van het traject"), max_length=120)
    editions = EditionsField(
        Edition.objects.none(),
        label=_("Vormingen"),
        help_text=_("Je ziet wat nog komt, en wat in het laatste jaar voorbij ging."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, editions: QuerySet[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["editions"]
        assert isinstance(field, EditionsField)
        field.queryset = editions

    def clean_editions(self) -> list[Edition]:
        chosen = list(self.cleaned_data["editions"])
        if len(chosen) < FEWEST_EDITIONS:
            raise forms.ValidationError(_("Een traject heeft minstens twee vormingen. Kies er nog een."))
        return chosen
