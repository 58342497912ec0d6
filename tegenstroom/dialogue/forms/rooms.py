"""What people say in a dialogue: one form to speak, and one question a page for what comes after."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.plain import PlainLine, PlainTextarea, show_marks
from tegenstroom.base.templatetags.parts import voice_
from tegenstroom.base.voices import Voice
from tegenstroom.dialogue.actions.looking import leading_to_someone
from tegenstroom.dialogue.actions.reading import Heard
from tegenstroom.dialogue.actions.speaking import Spoken
from tegenstroom.dialogue.models import Insight, InsightVoice
from tegenstroom.dialogue.rules.found import Leading
from tegenstroom.dialogue.rules.phases import FROM_HEARD, Field, Part, Phase, says_what_was_heard
from tegenstroom.dialogue.rules.recordings import container_of
from tegenstroom.dialogue.words import PHASES, asking_about

LONGEST = 5000
# Between words that she was asked about; none of them holds it.
BETWEEN = "; "
# Who types what was spoken.
MYSELF, ANOTHER = "myself", "another"

NO_TEXT_YET = _(
    "Bij je opname staat nog geen tekst. Typ hierboven wat je zei. Of kies hier: iemand typt het voor mij."
)

QUESTIONS = {
    Field.TAKE_ALONG: _("Wat neem je mee?"),
    Field.WILL_DO: _("Wat ga je doen?"),
    Field.TENSION: _("Wat blijft moeilijk?"),
    Field.CHANGE: _("Wat moet er anders in de organisatie, of in het beleid?"),
}
HELP = {
    Field.TAKE_ALONG: _("Eén ding dat bij je blijft."),
    Field.WILL_DO: _("Eén ding dat je zelf kan doen."),
    Field.TENSION: _("Het hoeft niet opgelost te zijn."),
    Field.CHANGE: _("Het gaat over regels en gewoontes. Het gaat nooit over één mens."),
}


class WordsField(forms.CharField):
    """Someone's words, with line ends as the house writes them."""

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        options.setdefault("error_messages", {"required": _("Er staat nog niets. Schrijf eerst iets.")})
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=LONGEST, **options)

    def clean(self, value: Any) -> str:
        text: str = normalize_newlines(super().clean(value))
        return text


class WordsForm(forms.Form):
    """Words that coaches read. `part`: whose; a coach writes hers as she speaks, anyone else sees marks.

    What leads straight to someone comes back to her once: sent again with it, it stays. `names_here`: of those who
    are there, about which nobody is asked.
    """

    too_short = _(
        "Zeg wat je gehoord hebt. Gebruik minstens drie verschillende woorden. Alles wat je schreef, staat er nog."
    )

    def __init__(
        self,
        *args: Any,
        part: Part | None = None,
        logged_in: bool = True,
        names_here: Callable[[], Collection[str]] = tuple,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names_here = names_here
        self.leading: list[str] = []
        self.leads_in = ""
        self.shows_marks = part is not None and part is not Part.COACH
        for field in self.fields.values():
            if self.shows_marks and isinstance(field, WordsField):
                show_marks(field, logged_in=logged_in)

    @property
    def may_look(self) -> bool:
        """Whether a button of her page shows her text again with its marks, and keeps nothing."""
        return self.shows_marks and any(
            isinstance(field.widget, PlainTextarea) and not field.widget.logged_in
            for field in self.fields.values()
        )

    def clean_heard(self) -> str:
        """What she heard, where a form asks for it."""
        heard: str = self.cleaned_data["heard"]
        if self.fields["heard"].required and not says_what_was_heard(heard):
            raise forms.ValidationError(self.too_short)
        return heard

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, WordsField) and given.get(name):
                self._ask(name, leading_to_someone(given[name], self.names_here))
        return given

    @property
    def asked_about(self) -> str:
        """The words that she is asked about, as her page sends them along."""
        return BETWEEN.join(self.leading)

    def _ask(self, name: str, found: Mapping[str, Leading]) -> None:
        self.leading += found
        if not set(found) - set(self.data.get("asked_about", "").split(BETWEEN)):
            return
        self.leads_in = self.leads_in or name
        # In one: above the form stands one sentence a field.
        self.add_error(name, asking_about(found))


class KeyForm(WordsForm):
    """A form that is one contribution, however often it is sent: its key is drawn when it is shown."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())


class SayForm(KeyForm):
    """To speak in a phase. `phase` goes along: words for the coaches alone never land before everybody."""

    # Whether one of its fields has the focus, and not the sentences above the form.
    places_focus = False

    phase = forms.TypedChoiceField(choices=list(PHASES.items()), coerce=Phase, widget=forms.HiddenInput)
    heard = WordsField(
        label=_("Wat ik gehoord heb"),
        help_text=_("Zeg eerst in je eigen woorden wat een ander vertelde."),
        rows=3,
        error_messages={
            "required": _("Schrijf eerst wat je gehoord hebt. Wat je hieronder schreef, staat er nog.")
        },
    )
    text = WordsField(label=_("Wat ik wil zeggen"))
    audio = forms.FileField(required=False, widget=forms.FileInput(attrs={"hidden": True, "tabindex": "-1"}))
    seconds = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    # A recording that came back with her words: no page can put a file back, and nothing of it is kept here.
    voice = forms.CharField(required=False, widget=forms.HiddenInput)
    with_voice = forms.BooleanField(required=False)
    typed_by = forms.ChoiceField(
        label=_("Wie typt je woorden?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[(MYSELF, _("Ik typ zelf")), (ANOTHER, _("Iemand typt het voor mij"))],
        initial=MYSELF,
    )

    def __init__(
        self, *args: Any, phase: Phase, part: Part | None = None, typists: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, part=part, **kwargs)
        self.initial["phase"] = phase
        typed_by = self.fields["typed_by"]
        typed_by.depends = True  # type: ignore[attr-defined]
        typed_by.help_text = _("Typ je niet zelf? Dan hoort %(names)s je, en typt. Jij leest het na.") % {
            "names": typists
        }
        if not typists:
            del self.fields["typed_by"]
        elif self.lets_type:
            for name in {"text", "heard"} & self.fields.keys():
                self.fields[name].required = False
        elif self._came_with_voice:
            # She spoke and wrote nothing: then what she can choose is said, see `clean`.
            self.fields["text"].required = False
        if phase not in FROM_HEARD:
            del self.fields["heard"]
        if phase is Phase.ROUND_ONE and part is Part.COACH:
            self.fields["text"].help_text = _("Wat raakt je? Wat herken je? Kort mag.")

    @property
    def lets_type(self) -> bool:
        """Whether she spoke, and lets somebody else type it."""
        return "typed_by" in self.fields and self.data.get("typed_by") == ANOTHER and self._has_voice

    @property
    def _has_voice(self) -> bool:
        return bool(self.files.get("audio") or (self.data.get("voice") and self.data.get("with_voice")))

    @property
    def _came_with_voice(self) -> bool:
        """Whether a recording came that goes back to her with her form."""
        content = _content(self.files.get("audio")) or _decoded(self.data.get("voice", ""))
        return self._has_voice and container_of(content) is not None

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        is_wordless = not given.get("text") and "text" not in self.errors
        if is_wordless and self._came_with_voice and "typed_by" in self.fields and not self.lets_type:
            self.add_error("typed_by", str(NO_TEXT_YET))
            self.fields["typed_by"].widget.attrs["autofocus"] = True
            self.places_focus = True
        return given

    def spoken(self) -> Spoken | None:
        """The recording that she made, or the one that came back and that she still wants to send; if any."""
        content = _content(self.cleaned_data["audio"])
        if not content and self.cleaned_data["with_voice"]:
            content = _decoded(self.cleaned_data["voice"])
        return Spoken(content, self.cleaned_data["seconds"] or 0) if content else None

    def hand_back(self) -> None:
        """Give her recording back with her words, so that it goes along when she sends them again."""
        content = _content(self.files.get("audio")) or _decoded(self.data.get("voice", ""))
        if container_of(content) is None:
            return
        assert isinstance(self.data, QueryDict)
        given = self.data.copy()
        new = bool(self.files.get("audio"))
        given["voice"], given["with_voice"] = (
            b64encode(content).decode(),
            "on" if new else given.get("with_voice", ""),
        )
        self.data = given

    @property
    def came_back(self) -> str:
        """The address under which she can keep a recording that came back; it leaves her phone nowhere."""
        voice = self.data.get("voice", "") if self.is_bound else ""
        kind = container_of(_decoded(voice))
        return f"data:{kind};base64,{voice}" if kind else ""


def _content(audio: UploadedFile[bytes] | None) -> bytes:
    if not audio:
        return b""
    audio.seek(0)
    return bytes(audio.read())


def _decoded(voice: str) -> bytes:
    try:
        return b64decode(voice, validate=True)
    except ValueError:
        return b""


class TypeForm(WordsForm):
    """The text of what was spoken, in a phase: with what she heard others say where that is asked.

    `name`: of who spoke, where somebody else types.
    """

    heard = WordsField(
        label=_("Wat ik gehoord heb"),
        rows=3,
        error_messages={"required": _("Schrijf eerst wat je gehoord hebt. De rest staat er nog.")},
    )
    text = WordsField(label=_("Wat ik zei"), rows=8)
    use_required_attribute = False

    def __init__(self, *args: Any, phase: Phase, name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.types_for = name
        if name:
            self.fields["heard"].label = _("Wat %(name)s gehoord heeft") % {"name": name}
            self.fields["text"].label = _("Wat %(name)s zegt") % {"name": name}
            self.fields["heard"].error_messages["required"] = _(
                "Schrijf eerst wat ze van een ander hoorde. De rest staat er nog."
            )
            self.too_short = _(
                "Typ wat ze van een ander hoorde. Gebruik minstens drie verschillende woorden. "
                "De rest staat er nog."
            )
        if phase not in FROM_HEARD:
            del self.fields["heard"]


class AnswerForm(KeyForm):
    """One question on a page."""

    text = WordsField()

    def __init__(self, *args: Any, label: Any, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = label, help_text


class LayForm(KeyForm):
    """An insight that is known already, laid beside the case as research's voice."""

    insight = forms.ChoiceField(
        label=_("Welk inzicht leg je erbij?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een inzicht.")},
    )

    def __init__(self, *args: Any, insights: Iterable[Insight], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["insight"].choices = [(str(one.pk), one.title) for one in insights]  # type: ignore[attr-defined]


class LessonForm(forms.Form):
    """Which words of the three voices stand beside one another in a lesson."""

    title = PlainLine(
        label=_("Hoe heet de les?"),
        help_text=_("Een korte zin. Ze gaat over niemand in het bijzonder."),
        max_length=160,
        error_messages={"required": _("Geef de les een naam.")},
    )
    use_required_attribute = False

    def __init__(self, *args: Any, words: Sequence[Heard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(word.word.pk): word for word in words}
        for voice in Voice:
            self.fields[voice.value] = forms.MultipleChoiceField(
                label=voice_(voice),
                choices=[(key, word.text) for key, word in self.by_key.items() if word.voice is voice],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Kies minstens één zin van deze stem.")},
            )

    def chosen(self) -> list[Heard]:
        """The words that were chosen, lived experience first."""
        return [self.by_key[key] for voice in Voice for key in self.cleaned_data[voice.value]]


class LineForm(WordsForm):
    """Her own words in a lesson, and the name that stands with them."""

    text = WordsField(label=_("Zo staat het er"), help_text=_("Je mag het anders zeggen."))
    by_name = forms.CharField(
        label=_("Welke naam staat erbij?"),
        help_text=_("Je eigen naam, een andere naam, of geen naam."),
        max_length=InsightVoice._meta.get_field("by_name").max_length,
        required=False,
    )
    use_required_attribute = False


class SignalForm(forms.Form):
    """What keeps coming back, in one sentence."""

    sentence = PlainLine(
        label=_("Wat komt telkens terug?"),
        help_text=_("Eén zin over een regel of een gewoonte. Het gaat nooit over één mens."),
        max_length=240,
        error_messages={"required": _("Schrijf één zin.")},
    )
    use_required_attribute = False
