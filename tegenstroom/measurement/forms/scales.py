"""Which questions of a form are one score together: some tools have no place to say it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenstroom.engines.questionnaires import FormError, Item, Questionnaire, Scale
from tegenstroom.engines.questionnaires.fitting import free_key
from tegenstroom.engines.questionnaires.languages import NAMES
from tegenstroom.measurement.papers.sheets import said

AS_IT_STANDS, TURNED = "as", "turned"


class ScaleForm(forms.Form):
    """A name in each language, of each question whether and how it counts, and how many may stay open."""

    TURNS = [
        ("", gettext_lazy("telt niet mee")),
        (AS_IT_STANDS, gettext_lazy("telt mee")),
        (TURNED, gettext_lazy("telt omgekeerd mee")),
    ]

    may_miss = forms.IntegerField(
        label=gettext_lazy("Hoeveel vragen mag iemand openlaten?"),
        min_value=0,
        required=False,
        help_text=gettext_lazy("Laat iemand er meer open, dan krijgt ze geen getal. Leeg: hoogstens de helft."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, data: Any, *, asked: Questionnaire, language: str = "") -> None:
        super().__init__(data)
        self.asked = asked
        for tongue in asked.languages:
            self.fields[f"name_{tongue}"] = forms.CharField(label=self._name(tongue), max_length=120)
        for number, item in enumerate(asked.items, 1):
            label = f"{number}. {said(item.text, asked, language)}"
            turn: Any = forms.ChoiceField(label=label, choices=self.TURNS, required=False)
            # Its first choice says it already.
            turn.depends = True
            self.fields[self.turn_of(item)] = turn
        names = [f"name_{tongue}" for tongue in asked.languages]
        self.order_fields([*names, *(self.turn_of(item) for item in asked.items), "may_miss"])

    def _name(self, tongue: str) -> str:
        """The label alone says enough where there is one language."""
        label = _("Hoe heet deze schaal?")
        return label if len(self.asked.languages) == 1 else f"{label} ({NAMES.get(tongue, tongue)})"

    @staticmethod
    def turn_of(item: Item) -> str:
        return f"turn_{item.key}"

    def names(self) -> list[forms.BoundField]:
        """The fields of the names, by language."""
        return [self[f"name_{tongue}"] for tongue in self.asked.languages]

    def turns(self) -> list[forms.BoundField]:
        """The fields of the questions, in order."""
        return [self[self.turn_of(item)] for item in self.asked.items]

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return self.cleaned_data
        if not self._chosen():
            raise forms.ValidationError(_("Kies minstens één vraag die meetelt."))
        if (self.cleaned_data["may_miss"] or 0) >= len(self._chosen()):
            self.add_error("may_miss", _("Dit is te veel. Minstens één vraag moet een antwoord krijgen."))
        return self.cleaned_data

    def _chosen(self, *turns: str) -> tuple[str, ...]:
        """The questions that count like this; without a word, all that count."""
        wanted = turns or (AS_IT_STANDS, TURNED)
        return tuple(item.key for item in self.asked.items if self.cleaned_data[self.turn_of(item)] in wanted)

    @property
    def scale(self) -> Scale:
        """The scale that was filled in."""
        items, open_ones = self._chosen(), self.cleaned_data["may_miss"]
        name = {tongue: self.cleaned_data[f"name_{tongue}"] for tongue in self.asked.languages}
        return Scale(
            key=free_key(name[self.asked.languages[0]], (each.key for each in self.asked.scales)),
            name=name,
            items=items,
            reverse=self._chosen(TURNED),
            minimum=None if open_ones is None else len(items) - open_ones,
        )

    def refuse(self, refused: FormError) -> None:
        """Say why these questions cannot be one score."""
        for each in refused.said:
            self.add_error(None, each.in_words(_))
