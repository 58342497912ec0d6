"""A case that goes to a coach on paper: what is printed of it, and from when she has it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit, letters
from tegenstroom.base.models import Letter
from tegenstroom.base.models.letters import LetterQuerySet
from tegenstroom.dialogue.actions import running as held
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.figures import POST_DAYS, PREPARATION_DAYS
from tegenstroom.dialogue.models import Dialogue, ReadCase
from tegenstroom.dialogue.models.dialogues import CASE_LETTER
from tegenstroom.dialogue.rules import machine
from tegenstroom.dialogue.rules.phases import Phase, Refusal, RefusedError


def dialogue_of(letter: Letter) -> Dialogue | None:
    """The dialogue that a letter is about."""
    kind, _colon, number = letter.about.partition(":")
    if kind != Dialogue._meta.label_lower:
        return None
    return Dialogue.objects.filter(pk=number).select_related("circle__edition__version").first()


def waiting(dialogue: Dialogue) -> LetterQuerySet:
    """Letters with the case that have yet to leave on paper."""
    return Letter.objects.about(dialogue).filter(kind=CASE_LETTER).on_paper()


@transaction.atomic
def hand_over(*, dialogue: Dialogue, coach: Person, by: Person) -> int:
    """Who leads gave a coach the case on paper; twice is once. Raises RefusedError for who does not lead.

    The letter is held first, as the desk does when it posts it; the turn at the audit comes after that.
    """
    if not machine.may_lead(state_of(dialogue), by.pk):
        raise RefusedError(Refusal.NOT_FOR_YOU)
    return letters.posted(waiting(dialogue).filter(person=coach.pk), by_hand=True, by=by)


@transaction.atomic
def left(*, letter: Letter, by: audit.Actor) -> None:
    """The case is on its way to a coach: from now on count the days of the post, and hers to read.

    Not for who opened it on the screen before: her days began then.
    """
    dialogue = dialogue_of(letter)
    if dialogue is None or letter.sent_at is None or letter.person is None:
        return
    if ReadCase.objects.filter(case=dialogue.case_id, reader=letter.person).exists():
        return
    post = 0 if letter.by_hand else int(POST_DAYS.on(timezone.localdate(letter.sent_at)))
    if days := _give_time(dialogue, letter.person, since=letter.sent_at, post=post):
        audit.record("dialogue.case_left", by=by, about=dialogue, days=days)


@transaction.atomic
def opened(*, dialogue: Dialogue, by: Person) -> None:
    """She opened the case for the first time: when it had yet to leave on paper, her days to read begin now."""
    if waiting(dialogue).filter(person=by.pk).exists():
        _give_time(dialogue, by.pk, since=timezone.now())


def _give_time(dialogue: Dialogue, coach: int, *, since: datetime, post: int = 0) -> int:
    """The coaches begin no sooner than after her days to read, which it gives; 0 where that plays no part."""
    dialogue, state = held.hold(dialogue)
    if state.phase is not Phase.PREPARATION or coach not in state.coaches or not dialogue.own_group_from:
        return 0
    days = int(PREPARATION_DAYS.on(timezone.localdate(since))) + post
    dialogue.own_group_from = max(dialogue.own_group_from, since + timedelta(days=days))
    dialogue.save(update_fields=["own_group_from"])
    held.stamp(dialogue)
    return days
