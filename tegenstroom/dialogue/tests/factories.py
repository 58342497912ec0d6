"""Circles, cases and dialogues for tests, with plainly invented people; made through the verbs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import RESEARCHER, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import figures
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.dialogue.actions import circles, contracts, dialogues, draft_findings, drafts, posting, speaking
from tegenstroom.dialogue.models import Case, Circle, CircleMember, Dialogue, RawDraft, Word
from tegenstroom.dialogue.rules.drafts import Question
from tegenstroom.dialogue.rules.phases import Field, Part, Phase
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, gives

TITLE = "Een gesprek dat vastloopt"
TEXT = "Ik begeleid een moeder van drie kinderen. Ze zegt altijd ja en komt dan niet."
PLAIN = "Ik help een moeder. Ze heeft drie kinderen. Ze zegt ja. En dan komt ze niet."


@dataclass(slots=True)
class Group:
    """A circle with its people; the first professional brings the case, a second trainer guides the coaches."""

    circle: Circle
    coaches: list[Person]
    professionals: list[Person]
    trainer: Person
    researcher: Person
    guide: Person

    @property
    def writer(self) -> Person:
        return self.professionals[0]

    @property
    def people(self) -> list[Person]:
        return [*self.coaches, *self.professionals, self.trainer, self.researcher, self.guide]


def prepare() -> None:
    """The numbers and the contract, without which nothing begins."""
    figures.load()
    contracts.load_contracts()


def group(*, coaches: int = 2, professionals: int = 2, agreed: bool = True) -> Group:
    """A circle of a supervision in which everyone agreed."""
    prepare()
    desk = PersonFactory()
    circle = circles.of_supervision(title="Supervisie wijkteam", by=desk)
    made = Group(
        circle,
        coaches=[coach() for _number in range(coaches)],
        professionals=[PersonFactory() for _number in range(professionals)],
        trainer=PersonFactory(roles=[TRAINER]),
        researcher=PersonFactory(roles=[RESEARCHER]),
        guide=PersonFactory(roles=[TRAINER]),
    )
    parts = [
        *((person, Part.COACH) for person in made.coaches),
        *((person, Part.PROFESSIONAL) for person in made.professionals),
        (made.trainer, Part.TRAINER),
        (made.researcher, Part.RESEARCHER),
        (made.guide, Part.TRAINER),
    ]
    # As the verbs leave it. `test_circles` walks the verbs themselves; here they would be half of every test.
    yes = {"contract": contracts.newest("nl"), "agreed_at": timezone.now()} if agreed else {}
    CircleMember.objects.bulk_create(
        [CircleMember(circle=circle, person=person, part=part, added_by=desk, **yes) for person, part in parts]
    )
    return made


def edition_group(*, professionals: int = 2) -> Group:
    """A circle of an edition, with the people that it brings along; all agreed."""
    prepare()
    edition = EditionFactory()
    givers = [coach(), coach()]
    for giver in givers:
        gives(edition, giver)
    trainer = PersonFactory(roles=[TRAINER])
    edition.tandem.create(person=trainer, part="trainer", answer="yes")
    placed = [EnrolmentFactory(edition=edition).person for _number in range(professionals)]
    circle = circles.of_edition(edition=edition, by=trainer)
    researcher = PersonFactory(roles=[RESEARCHER])
    guide = PersonFactory(roles=[TRAINER])
    for person, part in ((researcher, Part.RESEARCHER), (guide, Part.TRAINER)):
        circles.invite(circle=circle, person=person, part=part, by=trainer)
    for member in circle.members.select_related("person"):
        circles.agree(member=member, by=member.person)
    return Group(circle, givers, placed, trainer, researcher, guide)


def draft(of: Group, *, text: str = TEXT, title: str = TITLE, plain: str = PLAIN, **given: Any) -> RawDraft:
    """A raw draft of the writer with all that confirming asks, and nothing found in it."""
    begun = drafts.begin(circle=of.circle, key=uuid4(), by=of.writer)
    names: Sequence[str] = given.pop("names", [])
    given.setdefault("has_no_theme", not given.get("themes"))
    drafts.write(draft=begun, title=title, text=text, plain=plain, names=names, by=of.writer, **given)
    draft_findings.keep_findings(draft=begun, findings=[], by=of.writer)
    return drafts.answer(draft=begun, answers=dict.fromkeys(Question, False), fine=[], by=of.writer)


def case(of: Group, **given: Any) -> Case:
    """A case that its writer confirmed."""
    return drafts.confirm(draft=draft(of, **given), by=of.writer)


def dialogue(of: Group | None = None, *, phase: Phase = Phase.PREPARATION, **given: Any) -> Dialogue:
    """A dialogue that was walked to this phase by its people."""
    who = of or group()
    made = dialogues.open_dialogue(
        circle=who.circle, case=case(who, **given), facilitator=who.guide, by=who.trainer
    )
    walk(who, made, phase)
    made.refresh_from_db()
    return made


def walk(who: Group, of: Dialogue, phase: Phase) -> None:
    """Take a dialogue from where it is to this phase, with a word of each who must speak."""
    dialogues.start_preparation(dialogue=of, by=who.trainer)
    while (here := Dialogue.objects.get(pk=of.pk)).phase != phase:
        match here.phase:
            case Phase.PREPARATION:
                # Who reads on paper gets it in her hand: the post would take days.
                for one in who.coaches:
                    posting.hand_over(dialogue=of, coach=one, by=who.trainer)
                Dialogue.objects.filter(pk=of.pk).update(own_group_from=timezone.now() - timedelta(minutes=1))
                dialogues.next_phase(dialogue=of, by=who.trainer)
            case Phase.OWN_GROUP:
                for one in who.coaches:
                    speaking.say_ready(dialogue=of, by=one)
            case Phase.ROUND_ONE:
                for one in who.coaches:
                    say(of, one, "Ik voelde me toen ook alleen.")
                dialogues.next_phase(dialogue=of, by=who.trainer)
            case Phase.RESEARCH:
                say(of, who.researcher, "Wie vaak weg moest, belt minder.", heard="Dat bellen moeilijk is.")
                dialogues.next_phase(dialogue=of, by=who.trainer)
            case Phase.WHAT_I_DID:
                speaking.say_what_i_did(dialogue=of, text="Ik ging langs.", key=uuid4(), by=who.writer)
                dialogues.close(dialogue=of, by=who.trainer)
            case _:
                dialogues.next_phase(dialogue=of, by=who.trainer)


def say(
    of: Dialogue, who: Person, text: str, *, heard: str = "", field: Field | None = None, **given: Any
) -> Word:
    """One contribution."""
    return speaking.write(dialogue=of, text=text, heard=heard, field=field, key=uuid4(), by=who, **given)
