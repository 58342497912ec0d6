"""The life of a raw draft: begun, written, confirmed as a case by its writer alone, and gone.

Every verb takes the writer in `by` and refuses anyone else; the audit keeps counts and decisions, never a text.
Row by row it is decided in `draft_findings`; what stands in it is read in `draft_contents`.
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.sealing import seal
from tegenstroom.dialogue.actions import expiring, wiping
from tegenstroom.dialogue.actions.draft_contents import WEIGHED, as_it_stands, held, keep, read_anew, sent, text_of
from tegenstroom.dialogue.figures import DRAFT_HOURS, FINE_DETAILS
from tegenstroom.dialogue.models import Case, Circle, CircleMember, RawDraft
from tegenstroom.dialogue.rules import drafts as rules
from tegenstroom.dialogue.rules.drafts import Detail, Obstacle, Question, UnfitError
from tegenstroom.dialogue.rules.phases import Gone, Refusal, RefusedError


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
    has_no_theme: bool | None = None,
    is_heavy: bool | None = None,
    by: Person,
) -> RawDraft:
    """Keep what is given; None leaves it as it is. `names`: who occurs in it, an empty list for nobody.

    Another text or other names must be looked at again, and decisions on another text are gone. Any change of
    words asks a second reader anew. Raises UnfitError.
    """
    draft = held(draft, by)
    before = sent(draft)
    is_another = text is not None and text != text_of(draft)
    if is_another:
        draft.findings.all().delete()
        keep(draft, "sealed_stand_ins", "")
    if is_another or names is not None:
        draft.looked_at = False
    listed = None if names is None else json.dumps([name.strip() for name in names if name.strip()])
    given = {"sealed_title": title, "sealed_text": text, "sealed_plain": plain, "sealed_names": listed}
    for field, words in given.items():
        if words is not None:
            keep(draft, field, words)
    if themes is not None:
        draft.themes = [dict(theme) for theme in themes]
    if has_no_theme is not None:
        draft.has_no_theme = has_no_theme
    if is_heavy is not None:
        draft.is_heavy = is_heavy
    draft.save()
    read_anew(draft, before)
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
    draft = held(draft, by)
    if answers is not None:
        draft.answers = {str(question): bool(said) for question, said in answers.items()}
    if fine is not None:
        draft.fine = [WEIGHED, *sorted(str(detail) for detail in fine)]
    draft.save()
    return draft


def most_fine() -> int:
    """How many details may stay as they are before someone else must agree, today."""
    return int(FINE_DETAILS.on(timezone.localdate()))


def against_confirming(draft: RawDraft) -> tuple[Obstacle, ...]:
    """What still stands in the way; empty when it may go."""
    of_text = rules.against_confirming(as_it_stands(draft), most_fine=most_fine())
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
    draft = held(draft, by)
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
    draft = held(draft, by)
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
