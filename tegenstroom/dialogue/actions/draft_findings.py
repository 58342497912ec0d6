"""What could lead to someone in a raw draft: found by an engine or marked by its writer, who decides row by row.

What the engine finds is handed in by the page: nothing here knows how it looks.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.dialogue.actions.draft_contents import (
    NO_STAND_IN,
    decided,
    held,
    keep,
    read_anew,
    sent,
    stand_ins_of,
    text_of,
)
from tegenstroom.dialogue.models import DraftFinding, RawDraft
from tegenstroom.dialogue.rules import drafts as rules
from tegenstroom.dialogue.rules.drafts import MARKED, Choice, Decision, Obstacle, Source, UnfitError


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
    @property
    def advice(self) -> str: ...


@transaction.atomic
def keep_findings(*, draft: RawDraft, findings: Iterable[Found], by: Person) -> RawDraft:
    """Keep what an engine found in the text as it is now. Decisions on the same places stay, so do her own marks.

    A finding that overlaps a mark of hers, or an earlier one, is left out. Raises UnfitError.
    """
    draft = held(draft, by)
    before = sent(draft)
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
        offer = {
            "replacement": found.replacement,
            "generalisation": found.generalisation,
            "advice": found.advice,
            "reason": found.reason,
        }
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
    read_anew(draft, before)
    return draft


@transaction.atomic
def mark(*, draft: RawDraft, start: int, end: int, by: Person) -> DraftFinding:
    """She points at a piece of the text herself. Raises UnfitError where something was marked already."""
    draft = held(draft, by)
    before = sent(draft)
    if _overlaps(start, end, list(draft.findings.values_list("start", "end"))):
        raise UnfitError(Obstacle.OVERLAPS)
    if not 0 <= start < end <= len(text_of(draft)):
        raise ValueError((start, end))
    finding = DraftFinding.objects.create(draft=draft, start=start, end=end, label=MARKED, source=Source.WRITER)
    read_anew(draft, before)
    return finding


@transaction.atomic
def unmark(*, finding: DraftFinding, by: Person) -> None:
    """Take away a mark of her own; what the engine found stays. Raises UnfitError."""
    draft = held(finding.draft, by)
    before = sent(draft)
    draft.findings.filter(pk=finding.pk, source=Source.WRITER).delete()
    read_anew(draft, before)


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
    draft = held(draft, by)
    before = sent(draft)
    stand_ins, now = stand_ins_of(draft), timezone.now()
    rows = list(draft.findings.filter(pk__in=decisions))
    for row in rows:
        decision = decisions[row.pk]
        line = NO_STAND_IN | stand_ins.get(str(row.pk), {})
        proposed = {Choice.REPLACE: "replacement", Choice.GENERALISE: "generalisation"}.get(decision.choice)
        chosen = line[proposed] if proposed and decision.instead is None else decision.instead or ""
        stand_ins[str(row.pk)] = line | {"instead": chosen.strip(), "why": decision.why.strip()}
        if no := rules.against_choosing(decided(row, stand_ins, decision.choice)):
            raise UnfitError(no)
        row.choice, row.decided_at = decision.choice, now
    _keep_stand_ins(draft, stand_ins)
    draft.save()
    DraftFinding.objects.bulk_update(rows, ["choice", "decided_at"])
    read_anew(draft, before)
    return draft


def _overlaps(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def _keep_stand_ins(draft: RawDraft, stand_ins: Mapping[str, Mapping[str, str]]) -> None:
    keep(draft, "sealed_stand_ins", json.dumps(dict(stand_ins)) if stand_ins else "")
