"""Forms of the desk's pages about modules."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.plain import PlainLine, PlainTextarea
from tegenstroom.training.actions.modules import Part
from tegenstroom.training.forms.rows import RowForm, Rows, Sheet, as_typed
from tegenstroom.training.models import Module, ModuleVersion


class ModuleForm(forms.Form):
    """A new module: its name and its address."""

    title = PlainLine(label=_("Titel"), max_length=160)
    summary = PlainLine(label=_("In één zin"), max_length=300)
    slug = forms.SlugField(
        label=_("Adres"),
        help_text=_("Komt achter /aanbod/. Kleine letters, cijfers en streepjes: kwetsuren-en-krachten."),
        error_messages={"invalid": _("Gebruik alleen kleine letters, cijfers en streepjes.")},
    )

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]).lower()
        if Module.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("Er is al een module met dit adres. Kies een ander."))
        return slug


class VersionForm(forms.ModelForm[ModuleVersion]):
    """What a module is about, its parts apart."""

    class Meta:
        model = ModuleVersion
        fields = [
            "title",
            "summary",
            "themes",
            "audience",
            "aims",
            "description",
            "prior_knowledge",
            "material",
            "trainers_needed",
            "coaches_needed",
        ]
        labels = {
            "title": _("Titel"),
            "summary": _("In één zin"),
            "themes": _("Thema's"),
            "audience": _("Voor wie"),
            "aims": _("Wat je meeneemt"),
            "description": _("Waarover het gaat"),
            "prior_knowledge": _("Voorkennis"),
            "material": _("Materiaal"),
            "trainers_needed": _("Aantal trainers in de tandem"),
            "coaches_needed": _("Aantal coaches in de tandem"),
        }
        # A coach reads what the training is about that she is asked for.
        field_classes = dict.fromkeys(("title", "summary", "prior_knowledge"), PlainLine)
        widgets = {
            "themes": forms.CheckboxSelectMultiple,
            "aims": PlainTextarea(attrs={"rows": 4}),
            "material": PlainTextarea(attrs={"rows": 3}),
            "description": PlainTextarea(attrs={"rows": 8}),
        }

    use_required_attribute = False


class PartForm(RowForm):
    """One part of a module."""

    telling = ("title", "content", "practice_after")

    title = PlainLine(label=_("Titel"), max_length=160, help_text=_("Een coach leest dit als naam van die dag."))
    content = forms.CharField(label=_("Inhoud"), required=False, widget=PlainTextarea(attrs={"rows": 3}))
    practice_after = PlainLine(
        label=_("Oefening daarna"),
        max_length=300,
        required=False,
        help_text=_("Wat mensen uitproberen voor het volgende deel."),
    )
    minutes = forms.IntegerField(label=_("Duur in minuten"), min_value=15, max_value=900, initial=360)


class VersionSheet(Sheet[VersionForm, PartForm]):
    """A version and its parts as one form."""

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        if not self.rows.filled:
            self.form.add_error(None, _("Een module heeft minstens één deel. Vul de titel van deel 1 in."))
        return bool(self.rows.filled)

    def parts(self) -> list[Part]:
        """The parts in their order."""
        return [Part(**row.cleaned_data) for row in self.rows.filled]

    def content(self) -> dict[str, Any]:
        """The fields of the version itself; themes apart."""
        return {name: value for name, value in self.form.cleaned_data.items() if name != "themes"}


def sheet_of(version: ModuleVersion) -> VersionSheet:
    """The form of a draft as it stands."""
    parts = [
        {name: getattr(part, name) for name in ("title", "content", "practice_after", "minutes")}
        for part in version.parts.all()
    ]
    rows = Rows(PartForm, "deel", initial=parts, empty=0 if parts else 1)
    return VersionSheet(VersionForm(instance=version), rows)


def typed_sheet(version: ModuleVersion, data: QueryDict) -> VersionSheet:
    """The form as someone sent it."""
    return VersionSheet(VersionForm(data, instance=version), Rows(PartForm, "deel", data=data))


def longer_sheet(version: ModuleVersion, sheet: VersionSheet) -> VersionSheet:
    """The form as someone typed it, not judged, with a part more."""
    return VersionSheet(VersionForm(instance=version, initial=as_typed(sheet.form)), sheet.rows.with_one_more())


class PublishForm(forms.Form):
    """What is different from the version before."""

    what_changed = forms.CharField(
        label=_("Wat er veranderde"),
        required=False,
        widget=PlainTextarea(attrs={"rows": 3}),
        help_text=_("Zo weten trainers en coaches wat nieuw is."),
    )
