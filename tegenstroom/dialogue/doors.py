"""Addresses in letters. They open nothing by themselves: who follows one logs in first."""

from uuid import UUID

from django.conf import settings

from tegenstroom.dialogue.models import Dialogue

# As the pages of the dialogue have them.
DIALOGUES = "/gesprekken"
DRAFTS = "/gesprekken/concepten"


def dialogue_url(dialogue: Dialogue) -> str:
    """The page of a dialogue, for in a letter."""
    return f"{settings.SITE_URL}{DIALOGUES}/{dialogue.pk}/"


def case_url(dialogue: Dialogue) -> str:
    """The page on which someone reads the case of a dialogue, for in a letter."""
    return f"{dialogue_url(dialogue)}casus/"


def room_path(dialogue: Dialogue) -> str:
    """The same page, for a link on another one."""
    return f"{DIALOGUES}/{dialogue.pk}/"


def draft_path(key: UUID) -> str:
    """The page on which its writer goes on with a draft."""
    return f"{DRAFTS}/{key}/"


def second_reading_url(key: UUID) -> str:
    """The page on which a second reader answers, for in a letter."""
    return f"{settings.SITE_URL}{DRAFTS}/{key}/tweede-lezer/"
