"""A sheet of paper as it is typed over: the code, the ticks, and a digit for each question."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tegenstroom.engines.questionnaires import Item, Questionnaire
from tegenstroom.measurement.actions.paper import PaperFault
from tegenstroom.measurement.forms.answering import CodeField, ConsentForm
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.rules.looking_back import When
from tegenstroom.measurement.rules.walking import asked

# How the names of the fields begin.
DIGITS = {When.NOW: "q_", When.THEN: "t_"}
FAULTS = {
    PaperFault.UNKNOWN: _("Niemand in deze meting heeft deze code. Kijk ze nog eens na op het blad."),
    PaperFault.DOUBLE: _(
        "Voor deze code is er in deze ronde al een blad. Dat blijft zoals het is. Kijk dit blad na."
    ),
    PaperFault.GONE: _(
        "Iemand heeft deze groep net weggehaald, met alles wat er gevraagd was. Dit blad is niet bewaard. Wat je "
        "typte, staat er nog. Vraag na of de groep echt weg moest. Houd het blad tot dan bij."
    ),
    PaperFault.NO_YES: _("Op dit blad staat nergens ja. Dan bewaren we het niet. Staat er toch een kruisje?"),
}


class SheetForm(forms.Form):
    """Digits are checked where they stand. Empty is a question that was passed."""

    use_required_attribute = False
    code = CodeField()

    def __init__(
        self,
        *args: Any,
        questionnaire: Questionnaire,
        purposes: list[Purpose],
        looks_back: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.looks_back = looks_back
        self.questionnaire, self.purposes = questionnaire, purposes
        self.fields["code"].label = _("De code op het blad")
        self.fields["code"].widget.attrs["autofocus"] = True
        for purpose in purposes:
            self.fields[purpose.value] = forms.BooleanField(label=ConsentForm.NAMES[purpose], required=False)
        for number, item in enumerate(questionnaire.items, 1):
            for when in self.whens:
                self.fields[self.name_of(item, when)] = _digit(number, item, questionnaire)

    @property
    def whens(self) -> list[When]:
        """Of which times the sheet has a digit for each question."""
        return list(When) if self.looks_back else [When.NOW]

    @staticmethod
    def name_of(item: Item, when: When = When.NOW) -> str:
        return f"{DIGITS[when]}{item.key}"

    def digits(self) -> list[forms.BoundField]:
        """The fields of the questions, in order."""
        return [self[self.name_of(item)] for item in self.questionnaire.items]

    def digits_of_then(self) -> list[forms.BoundField]:
        """The same for looking back; none where the round does not ask it."""
        return [self[self.name_of(item, When.THEN)] for item in self.questionnaire.items if self.looks_back]

    def ticks(self) -> list[forms.BoundField]:
        """The fields of the uses."""
        return [self[purpose.value] for purpose in self.purposes]

    def clean(self) -> dict[str, Any]:
        """What stands at a question that should not be asked is looked at once more."""
        asked_now = {item.key for item in asked(self.questionnaire, self.answers)}
        for item in self.questionnaire.items:
            for when in self.whens:
                if item.key not in asked_now and item.key in self._typed(when):
                    self.add_error(
                        self.name_of(item, when),
                        _now("Deze vraag hoort hier leeg te zijn, door een eerder antwoord."),
                    )
        return self.cleaned_data

    @property
    def answers(self) -> dict[str, int]:
        """What was typed, by question."""
        return self._typed(When.NOW)

    @property
    def then(self) -> dict[str, int]:
        """What was typed of looking back, by question."""
        return self._typed(When.THEN)

    def _typed(self, when: When) -> dict[str, int]:
        typed = {item.key: self.cleaned_data.get(self.name_of(item, when)) for item in self.questionnaire.items}
        return {key: code for key, code in typed.items() if code is not None}

    @property
    def given(self) -> list[Purpose]:
        """The uses with a tick."""
        return [each for each in self.purposes if self.cleaned_data.get(each.value)]


def _digit(number: int, item: Item, questionnaire: Questionnaire) -> forms.Field:
    codes = [choice.code for choice in questionnaire.format_of(item).choices]
    widest = max(len(str(code)) for code in codes)
    attrs = {"inputmode": "numeric", "autocomplete": "off", "maxlength": widest, "size": widest}
    wrong = _now("dit antwoord bestaat niet. Het kan zijn: %(codes)s.") % {"codes": ", ".join(map(str, codes))}
    return forms.TypedChoiceField(
        label=_now("Vraag %(number)s") % {"number": number},
        choices=[("", ""), *((str(code), str(code)) for code in codes)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"invalid_choice": wrong},
    )
