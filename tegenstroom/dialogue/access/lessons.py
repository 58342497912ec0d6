"""What is taken along from a dialogue: its lessons, and each one's own line in them."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.access import Visitor, someone
from tegenstroom.dialogue.access.dialogues import dialogue_for, dialogues_of
from tegenstroom.dialogue.actions import lessons
from tegenstroom.dialogue.models import CircleMember, Dialogue, Insight, InsightVoice


def insights_of(person: Visitor, dialogue: Dialogue) -> QuerySet[Insight]:
    """What is proposed and handed over from a dialogue in which she sits."""
    return Insight.objects.there().filter(dialogue=dialogue_for(person, dialogue.pk))


def insight_for(person: Visitor, key: UUID) -> Insight:
    """A lesson of a dialogue in which she sits."""
    insight = get_object_or_404(Insight.objects.there().select_related("dialogue"), key=key)
    dialogue_for(person, insight.dialogue_id)
    return insight


def insight_to_read(person: Visitor, key: UUID) -> Insight:
    """A lesson of a dialogue in which she sits; for any member of a circle, one that is handed over and stands."""
    insight = get_object_or_404(
        Insight.objects.there().select_related("dialogue__circle__edition__version"), key=key
    )
    if dialogues_of(person).filter(pk=insight.dialogue_id).exists():
        return insight
    is_member = CircleMember.objects.agreed().filter(person=someone(person)).exists()
    if is_member and lessons.standing().filter(pk=key).exists():
        return insight
    raise Http404


def own_line(person: Visitor, key: UUID) -> InsightVoice:
    """Her own line in a lesson, also after she left."""
    rows = InsightVoice.objects.there().select_related(
        "insight__dialogue__circle__edition__version", "speaker", "word__seat"
    )
    return get_object_or_404(rows, key=key, speaker=someone(person))


def line_for(person: Visitor, key: UUID) -> InsightVoice:
    """A line of a lesson of a dialogue in which she sits."""
    line = get_object_or_404(InsightVoice.objects.there().select_related("insight__dialogue"), key=key)
    dialogue_for(person, line.insight.dialogue_id)
    return line
