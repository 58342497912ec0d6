"""What an address of the case dialogue can name: a group of the people of the world, and one of others."""

from typing import Any
from uuid import uuid4

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.dialogue.actions import circles, dictation
from tegenstroom.dialogue.actions.speaking import Spoken
from tegenstroom.dialogue.rules.phases import Part, Phase
from tegenstroom.dialogue.tests.factories import Group, case, dialogue, group, prepare
from tegenstroom.training.models import Edition

type Things = dict[str, Any]

# The beginning of a recording, enough to be known by.
SPOKEN = Spoken(b"OggS" + bytes(24) + b"OpusHead" + bytes(64), seconds=3)


def of_edition(
    edition: Edition, *, coach_in_it: Person, writer: Person, other: Person, trainer: Person, researcher: Person
) -> Things:
    """The group of an edition in which these people sit, and what hangs on it."""
    prepare()
    circle = circles.of_edition(edition=edition, by=trainer)
    second, guide = coach(), PersonFactory(roles=[TRAINER])
    for person, part in ((second, Part.COACH), (researcher, Part.RESEARCHER), (guide, Part.TRAINER)):
        circles.invite(circle=circle, person=person, part=part, by=trainer)
    for member in circle.members.current().select_related("person"):
        circles.agree(member=member, by=member.person)
    return _things(Group(circle, [coach_in_it, second], [writer, other], trainer, researcher, guide))


def of_others() -> Things:
    """The same, of people of whom none is in the world."""
    return _things(group())


def _things(who: Group) -> Things:
    """A dialogue in which everybody reads the case and a coach spoke what somebody types; a case that waits."""
    held = dialogue(who, phase=Phase.ROUNDS)
    return {
        "circle": who.circle.pk,
        "circle_member": who.circle.members.get(person=who.researcher).pk,
        "dialogue": held.pk,
        "case": held.case_id,
        "dictation": dictation.hand_over(dialogue=held, key=uuid4(), spoken=SPOKEN, by=who.coaches[0]).pk,
        "case_to_open": case(who).pk,
    }
