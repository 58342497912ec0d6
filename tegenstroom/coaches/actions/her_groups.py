"""The groups that a coach helps give. Whoever gives them knows them; we ask, as declared in a module `uses.py`:

@her_groups.knows_given_by
def given_by(coach: Person) -> Sequence[HerGroup]: ...
"""

from collections.abc import Callable, Sequence

from tegenstroom.accounts.models import Person
from tegenstroom.coaches.actions.copies import offered_uses
from tegenstroom.coaches.rules.stories import HerGroup, Meant, Use

type GivenBy = Callable[[Person], Sequence[HerGroup]]

GIVEN: list[GivenBy] = []


def knows_given_by(work: GivenBy) -> GivenBy:
    """Ask this function which groups a coach helps give: lately, now, or soon."""
    GIVEN.append(work)
    return work


def given_by(coach: Person) -> list[HerGroup]:
    """The groups of which she may say: my story may serve there."""
    return [group for work in GIVEN for group in work(coach)]


def meant_for(coach: Person) -> list[Meant]:
    """All that she can say yes to now: each of her groups apart, and every other use that is offered."""
    offered = offered_uses()
    groups = given_by(coach) if Use.THIS_GROUP in offered else []
    return [Meant(Use.THIS_GROUP, group) for group in groups] + [
        Meant(use) for use in offered if use is not Use.THIS_GROUP
    ]
