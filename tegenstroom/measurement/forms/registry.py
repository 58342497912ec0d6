"""What the desk fills in to bring in a questionnaire: a file, and by which right it is used."""

from dataclasses import replace
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenstroom.engines.questionnaires import FormError, Imported, Licence, Questionnaire, read_form
from tegenstroom.engines.questionnaires.checks import FREE_LICENCES, VERSION, licence_problems
from tegenstroom.engines.questionnaires.forms import READ
from tegenstroom.engines.questionnaires.sheets import LARGEST
from tegenstroom.organisations.models import Organisation

FREE, HOUSE = "free", "house"


class UploadForm(forms.Form):
    """A file in which a questionnaire stands. `found` holds what was read."""

    file = forms.FileField(
        label=gettext_lazy("Je bestand"),
        help_text=gettext_lazy(
            "XLSForm (.xlsx), LimeSurvey (.txt of .lss), het woordenboek van REDCap (.csv), of een pack (.toml)."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(READ)}),
        error_messages={
            "required": gettext_lazy("Kies eerst een bestand."),
            "empty": gettext_lazy("Dit bestand is leeg."),
        },
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Taal"),
        choices=settings.LANGUAGES,
        initial="nl",
        help_text=gettext_lazy("Van teksten waarvan het bestand zelf de taal niet zegt."),
    )
    found: Imported

    def clean(self) -> dict[str, Any]:
        upload: UploadedFile[bytes] | None = self.cleaned_data.get("file")
        language = self.cleaned_data.get("language")
        if upload is None or not language:
            return self.cleaned_data
        try:
            # One byte more than the engine takes, so that it says itself that there are too many.
            self.found = read_form(PurePath(upload.name or "").name, upload.read(LARGEST + 1), language)
        except FormError as refused:
            for said in refused.said:
                self.add_error("file", said.in_words(_))
        return self.cleaned_data


class LicenceForm(forms.Form):
    """Who made it, what may be done with it, and who uses it by which right."""

    version = forms.RegexField(
        VERSION,
        label=gettext_lazy("Versie"),
        help_text=gettext_lazy("Een versie verandert nooit meer. Een andere tekst krijgt een andere versie."),
        error_messages={"invalid": gettext_lazy("Gebruik letters, cijfers, punten en streepjes, zonder spatie.")},
    )
    attribution = forms.CharField(label=gettext_lazy("Wie maakte deze vragenlijst?"), max_length=300)
    kind = forms.ChoiceField(
        label=gettext_lazy("Mag iedereen ze gebruiken?"),
        widget=forms.RadioSelect,
        choices=[
            (FREE, gettext_lazy("Ja, ze is vrij, en ik zeg waar dat staat.")),
            (HOUSE, gettext_lazy("Nee, één organisatie mag ze gebruiken, en ik zeg waarom.")),
        ],
    )
    licence = forms.CharField(
        label=gettext_lazy("Licentie"),
        max_length=120,
        help_text=format_lazy("{} {}.", gettext_lazy("Vrij zijn"), ", ".join(sorted(FREE_LICENCES))),
    )
    url = forms.URLField(
        label=gettext_lazy("Adres waar de licentie staat"), max_length=300, required=False, assume_scheme="https"
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.order_by("name"),
        label=gettext_lazy("Welke organisatie"),
        required=False,
        empty_label=gettext_lazy("kies er een"),
    )
    permission = forms.CharField(
        label=gettext_lazy("Met welk recht"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: schriftelijke toestemming van de auteurs, met de dag erbij."),
    )

    def __init__(self, data: Any, *, asked: Questionnaire) -> None:
        said = asked.licence
        first = {
            "version": asked.version,
            "attribution": said.attribution,
            "licence": said.name,
            "url": said.url,
            "permission": said.permission,
            "kind": FREE if said.free else "",
        }
        super().__init__(data, initial=first)
        self.asked = asked

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if self.errors:
            return values
        if values["kind"] == HOUSE and not values["organisation"]:
            self.add_error("organisation", _("Kies welke organisatie deze vragenlijst mag gebruiken."))
        for said in licence_problems(self.said):
            self.add_error(None, said.in_words(_))
        return values

    @property
    def said(self) -> Licence:
        """The licence as it was filled in."""
        values = self.cleaned_data
        is_free = values["kind"] == FREE
        permission = "" if is_free else values["permission"]
        return Licence(values["licence"], values["attribution"], values["url"], is_free, permission)

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire with this version and this licence."""
        return replace(self.asked, version=self.cleaned_data["version"], licence=self.said)

    @property
    def house(self) -> Organisation | None:
        """The only one that uses it; None when everyone may."""
        return self.cleaned_data["organisation"] if self.cleaned_data["kind"] == HOUSE else None

    def refuse_known(self) -> None:
        """Say that this version is there with another text."""
        self.add_error("version", _("Deze versie bestaat al, met een andere tekst. Geef deze een andere naam."))
