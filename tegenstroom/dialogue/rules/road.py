"""The road on which a raw draft becomes a case: its steps in order, and where each obstacle is taken away."""

from collections.abc import Collection
from enum import StrEnum

from tegenstroom.dialogue.rules.drafts import Obstacle


class Step(StrEnum):
    """One page with one question, as it stands in its address."""

    STORY = "verhaal"
    NAMES = "namen"
    FINDINGS = "wat-opvalt"
    MARKS = "nog-iets"
    QUESTIONS = "vragen"
    DETAILS = "bijzonderheden"
    THEMES = "thema"
    PLAIN = "klare-taal"
    LAST = "nalezen"


ORDER = tuple(Step)

STEP_OF = {
    Obstacle.EMPTY: Step.STORY,
    Obstacle.NO_NAMES: Step.NAMES,
    Obstacle.NOT_LOOKED_AT: Step.NAMES,
    Obstacle.OPEN_FINDING: Step.FINDINGS,
    Obstacle.REASON_MISSING: Step.FINDINGS,
    Obstacle.NOT_NOTHING: Step.FINDINGS,
    Obstacle.NO_WORDS_INSTEAD: Step.FINDINGS,
    Obstacle.UNANSWERED: Step.QUESTIONS,
    Obstacle.NOT_WEIGHED: Step.DETAILS,
    Obstacle.SECOND_READER: Step.DETAILS,
    Obstacle.RECOGNISED: Step.MARKS,
    Obstacle.MARKS_LOST: Step.FINDINGS,
    Obstacle.NO_THEME: Step.THEMES,
    Obstacle.NO_PLAIN_TEXT: Step.PLAIN,
    Obstacle.PLAIN_TOO_HARD: Step.PLAIN,
    Obstacle.STILL_THERE: Step.STORY,
    Obstacle.LOOK_AGAIN: Step.LAST,
}


def after(step: Step) -> Step:
    """The next step; the last one stays the last."""
    return ORDER[min(ORDER.index(step) + 1, len(ORDER) - 1)]


def before(step: Step) -> Step | None:
    """The step before; None before the first."""
    place = ORDER.index(step)
    return ORDER[place - 1] if place else None


def first_open(obstacles: Collection[Obstacle]) -> Step:
    """Where she goes on: the first step at which something still stands in the way."""
    steps = {STEP_OF.get(obstacle, Step.LAST) for obstacle in obstacles}
    return next((step for step in ORDER if step in steps), Step.LAST)
