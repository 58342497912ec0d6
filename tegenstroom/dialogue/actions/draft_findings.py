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
    TOOK_IN,
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
from tegenstroom.dialogue.rules.drafts import DIRECT, MARKED, Choice, Decision, Obstacle, Source, UnfitError
from tegenstroom.dialogue.rules.together import Span, together


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

    A finding inside a mark of hers goes with it; one that reaches further takes the mark in, and asks her anew.
    What took a mark in and is found no longer stays as a mark. Raises UnfitError.
    """
    draft = held(draft, by)
    before = sent(draft)
    stand_ins, length = stand_ins_of(draft), len(text_of(draft))
    rows = list(draft.findings.all())
    known = {(row.start, row.end, row.label): row for row in rows}
    hers = {(row.start, row.end): row for row in rows if _is_hers(row, stand_ins)}
    seen: dict[Span, Found] = {}
    for found in findings:
        if 0 <= found.start < found.end <= length:
            seen.setdefault((found.start, found.end), found)
    kept: list[DraftFinding] = []
    for place in together(hers, seen):
        if row := hers.get(place.span):
            _ask_of_hers(row, is_found=bool(place.found))
        else:
            # Of several that meet the strictest says what it is.
            found = min((seen[span] for span in place.found), key=lambda one: one.label not in DIRECT)
            row = known.get((*place.span, found.label)) or DraftFinding(
                draft=draft, start=place.start, end=place.end, label=found.label
            )
            row.confidence = found.confidence
            line = NO_STAND_IN | stand_ins.get(str(row.pk), {}) | _offer(found)
            stand_ins[str(row.pk)] = line | ({TOOK_IN: "1"} if place.hers else {})
        kept.append(row)
    draft.findings.exclude(pk__in=[row.pk for row in kept]).delete()
    for row in kept:
        row.save()
    keys = {str(row.pk) for row in kept}
    _keep_stand_ins(draft, {key: line for key, line in stand_ins.items() if key in keys})
    draft.looked_at = True
    draft.save()
    read_anew(draft, before)
    return draft


def _is_hers(row: DraftFinding, stand_ins: Mapping[str, Mapping[str, str]]) -> bool:
    return row.source == Source.WRITER or TOOK_IN in stand_ins.get(str(row.pk), {})


def _ask_of_hers(row: DraftFinding, *, is_found: bool) -> None:
    """What she marked and left is asked again when something was found in it."""
    if not is_found and row.source == Source.ENGINE:
        row.source, row.label, row.confidence = Source.WRITER, MARKED, None
    elif is_found and row.source == Source.WRITER and row.choice == Choice.LEAVE:
        row.choice, row.decided_at = Choice.OPEN, None


def _offer(found: Found) -> dict[str, str]:
    return {
        "replacement": found.replacement,
        "generalisation": found.generalisation,
        "advice": found.advice,
        "reason": found.reason,
    }


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
