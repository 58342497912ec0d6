"""What happens by itself in training when time passes."""

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
def approvals(now: datetime) -> None:
    """A leader is asked once more half-way; without an answer the seat comes free."""
    enrolment.remind_leaders(now)
    enrolment.lapse_approvals(now)


@clock.every(minutes=15)
def letters_before_and_after(now: datetime) -> None:
    """Practical, reminders and thanks, by day only."""
    reminders.send_practical(now)
    reminders.remind(now)
    reminders.send_afterwards(now)


@clock.every(minutes=5)
def looking_back(now: datetime) -> None:
    """Asking people to look back, once more after a week, and releasing what they said."""
    evaluation.invite_due(now)
    evaluation.remind_due(now)
    evaluation.release_due(now)


@clock.every(minutes=60)
def forget_old_imports(now: datetime) -> None:
    """Tables that nobody confirmed within a day go away."""
    imports.forget_old_drafts(now)


@clock.every(minutes=1)
def stories_of_who_left(now: datetime) -> None:
    """A story for her own groups leaves a group with her."""
    stories.leave_where_she_left()
