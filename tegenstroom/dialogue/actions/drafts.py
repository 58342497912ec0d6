"""A raw draft: written, looked at, decided row by row by its writer alone, confirmed as a case, and gone.

Every verb takes the writer in `by` and refuses anyone else; the audit keeps counts and decisions, never a text.
What the engine finds is handed in by the page: nothing here knows how it looks.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.sealing import seal, unseal
from tegenstroom.dialogue.actions import expiring, wiping
from tegenstroom.dialogue.figures import DRAFT_HOURS, FINE_DETAILS
from tegenstroom.dialogue.models import Case, Circle, CircleMember, DraftFinding, RawDraft, SecondReader
from tegenstroom.dialogue.rules import drafts as rules
from tegenstroom.dialogue.rules.drafts import (
    MARKED,
    Choice,
    Decided,
    Decision,
    Detail,
    Obstacle,
    Question,
    Source,
    UnfitError,
)
from tegenstroom.dialogue.rules.phases import Gone, Refusal, RefusedError
from tegenstroom.engines.plain_language import COACH, assess

# Stands first among the details that stay once she weighed them: an empty list may also mean that nobody asked.
WEIGHED = "weighed"
NO_STAND_IN = {"replacement": "", "generalisation": "", "instead": "", "why": "", "reason": ""}


class Found(Protocol):
    """One finding of an engine, as `engines.deidentification.deidentify` gives it."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def confidence(self) -> float: ...
    @property
    def reason(self) -> str: ...
    @property
    def replacement(self) -> str: ...
    @property
    def generalisation(self) -> str: ...


@transaction.atomic
def begin(*, circle: Circle, key: UUID, by: Person) -> RawDraft:
    """An empty draft that lives a day at most. The same key twice is the same draft.

    Raises RefusedError for who is not in the circle, or did not agree to its contract.
    """
    audit.take_turn()
    if there := RawDraft.objects.filter(pk=key, writer=by, circle=circle).first():
        return there
    if not CircleMember.objects.agreed().filter(circle=circle, person=by).exists():
        raise RefusedError(Refusal.NOT_AGREED)
    now = timezone.now()
    hours = int(DRAFT_HOURS.on(timezone.localdate(now)))
    draft = RawDraft.objects.create(
        key=key, circle=circle, writer=by, began_at=now, until=now + timedelta(hours=hours)
    )
    audit.record("dialogue.draft_begin", by=by, about=draft)
    return draft


@transaction.atomic
def write(
    *,
    draft: RawDraft,
    title: str | None = None,
    text: str | None = None,
    plain: str | None = None,
    names: Sequence[str] | None = None,
    themes: Sequence[Mapping[str, str]] | None = None,
    is_heavy: bool | None = None,
    by: Person,
) -> RawDraft:
    """Keep what is given; None leaves it as it is. `names`: who occurs in it, an empty list for nobody.

    Another text or other names must be looked at again, and decisions on another text are gone. Any change of
    words asks a second reader anew. Raises UnfitError.
    """
    draft = _held(draft, by)
    before = _sent(draft)
    if text is not None and text != text_of(draft):
        draft.findings.all().delete()
        _seal(draft, "sealed_stand_ins", "")
    if text is not None or names is not None:
        draft.looked_at = False
    listed = None if names is None else json.dumps([name.strip() for name in names if name.strip()])
    given = {"sealed_title": title, "sealed_text": text, "sealed_plain": plain, "sealed_names": listed}
    for field, words in given.items():
        if words is not None:
            _seal(draft, field, words)
    if themes is not None:
        draft.themes = [dict(theme) for theme in themes]
    if is_heavy is not None:
        draft.is_heavy = is_heavy
    draft.save()
    _read_anew(draft, before)
    return draft


@transaction.atomic
def keep_findings(*, draft: RawDraft, findings: Iterable[Found], by: Person) -> RawDraft:
    """Keep what an engine found in the text as it is now. Decisions on the same places stay, so do her own marks.

    A finding that overlaps a mark of hers, or an earlier one, is left out. Raises UnfitError.
    """
    draft = _held(draft, by)
    before = _sent(draft)
    rows = {(row.start, row.end, row.label): row for row in draft.findings.all()}
    stand_ins = stand_ins_of(draft)
    taken = [(row.start, row.end) for row in rows.values() if row.source == Source.WRITER]
    kept: list[UUID] = [row.pk for row in rows.values() if row.source == Source.WRITER]
    length = len(text_of(draft))
    for found in sorted(findings, key=lambda found: (found.start, -found.end)):
        if not 0 <= found.start < found.end <= length or _overlaps(found.start, found.end, taken):
            continue
        taken.append((found.start, found.end))
        row = rows.get((found.start, found.end, found.label)) or DraftFinding(
            draft=draft, start=found.start, end=found.end, label=found.label
        )
        row.confidence = found.confidence
        offer = {"replacement": found.replacement, "generalisation": found.generalisation, "reason": found.reason}
        stand_ins[str(row.pk)] = NO_STAND_IN | stand_ins.get(str(row.pk), {}) | offer
        kept.append(row.pk)
        rows[found.start, found.end, found.label] = row
    draft.findings.exclude(pk__in=kept).delete()
    for row in rows.values():
        if row.pk in kept:
            row.save()
    _keep_stand_ins(draft, {key: value for key, value in stand_ins.items() if UUID(key) in set(kept)})
    draft.looked_at = True
    draft.save()
    _read_anew(draft, before)
    return draft


@transaction.atomic
def mark(*, draft: RawDraft, start: int, end: int, by: Person) -> DraftFinding:
    """She points at a piece of the text herself. Raises UnfitError where something was marked already."""
    draft = _held(draft, by)
    before = _sent(draft)
    if _overlaps(start, end, list(draft.findings.values_list("start", "end"))):
        raise UnfitError(Obstacle.OVERLAPS)
    if not 0 <= start < end <= len(text_of(draft)):
        raise ValueError((start, end))
    finding = DraftFinding.objects.create(draft=draft, start=start, end=end, label=MARKED, source=Source.WRITER)
    _read_anew(draft, before)
    return finding


@transaction.atomic
def unmark(*, finding: DraftFinding, by: Person) -> None:
    """Take away a mark of her own; what the engine found stays. Raises UnfitError."""
    draft = _held(finding.draft, by)
    before = _sent(draft)
    draft.findings.filter(pk=finding.pk, source=Source.WRITER).delete()
    _read_anew(draft, before)


def decide(
    *, finding: DraftFinding, choice: Choice, instead: str | None = None, why: str = "", by: Person
) -> DraftFinding:
    """Keep one decision. `instead`: her own words in the place of what was proposed. `why`: why it may stay.

    The same words elsewhere in the text get their own row. Raises UnfitError.
    """
    draft = decide_all(draft=finding.draft, decisions={finding.pk: Decision(choice, instead, why)}, by=by)
    return draft.findings.get(pk=finding.pk)


@transaction.atomic
def decide_all(*, draft: RawDraft, decisions: Mapping[UUID, Decision], by: Person) -> RawDraft:
    """Keep several decisions at once, by finding; all or none. Those on findings of another draft are ignored.

    Raises UnfitError with the first that cannot be kept.
    """
    draft = _held(draft, by)
    before = _sent(draft)
    stand_ins, now = stand_ins_of(draft), timezone.now()
    rows = list(draft.findings.filter(pk__in=decisions))
    for row in rows:
        decision = decisions[row.pk]
        line = NO_STAND_IN | stand_ins.get(str(row.pk), {})
        proposed = {Choice.REPLACE: "replacement", Choice.GENERALISE: "generalisation"}.get(decision.choice)
        chosen = line[proposed] if proposed and decision.instead is None else decision.instead or ""
        stand_ins[str(row.pk)] = line | {"instead": chosen.strip(), "why": decision.why.strip()}
        if no := rules.against_choosing(_decided(row, stand_ins, decision.choice)):
            raise UnfitError(no)
        row.choice, row.decided_at = decision.choice, now
    _keep_stand_ins(draft, stand_ins)
    draft.save()
    DraftFinding.objects.bulk_update(rows, ["choice", "decided_at"])
    _read_anew(draft, before)
    return draft


@transaction.atomic
def answer(
    *,
    draft: RawDraft,
    answers: Mapping[Question, bool] | None = None,
    fine: Collection[Detail] | None = None,
    by: Person,
) -> RawDraft:
    """Keep her answers to the five questions, and which details stay; None leaves them. Raises UnfitError."""
    draft = _held(draft, by)
    if answers is not None:
        draft.answers = {str(question): bool(said) for question, said in answers.items()}
    if fine is not None:
        draft.fine = [WEIGHED, *sorted(str(detail) for detail in fine)]
    draft.save()
    return draft


def stand_ins_of(draft: RawDraft) -> dict[str, dict[str, str]]:
    """By finding what was proposed, what she chose and why it may stay. For its writer's eyes."""
    words = _unsealed(draft, "sealed_stand_ins")
    return dict(json.loads(words)) if words else {}


def text_of(draft: RawDraft) -> str:
    """The raw text, for its writer's eyes; empty as long as there is none. Raises SealError."""
    return _unsealed(draft, "sealed_text")


def title_of(draft: RawDraft) -> str:
    """The title that the case will have."""
    return _unsealed(draft, "sealed_title")


def plain_of(draft: RawDraft) -> str:
    """The plain version that the coaches will read."""
    return _unsealed(draft, "sealed_plain")


def names_of(draft: RawDraft) -> list[str] | None:
    """The names that she gave; None as long as she was not asked."""
    words = _unsealed(draft, "sealed_names")
    return list(json.loads(words)) if words else None


def decided_of(draft: RawDraft) -> list[Decided]:
    """Every finding with what becomes of it, in the order of the text."""
    stand_ins = stand_ins_of(draft)
    return [_decided(row, stand_ins, Choice(row.choice)) for row in draft.findings.order_by("start")]


def fine_of(draft: RawDraft) -> frozenset[Detail]:
    """The details of which she said herself that they stay as they are."""
    return frozenset(Detail(detail) for detail in draft.fine if detail != WEIGHED)


def decided_text(draft: RawDraft, *, hide_open: bool = True) -> str:
    """The text as it would be sent. What is not decided yet is blacked out."""
    return rules.decided_text(text_of(draft), decided_of(draft), hide_open=hide_open)


def as_it_stands(draft: RawDraft) -> rules.Draft:
    """The draft as the rules look at it. For its writer's eyes."""
    plain, findings = plain_of(draft), decided_of(draft)
    reader = SecondReader.objects.filter(draft=draft).first()
    return rules.Draft(
        title=title_of(draft),
        text=text_of(draft),
        plain=plain,
        names=names_of(draft),
        findings=findings,
        looked_at=draft.looked_at,
        answers={Question(key): said for key, said in draft.answers.items()},
        fine=fine_of(draft) | rules.left_fine(findings),
        weighed=WEIGHED in draft.fine,
        read_by_another=reader is not None and reader.agrees is True,
        plain_holds=bool(plain.strip()) and assess(plain, COACH).holds,
    )


def against_confirming(draft: RawDraft) -> tuple[Obstacle, ...]:
    """What still stands in the way; empty when it may go."""
    most = int(FINE_DETAILS.on(timezone.localdate()))
    of_text = rules.against_confirming(as_it_stands(draft), most_fine=most)
    agreed = CircleMember.objects.agreed().filter(circle=draft.circle_id, person=draft.writer_id).exists()
    return of_text if agreed else (Obstacle.NOT_AGREED, *of_text)


@transaction.atomic
def confirm(*, draft: RawDraft, by: Person) -> Case:
    """Make it a case in which only the decided text stands, and destroy the draft with all its stand-ins.

    Confirming twice gives the same case. Raises UnfitError with everything that still stands in the way.
    """
    audit.take_turn()
    if made := Case.objects.filter(pk=draft.pk, writer=by).first():
        return made
    draft = _held(draft, by)
    if obstacles := against_confirming(draft):
        raise UnfitError(*obstacles)
    stands = as_it_stands(draft)
    case = _case_of(draft, stands, by)
    counts = Counter(f"{found.choice}" for found in stands.findings)
    labels = Counter(found.label for found in stands.findings)
    yes = sorted(str(question) for question, said in stands.answers.items() if said)
    audit.record(
        "dialogue.case_confirm",
        by=by,
        about=case,
        decisions=dict(counts),
        labels=dict(labels),
        fine=len(stands.fine),
        yes=yes,
        second_reader=stands.read_by_another,
    )
    wiping.wipe_draft(draft, Gone.WITHDRAWN)
    return case


@transaction.atomic
def discard(*, draft: RawDraft, by: Person) -> None:
    """Throw a draft away; nothing of it is left. Raises UnfitError."""
    draft = _held(draft, by)
    audit.record("dialogue.draft_discard", by=by, about=draft)
    wiping.wipe_draft(draft, Gone.TAKEN_BACK)


def wipe_old(now: datetime) -> int:
    """Destroy every draft whose day is over; how many. Nobody read them since."""
    old = list(RawDraft.objects.filter(until__lte=now))
    return sum(_wipe_old(draft) for draft in old)


@transaction.atomic
def _wipe_old(draft: RawDraft) -> bool:
    audit.take_turn()
    if not RawDraft.objects.filter(pk=draft.pk).exists():
        return False
    audit.record("dialogue.draft_expire", by=None, about=draft)
    wiping.wipe_draft(draft, Gone.EXPIRED)
    return True


def _case_of(draft: RawDraft, stands: rules.Draft, by: Person) -> Case:
    today = timezone.localdate()
    # The draft's own number: who confirms twice makes one case.
    case = Case(
        key=draft.pk,
        circle=draft.circle,
        writer=by,
        themes=draft.themes,
        is_heavy=draft.is_heavy,
        expires_on=expiring.last_day(draft.circle, today),
    )
    words = {
        "sealed_title": stands.title,
        "sealed_text": rules.decided_text(stands.text, stands.findings),
        "sealed_plain": stands.plain,
    }
    for field, text in words.items():
        setattr(case, field, seal(text.strip(), row=case, field=field, owner=by))
    case.save(force_insert=True)
    return case


def _held(draft: RawDraft, by: Person) -> RawDraft:
    """The draft with its row locked, for its writer. Raises UnfitError."""
    audit.take_turn()
    if draft.writer_id != by.pk:
        raise UnfitError(Obstacle.NOT_YOURS)
    held = RawDraft.objects.living().select_for_update(no_key=True).filter(pk=draft.pk).first()
    if held is None:
        raise UnfitError(Obstacle.GONE)
    return held


def _sent(draft: RawDraft) -> tuple[str, str, str]:
    """What a second reader reads of it."""
    return title_of(draft), decided_text(draft), plain_of(draft)


def _read_anew(draft: RawDraft, before: tuple[str, str, str]) -> None:
    """A yes holds for the words that were read. When she answered stays: she must be asked anew."""
    if _sent(draft) != before:
        SecondReader.objects.filter(draft=draft).update(agrees=None)


def _decided(row: DraftFinding, stand_ins: Mapping[str, Mapping[str, str]], choice: Choice) -> Decided:
    line = stand_ins.get(str(row.pk), NO_STAND_IN)
    is_proposed = rules.is_proposal(line["instead"], (line["replacement"], line["generalisation"]))
    return Decided(row.start, row.end, row.label, choice, line["instead"], line["why"], is_proposed)


def _overlaps(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def _keep_stand_ins(draft: RawDraft, stand_ins: Mapping[str, Mapping[str, str]]) -> None:
    _seal(draft, "sealed_stand_ins", json.dumps(dict(stand_ins)) if stand_ins else "")


def _seal(draft: RawDraft, field: str, words: str) -> None:
    setattr(draft, field, seal(words, row=draft, field=field, owner=draft.writer) if words else b"")


def _unsealed(draft: RawDraft, field: str) -> str:
    sealed = getattr(draft, field)
    return unseal(sealed, row=draft, field=field, owner=draft.writer) if sealed else ""
