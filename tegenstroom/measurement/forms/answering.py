"""What someone says yes to before she answers, and the code on her sheet."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.typed_codes import CodeError
from tegenstroom.measurement.rules.consent import Purpose, Read
from tegenstroom.measurement.words import READS
from tegenstroom.training.rules.certificates import read_code

WRONG_CODE = _("Deze code klopt niet. Kijk ze nog eens na. 0, 1, 5, I, L, O en S komen nooit voor.")


class CodeField(forms.CharField):
    """A personal code, however it was typed."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        )
        super().__init__(label=_("Jouw code"), max_length=30, widget=widget, **options)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return read_code(typed)
        except CodeError as error:
            raise forms.ValidationError(WRONG_CODE, code=error.fault) from error


class CodeForm(forms.Form):
    """The code on her sheet."""

    code = CodeField()


class ConsentForm(forms.Form):
    """A tick for each use that is asked, and how she read the words."""

    NAMES = {
        Purpose.GROUP: _("Ja, voor het verslag van deze groep"),
        Purpose.RESEARCH: _("Ja, voor onderzoek"),
        Purpose.NORMS: _("Ja, om groepen te vergelijken"),
    }
    HERS = (Read.HERSELF, Read.ALOUD, Read.HELPED)

    read = forms.ChoiceField(
        label=_("Hoe las je dit?"), choices=[(each, READS[each]) for each in HERS], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, purposes: Iterable[Purpose], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purposes = list(purposes)
        ticks = {each.value: forms.BooleanField(label=self.NAMES[each], required=False) for each in self.purposes}
        self.fields = {**ticks, **self.fields}

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.given:
            raise forms.ValidationError(
                _(
                    "Je zei nergens ja. Dan bewaren we niets. Dat mag: druk dan op “Ik doe niet mee”. "
                    "Wil je wel antwoorden? Zet een kruisje."
                )
            )
        return self.cleaned_data

    @property
    def given(self) -> list[Purpose]:
        """The uses she says yes to."""
        return [each for each in self.purposes if self.cleaned_data.get(each.value)]
