"""Under which of her yeses a story may come into a group."""

from collections.abc import Collection

from tegenstroom.coaches.rules.stories import Use

# What is told to the people who follow a training.
GROUP_USES = (Use.THIS_GROUP, Use.ALL_TRAININGS)


def use_for_group(said_yes: Collection[str], *, gives: bool) -> Use | None:
    """The narrowest yes that covers a group, or None. `gives`: she gives this training as a coach.

    `said_yes` are the uses to which she says yes now.
    """
    if gives and Use.THIS_GROUP in said_yes:
        return Use.THIS_GROUP
    return Use.ALL_TRAININGS if Use.ALL_TRAININGS in said_yes else None
