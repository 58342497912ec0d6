"""What stands in a raw draft, unsealed for its writer's eyes, and held for her while it changes."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.crypto import salted_hmac

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.sealing import seal, unseal
from tegenstroom.dialogue.models import DraftFinding, RawDraft, Recognised, SecondReader
from tegenstroom.dialogue.rules import drafts as rules
from tegenstroom.dialogue.rules import second_readers
from tegenstroom.dialogue.rules.drafts import Choice, Decided, Detail, Obstacle, Question, UnfitError
from tegenstroom.engines.plain_language import COACH, assess

# Stands first among the details that stay once she weighed them: an empty list may also mean that nobody asked.
WEIGHED = "weighed"
# In the line of a finding that took in a mark of hers: it stays as one when nothing is found there any more.
TOOK_IN = "took_in"
NO_STAND_IN = {"replacement": "", "generalisation": "", "advice": "", "instead": "", "why": "", "reason": ""}


def title_of(draft: RawDraft) -> str:
    """The title that the case will have."""
    return _unsealed(draft, "sealed_title")


def text_of(draft: RawDraft) -> str:
    """The raw text, for its writer's eyes; empty as long as there is none. Raises SealError."""
    return _unsealed(draft, "sealed_text")


def plain_of(draft: RawDraft) -> str:
    """The plain version that the coaches will read."""
    return _unsealed(draft, "sealed_plain")


def names_of(draft: RawDraft) -> list[str] | None:
    """The names that she gave; None as long as she was not asked."""
    words = _unsealed(draft, "sealed_names")
    return list(json.loads(words)) if words else None


def stand_ins_of(draft: RawDraft) -> dict[str, dict[str, str]]:
    """By finding what was proposed, what she chose and why it may stay. For its writer's eyes."""
    words = _unsealed(draft, "sealed_stand_ins")
    return dict(json.loads(words)) if words else {}


def lost_marks_of(draft: RawDraft) -> list[dict[str, Any]]:
    """What she marked and could not be found again, as long as she was not told. For its writer's eyes."""
    words = _unsealed(draft, "sealed_lost_marks")
    return list(json.loads(words)) if words else []


def decided_of(draft: RawDraft) -> list[Decided]:
    """Every finding with what becomes of it, in the order of the text."""
    stand_ins = stand_ins_of(draft)
    return [decided(row, stand_ins, Choice(row.choice)) for row in draft.findings.order_by("start")]


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
    refused = set(Recognised.objects.binding(draft).values_list("wording", flat=True))
    is_recognised = bool(refused) and wording_of(draft) in refused
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
        was_recognised=is_recognised or (bool(refused) and Recognised.objects.of_story(draft).exists()),
        is_recognised=is_recognised,
        marks_lost=bool(draft.sealed_lost_marks),
        themed=bool(draft.themes) or draft.has_no_theme,
    )


def held(draft: RawDraft, by: Person) -> RawDraft:
    """The draft with its row locked, for its writer. Raises UnfitError."""
    audit.take_turn()
    if draft.writer_id != by.pk:
        raise UnfitError(Obstacle.NOT_YOURS)
    living = RawDraft.objects.living().select_for_update(no_key=True).filter(pk=draft.pk).first()
    if living is None:
        raise UnfitError(Obstacle.GONE)
    return living


def sent(draft: RawDraft) -> tuple[str, str, str]:
    """What a second reader reads of it."""
    return title_of(draft), decided_text(draft), plain_of(draft)


def wording_of(draft: RawDraft) -> str:
    """What a second reader's no holds for: it changes with each word that she would read.

    The same words of the same writer have the same one, in whatever draft.
    """
    key = salted_hmac("tegenstroom.dialogue.wording", str(draft.writer_id), algorithm="sha256").digest()
    return second_readers.wording(key, *sent(draft))


def read_anew(draft: RawDraft, before: tuple[str, str, str]) -> None:
    """A yes holds for the words that were read. When she answered stays: she must be asked anew."""
    if sent(draft) != before:
        SecondReader.objects.filter(draft=draft).update(agrees=None)


def decided(row: DraftFinding, stand_ins: Mapping[str, Mapping[str, str]], choice: Choice) -> Decided:
    """What becomes of one finding when this is chosen."""
    line = stand_ins.get(str(row.pk), NO_STAND_IN)
    is_proposed = rules.is_proposal(line["instead"], (line["replacement"], line["generalisation"]))
    return Decided(
        *(row.start, row.end, row.label, choice, line["instead"], line["why"]),
        is_proposed=is_proposed,
        reason=line["reason"],
    )


def keep(draft: RawDraft, field: str, words: str) -> None:
    """Seal words in one of its fields; whoever calls saves the row."""
    setattr(draft, field, seal(words, row=draft, field=field, owner=draft.writer) if words else b"")


def _unsealed(draft: RawDraft, field: str) -> str:
    sealed = getattr(draft, field)
    return unseal(sealed, row=draft, field=field, owner=draft.writer) if sealed else ""
