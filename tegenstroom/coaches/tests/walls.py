"""A place where copies of stories hang, for tests of what becomes of them."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tegenstroom.coaches import clockwork
from tegenstroom.coaches.actions import consent, copies
from tegenstroom.coaches.models import Consent, Copy, Story
from tegenstroom.coaches.rules.stories import HerGroup, Read, Use, Way

WALL = "wall"
HALL, KITCHEN = HerGroup("hall", "de groep in de gang"), HerGroup("kitchen", "de groep in de keuken")


class Wall:
    """A place where copies hang, that can be out of reach."""

    def __init__(self) -> None:
        self.hangs: set[int] = set()
        self.problem: Exception | None = None
        self.busy = False

    def take_away(self, copy: Copy) -> bool:
        if self.problem:
            raise self.problem
        if self.busy:
            return False
        self.hangs.discard(copy.pk)
        return True


def a_wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """The only kind of copy there is, for two uses, taken away at once."""
    monkeypatch.setattr(copies, "HANDLERS", {})
    made = Wall()
    copies.declare_use_handler(WALL, uses={Use.THIS_GROUP, Use.LIBRARY}, take_away=made.take_away)
    return made


def yes(told: Story, use: Use = Use.THIS_GROUP, group: HerGroup | None = HALL, **more: object) -> Consent:
    """Her yes; where nothing else is said, to one group."""
    group = group if use is Use.THIS_GROUP else None
    return consent.give(story=told, use=use, group=group, read=Read.HERSELF, by=told.coach, **more)


def hang(wall: Wall, told: Story, use: Use = Use.THIS_GROUP, subject: str = "hall") -> Copy:
    copy = consent.record_copy(story=told, use=use, kind=WALL, subject=subject, where="de gang", by=told.coach)
    wall.hangs.add(copy.pk)
    return copy


def back(given: Consent) -> Consent:
    return consent.withdraw(consent=given, by=given.story.coach, how=Way.BUTTON)


def minutes_later(minutes: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False)


def tick() -> None:
    clockwork.take_stories_away(timezone.now())
    clockwork.tell_of_stories_that_stay(timezone.now())
