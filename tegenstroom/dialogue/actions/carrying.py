"""Taking along what she marked in a draft when its story changes, and telling her what was not found again."""

import json

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.dialogue.actions.draft_contents import (
    NO_STAND_IN,
    TOOK_IN,
    decided_of,
    held,
    keep,
    lost_marks_of,
    read_anew,
    sent,
    stand_ins_of,
    text_of,
)
from tegenstroom.dialogue.models import DraftFinding, RawDraft
from tegenstroom.dialogue.rules.carrying import Mark, carry, is_part
from tegenstroom.dialogue.rules.drafts import MARKED, Choice, Source


def marks_of(draft: RawDraft) -> list[Mark]:
    """What must not come back when the story changes: her marks, those lost before, and names taken out."""
    text, lines = text_of(draft), stand_ins_of(draft)
    marks = []
    for row, found in zip(draft.findings.order_by("start"), decided_of(draft), strict=True):
        line = NO_STAND_IN | lines.get(str(row.pk), {}) | {"reason": ""}
        is_hers = row.source == Source.WRITER or TOOK_IN in line
        if is_hers or (found.is_direct and found.is_taken_out):
            inside = is_part(row.start, row.end, text)
            marks.append(Mark(text[row.start : row.end], found.choice, line, is_part=inside, is_hers=is_hers))
    return marks + [Mark(one["words"], Choice(one["choice"]), one["line"]) for one in lost_marks_of(draft)]


@transaction.atomic
def place(*, draft: RawDraft, marks: list[Mark], by: Person) -> RawDraft:
    """Put these marks where their words stand now, with what she chose; what she left is asked again.

    Those of her own that stand nowhere are kept until she was told. Raises UnfitError.
    """
    draft = held(draft, by)
    before = sent(draft)
    rows = list(draft.findings.all())
    carried = carry(marks, text_of(draft), [(row.start, row.end) for row in rows])
    stand_ins, now = stand_ins_of(draft), timezone.now()
    for (start, end), mark in carried.placed:
        inside = [row for row in rows if start <= row.start and row.end <= end]
        draft.findings.filter(pk__in=[row.pk for row in inside]).delete()
        for row in inside:
            stand_ins.pop(str(row.pk), None)
        choice = Choice.OPEN if mark.choice is Choice.LEAVE else mark.choice
        made = DraftFinding.objects.create(
            draft=draft,
            start=start,
            end=end,
            label=MARKED,
            source=Source.WRITER,
            choice=choice,
            decided_at=None if choice is Choice.OPEN else now,
        )
        stand_ins[str(made.pk)] = dict(mark.line)
    for row in rows:
        if (row.start, row.end) in carried.around:
            stand_ins[str(row.pk)] = NO_STAND_IN | stand_ins.get(str(row.pk), {}) | {TOOK_IN: "1"}
    keep(draft, "sealed_stand_ins", json.dumps(stand_ins) if stand_ins else "")
    lost = [{"words": mark.words, "choice": str(mark.choice), "line": dict(mark.line)} for mark in carried.lost]
    keep(draft, "sealed_lost_marks", json.dumps(lost) if lost else "")
    draft.save()
    read_anew(draft, before)
    return draft


@transaction.atomic
def have_told(*, draft: RawDraft, by: Person) -> RawDraft:
    """She read which marks could not be found again: nothing of them is kept. Raises UnfitError."""
    draft = held(draft, by)
    keep(draft, "sealed_lost_marks", "")
    draft.save(update_fields=["sealed_lost_marks"])
    return draft
