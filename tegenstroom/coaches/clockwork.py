"""What happens by itself for coaches when time passes."""

from datetime import datetime

from tegenstroom.base import clock
from tegenstroom.coaches.actions import (
    assignments,
    benefits,
    care,
    consent,
    copies,
    late_pay,
    silence,
    stories,
    travel_waiting,
)


@clock.every(minutes=1)
def take_stories_away(now: datetime) -> None:
    """What she took back, or what she no longer says yes to, goes everywhere."""
    consent.end_expired(now)
    copies.take_away_due()
    stories.sweep_erased()


@clock.every(minutes=1)
def tell_of_stories_that_stay(now: datetime) -> None:
    """The desk hears of what is still there after the promised time."""
    copies.raise_alarm(now)


@clock.every(minutes=60)
def ask_again_for_stories(now: datetime) -> None:
    """Before a yes ends, she is asked whether it may stay."""
    consent.ask_again(now)


@clock.every(minutes=5)
def days_that_are_over(now: datetime) -> None:
    """What she said yes to and gave counts as done."""
    assignments.mark_done(now)


@clock.every(minutes=15)
def say_no_for_her(now: datetime) -> None:
    """What she said of one question holds for the others on that theme, and comes as any answer of hers."""
    silence.say_no(now)


@clock.every(minutes=15)
def work_out_roads(now: datetime) -> None:
    """What waited for a number gets its amount once the number is there."""
    travel_waiting.work_out_waiting()


@clock.every(minutes=60)
def tell_of_late_pay(now: datetime) -> None:
    """A pay day passed and someone did not get her money: she and the desk read it once."""
    late_pay.tell(now)


@clock.every(minutes=15)
def plan_calls(now: datetime) -> None:
    """A heavy day that is over is a call that somebody owes."""
    care.plan_calls(now)


@clock.every(minutes=60)
def ask_again_for_papers(now: datetime) -> None:
    """Each year, and when the last day on her paper has passed."""
    benefits.ask_again(now)
