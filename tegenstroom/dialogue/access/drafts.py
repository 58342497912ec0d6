"""A raw draft is its writer's alone; who is asked to read along gets the decided text and never the raw one."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.access import Visitor, someone
from tegenstroom.dialogue.access.cases import own_cases
from tegenstroom.dialogue.models import CircleMember, DraftFinding, RawDraft, SecondReader
from tegenstroom.dialogue.models.cases import RawDraftQuerySet


def drafts_of(person: Visitor) -> RawDraftQuerySet:
    """Her own raw drafts, as long as their day lasts."""
    return RawDraft.objects.living().filter(writer=someone(person)).select_related("writer", "circle")


def draft_of(person: Visitor, key: UUID) -> RawDraft:
    """One raw draft of her own. Nobody else reaches it, an administrator neither."""
    return get_object_or_404(drafts_of(person), key=key)


def draft_or_case_of(person: Visitor, key: UUID) -> RawDraft | None:
    """One raw draft of her own; None where it became a case already: whoever sends twice is told that it went."""
    if own_cases(person).filter(pk=key).exists():
        return None
    return draft_of(person, key)


def finding_of(person: Visitor, key: UUID) -> DraftFinding:
    """One row of a raw draft of her own."""
    rows = DraftFinding.objects.filter(draft__in=drafts_of(person)).select_related("draft__writer")
    return get_object_or_404(rows, key=key)


def reading_for(person: Visitor, draft: UUID) -> SecondReader:
    """A draft of which she was asked to read the decided text: that, and never the raw one."""
    return get_object_or_404(to_read_along(person).select_related("draft__writer"), draft=draft)


def to_read_along(person: Visitor) -> QuerySet[SecondReader]:
    """Drafts of others that she is asked to read along, as long as they are there and she is in the group."""
    yes = CircleMember.objects.agreed().filter(person=someone(person), circle=OuterRef("draft__circle"))
    asked = SecondReader.objects.filter(Exists(yes), draft__in=RawDraft.objects.living(), person=person)
    return asked.select_related("draft__circle__edition__version")
