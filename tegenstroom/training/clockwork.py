"""What happens by itself in training when time passes. One verb a job: what fails stops nothing else."""

from datetime import datetime

from tegenstroom.base import clock
from tegenstroom.training.actions import enrolment, evaluation, reminders, stories
from tegenstroom.training.imports import actions as imports


@clock.every(minutes=5)
def lapse_offers(now: datetime) -> None:
    """An offer that nobody took goes to the next in line."""
    enrolment.lapse_offers(now)


@clock.every(minutes=60)
def ends_of_waiting_lists(now: datetime) -> None:
    """Whoever still waits when a training begins hears that no place came free."""
    enrolment.end_lines(now)


@clock.every(minutes=60)
def leaders_once_more(now: datetime) -> None:
    """A leader is asked once more half-way, by day only."""
    enrolment.remind_leaders(now)


@clock.every(minutes=60)
def lapse_approvals(now: datetime) -> None:
    """Without an answer of the leader the seat comes free, by day only."""
    enrolment.lapse_approvals(now)


@clock.every(minutes=15)
def practical(now: datetime) -> None:
    """Where and when, a while before the first day; by day only."""
    reminders.send_practical(now)


@clock.every(minutes=15)
def days_that_come_near(now: datetime) -> None:
    """A reminder of each day, by day only."""
    reminders.remind(now)


@clock.every(minutes=15)
def thanks(now: datetime) -> None:
    """Thanks to who came, the day after; by day only."""
    reminders.send_afterwards(now)


@clock.every(minutes=5)
def looking_back(now: datetime) -> None:
    """Asking people to look back."""
    evaluation.invite_due(now)


@clock.every(minutes=5)
def looking_back_once_more(now: datetime) -> None:
    """Asking once more after a week."""
    evaluation.remind_due(now)


@clock.every(minutes=5)
def what_they_said(now: datetime) -> None:
    """Releasing what people said, in wholes."""
    evaluation.release_due(now)


@clock.every(minutes=60)
def forget_old_imports(now: datetime) -> None:
    """Tables that nobody confirmed within a day go away."""
    imports.forget_old_drafts(now)


@clock.every(minutes=1)
def stories_of_who_left(now: datetime) -> None:
    """A story for her own groups leaves a group with her."""
    stories.leave_where_she_left()
