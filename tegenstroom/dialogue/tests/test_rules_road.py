"""The road of a draft: every obstacle has a page on which it goes away."""

import pytest

from tegenstroom.dialogue.rules import road
from tegenstroom.dialogue.rules.drafts import Obstacle
from tegenstroom.dialogue.rules.road import Step

# What is about a moment, not about the draft.
PASSING = {Obstacle.GONE, Obstacle.NOT_YOURS, Obstacle.OVERLAPS, Obstacle.CHANGED, Obstacle.NOT_AGREED}


def test_every_obstacle_is_taken_away_somewhere() -> None:
    # What a group agrees on is read on a page of the group.
    assert set(road.STEP_OF) == set(Obstacle) - PASSING


@pytest.mark.parametrize("step", Step)
def test_back_undoes_on(step: Step) -> None:
    assert road.before(road.after(step)) is step or step is Step.LAST
    assert road.ORDER.index(road.after(step)) >= road.ORDER.index(step)


def test_there_is_nothing_before_the_first_page() -> None:
    assert road.before(Step.STORY) is None


@pytest.mark.parametrize(
    ("obstacles", "step"),
    [
        ([], Step.LAST),
        ([Obstacle.PLAIN_TOO_HARD, Obstacle.NO_NAMES], Step.NAMES),
        ([Obstacle.UNANSWERED, Obstacle.NO_PLAIN_TEXT], Step.QUESTIONS),
        (list(Obstacle), Step.STORY),
    ],
)
def test_she_goes_on_at_the_first_thing_that_is_missing(obstacles: list[Obstacle], step: Step) -> None:
    assert road.first_open(obstacles) is step
