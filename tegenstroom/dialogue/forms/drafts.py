"""What a writer fills in to make her story unrecognisable. Back and stop keep what is there, also half-way."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.base.plain import PlainLine, PlainTextarea
from tegenstroom.dialogue.rules.drafts import Detail, Question
from tegenstroom.dialogue.words import DETAILS, QUESTIONS
from tegenstroom.library.models import Theme

# Characters: some seven pages.
LONGEST = 20_000
LONGEST_TITLE = 120
LONGEST_PLAIN = 8_000
MOST_NAMES = 60
LONGEST_NAME = 80
YES_NO = (("ja", _("ja")), ("nee", _("nee")))


class LongText(forms.CharField):
    """A long text, with line ends as the house writes them, so that places in it mean the same everywhere."""

    def __init__(self, *, rows: int = 12, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        kwargs.setdefault("error_messages", {}).setdefault(
            "max_length",
            _("Dit zijn %(show_value)d tekens. Er passen er %(limit_value)d. Kort het in. Alles staat er nog."),
        )
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without a limit in the browser, which cuts off what is pasted and says nothing."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def clean(self, value: Any) -> str:
        # Before its length is counted: a browser sends two signs for one line end.
        text: str = super().clean(normalize_newlines(value) if value else value)
        return text


class StepForm(forms.Form):
    """One page of the road. What is asked is needed to go on; who goes back or stops may leave it empty."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.going_on = self.data.get("go", "on") == "on"
        if self.is_bound and not self.going_on:
            for field in self.fields.values():
                field.required = False


class StoryForm(StepForm):
    """The story, with a title."""

    title = PlainLine(
        label=_("Geef het een titel"),
        help_text=_("Zonder naam of plaats. De groep leest deze titel."),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Schrijf een paar woorden als titel.")},
    )
    text = LongText(
        label=_("Wat gebeurde er?"),
        help_text=_("Schrijf in je eigen woorden. Namen mogen: we halen ze er straks samen uit."),
        max_length=LONGEST,
        rows=16,
        error_messages={"required": _("Er staat nog niets. Schrijf iets, of stop en kom later terug.")},
    )


class NamesForm(StepForm):
    """Who occurs in it, a line each; or nobody by name."""

    names = LongText(
        label=_("Namen en roepnamen, elk op een lijn"),
        help_text=_("Ook van kinderen, collega's, scholen, diensten en huisdieren. Ook hoe mensen ze noemen."),
        max_length=MOST_NAMES * LONGEST_NAME,
        required=False,
        rows=6,
    )
    # Needed, unless the tick below says that there is nobody.
    names.depends = True  # type: ignore[attr-defined]
    nobody = forms.BooleanField(label=_("Er komt niemand bij naam in voor"), required=False)

    def clean_names(self) -> list[str]:
        """The names, each once."""
        names = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        listed = list(dict.fromkeys(name for name in names if name))
        if len(listed) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in listed):
            raise forms.ValidationError(
                _now("Zet één naam op een lijn, van hoogstens %(longest)d tekens. Er passen %(most)d lijnen.")
                % {"longest": LONGEST_NAME, "most": MOST_NAMES}
            )
        return listed

    def clean(self) -> dict[str, Any]:
        """Names or nobody: one of both, and not both."""
        given = super().clean() or self.cleaned_data
        names, nobody = given.get("names"), given.get("nobody")
        if names and nobody:
            self.add_error("nobody", _("Je schreef namen. Haal dit vinkje weg, of haal de namen weg."))
        if self.going_on and names == [] and not nobody:
            self.add_error("names", _("Schrijf wie erin voorkomt, of duid het vakje hieronder aan."))
        return given


class MarkForm(forms.Form):
    """Words that she points at: everywhere, or one time. `exactly` is what the script counted."""

    use_required_attribute = False

    words = forms.CharField(
        label=_("Welke woorden moeten weg?"),
        help_text=_("Kopieer ze uit je verhaal, of typ ze over."),
        max_length=300,
        error_messages={"required": _("Kopieer eerst de woorden uit je verhaal.")},
    )
    nth = forms.IntegerField(
        label=_("Alleen de hoeveelste keer?"),
        help_text=_("Laat leeg voor overal."),
        required=False,
        min_value=1,
        max_value=9_999,
    )
    exactly = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=LONGEST)


class QuestionsForm(StepForm):
    """Five questions that no machine answers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in Question:
            self.fields[question] = forms.ChoiceField(
                label=QUESTIONS[question],
                choices=YES_NO,
                widget=forms.RadioSelect,
                required=self.going_on,
                error_messages={"required": _("Kies ja of nee.")},
            )

    def answers(self) -> dict[Question, bool]:
        """What she answered so far."""
        return {question: said == "ja" for question in Question if (said := self.cleaned_data.get(question))}


class DetailsForm(StepForm):
    """Which of six things still stand there as they are."""

    fine = forms.TypedMultipleChoiceField(
        label=_("Wat staat er nog juist zoals het is?"),
        help_text=_("Duid alles aan. Niets aanduiden mag ook."),
        choices=DETAILS.items(),
        widget=forms.CheckboxSelectMultiple,
        coerce=Detail,
        required=False,
    )


class ThemesForm(StepForm):
    """What the case is about, so that a coach can stay away from what hurts."""

    themes = forms.MultipleChoiceField(
        label=_("Over welke thema's gaat het?"),
        help_text=_("Een coach leest liever niet over alles. Zegt ze een thema af, dan vragen we haar niet."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    # Needed, unless the tick below says that none fits.
    themes.depends = True  # type: ignore[attr-defined]
    none = forms.BooleanField(label=_("Geen van deze"), required=False)
    is_heavy = forms.BooleanField(
        label=_("Dit is zwaar om te lezen"),
        help_text=_("Bijvoorbeeld over geweld, verlies of een plaatsing. Dan bellen we de coaches nadien."),
        required=False,
    )

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {theme.slug: theme for theme in themes}
        self.fields["themes"].choices = [(theme.slug, theme.name) for theme in themes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A theme or none of them: one of both, and not both."""
        given = super().clean() or self.cleaned_data
        themes, none = given.get("themes"), given.get("none")
        if themes and none:
            self.add_error("none", _("Je koos een thema. Haal dit vinkje weg, of haal het thema weg."))
        if self.going_on and themes == [] and not none:
            self.add_error("themes", _("Kies een thema, of duid “Geen van deze” aan. Zo sparen we een coach."))
        return given

    def chosen(self) -> list[Theme]:
        """The themes that she ticked."""
        return [self.known[slug] for slug in self.cleaned_data["themes"]]


class PlainForm(StepForm):
    """The story once more, as a coach reads it."""

    plain = LongText(
        label=_("Vertel het nog eens, in korte zinnen"),
        help_text=_("Gewone woorden, één gedachte in een zin. Zonder namen."),
        max_length=LONGEST_PLAIN,
        widget=PlainTextarea(attrs={"rows": 12}),
        error_messages={"required": _("Schrijf het verhaal ook in klare taal, voor de coaches.")},
    )


class ReaderForm(forms.Form):
    """Whom she asks to read along."""

    person = forms.TypedChoiceField(
        label=_("Wie leest het na?"),
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={
            "required": _("Kies iemand van de groep."),
            "invalid_choice": _("Kies iemand van de groep."),
        },
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        self.fields["person"].choices = [(person.pk, person.name) for person in people]  # type: ignore[attr-defined]

    def chosen(self) -> Person:
        """The person."""
        return self.people[self.cleaned_data["person"]]
