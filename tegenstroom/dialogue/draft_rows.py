"""The findings of a draft as its writer sees them: a row each, its sentence, and what she chooses on a page."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tegenstroom.dialogue.actions import draft_contents
from tegenstroom.dialogue.draft_words import ADVICE, GROUPS, LABELS, REASONS, STEPS
from tegenstroom.dialogue.forms.decisions import DecisionForm, DoubtForm
from tegenstroom.dialogue.models import DraftFinding, RawDraft
from tegenstroom.dialogue.rules import drafts as rules
from tegenstroom.dialogue.rules.drafts import (
    Choice,
    Decided,
    Decision,
    Detail,
    Source,
    against_choosing,
    left_fine,
    own_reason,
)
from tegenstroom.dialogue.rules.found import Doubt, Excerpt, Group, excerpt, group_of, same
from tegenstroom.dialogue.rules.road import Step
from tegenstroom.dialogue.words import DETAILS

ORDER = list(Group)


@dataclass(slots=True)
class Row:
    """One finding. `key` is what rows of the same words share, `elsewhere` how many others there are."""

    finding: DraftFinding
    line: dict[str, str]
    excerpt: Excerpt
    group: Group
    key: tuple[str, str]
    elsewhere: int = 0
    # An open row of the same words stands before it on the page, and may speak for it.
    follows: bool = False
    form: DecisionForm | None = None

    @property
    def heading(self) -> Any:
        """The words above its group."""
        return GROUPS[self.group]

    @property
    def label(self) -> Any:
        """What it tells, in words."""
        return LABELS.get(self.finding.label, LABELS["UNKNOWN"])

    @property
    def why(self) -> Any:
        """Why it was found, in words; empty for what she marked herself."""
        return REASONS.get(self.line["reason"], "")

    @property
    def advice(self) -> str:
        """What to write instead of a rare phrase, in words."""
        advice = self.line["advice"]
        return str(ADVICE.get(advice, advice))

    @property
    def general(self) -> str:
        """What is proposed as something more general."""
        return "" if self.advice else self.line["generalisation"]

    @property
    def is_open(self) -> bool:
        """Whether she still has to choose."""
        return self.finding.choice == Choice.OPEN

    @property
    def outcome(self) -> str:
        """What stands in its place now, for who decided."""
        return self.line["instead"] or self.excerpt.words

    def takes(self, decision: Decision) -> bool:
        """Whether what is decided elsewhere on the same words can be kept here too: it may be found otherwise."""
        row, instead = self.finding, decision.instead or ""
        decided = Decided(
            *(row.start, row.end, row.label, decision.choice, instead, decision.why), reason=self.line["reason"]
        )
        return against_choosing(decided) is None


def rows_of(draft: RawDraft, source: Source) -> list[Row]:
    """All rows of the engine, or all of her own marks: names first, the same words together."""
    text, lines = draft_contents.text_of(draft), draft_contents.stand_ins_of(draft)
    rows = []
    for finding in draft.findings.filter(source=source).order_by("start"):
        line = draft_contents.NO_STAND_IN | lines.get(str(finding.pk), {})
        seen = excerpt(text, finding.start, finding.end)
        group = group_of(finding.label, line["reason"])
        rows.append(Row(finding, line, seen, group, (same(seen.words), finding.label)))
    times = Counter(row.key for row in rows)
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        row.elsewhere = times[row.key] - 1
        first.setdefault(row.key, row.finding.start)
    return sorted(rows, key=lambda row: (ORDER.index(row.group), first[row.key], row.finding.start))


def with_forms(rows: Iterable[Row], data: Mapping[str, Any] | None = None) -> list[Row]:
    """The rows of one page with their forms, filled in with what was sent."""
    shown, spoken_for = list(rows), set()
    for row in shown:
        row.follows = row.key in spoken_for
        if row.is_open:
            spoken_for.add(row.key)
        row.form = DecisionForm(data, finding=row.finding, line=row.line)
        # The same words elsewhere go along, unless she decided on them already.
        row.form.initial["everywhere"] = row.is_open and row.elsewhere > 0 and not row.follows
    return shown


def decisions_of(shown: Iterable[Row], everything: Iterable[Row]) -> dict[UUID, Decision]:
    """What was decided on this page, and for the same words elsewhere where she says so; without what is wrong."""
    touched: set[UUID] = set()
    chosen: dict[UUID, Decision] = {}
    everywhere: dict[tuple[str, str], Decision] = {}
    for row in shown:
        form = row.form
        if form is None or not form["choice"].value() or not form.has_changed():
            continue
        touched.add(row.finding.pk)
        if form.is_valid() and (decision := form.decision()):
            chosen[row.finding.pk] = decision
            if form.cleaned_data["everywhere"]:
                everywhere.setdefault(row.key, decision)
    for row in everything:
        if row.finding.pk not in touched and row.key in everywhere and row.takes(everywhere[row.key]):
            chosen[row.finding.pk] = everywhere[row.key]
    return chosen


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the story: plain text, or found, decided or not."""

    words: str
    state: str = ""


def pieces_of(draft: RawDraft) -> list[Piece]:
    """The whole story, with what was found in it apart. Put together it is the story to the letter."""
    text, pieces, place = draft_contents.text_of(draft), [], 0
    for found in draft_contents.decided_of(draft):
        pieces.append(Piece(text[place : found.start]))
        pieces.append(Piece(text[found.start : found.end], "open" if found.choice is Choice.OPEN else "decided"))
        place = found.end
    return [piece for piece in (*pieces, Piece(text[place:])) if piece.words]


def still_there(draft: RawDraft) -> list[tuple[Step, str]]:
    """Words that she took out and that would be sent all the same, each with the step that mends it."""
    stands = draft_contents.as_it_stands(draft)
    sent = (
        (Step.STORY, stands.title),
        (Step.FINDINGS, rules.own_words(stands.text, stands.findings, hide_open=True)),
        (Step.PLAIN, stands.plain),
    )
    words = sorted(rules.still_there(stands))
    return [(step, word) for step, text in sent for word in words if rules.stands_in(word, text)]


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """Words that nobody looked at before, as she sees them on the last page."""

    doubt: Doubt
    form: DoubtForm

    @property
    def label(self) -> Any:
        """What they tell, in words."""
        return LABELS.get(self.doubt.label, LABELS["UNKNOWN"])

    @property
    def why(self) -> Any:
        """Why they were found, in words."""
        return REASONS.get(self.doubt.reason, "")

    @property
    def places(self) -> list[tuple[str, Any, Excerpt]]:
        """Where they stand: the name of the page on which she changes them, that of its step, and the sentence."""
        return [(f"dialogue:draft_{step.name.lower()}", STEPS[step], seen) for step, seen in self.doubt.places]


def doubt_rows(doubts: Iterable[Doubt], data: Mapping[str, Any] | None = None) -> list[DoubtRow]:
    """A row for each, filled in with what was sent."""
    return [DoubtRow(doubt, DoubtForm(data, doubt=doubt)) for doubt in doubts]


def left_direct(draft: RawDraft) -> list[tuple[str, str]]:
    """What points straight at someone and stays, each once with her reason: she sees it before it goes."""
    text = draft_contents.text_of(draft)
    left = {
        same(words): (words, own_reason(found.why) or _("Dit wijst niemand aan"))
        for found in draft_contents.decided_of(draft)
        if found.choice is Choice.LEAVE and found.is_direct and (words := text[found.start : found.end])
    }
    return list(left.values())


def left_to_decide(draft: RawDraft) -> int:
    """How many findings have no choice yet, her own marks too."""
    return draft.findings.filter(choice=Choice.OPEN).count()


def details_left(draft: RawDraft) -> list[tuple[Any, list[str]]]:
    """Which details stay because of what she leaves in the story, with the words that tell them."""
    text = draft_contents.text_of(draft)
    left: dict[Detail, list[str]] = defaultdict(list)
    for found in draft_contents.decided_of(draft):
        words = text[found.start : found.end]
        for detail in left_fine([found]):
            if words not in left[detail]:
                left[detail].append(words)
    return [(DETAILS[detail], words) for detail, words in left.items()]
