"""Forms of a leader who enrols several colleagues: names to tick, and rows to fill in."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenstroom.accounts.models import Person
from tegenstroom.organisations.models import Organisation
from tegenstroom.training.actions.newcomers import Colleague, Newcomer, Row
from tegenstroom.training.forms.fields import depends, text_field
from tegenstroom.training.forms.once import OnceForm
from tegenstroom.training.models import Enrolment

MOST_ROWS = 12
FIRST_ROWS = 3
MORE_ROWS = 3


class GroupForm(OnceForm):
    """For which organisation a leader enrols people."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Voor welke organisatie?"), queryset=Organisation.objects.none()
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations
        field.empty_label = None
        if len(organisations) == 1:
            field.initial = organisations[0]
            field.widget = forms.HiddenInput()


class PickForm(forms.Form):
    """Which of the colleagues whom she knows she puts in the list. With several houses each name says its own."""

    colleagues = forms.MultipleChoiceField(
        label=gettext_lazy("Wie van deze collega's komt mee?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, known: Mapping[int, Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        several = len({colleague.house for colleague in known.values()}) > 1
        field = self.fields["colleagues"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (pk, f"{colleague.name}, {colleague.house}" if several else colleague.name)
            for pk, colleague in known.items()
        ]

    def picked(self) -> list[int]:
        """The numbers of the people who were ticked; none when one of them is not hers to tick."""
        return [int(pk) for pk in self.cleaned_data["colleagues"]] if self.is_valid() else []


class ColleagueForm(forms.Form):
    """One colleague: a row. Of a known one only what differs each time is asked."""

    known = forms.IntegerField(widget=forms.HiddenInput, required=False)
    given_name = text_field(Person, "given_name")
    family_name = text_field(Person, "family_name")
    email = depends(forms.EmailField(label=gettext_lazy("E-mailadres"), required=False))
    kind = forms.ChoiceField(label=gettext_lazy("Komt als"))
    needs = forms.CharField(
        label=gettext_lazy("Wat maakt het makkelijker voor je collega?"),
        help_text=gettext_lazy("De trainer en de coördinator lezen dit."),
        max_length=Enrolment._meta.get_field("needs").max_length,
        required=False,
    )
    skip = depends(forms.BooleanField(label=gettext_lazy("Komt toch niet mee"), required=False))

    def __init__(
        self, *args: Any, kinds: list[tuple[str, str]], known: Mapping[int, Colleague], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = kinds
        kind.initial = kinds[0][0]
        # Compared as text: Python refuses to read a number of thousands of digits.
        typed = str(self["known"].value())
        self.colleague = next((colleague for pk, colleague in known.items() if str(pk) == typed), None)
        for name in ("given_name", "family_name", "email") if self.colleague else ("known", "skip"):
            del self.fields[name]

    def has_changed(self) -> bool:
        """Whether someone stands in this row."""
        return not self["skip"].data if self.colleague else super().has_changed()

    def row(self, number: int, organisation: Organisation) -> Row:
        """Who was described in the row with this number. Call after is_valid()."""
        data = self.cleaned_data
        house = self.colleague.house if self.colleague else organisation
        return Row(number, self.colleague or _newcomer(data, house), data["kind"], house, data["needs"])


class ColleagueRows(forms.BaseFormSet[ColleagueForm]):
    """Up to twelve rows; an empty row is nobody."""

    def clean(self) -> None:
        if any(self.errors):
            return
        filled = self.filled()
        if not filled:
            raise ValidationError(_("Vul minstens één collega in."))
        emails = [_email(form) for form in filled if _email(form)]
        for form in filled:
            if emails.count(_email(form)) > 1:
                form.add_error("email", _("Dit e-mailadres staat twee keer in je lijst."))
                raise ValidationError(
                    _("Een e-mailadres staat twee keer in je lijst. Geef elke collega een eigen adres.")
                )

    def initial_form_count(self) -> int:
        """None: every row may stay empty, also one that was typed before more rows were asked."""
        return 0

    def with_more_rows(self) -> "ColleagueRows":
        """The same rows, as typed and not yet judged, and a few more."""
        typed = _typed(self.forms)
        return self._redrawn(typed, len(typed) + MORE_ROWS)

    def with_known(self, people: Iterable[int]) -> "ColleagueRows":
        """The rows in which someone stands, as typed and not yet judged, and a row for each of these people.

        As many as there is room for: who is left out stays among the names to tick.
        """
        typed = _typed(self.filled()) + [{"known": pk} for pk in people if pk not in self.numbers()]
        return self._redrawn(typed[:MOST_ROWS], max(len(self.forms), len(typed) + 1))

    def numbers(self) -> set[int]:
        """The numbers of the known people who have a row."""
        return {form.colleague.known.pk for form in self.forms if form.colleague}

    def filled(self) -> list[ColleagueForm]:
        """The rows in which someone stands."""
        return [form for form in self.forms if form.has_changed()]

    def rows(self, organisation: Organisation) -> list[Row]:
        """Who was described, numbered as on the page. Call after is_valid()."""
        return [
            form.row(number, organisation) for number, form in enumerate(self.forms, start=1) if form.has_changed()
        ]

    def _redrawn(self, typed: list[dict[str, Any]], count: int) -> "ColleagueRows":
        rows: ColleagueRows = ColleagueFormSet(prefix=self.prefix, form_kwargs=self.form_kwargs, initial=typed)
        rows.extra = count
        return rows


def _typed(forms: Iterable[ColleagueForm]) -> list[dict[str, Any]]:
    return [{name: form[name].value() for name in form.fields} for form in forms]


def _email(form: ColleagueForm) -> str:
    return str(form.cleaned_data.get("email") or "").lower()


def _newcomer(data: dict[str, Any], organisation: Organisation) -> Newcomer:
    """Who has no e-mail gets her letters at work."""
    names = {name: data[name] for name in ("given_name", "family_name", "email")}
    if names["email"]:
        return Newcomer(**names)
    return Newcomer(
        **names,
        street=organisation.street,
        postcode=organisation.postcode,
        municipality=organisation.municipality,
    )


ColleagueFormSet: type[ColleagueRows] = forms.formset_factory(  # type: ignore[assignment]  # stubs
    ColleagueForm, formset=ColleagueRows, extra=FIRST_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)
