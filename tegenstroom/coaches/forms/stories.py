"""What a coach writes down, and what is written down for her."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tegenstroom.coaches.models import Story
from tegenstroom.coaches.rules.stories import HowLong, Meant, Read
from tegenstroom.coaches.told import UseLine
from tegenstroom.coaches.words import READS, word_of

LONGEST = 20_000

HOW_LONG = {HowLong.HALF_YEAR: _("een half jaar"), HowLong.YEAR: _("een jaar")}


class TextField(forms.CharField):
    """A long text, with line ends as the house writes them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 12}), max_length=LONGEST, **kwargs)

    def clean(self, value: Any) -> str:
        text: str = normalize_newlines(super().clean(value))
        return text


def title_field() -> forms.CharField:
    """A short name by which she knows the story again."""
    return forms.CharField(
        label=_("Hoe noem je dit verhaal?"),
        help_text=_("Een paar woorden. Zo vind je het terug."),
        max_length=Story._meta.get_field("title").max_length,
        error_messages={"required": _("Schrijf een paar woorden, dan vind je het terug.")},
    )


def text_field() -> TextField:
    """The story itself."""
    return TextField(
        label=_("Vertel je verhaal"),
        help_text=_("Schrijf zoals je praat. Fouten zijn niet erg. Je kan later verder schrijven."),
        error_messages={"required": _("Er staat nog niets. Schrijf iets, of stop en kom later terug.")},
    )


def name_field() -> forms.CharField:
    """The name that readers see."""
    return forms.CharField(
        label=_("Welke naam staat eronder?"),
        help_text=_("Je eigen naam of een andere. Jij kiest."),
        max_length=Story._meta.get_field("by_name").max_length,
        error_messages={"required": _("Schrijf een naam. Het mag een verzonnen naam zijn.")},
    )


class QuestionForm(forms.Form):
    """One question. `answer` is what she typed; empty when she came to look only."""

    answer: forms.Field
    use_required_attribute = False

    def __init__(self, *args: Any, field: forms.Field, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = field


class BeginForm(QuestionForm):
    """The first question. The key goes along, so that the form sent twice makes one story."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, field=title_field(), **kwargs)
        self.initial["key"] = uuid4()


class ReadForm(QuestionForm):
    """How she came to know the words that she agrees with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        field = forms.TypedChoiceField(
            label=_("Hoe las je dit?"),
            choices=READS.items(),
            widget=forms.RadioSelect,
            coerce=Read,
            error_messages={"required": _("Kies hoe je dit las.")},
        )
        super().__init__(*args, field=field, **kwargs)


class HowLongForm(QuestionForm):
    """How long a yes stands: `years` at most."""

    def __init__(self, *args: Any, years: int, **kwargs: Any) -> None:
        longest = ngettext("%(years)s jaar", "%(years)s jaar", years) % {"years": years}
        field = forms.TypedChoiceField(
            label=_("Hoe lang mag het?"),
            help_text=_("Je mag het ook vroeger terugnemen."),
            choices=[*HOW_LONG.items(), (HowLong.LONGEST, longest)],
            widget=forms.RadioSelect,
            coerce=HowLong,
            error_messages={"required": _("Kies hoe lang het mag.")},
        )
        super().__init__(*args, field=field, **kwargs)


class EnterForm(forms.Form):
    """A story told aloud, typed in by a coordinator."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = title_field()
    text = text_field()
    by_name = name_field()
    uses = forms.MultipleChoiceField(
        label=_("Waarvoor zei ze ja?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, offered: Mapping[str, Meant], by_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(key=uuid4(), by_name=by_name)
        self.fields["title"].label = _("Hoe noemt ze dit verhaal?")
        self.fields["text"].label = _("Wat vertelde ze?")
        self.fields["text"].help_text = _("In haar woorden. Na het bewaren kan alleen zij het nog lezen.")
        self.fields["by_name"].help_text = _("Haar eigen naam of een andere. Zij kiest.")
        self.fields["uses"].choices = [  # type: ignore[attr-defined]
            (slug, word_of(meant)) for slug, meant in offered.items()
        ]


class TakeBackForm(forms.Form):
    """What she wants back, by number of her yes: all that stands, or what was chosen of it."""

    chosen = forms.TypedMultipleChoiceField(
        label=_("Wat wil ze terug?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        coerce=int,
        error_messages={"invalid_choice": _("Dit is intussen al teruggenomen. Kijk nog eens na wat er staat.")},
    )

    def __init__(self, *args: Any, standing: Sequence[tuple[Story, Sequence[UseLine]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]
            (line.consent.pk, f"{story.title}: {line.word}")
            for story, lines in standing
            for line in lines
            if line.consent
        ]

    @property
    def is_part(self) -> bool:
        """Whether the button for a part of it was pressed."""
        return "part" in self.data

    def clean_chosen(self) -> list[int]:
        if self.is_part and not self.cleaned_data["chosen"]:
            raise ValidationError(_("Duid eerst aan wat ze terug wil. Er is nog niets veranderd."))
        if self.is_part:
            return list(self.cleaned_data["chosen"])
        return [number for number, _word in self.fields["chosen"].choices]  # type: ignore[attr-defined]
