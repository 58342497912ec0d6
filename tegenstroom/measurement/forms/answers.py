"""What people fill in: a yes for each purpose, one answer, a sheet of paper."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenstroom.engines.questionnaires import Item, Questionnaire
from tegenstroom.measurement.models import ConsentText
from tegenstroom.measurement.rules.codes import CodeError, read_code
from tegenstroom.measurement.words import CODE_FAULTS


class ConsentForm(forms.Form):
    """A box for each purpose, all empty: silence is no."""

    def __init__(self, *args: Any, texts: Sequence[ConsentText], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = texts
        for text in texts:
            self.fields[text.purpose] = forms.BooleanField(label=text.text, required=False)

    @property
    def said_yes(self) -> list[ConsentText]:
        """The texts that she agreed to."""
        return [text for text in self.texts if self.cleaned_data.get(text.purpose)]


class AnswerForm(forms.Form):
    """One question. Passing is always allowed."""

    def __init__(self, *args: Any, questionnaire: Questionnaire, item: Item, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.code, each.label[language]) for each in questionnaire.format_of(item).choices]
        self.fields["answer"] = forms.TypedChoiceField(
            label=item.text[language],
            help_text=item.hint[language] if item.hint else "",
            choices=choices,
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": _("Kies een van de antwoorden, of sla de vraag over.")},
        )


class PaperForm(forms.Form):
    """A sheet of paper: the code, then a digit for each question. Empty is no answer."""

    code = forms.CharField(
        label=_("Code op het blad"),
        max_length=40,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(
        self,
        *args: Any,
        questionnaire: Questionnaire,
        language: str,
        purposes: Sequence[ConsentText],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questionnaire, self.texts = questionnaire, purposes
        for text in purposes:
            self.fields[f"yes_{text.purpose}"] = forms.BooleanField(
                label=_("Aangekruist: %(text)s") % {"text": text.text}, required=False
            )
        for number, item in enumerate(questionnaire.items, start=1):
            self.fields[f"item_{item.key}"] = _digit(questionnaire, item, number, language)

    def clean_code(self) -> str:
        """The code in its one form."""
        try:
            return read_code(self.cleaned_data["code"])
        except CodeError as error:
            raise forms.ValidationError(CODE_FAULTS[error.fault], code=error.fault) from error

    def clean(self) -> dict[str, Any]:
        """At least one answer: handing in cannot be undone."""
        if not self.errors and not self.answers:
            raise forms.ValidationError(_("Er is nog niets overgetypt. Vul minstens één antwoord in."))
        return self.cleaned_data

    @property
    def answers(self) -> dict[str, int]:
        """What was typed for each question that was answered."""
        typed = {item.key: self.cleaned_data.get(f"item_{item.key}") for item in self.questionnaire.items}
        return {key: code for key, code in typed.items() if code is not None}

    @property
    def said_yes(self) -> list[ConsentText]:
        """The purposes that are ticked on the paper."""
        return [text for text in self.texts if self.cleaned_data.get(f"yes_{text.purpose}")]


def _digit(questionnaire: Questionnaire, item: Item, number: int, language: str) -> forms.TypedChoiceField:
    codes = [choice.code for choice in questionnaire.format_of(item).choices]
    return forms.TypedChoiceField(
        label=f"{number}. {item.text[language]}",
        choices=[("", ""), *((code, str(code)) for code in codes)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 2, "maxlength": 3, "autocomplete": "off"}),
        error_messages={
            "invalid_choice": _("%%(value)s is hier geen antwoord. Het kan zijn: %(codes)s.")
            % {"codes": ", ".join(map(str, codes))}
        },
    )
