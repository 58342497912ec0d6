"""What she decides for one finding, and for words that nobody looked at before."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenstroom.dialogue.models import DraftFinding
from tegenstroom.dialogue.rules.drafts import (
    Choice,
    Decided,
    Decision,
    against_choosing,
    may_be_none,
    none_because,
    none_says_enough,
    own_reason,
    says_none,
)
from tegenstroom.dialogue.rules.found import NAMES, Doubt, advised
from tegenstroom.dialogue.words import OBSTACLES

# A fourth radio button: the finding is none.
NOTHING = "nothing"
LONGEST = 200
WHY, NONE_WHY = _("Waarom mag dit blijven staan?"), _("Wat is het dan wel?")


class DecisionForm(forms.Form):
    """One row. Nothing is chosen beforehand; the proposals stand ready to be changed."""

    use_required_attribute = False

    choice = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    replace = forms.CharField(max_length=LONGEST, required=False, label=_("Wat komt er in de plaats?"))
    generalise = forms.CharField(max_length=LONGEST, required=False, label=_("Wat schrijf je in het algemeen?"))
    why = forms.CharField(max_length=LONGEST, required=False, label=WHY)
    none_why = forms.CharField(max_length=LONGEST, required=False, label=NONE_WHY)
    everywhere = forms.BooleanField(required=False)

    def __init__(self, *args: Any, finding: DraftFinding, line: dict[str, str], **kwargs: Any) -> None:
        kwargs["prefix"] = str(finding.pk)
        super().__init__(*args, **kwargs)
        self.finding = finding
        self.reason = line["reason"]
        self.fields["choice"].choices = _choices(finding, self.reason)  # type: ignore[attr-defined]
        if none_says_enough(finding.label, self.reason):
            del self.fields["none_why"]
        self.initial = _as_it_is(finding, line)

    def decision(self) -> Decision | None:
        """What she chose; None for nothing yet. Only after `is_valid()`."""
        given = self.cleaned_data
        match given["choice"]:
            case "":
                return None
            case "nothing":
                return Decision(Choice.LEAVE, "", none_because(given.get("none_why", "")))
            case Choice.LEAVE:
                return Decision(Choice.LEAVE, "", given["why"])
            case chosen:
                return Decision(Choice(chosen), given[chosen])

    def clean(self) -> dict[str, Any]:
        """Refuse what the rules refuse, at the field where it can be mended."""
        given = super().clean() or self.cleaned_data
        typed = {name for name in ("replace", "generalise", "why", "none_why") if given.get(name)}
        if not given.get("choice") and typed & set(self.changed_data):
            self.add_error("choice", _("Duid ook aan wat je kiest. Wat je schreef, staat er nog."))
        if not self.errors and (decision := self.decision()):
            row = self.finding
            decided = Decided(
                *(row.start, row.end, row.label, decision.choice, decision.instead or "", decision.why),
                reason=self.reason,
            )
            if no := against_choosing(decided):
                at = {NOTHING: "none_why", Choice.LEAVE: "why"}.get(given["choice"], str(decision.choice))
                self.add_error(at, OBSTACLES[no])
        return given


class DoubtForm(forms.Form):
    """Words in what would be sent: they stay with a reason, as in the story, or she goes back and changes them."""

    use_required_attribute = False

    choice = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": _("Haal het weg, of zeg waarom het mag blijven staan.")},
    )
    why = forms.CharField(max_length=LONGEST, required=False, label=WHY)
    none_why = forms.CharField(max_length=LONGEST, required=False, label=NONE_WHY)

    def __init__(self, *args: Any, doubt: Doubt, **kwargs: Any) -> None:
        kwargs["prefix"] = doubt.key
        super().__init__(*args, **kwargs)
        self.doubt = doubt
        choices: list[tuple[str, Any]] = [(Choice.LEAVE, _("Laat staan"))]
        if may_be_none(doubt.label, doubt.reason):
            choices.append((NOTHING, _nothing(doubt.label)))
        self.fields["choice"].choices = choices  # type: ignore[attr-defined]
        if none_says_enough(doubt.label, doubt.reason):
            del self.fields["none_why"]

    def reason(self) -> str:
        """Why it may stay. Only after `is_valid()`."""
        given = self.cleaned_data
        return none_because(given.get("none_why", "")) if given["choice"] == NOTHING else str(given["why"])

    def clean(self) -> dict[str, Any]:
        """Refuse what the rules refuse for the same words in the story."""
        given = super().clean() or self.cleaned_data
        if not self.errors and (no := against_choosing(self.doubt.left(self.reason()))):
            self.add_error("none_why" if given["choice"] == NOTHING else "why", OBSTACLES[no])
        return given


def _choices(finding: DraftFinding, reason: str) -> list[tuple[str, Any]]:
    three: list[tuple[str, Any]] = [
        (Choice.REPLACE, _("Vervang door")),
        (Choice.GENERALISE, _("Maak algemener")),
        (Choice.LEAVE, _("Laat staan")),
    ]
    if finding.confidence is None or not may_be_none(finding.label, reason):
        return three
    return [*three, (NOTHING, _nothing(finding.label))]


def _nothing(label: str) -> Any:
    return _("Dit is geen naam") if label in NAMES else _("Dit wijst niemand aan")


def _as_it_is(finding: DraftFinding, line: dict[str, str]) -> dict[str, Any]:
    """What the fields hold when the page opens: what she chose before, or else what is proposed."""
    chosen, is_nothing = Choice(finding.choice), says_none(line["why"])
    # Of a rare phrase the engine gives advice, which may name words to put there.
    general = advised(line["advice"]) if line["advice"] else line["generalisation"]
    return {
        "choice": NOTHING if is_nothing else "" if chosen is Choice.OPEN else chosen,
        "replace": line["instead"] if chosen is Choice.REPLACE else line["replacement"],
        "generalise": line["instead"] if chosen is Choice.GENERALISE else general,
        "why": "" if is_nothing else line["why"],
        "none_why": own_reason(line["why"]) if is_nothing else "",
    }
