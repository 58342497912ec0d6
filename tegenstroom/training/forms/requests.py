"""Forms of a training made to measure: the question, the conversation, the proposal, the agreement."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.fields import EuroField, date_field
from tegenstroom.organisations.models import Place
from tegenstroom.organisations.models.organisations import check_enterprise_number
from tegenstroom.training.actions.requests import Offer
from tegenstroom.training.forms.days import USUAL_HOURS, DayForm, DaysSheet
from tegenstroom.training.forms.once import OnceForm
from tegenstroom.training.forms.rows import Rows, as_typed
from tegenstroom.training.models import ModuleVersion, Proposal, TrainingRequest
from tegenstroom.training.rules.editions import Obstacle, Problem

VALID_FOR = timedelta(days=30)
# The buttons of the proposal that send nothing: a row for every part, and the paper as it would be.
FIT, PREVIEW = "fit", "preview"


class RequestForm(OnceForm):
    """What an organisation asks, in its own words. No account is needed."""

    question = forms.CharField(
        label=_("Wat speelt er bij jullie?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In je eigen woorden. Schrijf geen namen van mensen die je begeleidt."),
    )
    module = forms.ModelChoiceField(
        ModuleVersion.objects.none(),
        label=_("Welke vorming past misschien?"),
        required=False,
        empty_label=_("dat weet ik nog niet"),
    )
    people = forms.IntegerField(label=_("Met hoeveel mensen?"), min_value=1, max_value=2000, required=False)
    period = forms.CharField(label=_("Wanneer ongeveer?"), max_length=120, required=False)
    organisation_name = forms.CharField(label=_("Organisatie"), max_length=160)
    enterprise_number = forms.CharField(
        label=_("Ondernemingsnummer"),
        max_length=20,
        required=False,
        validators=[check_enterprise_number],
        help_text=_("Tien cijfers. Je vindt het op een factuur."),
    )
    contact_name = forms.CharField(label=_("Je naam"), max_length=120)
    contact_email = forms.EmailField(label=_("Je e-mailadres"))
    contact_phone = forms.CharField(label=_("Je telefoon"), max_length=30, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["module"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = ModuleVersion.objects.published().select_related("module").order_by("title")

    def question_asked(self) -> dict[str, Any]:
        """The fields of the request; a version that was chosen stands for its module."""
        typed = dict(self.cleaned_data)
        version = typed.pop("module")
        number = "".join(digit for digit in typed.pop("enterprise_number") if digit.isdigit())
        return {**typed, "module": version.module if version else None, "enterprise_number": number}


class NoteForm(forms.Form):
    """What was said in the conversation."""

    text = forms.CharField(label=_("Wat is er besproken?"), widget=forms.Textarea(attrs={"rows": 4}))


class DeclineForm(forms.Form):
    """Why it will not be."""

    text = forms.CharField(
        label=_("Waarom gaat het niet door?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alleen voor ons: er vertrekt geen brief. Laat het de organisatie zelf weten."),
    )


class ProposalForm(forms.Form):
    """What we propose, the days apart."""

    use_required_attribute = False

    version = forms.ModelChoiceField(ModuleVersion.objects.none(), label=_("Vorming"))
    place = forms.ModelChoiceField(
        Place.objects.all(),
        label=_("Plaats"),
        required=False,
        empty_label=_("bij de organisatie, nog af te spreken"),
    )
    maximum = forms.IntegerField(label=_("Hoogstens zoveel mensen"), min_value=1, max_value=500)
    price = EuroField(label=_("Prijs voor de hele vorming, in euro"), digits=9)
    valid_until = date_field(_("Geldig tot en met"))
    message = forms.CharField(
        label=_("Woordje erbij"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Staat in de brief en op het voorstel."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["version"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = ModuleVersion.objects.published().order_by("title")

    @property
    def chosen_parts(self) -> list[str]:
        """The titles of the parts of the module that stands chosen, judged or not."""
        try:
            version = self.fields["version"].clean(self["version"].value())
        except forms.ValidationError:
            return []
        return [part.title for part in version.parts.all()]

    def clean_valid_until(self) -> Any:
        until = self.cleaned_data["valid_until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("Deze dag ligt in het verleden. Kies een dag vanaf vandaag."))
        return until


class ProposalSheet(DaysSheet[ProposalForm]):
    """A proposal and its days as one form."""

    def part_titles(self) -> list[str]:
        """Of the module that stands chosen."""
        return self.form.chosen_parts

    def is_valid(self) -> bool:
        sound = super().is_valid()
        if not self.rows.filled:
            self.say([Problem(Obstacle.NO_DATES)])
            return False
        return self.judge(1, self.form.cleaned_data.get("maximum")) and sound

    def offer(self) -> Offer:
        """The proposal as the verb wants it."""
        return Offer(days=self.days(), **self.form.cleaned_data)


def sheet_for(request: TrainingRequest) -> ProposalSheet:
    """A proposal filled in from the one before, or else from what the organisation asked."""
    last = request.proposals.select_related("version").first()
    values, days = _as_before(last) if last else _as_asked(request)
    form = ProposalForm(initial={"valid_until": timezone.localdate() + VALID_FOR, **values})
    return ProposalSheet(form, Rows(DayForm, "dag", initial=days))


def typed_sheet(data: QueryDict) -> ProposalSheet:
    """The form as someone sent it."""
    return ProposalSheet(ProposalForm(data), Rows(DayForm, "dag", data=data))


def longer_sheet(sheet: ProposalSheet) -> ProposalSheet:
    """The form as someone typed it, not judged, with a row more."""
    return ProposalSheet(ProposalForm(initial=as_typed(sheet.form)), sheet.rows.with_one_more())


def fitted_sheet(sheet: ProposalSheet) -> ProposalSheet:
    """The form as someone typed it, not judged, with a row for every part of the module that she chose."""
    form = ProposalForm(initial=as_typed(sheet.form))
    return ProposalSheet(form, sheet.rows.refilled(len(form.chosen_parts) or 1, USUAL_HOURS))


def _as_before(last: Proposal) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    names = ("version", "place", "maximum", "price", "message")
    days = [
        {"date": day.starts_at.date(), "start": day.starts_at.time(), "end": day.ends_at.time()}
        for day in last.days
    ]
    return {name: getattr(last, name) for name in names}, days


def _as_asked(request: TrainingRequest) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    version = ModuleVersion.objects.published().filter(module=request.module_id).first()
    parts = version.parts.count() if version else 1
    values = {"version": version, "maximum": request.people or 16}
    return values, [dict(USUAL_HOURS) for _part in range(parts)]


class AgreeForm(forms.Form):
    """Who agrees, in the name of the organisation."""

    name = forms.CharField(
        label=_("Je naam"), max_length=120, help_text=_("Wie akkoord gaat namens de organisatie.")
    )


class TalkForm(forms.Form):
    """What should be different."""

    text = forms.CharField(
        label=_("Waarover wil je praten?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
