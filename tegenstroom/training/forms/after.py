"""What people fill in during and after the days."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.typed_codes import CodeError, CodeFault
from tegenstroom.training.forms.fields import depends
from tegenstroom.training.models import Attendance, Enrolment, Question
from tegenstroom.training.rules.certificates import read_code

CODE_FAULTS = {
    CodeFault.LENGTH: _("Een code heeft twaalf tekens. Kijk na of er geen ontbreekt of te veel staat."),
    CodeFault.CHARACTER: _(
        "In deze code staat een teken dat we niet gebruiken. 0, 1, 5, I, L, O en S komen nooit voor."
    ),
    CodeFault.CHECK: _(
        "Deze code klopt niet: er is een teken verkeerd getypt. Kijk ze nog eens na op het attest."
    ),
}


class MarkForm(forms.Form):
    """One tap on one row of the list."""

    enrolment = forms.ModelChoiceField(Enrolment.objects.none())
    mark = forms.ChoiceField(choices=Attendance.Mark)

    def __init__(self, *args: Any, edition: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enrolment"].queryset = Enrolment.objects.placed().filter(edition=edition)  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """One question of a looking-back. Passing is always allowed."""

    answer: forms.Field

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = _scale(question) if question.kind == Question.Kind.SCALE else _own_words(question)


class ShareForm(forms.Form):
    """Whether the coaches may read her words."""

    share_with_coaches = forms.BooleanField(label=_("De coaches mogen mijn woorden lezen"), required=False)


class PaperForm(ShareForm):
    """All questions of a wave on one page, to type over what someone wrote on paper."""

    use_required_attribute = False

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        asked = {question.key: _on_paper(question) for question in questions}
        share = self.fields["share_with_coaches"]
        share.label = _("Op het papier staat dat de coaches deze woorden mogen lezen")
        self.fields = {**asked, "share_with_coaches": share}

    def clean(self) -> dict[str, Any]:
        """At least one answer: handing in cannot be undone."""
        if not self.errors and not any(self.answers.values()):
            raise forms.ValidationError(_("Er is nog niets overgetypt. Vul minstens één antwoord in."))
        return self.cleaned_data

    @property
    def answers(self) -> dict[Question, int | str | None]:
        """What was typed for each question; nothing where she passed."""
        return {question: self.cleaned_data.get(question.key) for question in self.questions}


class RevocationForm(forms.Form):
    """Why a certificate is taken back."""

    reason = forms.CharField(
        label=_("Waarom trek je dit attest in?"),
        max_length=200,
        help_text=_("Alleen de coördinatoren lezen dit."),
        error_messages={"required": _("Schrijf in één zin waarom. Zo weet een collega het later ook.")},
    )


class CodeForm(forms.Form):
    """A code, typed over from a certificate."""

    code = forms.CharField(
        label=_("De code op het attest"),
        max_length=40,
        help_text=_("Twaalf letters en cijfers, zoals ABCD-EFGH-2346. Streepjes en hoofdletters hoeven niet."),
        error_messages={"required": _("Typ de code die onderaan het attest staat.")},
    )

    def clean_code(self) -> str:
        """The code in its one form."""
        try:
            return read_code(self.cleaned_data["code"])
        except CodeError as error:
            raise forms.ValidationError(CODE_FAULTS[error.fault], code=error.fault) from error


def _scale(question: Question) -> forms.Field:
    ends = {1: question.low_label, 5: question.high_label}
    choices = [(value, f"{value} – {ends[value]}" if ends.get(value) else str(value)) for value in range(1, 6)]
    return forms.TypedChoiceField(
        label=question.text,
        choices=choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies een van de vijf, of sla de vraag over.")},
    )


def _on_paper(question: Question) -> forms.Field:
    # The page says once that what the sheet leaves empty stays empty.
    if question.kind == Question.Kind.TEXT:
        words = depends(_own_words(question))
        words.help_text = _("Staat er een naam? Typ dan wie het is, zoals “een collega”.")
        return words
    scale = depends(_scale(question))
    # A dot that was set by mistake must be taken away again: nobody else will see it in time.
    scale.choices = [("", _("niets ingevuld")), *scale.choices]  # type: ignore[attr-defined]
    return scale


def _own_words(question: Question) -> forms.Field:
    return forms.CharField(
        label=question.text,
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Schrijf geen namen van mensen."),
    )
