"""What happens by itself in dialogues when time passes."""

from datetime import datetime

from tegenstroom.base import clock
from tegenstroom.dialogue.actions import calling, circles, dialogues, drafts, expiring, second_readers


@clock.every(minutes=1)
def wipe_old_drafts(now: datetime) -> None:
    """A raw draft lives a day at most, and so does a second reader's no."""
    drafts.wipe_old(now)
    second_readers.forget_old(now)


@clock.every(minutes=15)
def keep_circles(now: datetime) -> None:
    """Circles follow their editions, and dialogues stand still where coaches are missing."""
    circles.gather_all(now)


@clock.every(minutes=1)
def ask_anew(now: datetime) -> None:
    """Other words on trust hold from today: who said yes to older ones is asked."""
    circles.ask_all_anew()


@clock.every(minutes=5)
def call_whose_turn_it_is(now: datetime) -> None:
    """Whoever has something to do in a dialogue and is not in the room hears of it."""
    calling.call_whose_turn_it_is(now)


@clock.every(minutes=60)
def expire_cases(now: datetime) -> None:
    """A case has its time, and lessons remain."""
    expiring.expire_cases(now)


@clock.every(minutes=60)
def ask_what_was_done(now: datetime) -> None:
    """Some weeks later, people are asked what they did with it."""
    dialogues.ask_what_was_done(now)
