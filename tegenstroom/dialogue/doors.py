"""Addresses in letters. Most open nothing by themselves: who follows one logs in first.

Two open one thing for whoever holds the letter: telling what she did, and her yes to words of her own. Neither
shows a case, or what anyone else said.
"""

from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from tegenstroom.base import links
from tegenstroom.dialogue.models import Case, Circle, Dialogue, InsightVoice, Seat

# As the pages of the dialogue have them.
DIALOGUES = "/gesprekken"
DRAFTS = "/gesprekken/concepten"

DONE, LESSON = "dialogue-done", "dialogue-lesson"
# The letter may lie on the table for as long as we wait for an answer, and longer.
LINK_DAYS = 120


def dialogue_url(dialogue: Dialogue) -> str:
    """The page of a dialogue, for in a letter."""
    return f"{settings.SITE_URL}{DIALOGUES}/{dialogue.pk}/"


def contract_url(circle: Circle) -> str:
    """The page on which someone reads what a group agrees on, and says yes."""
    return str(settings.SITE_URL) + reverse("dialogue:circle_contract", args=[circle.pk])


def case_url(dialogue: Dialogue) -> str:
    """The page on which someone reads the case of a dialogue, for in a letter."""
    return f"{dialogue_url(dialogue)}casus/"


def course_url(dialogue: Dialogue) -> str:
    """The page on which who leads a dialogue takes it further, for in a letter."""
    return str(settings.SITE_URL) + reverse("dialogue:course", args=[dialogue.pk])


def opening_url(case: Case) -> str:
    """The page on which a dialogue is opened on a case, for in a letter."""
    return str(settings.SITE_URL) + reverse("dialogue:circle_opening", args=[case.circle_id, case.pk])


def room_path(dialogue: Dialogue) -> str:
    """The same page, for a link on another one."""
    return f"{DIALOGUES}/{dialogue.pk}/"


def draft_path(key: UUID) -> str:
    """The page on which its writer goes on with a draft."""
    return f"{DRAFTS}/{key}/"


def second_reading_url(key: UUID) -> str:
    """The page on which a second reader answers, for in a letter."""
    return f"{settings.SITE_URL}{DRAFTS}/{key}/tweede-lezer/"


def done_url(seat: Seat) -> str:
    """The page on which she tells what she did, for in a letter."""
    return str(settings.SITE_URL) + reverse("dialogue:done_link", args=[links.token(DONE, seat.pk)])


def seat_of(token: str) -> Seat:
    """The seat that a link was made for, as long as someone sits there; or Http404."""
    rows = Seat.objects.filter(left_at=None).select_related("person", "dialogue__circle__edition__version")
    return get_object_or_404(rows, pk=_value(DONE, token))


def lesson_url(line: InsightVoice) -> str:
    """The page on which she says yes to words of her own, for in a letter."""
    return str(settings.SITE_URL) + reverse("dialogue:line_link", args=[links.token(LESSON, str(line.pk))])


def line_of(token: str) -> InsightVoice:
    """The line that a link was made for, or Http404."""
    rows = InsightVoice.objects.there().select_related(
        "speaker", "word__seat", "insight__dialogue__circle__edition__version"
    )
    return get_object_or_404(rows, pk=_value(LESSON, token))


def _value(purpose: str, token: str) -> object:
    try:
        return links.value(purpose, token, max_age_days=LINK_DAYS)
    except links.BadLink as error:
        raise Http404 from error
