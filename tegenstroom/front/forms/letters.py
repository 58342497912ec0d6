"""Which letters to show, and which batch of paper was printed."""

from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.base.models import Letter
from tegenstroom.base.models.letters import LetterQuerySet
from tegenstroom.front.subjects import subjects_within


class LetterFilter(forms.Form):
    """State and channel; what cannot be understood filters nothing."""

    staat = forms.ChoiceField(
        label=_("Hoe staat het ermee"), choices=[("", _("alles")), *Letter.State.choices], required=False
    )
    langs = forms.ChoiceField(
        label=_("Hoe gaat hij weg"), choices=[("", _("alles")), *Letter.Channel.choices], required=False
    )
    about = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
    persoon = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.full_clean()

    @property
    def subject(self) -> str:
        """What the letters are about, as audit rows name it, or an empty string."""
        return str(self.cleaned_data.get("about", ""))

    @property
    def person(self) -> Person | None:
        """To whom the letters went, when one person was chosen."""
        pk = self.cleaned_data.get("persoon")
        return Person.objects.filter(pk=pk).first() if pk else None

    def of_subject(self, rows: LetterQuerySet) -> LetterQuerySet:
        """Only what concerns the chosen subject."""
        return rows.filter(about__in=subjects_within(self.subject)) if self.subject else rows

    def of(self, rows: LetterQuerySet) -> LetterQuerySet:
        """The letters that were asked for."""
        names = {"state": "staat", "channel": "langs", "person": "persoon"}
        wanted = {field: self.cleaned_data.get(name) for field, name in names.items()}
        return self.of_subject(rows).filter(**{field: value for field, value in wanted.items() if value})


class PaperBatch(forms.Form):
    """The paper letters that waited when the page was made: a later letter was not in that print."""

    tot = forms.IntegerField(min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput)
    about = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)

    @classmethod
    def up_to_now(cls, waiting: LetterQuerySet, about: str) -> Self:
        """The batch of all letters that wait now."""
        last = waiting.order_by("-pk").values_list("pk", flat=True).first()
        return cls(initial={"tot": last or 0, "about": about})

    def of(self, rows: LetterQuerySet) -> LetterQuerySet:
        """The letters of this batch that still wait; none when the batch makes no sense."""
        if not self.is_valid():
            return rows.none()
        waiting = rows.on_paper().filter(pk__lte=self.cleaned_data["tot"])
        about = self.cleaned_data["about"]
        return waiting.filter(about__in=subjects_within(about)) if about else waiting
