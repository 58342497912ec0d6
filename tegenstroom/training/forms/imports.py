"""The form that takes a table."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenstroom.base.tables import TableError, TableRow, read_table
from tegenstroom.training.imports.lines import Column, column_of, unknown_titles

ENDINGS = (".csv", ".xlsx")


class ImportForm(forms.Form):
    """A CSV or XLSX file whose titles we know. `rows` holds what stood in it."""

    table = forms.FileField(
        label=gettext_lazy("Je bestand"),
        help_text=gettext_lazy("Een tabel in XLSX of CSV, met op de eerste rij de namen van de kolommen."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        error_messages={
            "required": gettext_lazy("Kies eerst een bestand."),
            "empty": gettext_lazy("Dit bestand is leeg. Zet op de eerste rij de namen van de kolommen."),
        },
    )
    rows: list[TableRow]

    def clean_table(self) -> UploadedFile[bytes]:
        upload: UploadedFile[bytes] = self.cleaned_data["table"]
        if PurePath(upload.name or "").suffix.lower() not in ENDINGS:
            raise forms.ValidationError(_("We lezen XLSX en CSV. Bewaar je tabel zo en kies ze opnieuw."))
        try:
            self.rows = read_table(upload)
        except TableError as error:
            raise forms.ValidationError(str(error)) from error
        self._check_titles()
        return upload

    def _check_titles(self) -> None:
        if not self.rows:
            raise forms.ValidationError(_("Onder de namen van de kolommen staat nog niemand."))
        titles: list[Any] = list(self.rows[0])
        if strange := unknown_titles(titles):
            raise forms.ValidationError(
                _("Deze kolommen kennen we niet: %(strange)s. We kennen: %(known)s.")
                % {"strange": ", ".join(strange), "known": ", ".join(Column)}
            )
        if Column.GIVEN_NAME not in map(column_of, titles):
            raise forms.ValidationError(_("De kolom “voornaam” ontbreekt."))
